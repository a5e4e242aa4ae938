"""What the staff do in the console, page by page, over HTTP on either database."""

from __future__ import annotations

import re
import time
from datetime import date
from html import unescape
from itertools import count

import pytest
from markupsafe import escape
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from desktop_app.forms.pack import read_pack
from desktop_app.services.packs import SHIPPED
from review_protocol.changes import RecordChange
from review_protocol.epochs import open_epoch
from review_protocol.errors import NotForUs
from review_protocol.notices import NoticeKind, of_fields
from review_protocol.server_invitations import read_server_invitation
from review_protocol.sets import open_body, read_header
from review_protocol.statements import Epoch, Role, Server
from review_protocol.timelines import START
from review_server.plans import add_contact, enter_date
from review_server.reviews import list_reviews
from review_server.schema import staff_log
from review_server.shelf import look_at
from tests.builders.consoles import A_REVIEW, Clerk, faults, where
from tests.builders.delegates import Delegate
from tests.builders.keys import make_kem_key
from tests.builders.parties import accept
from tests.builders.secretariat import notices_told
from tests.builders.servers import Process
from tests.builders.timelines import dated_pack

NUMBERS = count(1)
HOSTILE = "<script>alert(1)</script>\"'&<b>x</b>{{ 'zx' * 3 }}"


@pytest.fixture
def clerk(desk: Process, request: pytest.FixtureRequest) -> Clerk:
    """Signed in, under a name of their own for each test."""
    return Clerk(desk, f"c{abs(hash(request.node.nodeid)) % 10**12}").at_work()


def create(clerk: Clerk, **other: str) -> str:
    """The path of a new review's page. Each has a cluster of its own if none is named."""
    cluster = f"1.{next(NUMBERS)}"
    response = clerk.post("/reviews/new", {**A_REVIEW, "cluster": cluster, **other})
    assert response.status_code == 303, response.text
    path, said = where(response).split("?")
    assert said == "said=review-created"
    return path


def connect(clerk: Clerk, path: str, name: str = "ana", *, is_named: bool = True) -> Delegate:
    """A focal point who has made a response known by an invitation from the page."""
    file = clerk.post(f"{path}/invitations", {"days": "3"}, page=path).content
    invitation = read_server_invitation(file)
    made = Delegate(name, invitation.server, at=int(time.time())).found()
    if is_named:
        made.write(statements=(Server(secretariat=invitation.server),))
    made.invited_by(invitation).sync(clerk.process.send)
    return made


def seen(page: str) -> str:
    """What a form says of the state that it was made from."""
    found = re.search(r'name="seen" value="([0-9a-f]{32})"', page)
    assert found is not None
    return found[1]


def log_of(clerk: Clerk) -> list[tuple[str, str]]:
    """What somebody did and to what, the oldest first."""
    with clerk.process.office.transaction as transaction:
        query = select(staff_log).filter_by(who=clerk.name).order_by(staff_log.c.number)
        return [(row.what, row.about) for row in transaction.execute(query)]


