"""Who is refused in the console, and that nothing is done then."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest
import requests

from review_server.console.application import HEADERS, PAGES
from review_server.console.place import place_of
from review_server.console.visits import Page
from tests.builders.consoles import A_REVIEW, Clerk, faults, where
from tests.builders.servers import TIMEOUT_S, Process

NAMES = {"review": "r-0", "file": "receipt"}


def paths(pages: Iterable[Page]) -> list[str]:
    """Where pages are, with names in them of what there is not."""
    return [
        re.sub(r"\{(\w+)\}", lambda found: NAMES.get(found[1], "0" * 64), page.path)
        for page in pages
    ]


PATHS = paths(page for page in PAGES if page.needs_session)
FORMS = paths(page for page in PAGES if page.takes_form)


@pytest.fixture
def clerk(desk: Process, request: pytest.FixtureRequest) -> Clerk:
    return Clerk(desk, f"d{abs(hash(request.node.nodeid)) % 10**12}").at_work()


def reviews_of(clerk: Clerk) -> int:
    return clerk.get("/reviews").text.count("<bdi>")


def test_without_a_session_every_page_leads_to_the_door(desk: Process) -> None:
    base = f"http://127.0.0.1:{desk.ports[0]}/console"
    for path, cookie in product(
        PATHS, ("", "review-session=x; review-browser=y", "review-session=\xff")
    ):
        headers = {"Cookie": cookie} if cookie else {}
        got = requests.get(
            base + path, headers=headers, allow_redirects=False, timeout=TIMEOUT_S
        )
        assert (got.status_code, where(got)) == (303, "/sign-in"), path


def test_without_a_session_no_form_is_taken(desk: Process) -> None:
    """And none is read: an outsider cannot fill the server's memory."""
    clerk = Clerk(desk, "outsider")
    token = clerk.token("/sign-in")
    for path in FORMS:
        if path in {"/sign-in", "/set-up"}:
            continue
        response = clerk.send(
            path, {**A_REVIEW, "form_token": token}, headers={"Origin": clerk.origin}
        )
        assert response.status_code == 403, path
        assert "session has ended" in response.text


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_the_session_s_token_is_refused(clerk: Clerk, token: str) -> None:
    before = reviews_of(clerk)
    for path in FORMS:
        response = clerk.send(
            path, {**A_REVIEW, "form_token": token}, headers={"Origin": clerk.origin}
        )
        assert (response.status_code, "too old" in response.text) == (403, True), path
    assert reviews_of(clerk) == before
    assert clerk.get("/account").status_code == 200  # not even signed out


def test_the_token_of_somebody_else_s_session_is_refused(desk: Process, clerk: Clerk) -> None:
    other = Clerk(desk, "another").at_work()
    data = {**A_REVIEW, "form_token": other.token("/reviews/new")}
    response = clerk.send("/reviews/new", data, headers={"Origin": clerk.origin})
    assert response.status_code == 403


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", "http://127.0.0.1", "http://localhost:1", ""],
)
def test_a_form_from_elsewhere_is_refused(clerk: Clerk, origin: str | None) -> None:
    """Though it has session and token."""
    data = {**A_REVIEW, "form_token": clerk.token("/reviews/new")}
    before = reviews_of(clerk)
    for path in FORMS:
        headers = {} if origin is None else {"Origin": origin}
        response = clerk.send(path, data, headers=headers)
        assert (response.status_code, "did not come" in response.text) == (403, True), path
    assert reviews_of(clerk) == before


def test_a_form_to_another_name_of_this_machine_is_refused(clerk: Clerk) -> None:
    """A name that somebody else's name server leads here is not ours."""
    data = {**A_REVIEW, "form_token": clerk.token("/reviews/new")}
    headers = {"Origin": "http://evil.example", "Host": "evil.example"}
    assert clerk.send("/reviews/new", data, headers=headers).status_code == 403


def test_a_form_is_not_taken_from_an_address(clerk: Clerk) -> None:
    before = reviews_of(clerk)
    clerk.get("/reviews/new", params=A_REVIEW)
    clerk.get("/sign-out")
    assert reviews_of(clerk) == before


def test_a_body_that_is_too_large_is_refused(clerk: Clerk) -> None:
    headers = {"Origin": clerk.origin}
    token = clerk.token("/reviews/new")
    large = {**A_REVIEW, "form_token": token, "party": "x" * 70_000}
    assert clerk.send("/reviews/new", large, headers=headers).status_code == 413
    endless = (b"x" * 4096 for _ in range(10_000))
    kind = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    assert clerk.send("/reviews/new", endless, headers=kind).status_code == 413
    many = [("form_token", token), *((f"f{n}", "x") for n in range(100))]
    assert clerk.send("/reviews/new", many, headers=headers).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"party=x"), ("application/json", b"{}"), ("", b"x"),
        ("multipart/form-data", b"x"), ("multipart/form-data; boundary=b", b"--b\r\n\r\nx"),
        ("multipart/form-data; boundary=b",
         b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"),
    ],
)  # fmt: skip
def test_a_body_that_is_no_form_is_refused(clerk: Clerk, kind: str, body: bytes) -> None:
    headers = {"Origin": clerk.origin, "Content-Type": kind}
    response = clerk.send("/reviews/new", body, headers=headers)
    assert response.status_code == 400
    assert "<h1>" in response.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_none(clerk: Clerk, method: str) -> None:
    for path in ("/reviews", "/style.css", "/sign-in"):
        response = clerk.browser.request(method, clerk.base + path, timeout=TIMEOUT_S)
        assert response.status_code == 405
    assert clerk.send("/reviews", {}).status_code == 405


