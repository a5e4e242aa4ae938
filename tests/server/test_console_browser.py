"""The console in a real Chromium: without scripts, by keyboard, and as axe-core sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from review_protocol.names import ContentId
from review_protocol.server_invitations import read_server_invitation
from review_protocol.statements import Role, Server
from review_protocol.submissions import ReopeningRequest, Submission
from review_server.cli_support import PASSPHRASE_FILE
from review_server.console.responses import expect_response
from review_server.reviews import Review, create_review
from review_server.submissions import list_requests, list_submissions
from tests.builders.browsers import NARROW, WIDE, grave_findings, open_browser, sideways
from tests.builders.consoles import Clerk
from tests.builders.contents import submission_bytes
from tests.builders.delegates import Delegate
from tests.builders.dossiers import sample_pack
from tests.builders.parties import PASSPHRASE, accept, unlock_new_key
from tests.builders.servers import Process, make_office
from tests.builders.submitted import answered_submission

MOST_TABS = 60


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server as it is really run, on PostgreSQL; its account `maria` can sign in."""
    folder = tmp_path_factory.mktemp("browsed")
    made = Process(make_office(folder / "server", "postgresql"))
    unlock_new_key(made.office)
    (folder / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PASSPHRASE_FILE, str(folder / "passphrase"))
        made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture(scope="module")
def clerk(desk: Process) -> Clerk:
    return Clerk(desk).ready()


@pytest.fixture(scope="module")
def response(desk: Process) -> Delegate:
    """One that no test decides anything about."""
    return respond(desk, "The former Principality of Ruritania and its overseas territories")


def respond(desk: Process, party: str) -> Delegate:
    """A review with everything in it: invitations, members, a submission, a request."""
    office = desk.office
    office.now = int(time.time())
    review = Review(
        id="",
        party=party,
        cluster="1",
        start="2026-01-15",
        instruments=("UNTOC", "TIP"),
        reviewers={"Strelsau": ("UNTOC",), "Zenda": ("TIP",)},
    )
    with office.transaction as transaction:
        made = create_review(transaction, review, office.now)
    office.invitation(review=made)
    invitation = office.invitation(review=made)
    ana = Delegate("ana", invitation.server, at=office.now).found()
    ana.write(statements=(Server(secretariat=invitation.server),))
    ana.invited_by(invitation).sync(desk.send)
    ben = Delegate("ben", ana.server, at=ana.at).join(ana, Role.EXPERT)
    ana.sync(desk.send)
    ben.sync(desk.send)
    accept(office, made, sample_pack())
    first = submit(desk, ana, answered_submission())
    submit(desk, ana, ReopeningRequest(submission=first, reason="A law was missed. " * 9))
    return ana


def submit(desk: Process, ana: Delegate, body: Submission | ReopeningRequest) -> ContentId:
    """Send it to the secretariat by a round."""
    current = desk.office.server.opener.current
    assert current is not None
    data = submission_bytes(
        body, dossier=ana.dossier, server=ana.server, kem=current.public, key=ana.key,
        at=int(time.time()),
    )  # fmt: skip
    (name,) = ana.has(data)
    ana.sync(desk.send)
    return name


def context_of(browser: Browser, **options: object) -> BrowserContext:
    made = browser.new_context(**options)  # type: ignore[arg-type]  # keywords of playwright
    made.set_default_timeout(60_000)
    return made


