"""Every path of the server, tried by whoever has no business there.

A path that is not in the table fails the first test, so that none is added without a thought
of who may use it. The console's pages have a door of their own, which no device opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Mount, Route

from review_protocol.contents import contents_digest
from review_protocol.names import SetId
from review_protocol.rounds import Answer, Rest, Standing, Stretch, read_answer, request_id
from review_protocol.sets import set_id
from review_protocol.statements import RemoveMember, Role
from review_server.web import make_app
from tests.builders.asgi import ask as ask_app
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate
from tests.builders.listening import listening, post
from tests.builders.servers import Office


class For(Enum):
    """Whom a path is for."""

    ANYBODY = auto()
    MEMBERS = auto()
    STAFF = auto()


PATHS = {
    ("POST", "/v1/rounds"): For.MEMBERS,
    ("GET", "/health"): For.ANYBODY,
    ("GET", "/openapi.json"): For.ANYBODY,
    ("GET", "/console/style.css"): For.ANYBODY,
    ("GET", "/console"): For.ANYBODY,  # leads on
    ("GET", "/console/"): For.ANYBODY,
    ("GET", "/console/sign-in"): For.ANYBODY,
    ("POST", "/console/sign-in"): For.STAFF,
    ("GET", "/console/set-up"): For.ANYBODY,
    ("POST", "/console/set-up"): For.STAFF,
}


def paths(office: Office) -> Iterator[tuple[str, str]]:
    """Method and path of all that the server answers to."""

    def under(routes: Any, before: str) -> Iterator[tuple[str, str]]:
        for route in routes:
            if isinstance(route, Mount):
                yield from under(route.routes, before + route.path)
            else:
                assert isinstance(route, Route), route
                for method in (route.methods or set()) - {"HEAD"}:
                    yield method, before + route.path

    yield from under(make_app(office.server).routes, "")


def whose(method: str, path: str) -> For:
    """By the table; pages of the console that are not in it are for its staff."""
    is_page = path.startswith("/console/") and "{rest" not in path
    return PATHS.get((method, path)) or (For.STAFF if is_page else For.ANYBODY)


def test_every_path_is_for_somebody(small_office: Office) -> None:
    found = set(paths(small_office))
    assert found >= PATHS.keys()
    outside = {(m, p) for m, p in found if not p.startswith("/console")}
    assert outside == {(m, p) for m, p in PATHS if not p.startswith("/console")}


def test_no_page_of_the_staff_opens_without_a_session(small_office: Office) -> None:
    """Nor does a request of a member open one."""
    ana = small_office.founder()
    app, staff = make_app(small_office.server), 0
    for method, path in paths(small_office):
        if whose(method, path) is not For.STAFF:
            continue
        staff += 1
        where = path.replace("{review}", "r-0").replace("{file}", "receipt")
        where = where.replace("{", "").replace("}", "")
        got = ask_app(app, method, where, ana.bytes_of(ana.request()))
        assert got.status in {303, 403}, (method, path, got.status)
        if got.status == 303:
            assert got.headers["location"].endswith("/sign-in")
    assert staff > 10


@dataclass
class Case:
    """A dossier with something in each place where something could be looked for."""

    office: Office
    address: str
    ana: Delegate
    secret: SetId
    file: str

    @property
    def wanting(self) -> dict[str, Any]:
        """All ways in which a request can ask for something."""
        return {
            "ask": ("",),
            "want": (self.secret,),
            "rest": Rest(id=SetId(self.file), start=0),
            "files": contents_digest([]),
            "root": bytes(32),
        }


@pytest.fixture
def case(office: Office) -> Iterator[Case]:
    ana = office.founder()
    secret = ana.write(text="not for others")
    (file,) = ana.has(working_file(2_000))
    ana.sync(office.send)
    with listening(office) as address:
        yield Case(office, address, ana, secret, file)


def outsider(case: Case) -> Delegate:
    """Who knows the dossier's id, and all of its sets, and was never in it."""
    ana = case.ana
    return replace(case.office.delegate("eve"), dossier=ana.dossier, sets=dict(ana.sets))


def neighbour(case: Case) -> Delegate:
    """A member of another dossier on this server, who asks about this one."""
    other = case.office.founder("otto")
    other.dossier, other.sets = case.ana.dossier, dict(case.ana.sets)
    return other


def ask(case: Case, who: Delegate, **fields: Any) -> tuple[int, dict[str, Any] | Answer]:
    data = who.bytes_of(who.request(**fields))
    got = post(case.address, data)
    if got.status_code != 200:
        assert got.headers["content-type"] == "application/problem+json"
        return got.status_code, got.json()
    return 200, read_answer(got.content, request_id(data), who.server)