class TestReviews:
    def test_one_is_created_with_any_number_of_reviewers(self, clerk: Clerk) -> None:
        path = create(clerk, cluster="one")
        id_ = path.rpartition("/")[2]
        with clerk.process.office.transaction as transaction:
            (made,) = (each for each in list_reviews(transaction) if each.id == id_)
        assert (made.party, made.cluster, made.start) == ("Ruritania", "one", "2026-11-01")
        assert made.instruments == ("UNTOC", "TIP")
        assert made.reviewers == {
            "Strelsau": ("UNTOC", "TIP"), "Zenda": ("TIP",), "Hentzau": (),
        }  # fmt: skip
        page = clerk.get(path).text
        for shown in ("Ruritania", "1 November 2026", "UNTOC, TIP", "Zenda", "not known yet"):
            assert shown in page
        assert log_of(clerk) == [("review created", id_)]

    @pytest.mark.parametrize(
        ("field", "value", "word"),
        [
            ("party", " ", "party"), ("party", "x" * 201, "200"), ("party", "a\x00b", "seen"),
            ("party", "a\u202eb", "seen"), ("cluster", "", "cluster"),
            ("start", "1 November", "2026-11-01"), ("start", "2026-02-30", "2026-11-01"),
            ("instruments", "UNTOC; TIP", "commas"), ("reviewers", "Strelsau", "two"),
            ("reviewers", "", "two"), ("reviewers", "A\nA", "once"),
            ("reviewers", ":TIP\nB", "once"),
            ("reviewers", "A: FP\nB", "review"), ("reviewers", "A: T P\nB", "commas"),
            ("reviewers", "\n".join(f"S{n}" for n in range(21)), "20"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_one_is_told_beside_the_field(
        self, clerk: Clerk, field: str, value: str, word: str
    ) -> None:
        response = clerk.post("/reviews/new", {**A_REVIEW, field: value})
        assert response.status_code == 422
        found = faults(response)
        assert list(found) == [field]
        assert word in found[field]
        assert f'<a href="#f-{field}">' in response.text
        assert "<title>Error: " in response.text
        assert log_of(clerk) == []

    def test_one_that_is_noted_already_is_not_noted_again(self, clerk: Clerk) -> None:
        """As when the button is pressed twice."""
        path = create(clerk, cluster="9")
        again = clerk.post("/reviews/new", {**A_REVIEW, "party": "RURITANIA", "cluster": "9"})
        assert again.status_code == 422
        assert path.rpartition("/")[2] in faults(again)["party"]
        other = create(clerk, cluster="9", start="2031-11-01")
        assert other != path
        third = create(clerk, cluster="8")
        fields = {**A_REVIEW, "cluster": "9", "seen": seen(clerk.get(f"{third}/change").text)}
        changed = clerk.post(f"{third}/change", fields)
        assert changed.status_code == 422
        assert path.rpartition("/")[2] in faults(changed)["party"]

    def test_one_is_changed_by_the_same_form_and_rules(self, clerk: Clerk) -> None:
        path = create(clerk, party="Ruritanja")
        page = clerk.get(f"{path}/change").text
        assert 'value="Ruritanja"' in page
        assert "Hentzau\nStrelsau: UNTOC, TIP\nZenda: TIP</textarea>" in page
        fields = {
            **A_REVIEW, "party": "Ruritania", "reviewers": "Strelsau\nZenda\nArcadia: TIP",
            "seen": seen(page),
        }  # fmt: skip
        wrong = clerk.post(f"{path}/change", {**fields, "reviewers": "Zenda"})
        assert list(faults(wrong)) == ["reviewers"]
        assert 'value="Ruritania"' in wrong.text, "what was typed stays"
        response = clerk.post(f"{path}/change", fields)
        assert where(response) == f"{path}?said=review-changed"
        id_ = path.rpartition("/")[2]
        with clerk.process.office.transaction as transaction:
            (made,) = (each for each in list_reviews(transaction) if each.id == id_)
        assert (made.party, made.start) == ("Ruritania", "2026-11-01")
        assert made.reviewers == {"Strelsau": (), "Zenda": (), "Arcadia": ("TIP",)}
        assert log_of(clerk) == [("review created", id_), ("review changed", id_)]

    def test_nobody_changes_what_they_have_not_seen(self, clerk: Clerk) -> None:
        path = create(clerk)
        fields = {**A_REVIEW, "seen": seen(clerk.get(f"{path}/change").text)}
        assert clerk.post(f"{path}/change", {**fields, "cluster": "2"}).status_code == 303
        late = clerk.post(f"{path}/change", {**fields, "party": "Arcadia"})
        assert late.status_code == 409
        assert "changed meanwhile" in late.text
        assert "Ruritania" in clerk.get(path).text

    def test_a_change_without_its_token_is_refused(self, clerk: Clerk) -> None:
        path = create(clerk)
        fields = {**A_REVIEW, "party": "X", "seen": seen(clerk.get(f"{path}/change").text)}
        headers = {"Origin": clerk.origin}
        response = clerk.send(
            f"{path}/change", {**fields, "form_token": "0" * 64}, headers=headers
        )
        assert response.status_code == 403
        assert "Ruritania" in clerk.get(path).text
        assert clerk.get("/reviews/r-none/change").status_code == 404

    def test_a_start_that_was_moved_stands_as_it_counts(self, clerk: Clerk) -> None:
        path = create(clerk, party="Moved Land")
        name, office = path.rpartition("/")[2], clerk.process.office
        with office.transaction as transaction:
            enter_date(
                transaction, name, START, office.now, revised=date(2026, 12, 5), reason="Late"
            )
        page = clerk.get(path).text
        assert re.search(r"5 December 2026</time> \(planned <time[^>]*>1 November 2026", page)
        row = clerk.get("/reviews").text.partition("Moved Land")[2].partition("</tr>")[0]
        assert "5 December 2026" in row
        assert "1 November" not in row

    def test_contacts_whom_no_mail_server_serves_are_told_of(self, clerk: Clerk) -> None:
        path = create(clerk)
        with clerk.process.office.transaction as transaction:
            add_contact(transaction, path.rpartition("/")[2], "focal@example.org")
        assert "No mail server is set" in clerk.get(path).text

    def test_they_stand_in_the_order_of_their_parties(self, clerk: Clerk) -> None:
        parties = ["Arcadia", "mauretania", "Österland", "Ovid's Land", "Zembla"]
        for party in reversed(parties):
            create(clerk, party=party)
        page = clerk.get("/reviews").text
        shown = map(unescape, re.findall(r"<bdi>(.*?)</bdi>", page))
        assert list(dict.fromkeys(each for each in shown if each in parties)) == parties
        assert "does not rank" in page

    def test_what_is_overdue_moves_nothing(self, clerk: Clerk) -> None:
        """However it is asked for: there is no order, number or file by lateness."""
        page = clerk.get("/reviews").text.partition("<main")[2].partition("<footer")[0]
        for asked in ("?sort=overdue", "?order=-due", "?overdue=1"):
            again = clerk.get("/reviews" + asked).text
            assert again.partition("<main")[2].partition("<footer")[0] == page
        assert not re.search(r"\d+ (reviews|steps|overdue)", page)

    def test_what_is_due_or_overdue_stands_beside_it_in_words(self, clerk: Clerk) -> None:
        """And where it stands among the others does not change by it."""
        before = create(clerk, party="Late Land")
        late = create(clerk, party="Late Land A", start="2020-01-15")
        after = create(clerk, party="Late Land B", start="2090-01-15")
        pack = read_pack((SHIPPED / "cluster-1.rdpack").read_bytes())
        for path in (late, after):
            accept(clerk.process.office, path.rpartition("/")[2], pack)
        page = clerk.get("/reviews").text
        shown = {
            path: page.partition(f'href="/console{path}"')[2].partition("</tr>")[0]
            for path in (before, late, after)
        }
        assert ": overdue (<time" in shown[late]
        assert "overdue" not in shown[before] + shown[after]
        places = [page.index(f'href="/console{path}"') for path in (before, late, after)]
        assert places == sorted(places)
        assert "<td>overdue</td>" in clerk.get(late).text

    @pytest.mark.parametrize("id_", ["r-00000000", "..", "%2e%2e%2fserver.key", "r'--", "é"])
    def test_one_that_is_not_there_is_told(self, clerk: Clerk, id_: str) -> None:
        response = clerk.get(f"/reviews/{id_}/")
        assert response.status_code in {404, 303, 307}
        assert clerk.get(f"/reviews/{id_}").status_code in {404, 303}
        assert "signing:" not in response.text

    def test_who_is_refused_a_page_is_still_signed_in(self, clerk: Clerk) -> None:
        for path in ("/reviews/r-00000000", "/nowhere"):
            page = clerk.get(path)
            assert (page.status_code, "Account of " in page.text) == (404, True)


class TestInvitations:
    def test_it_is_a_file_that_counts(self, clerk: Clerk) -> None:
        path = create(clerk, party="Ruritanie / été")
        response = clerk.post(f"{path}/invitations", {"days": "3"}, page=path)
        id_ = path.rpartition("/")[2]
        assert response.headers["content-disposition"] == (
            f'attachment; filename="ruritanie-ete-{id_}.rdserver"'
        )
        invitation = read_server_invitation(response.content)
        assert (invitation.review, invitation.party) == (id_, "Ruritanie / été")
        assert abs(invitation.expires - time.time() - 3 * 86_400) < 120
        assert "Open until" in clerk.get(path).text
        assert log_of(clerk)[-1] == ("invitation made", id_)

    def test_the_page_shows_which_response_used_it(self, clerk: Clerk) -> None:
        path = create(clerk)
        ana = connect(clerk, path)
        page = clerk.get(path).text
        assert f"Used for response {ana.dossier[:8]}" in page
        assert "Withdraw" not in page

    def test_a_lost_one_is_withdrawn_and_made_again(self, clerk: Clerk) -> None:
        path = create(clerk)
        old = clerk.post(f"{path}/invitations", {"days": "3"}, page=path).content
        name = re.search(r'name="instead" value="(\w+)"', clerk.get(path).text)
        assert name is not None
        fields = {"days": "10", "instead": name[1]}
        new = clerk.post(f"{path}/invitations", fields, page=path)
        assert new.headers["content-type"] == "application/octet-stream"
        page = clerk.get(path).text
        assert page.count("Expired") == page.count("Open until") == 1
        again = clerk.post(f"{path}/invitations", fields, page=path)
        assert (again.status_code, "cannot be withdrawn" in again.text) == (409, True)
        invitation = read_server_invitation(old)
        late = Delegate("late", invitation.server, at=int(time.time())).found()
        late.invited_by(invitation)
        response = clerk.process.post(late.bytes_of(late.request(ticket=late.ticket)))
        assert response.json()["type"].endswith(":invitation")
        assert log_of(clerk)[-1][0] == "invitation withdrawn and made again"

    @pytest.mark.parametrize("days", ["", "0", "366", "-1", "1.5", "٣x", "9999"])
    def test_days_are_a_number(self, clerk: Clerk, days: str) -> None:
        path = create(clerk)
        response = clerk.post(f"{path}/invitations", {"days": days}, page=path)
        assert list(faults(response)) == ["days"]

    @pytest.mark.parametrize("instead", ["x", "00" * 32, "..", "0" * 63])
    def test_what_is_none_is_not_withdrawn(self, clerk: Clerk, instead: str) -> None:
        path = create(clerk)
        fields = {"days": "3", "instead": instead}
        assert clerk.post(f"{path}/invitations", fields, page=path).status_code == 409
        assert "Open until" not in clerk.get(path).text

    def test_there_is_none_to_a_review_that_is_not_there(self, clerk: Clerk) -> None:
        response = clerk.post("/reviews/r-0/invitations", {"days": "3"}, page="/account")
        assert response.status_code == 404


class TestResponses:
    def test_members_are_roles_and_keys(self, clerk: Clerk) -> None:
        path = create(clerk)
        ana = connect(clerk, path)
        ben = Delegate("ben", ana.server, at=ana.at).join(ana, Role.EXPERT)
        ana.sync(clerk.process.send)
        ben.sync(clerk.process.send)
        page = clerk.get(path).text
        assert "Focal point" in page
        assert "Expert (not confirmed yet)" in page
        ana.sync(clerk.process.send)
        ana.remove(ben)
        ana.sync(clerk.process.send)
        assert "Expert (removed)" in clerk.get(path).text
        for hidden in ("ana", "ben"):
            assert not re.search(rf"\b{hidden}\b", page)

    def test_a_message_reaches_all_members_and_nobody_else(self, clerk: Clerk) -> None:
        path = create(clerk)
        ana = connect(clerk, path)
        response = clerk.post(
            f"/responses/{ana.dossier}/message",
            {"title": " The  seminar ", "text": "First line \r\n\r\n<b>Second</b>"},
        )
        assert (response.status_code, where(response)) == (303, f"{path}?said=message-sent")
        assert "on its way" in clerk.get(where(response)).text
        before = set(ana.sets)
        ana.sync(clerk.process.send)
        (fresh,) = (ana.sets[each] for each in set(ana.sets) - before)
        header = read_header(fresh)
        statements = look_at(fresh, ana.dossier).statements
        (epoch,) = (each for each in statements if isinstance(each, Epoch))
        key = open_epoch(epoch, ana.id, make_kem_key("ana"))
        assert key is not None
        (change,) = open_body(fresh, header, key)
        assert isinstance(change, RecordChange)
        notice = of_fields(change.fields)
        assert (notice.kind, notice.title) == (NoticeKind.MESSAGE, "The seminar")
        assert notice.text == "First line\n\n<b>Second</b>"
        assert log_of(clerk)[-1] == ("message sent", ana.dossier)
        with pytest.raises(NotForUs):
            open_epoch(epoch, ana.id, make_kem_key("other"))

    def test_a_message_leads_to_a_step_that_is_chosen(self, clerk: Clerk) -> None:
        path = create(clerk)
        accept(clerk.process.office, path.rpartition("/")[2], dated_pack())
        ana = connect(clerk, path)
        page = f"/responses/{ana.dossier}/message"
        assert '<option value="step:experts">Governmental experts named</option>' in (
            clerk.get(page).text
        )
        fields = {"title": "T", "text": "X", "about": "step:experts"}
        wrong = clerk.post(page, {**fields, "text": ""})
        assert '<option value="step:experts" selected>' in wrong.text
        assert "about" in faults(clerk.post(page, {**fields, "about": "step:tea"}))
        assert clerk.post(page, fields).status_code == 303
        ana.sync(clerk.process.send)
        (notice,) = notices_told(ana)
        assert (notice.title, notice.about) == ("T", "step:experts")

    def test_no_message_goes_where_the_server_is_not_named(self, clerk: Clerk) -> None:
        path = create(clerk)
        ana = connect(clerk, path, is_named=False)
        response = clerk.post(f"/responses/{ana.dossier}/message", {"title": "T", "text": "X"})
        assert response.status_code == 409
        assert "not connected" in response.text
        assert "message sent" not in dict(log_of(clerk))

    def test_a_message_says_something(self, clerk: Clerk) -> None:
        ana = connect(clerk, create(clerk))
        path = f"/responses/{ana.dossier}/message"
        assert list(faults(clerk.post(path, {"title": "", "text": ""}))) == ["title", "text"]
        long = clerk.post(path, {"title": "T", "text": "x" * 10_001})
        assert "10,000" in faults(long)["text"]
        assert ">\nx" in long.text  # what was typed is still there

    @pytest.mark.parametrize("id_", ["00" * 32, "zz", "0", "..%2f", "é"])
    def test_there_is_none_to_a_response_that_is_not_there(
        self, clerk: Clerk, id_: str
    ) -> None:
        assert clerk.get(f"/responses/{id_}/message").status_code == 404


def test_what_is_typed_anywhere_is_shown_as_it_was_typed(clerk: Clerk) -> None:
    """In every field of every form: nothing of it becomes part of a page."""
    path = create(clerk, party=HOSTILE, cluster="<i>1</i>", reviewers=f"{HOSTILE}\n<u>B</u>")
    ana = connect(clerk, path)
    message = f"/responses/{ana.dossier}/message"
    new, invitations = "/reviews/new", f"{path}/invitations"
    days = {"days": HOSTILE, "instead": HOSTILE}
    secret = dict.fromkeys(("present", "password", "again", "code"), HOSTILE)
    pages = [  # how often it stands there as text: the fields that keep what was typed
        (1, clerk.get("/reviews")),
        (3, clerk.get(path)),  # title, heading, and a reviewing State
        (2, clerk.post(new, {**A_REVIEW, "party": HOSTILE, "start": HOSTILE})),
        (len(A_REVIEW), clerk.post(new, dict.fromkeys(A_REVIEW, HOSTILE))),
        (3 + 1, clerk.post(invitations, days, page=path)),
        (2 + 1, clerk.post(message, {"title": HOSTILE, "text": ""})),  # and the party, twice
        (2 + 1, clerk.post(message, {"title": "", "text": HOSTILE})),
        (0, clerk.post("/account", secret)),
        (1, clerk.get(f"/reviews?said={HOSTILE}")),  # the party, as above
        (0, clerk.get(f"/log?before={HOSTILE}")),
        (0, clerk.get(f"/{HOSTILE}")),
    ]
    for escaped in ("&lt;i&gt;1&lt;/i&gt;", "&lt;u&gt;B&lt;/u&gt;"):
        assert escaped in clerk.get(path).text
    clerk.browser.cookies.clear()
    for form in ("/sign-in", "/set-up"):
        fields = ("name", "setup", "password", "again", "code")
        pages.append((1, clerk.post(form, dict.fromkeys(fields, HOSTILE))))
    for times, response in pages:
        assert response.status_code < 500
        for raw in ("<script", "<b>", "<i>1", "<u>B", "zxzxzx"):
            assert raw not in response.text, (response.url, raw)
        assert response.text.count(escape(HOSTILE)) == times, response.url


class TestLog:
    def test_it_shows_the_newest_first_and_pages(self, clerk: Clerk) -> None:
        for n in range(3):
            create(clerk, party=f"P{n}")
        page = clerk.get("/log").text
        assert page.index("review created") < page.index("account added")
        assert clerk.name in page
        assert "nothing older" in clerk.get("/log?before=1").text
        assert clerk.get("/log?before=x").text.count("<tr>") == page.count("<tr>")

    @pytest.mark.parametrize("change", [delete(staff_log), update(staff_log).values(who="x")])
    def test_no_line_is_changed_or_removed(self, clerk: Clerk, change: object) -> None:
        """Not even by the server's own program."""
        create(clerk)
        with (
            pytest.raises(DBAPIError, match="only added to"),
            clerk.process.office.transaction as transaction,
        ):
            transaction.execute(change)
        assert log_of(clerk)[0][0] == "review created"