def sign_in(page: Page, clerk: Clerk) -> None:
    clerk.forget_codes()
    page.goto(f"{clerk.base}/sign-in")
    page.get_by_label("Name").fill(clerk.name)
    page.get_by_label("Password").fill(clerk.password)
    page.get_by_label("Code").fill(clerk.code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/console/reviews")


def pages_of(clerk: Clerk, response: Delegate) -> list[str]:
    """Every page that somebody who is signed in can see."""
    with clerk.process.office.transaction as transaction:
        review = expect_response(transaction, response.dossier).review
        (taken,) = list_submissions(transaction, review=review)
        (asked,) = list_requests(transaction, review=review)
    return [
        "/reviews", "/reviews/new", f"/reviews/{review}", f"/reviews/{review}/change",
        "/account", "/log", "/couriers",
        f"/responses/{response.dossier}/message", "/nowhere", f"/submissions/{taken.id}",
        f"/submissions/{taken.id}/text", f"/requests/{asked.id}",
    ]  # fmt: skip


def test_the_whole_way_without_scripts(
    browser: Browser, clerk: Clerk, response: Delegate, tmp_path: Path
) -> None:
    """Sign in, create a review, invite, send a message, sign out."""
    context = context_of(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(clerk.base)
    assert page.url.endswith("/console/sign-in")
    sign_in(page, clerk)
    page.get_by_role("link", name="Create a review").click()
    page.get_by_label("Party under review").fill("Arcadia")
    page.get_by_label("Cluster").fill("2")
    page.get_by_label("Reviewing States").fill("Strelsau\nZenda: TIP")
    page.get_by_role("button", name="Create the review").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Review of Arcadia"
    assert "is created" in page.get_by_role("status").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make an invitation").click()
    coming.value.save_as(tmp_path / "i.rdserver")
    invitation = read_server_invitation((tmp_path / "i.rdserver").read_bytes())
    assert invitation.party == "Arcadia"
    assert coming.value.suggested_filename.startswith("arcadia-r-")
    page.get_by_role("link", name="Reviews").click()
    page.get_by_role("link", name="The former Principality").click()
    page.get_by_role("link", name="Write a message").click()
    page.get_by_label("Title").fill("The seminar")
    page.get_by_label("Message", exact=True).fill("It begins at nine.")
    page.get_by_role("button", name="Send to all members").click()
    assert "on its way" in page.get_by_role("status").inner_text()
    assert response.sync(clerk.process.send)
    page.get_by_role("button", name="Sign out").click()
    assert "signed out" in page.get_by_role("status").inner_text()
    page.goto(f"{clerk.base}/reviews")
    assert page.url.endswith("/console/sign-in")
    context.close()


def test_signing_in_by_keyboard_alone(browser: Browser, clerk: Clerk) -> None:
    """The first key leads to a link past the head; what has the focus is always seen."""
    clerk.forget_codes()
    context = context_of(browser)
    page = context.new_page()
    page.goto(f"{clerk.base}/sign-in")
    keys = page.keyboard
    keys.press("Tab")
    assert focused(page) == "Skip to the content"
    keys.press("Enter")
    for name, typed in (("Name", clerk.name), ("Password", "wrong"), ("Code", "1")):
        keys.press("Tab")
        assert focused(page).startswith(name)
        keys.type(typed)
    keys.press("Enter")
    page.wait_for_selector(".faults")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "faults"
    keys.press("Tab")
    keys.press("Enter")  # the summary leads to the field
    assert focused(page).startswith("Name")
    assert page.get_by_label("Name").get_attribute("aria-invalid") == "true"
    keys.press("Tab")
    keys.type(clerk.password)
    keys.press("Tab")
    keys.type(clerk.code())
    keys.press("Tab")
    assert focused(page) == "Sign in"
    keys.press("Enter")
    page.wait_for_url("**/console/reviews")
    context.close()


def focused(page: Page) -> str:
    """What has the focus, by its label or text; it must be seen, and in the window."""
    name, outline, inside = page.evaluate(
        """() => {
            const it = document.activeElement, box = it.getBoundingClientRect();
            const name = it.labels?.[0]?.textContent || it.textContent;
            return [
                name.trim(), parseFloat(getComputedStyle(it).outlineWidth),
                box.bottom > 0 && box.top < window.innerHeight,
            ];
        }"""
    )
    assert outline >= 2, name
    assert inside, name
    return str(name)


def follow(page: Page) -> None:
    """Press Enter on what has the focus, which leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until it has the focus: never more than once through the page."""
    passed: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if passed[-1].startswith(name):
            return
    raise AssertionError(f"no way leads to {name}: {passed}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_on_any_page(
    browser: Browser, clerk: Clerk, response: Delegate, scheme: str
) -> None:
    """Nor must a page be moved sideways at 320 pixels, or with text twice as large."""
    context = context_of(
        browser,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": WIDE[0], "height": WIDE[1]},
    )
    page = context.new_page()
    look = look_for_all if scheme == "light" else look_for_colours
    for path in ("/sign-in", "/set-up"):
        page.goto(clerk.base + path)
        look(page)
        page.get_by_role("button").click()
        page.wait_for_selector(".faults")
        look(page)
    sign_in(page, clerk)
    for path in pages_of(clerk, response):
        page.goto(clerk.base + path)
        look(page)
    for path, button in (
        ("/reviews/new", "Create the review"),
        ("/account", "Change the password"),
    ):
        page.goto(clerk.base + path)
        page.get_by_role("button", name=button).click()
        page.wait_for_selector(".faults")
        look(page)
    page.goto(clerk.base + pages_of(clerk, response)[-1])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_selector(".faults")
    look(page)
    page.get_by_label("Grant").check()
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Confirm the decision"
    look(page)
    context.close()


def look_for_colours(page: Page) -> None:
    """As it is."""
    assert grave_findings(page) == [], page.url


def look_for_all(page: Page) -> None:
    """As it is, narrow, and with large text."""
    look_for_colours(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert sideways(page) <= 0, page.url
    page.set_viewport_size({"width": WIDE[0] // 2, "height": WIDE[1] // 2})
    page.add_style_tag(content="html { font-size: 200% }")
    assert sideways(page) <= 0, page.url
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_axe_would_find_something(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><input></body></html>")
    assert any("image-alt" in each for each in grave_findings(page))
    page.close()


def test_the_work_of_a_day_by_keyboard_alone(browser: Browser, clerk: Clerk) -> None:
    """Create a review, write to a response, grant a wish to reopen, sign out."""
    response = respond(clerk.process, "Graustark")
    context = context_of(browser)
    page = context.new_page()
    keys = page.keyboard
    sign_in(page, clerk)
    tab_to(page, "Create a review")
    follow(page)
    for label, typed in (
        ("Party under review", "Zubrowka"),
        ("Cluster", "2"),
        ("Reviewing States", "Strelsau\nZenda: TIP"),
    ):
        tab_to(page, label)
        keys.type(typed)
    tab_to(page, "Create the review")
    follow(page)
    assert "is created" in page.get_by_role("status").inner_text()
    tab_to(page, "Reviews")
    follow(page)
    tab_to(page, "Graustark")
    follow(page)
    tab_to(page, "Write a message")
    follow(page)
    tab_to(page, "Title")
    keys.type("The seminar")
    tab_to(page, "Message")
    keys.type("It begins at ten.")
    tab_to(page, "Send to all members")
    follow(page)
    assert "on its way" in page.get_by_role("status").inner_text()
    page.goto(clerk.base + pages_of(clerk, response)[-1])
    tab_to(page, "Grant")
    keys.press("Space")
    tab_to(page, "Go on")
    follow(page)
    tab_to(page, "Grant")
    follow(page)
    with clerk.process.office.transaction as transaction:
        asked = next(e for e in list_requests(transaction) if e.dossier == response.dossier)
    assert asked.granted is True
    tab_to(page, "Sign out")
    follow(page)
    assert "signed out" in page.get_by_role("status").inner_text()
    context.close()