@pytest.mark.parametrize("who", [outsider, neighbour])
def test_a_stranger_learns_nothing_and_leaves_nothing(
    case: Case, who: Callable[[Case], Delegate]
) -> None:
    eve = who(case)
    own = eve.write(after=[case.ana.dossier], text="hello")
    data = working_file(500, seed=9)
    stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
    for fields in (case.wanting, {"sets": (eve.sets[own],)}, {"stretch": stretch}):
        status, problem = ask(case, eve, **fields)
        assert status == 403
        assert isinstance(problem, dict)
        assert problem["type"].endswith(":stranger")
        assert set(problem) == {"type", "title", "status"}
    assert case.ana.ask(case.office.send).root is None
    assert case.ana.ask(case.office.send, files=contents_digest([])).files == (case.file,)


def test_a_message_in_another_s_name_is_refused(case: Case) -> None:
    eve = outsider(case)
    request = replace(eve.request(**case.wanting), device=case.ana.key.public)
    data = eve.bytes_of(request)
    got = post(case.address, data)
    assert (got.status_code, got.json()["type"].rpartition(":")[2]) == (401, "signature")


def test_who_was_removed_learns_only_that(case: Case) -> None:
    office, ana = case.office, case.ana
    ben = office.delegate("ben").join(ana)
    for each in (ben, ana):
        each.sync(office.send)
    ana.remove(ben)
    later = ana.write(text="not for Ben")
    ana.sync(office.send)
    status, answer = ask(
        case, ben, **{**case.wanting, "want": tuple(sorted([later, case.secret]))}
    )
    assert status == 200
    assert isinstance(answer, Answer)
    assert answer.standing is Standing.REMOVED
    assert (answer.listings, answer.stretch, answer.files, answer.root) == (
        (),
        None,
        None,
        None,
    )
    told = [ben.sets.get(set_id(each)) for each in answer.sets]
    assert told == [None]  # the one set that says so
    data = working_file(500, seed=9)
    stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
    ask(case, ben, stretch=stretch)
    assert ana.ask(office.send, files=contents_digest([])).files == (case.file,)


def test_an_observer_reads_and_changes_nothing(case: Case) -> None:
    """What they may not write is carried, as every replica refuses it; contents are not."""
    office, ana = case.office, case.ana
    olga = office.delegate("olga").join(ana, Role.OBSERVER)
    olga.sync(office.send)
    status, answer = ask(case, olga, **case.wanting)
    assert status == 200
    assert isinstance(answer, Answer)
    assert {set_id(each) for each in answer.sets} >= {case.secret}
    data = working_file(500, seed=9)
    stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
    _, answer = ask(case, olga, stretch=stretch)
    assert isinstance(answer, Answer)
    assert answer.refusal == "role"
    olga.write(statements=(RemoveMember(member=ana.member),))
    olga.sync(office.send)
    assert ana.ask(office.send).standing is Standing.MEMBER
    assert ana.ask(office.send, files=contents_digest([])).files == (case.file,)


METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
SENT = st.binary(max_size=400) | st.sampled_from(
    [b"RDREQU\r\n", b"RDREQU\r\n" + bytes(20), b"{}", b"RDCOUR\r\n" + bytes(99)]
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    method=st.sampled_from(METHODS),
    path=st.sampled_from(["/v1/rounds", "/health", "/openapi.json", "/v1/rounds/", "/v1"]),
    body=SENT,
    kind=st.sampled_from(["", "application/json", "application/octet-stream", "\u00ff"]),
)
def test_whatever_is_sent_is_answered_as_the_description_says(
    small_office: Office, method: str, path: str, body: bytes, kind: str
) -> None:
    """What OpenAPI promises of a path, and a problem document for all it does not know."""
    app = make_app(small_office.server)
    got = ask_app(app, method, path, body, (("content-type", kind),))
    described = app.openapi()["paths"].get(path, {}).get(method.lower())
    if path == "/openapi.json" and method in {"GET", "HEAD"}:
        assert got.status == 200
    elif described is None:
        assert got.status in {404, 405}, got.status
    else:
        assert str(got.status) in described["responses"]
        content = described["responses"][str(got.status)].get("content", {})
        assert got.headers["content-type"] in content
    if got.status >= 400 and method != "HEAD":
        assert got.headers["content-type"] == "application/problem+json"
        problem = got.json()
        assert problem["status"] == got.status
        assert {"type", "title", "status"} <= problem.keys()