@pytest.mark.parametrize(
    "path", ["/../server.key", "/%2e%2e/server.key", "/style.css/../../server.json",
             "/layout.html", "/templates/layout.html", "/style.css%00", "//",
             "/reviews/%2e%2e%2f%2e%2e%2fx"],
)  # fmt: skip
def test_no_path_leads_out_of_the_pages(clerk: Clerk, path: str) -> None:
    request = requests.Request("GET", clerk.base).prepare()
    request.url = clerk.base + path
    response = clerk.browser.send(request, timeout=TIMEOUT_S, allow_redirects=False)
    assert response.status_code in {404, 303}
    for secret in ("signing:", "database", "{%"):
        assert secret not in response.text


def test_every_answer_has_the_headers(clerk: Clerk) -> None:
    paths = ["", "/", "/reviews", "/nowhere", "/sign-in", "/style.css", "/log", *PATHS]
    for path in paths:
        found = clerk.get(path).headers
        assert {**found}.items() >= {
            (name.lower(), value) for name, value in HEADERS.items() if name != "Cache-Control"
        }, path
        assert found["cache-control"] == ("max-age=600" if path == "/style.css" else "no-store")
    refused = clerk.send("/reviews/new", {})
    assert refused.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_no_page_has_a_script_or_a_style_of_its_own(clerk: Clerk) -> None:
    for path in ("/reviews", "/reviews/new", "/account", "/log", "/set-up", "/nowhere"):
        page = clerk.get(path).text.lower()
        for banned in ("<script", "<style", " style=", " onclick=", "javascript:", "http://"):
            assert banned not in page, path


def test_cookies_are_out_of_reach(clerk: Clerk) -> None:
    clerk.browser.cookies.clear()
    clerk.forget_codes()
    response = clerk.sign_in()
    for line in response.raw.headers.getlist("set-cookie"):
        assert "HttpOnly" in line
        assert "SameSite=strict" in line
        assert "Path=/" in line
        assert "Domain" not in line
    word = clerk.browser.cookies["review-session"]
    assert len(word) == 43  # 256 bits
    assert word not in (clerk.process.folder / "log").read_text(encoding="utf-8")


def test_the_console_is_not_part_of_the_protocol(desk: Process) -> None:
    url = f"http://127.0.0.1:{desk.ports[0]}/openapi.json"
    assert set(requests.get(url, timeout=TIMEOUT_S).json()["paths"]) == {
        "/health",
        "/v1/rounds",
    }


def test_its_log_tells_nothing_of_who_did_what(clerk: Clerk) -> None:
    clerk.post("/reviews/new", {**A_REVIEW, "party": "Secretia"})
    clerk.send("/reviews/new", {})
    clerk.post("/sign-in", {"name": "x"}, page="/account")
    text = (clerk.process.folder / "log").read_text(encoding="utf-8")
    for hidden in ("Secretia", clerk.name, clerk.password):
        assert hidden not in text


class TestPlace:
    def test_a_proxy_s_path_and_tls_are_taken_from_the_address(self) -> None:
        place = place_of("https://Review.example.org:443/desk/")
        assert place.base == "/desk/console"
        assert place.origin == "https://review.example.org"
        assert place.cookie("session") == "__Host-review-session"
        assert place.is_own("https://review.example.org", "whatever")
        for other in (
            "http://review.example.org",
            "https://review.example.org:8443",
            "null",
            "",
        ):
            assert not place.is_own(other, "review.example.org")

    def test_an_unusual_port_is_part_of_the_origin(self) -> None:
        assert (
            place_of("https://review.example.org:8443").origin
            == "https://review.example.org:8443"
        )

    @pytest.mark.parametrize(
        "host", ["127.0.0.1:8080", "localhost:1", "[::1]:8080", "localhost", "127.0.0.2:80"]
    )
    def test_this_machine_alone_has_any_port(self, host: str) -> None:
        place = place_of("http://127.0.0.1:8080")
        assert place.is_own(f"http://{host}", host)
        assert not place.is_own("http://127.0.0.1:99", host)
        assert place.cookie("session") == "review-session"

    @pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:80@evil.example"])
    def test_another_machine_is_not_this_one(self, host: str) -> None:
        assert not place_of("http://127.0.0.1:8080").is_own(f"http://{host}", host)

    def test_behind_a_proxy_links_and_cookies_are_those_of_the_address(
        self, desk: Process, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        """The proxy takes the path off; the process itself hears plain HTTP."""
        configuration = replace(
            desk.office.server.configuration, url="https://review.example.org/desk"
        )
        from review_server.configuration import write_configuration

        old = (desk.folder / "server.json").read_text(encoding="utf-8")
        write_configuration(configuration)
        try:
            port = desk.start()
        finally:
            (desk.folder / "server.json").write_text(old, encoding="utf-8")
        clerk = Clerk(desk, "proxied", port=port).ready()
        page = clerk.get("/sign-in")
        assert 'action="/desk/console/sign-in"' in page.text
        assert "max-age" in page.headers["strict-transport-security"]
        cookie = page.headers["set-cookie"]
        assert cookie.startswith("__Host-review-form=")
        assert "Secure" in cookie
        headers = {"Origin": "https://review.example.org", "Cookie": cookie.partition(";")[0]}
        token = page.text.partition('name="form_token" value="')[2][:64]
        fields = {"name": clerk.name, "password": clerk.password, "code": clerk.code()}
        done = clerk.send("/sign-in", {**fields, "form_token": token}, headers=headers)
        assert done.headers["location"] == "/desk/console/reviews"
        assert faults(done) == {}
        wrong = {**headers, "Origin": clerk.origin}
        assert clerk.send("/sign-in", fields, headers=wrong).status_code == 403
