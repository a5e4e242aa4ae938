"""Submissions, requests to reopen and couriered packages in the console, over HTTP."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta

import pytest
import requests
from sqlalchemy import delete, select, update

from review_protocol.couriers import Direction, Load, read_load, write_load
from review_protocol.names import ContentId, SetId
from review_protocol.receipts import Route, read_receipt
from review_protocol.rounds import Stretch, read_answer, request_id
from review_protocol.statements import Server
from review_protocol.submissions import ReopeningRequest, Submission
from review_protocol.timelines import VIENNA
from review_server.schema import contents, reviews, staff_log
from review_server.submissions import list_requests, list_submissions
from tests.builders.consoles import Clerk, faults, where
from tests.builders.contents import submission_bytes
from tests.builders.delegates import Delegate
from tests.builders.dossiers import sample_pack
from tests.builders.keys import make_kem_key
from tests.builders.parties import accept
from tests.builders.servers import Process
from tests.builders.submitted import answered_form, answered_submission

REASON = "A law <b>of 2019</b> was missed."


@pytest.fixture
def clerk(desk: Process, request: pytest.FixtureRequest) -> Clerk:
    return Clerk(desk, f"e{abs(hash(request.node.nodeid)) % 10**12}").at_work()


@pytest.fixture
def ana(desk: Process) -> Delegate:
    """A focal point whose response is connected."""
    invitation = desk.invitation()
    made = Delegate("ana", invitation.server, at=int(time.time())).found()
    made.write(statements=(Server(secretariat=invitation.server),))
    made.invited_by(invitation).sync(desk.send)
    accept(desk.office, invitation.review, sample_pack())
    return made


def submit(desk: Process, ana: Delegate, body: Submission | ReopeningRequest) -> ContentId:
    """Send it to the secretariat by a round; its name."""
    (name,) = ana.has(written(desk, ana, body))
    ana.at = int(time.time())
    ana.sync(desk.send)
    assert name not in ana.refused
    return name


def written(desk: Process, ana: Delegate, body: Submission | ReopeningRequest) -> bytes:
    current = desk.office.server.opener.current
    assert current is not None
    return submission_bytes(
        body, dossier=ana.dossier, server=ana.server, kem=current.public, key=ana.key,
        at=int(time.time()),
    )  # fmt: skip


def done_by(clerk: Clerk) -> list[tuple[str, str]]:
    with clerk.process.office.transaction as transaction:
        query = select(staff_log).filter_by(who=clerk.name).order_by(staff_log.c.number)
        return [(row.what, row.about) for row in transaction.execute(query)]


class TestSubmissions:
    def test_it_stands_under_its_review_with_its_receipt(
        self, desk: Process, clerk: Clerk, ana: Delegate
    ) -> None:
        name = submit(desk, ana, answered_submission(missing=("q2",), reason="Not known yet."))
        with desk.office.transaction as transaction:
            (taken,) = (each for each in list_submissions(transaction) if each.id == name)
        page = clerk.get(f"/reviews/{taken.receipt.review}").text
        assert f'href="/console/submissions/{name}">Submission 1</a>' in page
        page = clerk.get(f"/submissions/{name}").text
        for shown in ("Ruritania", "in Vienna", "UTC", "registered", "1 question,", name):
            assert shown in page
        assert done_by(clerk) == []

    @pytest.mark.parametrize(
        ("file", "begins", "name", "kind"),
        [
            ("answers-pdf", b"%PDF-", ".pdf", "application/pdf"),
            ("answers-word", b"PK", ".docx", "openxmlformats"),
            ("answers-xml", b"<", ".xml", "application/xml"),
            ("answers-json", b"{", ".json", "application/json"),
            ("receipt-pdf", b"%PDF-", "-receipt.pdf", "application/pdf"),
            ("receipt", b"RDRCPT", ".rdreceipt", "octet"),
        ],
    )
    def test_it_is_saved_in_every_form(
        self, desk: Process, clerk: Clerk, ana: Delegate, file: str, begins: bytes,
        name: str, kind: str,
    ) -> None:  # fmt: skip
        body = answered_submission()
        id_ = submit(desk, ana, body)
        response = clerk.get(f"/submissions/{id_}/files/{file}")
        assert kind in response.headers["content-type"]
        assert response.headers["content-disposition"] == (
            f'attachment; filename="ruritania-submission-1{name}"'
        )
        assert response.content.startswith(begins)
        if file == "receipt":
            assert read_receipt(response.content).submission == id_
        if file in {"answers-xml", "answers-json"}:
            sent = {"answers-xml": body.form, "answers-json": body.answers}
            assert response.content == sent[file]
        assert done_by(clerk) == [("submission saved as a file", id_)]

    @pytest.mark.parametrize(
        ("party", "is_told"), [("Graustark", True), ("RURITÁNIA", False), ("Ruritania", False)]
    )
    def test_one_that_names_another_party_says_so(
        self, desk: Process, clerk: Clerk, ana: Delegate, party: str, *, is_told: bool
    ) -> None:
        """As far as nothing but the way of writing can tell."""
        name = submit(desk, ana, answered_submission(party=party))
        with desk.office.transaction as transaction:
            (taken,) = (each for each in list_submissions(transaction) if each.id == name)
        listed = clerk.get(f"/reviews/{taken.receipt.review}").text
        assert ("names another party: <bdi>Graustark</bdi>" in listed) is is_told
        page = clerk.get(f"/submissions/{name}").text
        assert ("These answers name <bdi>Graustark</bdi> as the party" in page) is is_told

    def test_it_is_read_as_a_page(self, desk: Process, clerk: Clerk, ana: Delegate) -> None:
        form = answered_form(body_name="<b>Ministry</b>\nof {{ 7 }} \u202eJustice")
        name = submit(desk, ana, answered_submission(form))
        page = clerk.get(f"/submissions/{name}/text").text
        assert "&lt;b&gt;Ministry&lt;/b&gt;" in page
        assert "of {{ 7 }}" in page
        assert "Criminal Code" in page
        assert "Ruritania" in page
        assert done_by(clerk) == [("submission read", name)]

    def test_while_the_key_is_locked_nothing_is_read(
        self, desk: Process, clerk: Clerk, ana: Delegate
    ) -> None:
        name = submit(desk, ana, answered_submission())
        clerk.port = desk.start()  # without the passphrase
        assert clerk.get(f"/submissions/{name}").status_code == 200
        for end in ("text", "files/answers-xml", "files/answers-pdf"):
            response = clerk.get(f"/submissions/{name}/{end}")
            assert (response.status_code, "is locked" in response.text) == (409, True)
        assert done_by(clerk) == []

    def test_a_receipt_needs_neither_the_key_nor_the_content(
        self, desk: Process, clerk: Clerk, ana: Delegate
    ) -> None:
        name = submit(desk, ana, answered_submission())
        with desk.office.transaction as transaction:
            transaction.execute(delete(contents).filter_by(id=bytes.fromhex(name)))
        clerk.port = desk.start()  # without the passphrase
        page = clerk.get(f"/submissions/{name}").text
        assert "the content is not here" in page
        assert "answers-xml" not in page
        for file, begins in (("receipt", b"RDRCPT"), ("receipt-pdf", b"%PDF-")):
            assert f'href="/console/submissions/{name}/files/{file}"' in page
            response = clerk.get(f"/submissions/{name}/files/{file}")
            assert response.content.startswith(begins)
        assert done_by(clerk) == [("submission saved as a file", name)] * 2

    @pytest.mark.parametrize("path", ["0" * 64, "x", "..%2f", "é"])
    def test_what_is_not_there_is_told(self, clerk: Clerk, path: str) -> None:
        for end in ("", "/files/answers-pdf", "/text"):
            assert clerk.get(f"/submissions/{path}{end}").status_code == 404

    @pytest.mark.parametrize("file", ["exe", "..", "receipt%00", "receipt.html", "é"])
    def test_there_is_no_other_file(
        self, desk: Process, clerk: Clerk, ana: Delegate, file: str
    ) -> None:
        name = submit(desk, ana, answered_submission())
        assert clerk.get(f"/submissions/{name}/files/{file}").status_code == 404
        assert done_by(clerk) == []


class TestReopening:
    def ask(self, desk: Process, ana: Delegate) -> tuple[ContentId, str]:
        """Of a submission, and the page of the request."""
        first = submit(desk, ana, answered_submission())
        name = submit(desk, ana, ReopeningRequest(submission=first, reason=REASON))
        return name, f"/requests/{name}"

    def decision(self, desk: Process, name: ContentId) -> tuple[bool | None, str]:
        with desk.office.transaction as transaction:
            (found,) = (each for each in list_requests(transaction) if each.id == name)
        return found.granted, found.answer

    @pytest.mark.parametrize(
        ("decision", "is_granted"), [("granted", True), ("refused", False)]
    )
    def test_it_is_decided_after_a_second_look(
        self, desk: Process, clerk: Clerk, ana: Delegate, decision: str, is_granted: bool
    ) -> None:
        name, path = self.ask(desk, ana)
        assert "A law &lt;b&gt;of 2019&lt;/b&gt; was missed." in clerk.get(path).text
        fields = {"decision": decision, "answer": "Because.\r\nIndeed."}
        sure = clerk.post(path, fields)
        assert (sure.status_code, "Confirm the decision" in sure.text) == (200, True)
        for shown in (clerk.get(path), sure):
            assert "submission 1 of Ruritania" in shown.text
        assert self.decision(desk, name) == (None, "")
        done = clerk.post(path, {**fields, "meant": "yes"})
        assert where(done).endswith(f"?said={decision}")
        assert self.decision(desk, name) == (is_granted, "Because.\nIndeed.")
        assert ana.sync(desk.send) == 1  # they are told
        assert done_by(clerk) == [(f"request to reopen {decision}", name)]
        page = clerk.get(path).text
        assert f"It was {decision}." in page
        assert "Decision" in page
        again = clerk.post(path, {**fields, "meant": "yes"})
        assert f"It was {decision}." in again.text
        assert len(done_by(clerk)) == 1

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({}, "decision"), ({"decision": "maybe", "meant": "yes"}, "decision"),
            ({"decision": "refused", "meant": "yes"}, "answer"),
            ({"decision": "granted", "answer": "x" * 20_001, "meant": "yes"}, "answer"),
        ],
    )  # fmt: skip
    def test_it_is_granted_or_refused_with_a_reason(
        self, desk: Process, clerk: Clerk, ana: Delegate, fields: dict[str, str], field: str
    ) -> None:
        name, path = self.ask(desk, ana)
        response = clerk.post(path, fields)
        assert (response.status_code, list(faults(response))) == (422, [field])
        assert self.decision(desk, name) == (None, "")

    def test_one_that_is_not_there_is_told(self, clerk: Clerk) -> None:
        assert clerk.get(f"/requests/{'0' * 64}").status_code == 404


def noted_long_ago(desk: Process) -> None:
    """The reviews were noted a week ago, as they are before any package comes."""
    with desk.office.transaction as transaction:
        transaction.execute(update(reviews).values(made_at=int(time.time()) - 7 * 86_400))


def test_a_message_may_lead_to_what_was_submitted(
    desk: Process, clerk: Clerk, ana: Delegate
) -> None:
    page = f"/responses/{ana.dossier}/message"
    assert "Submission 1" not in clerk.get(page).text
    submit(desk, ana, answered_submission())
    assert '<option value="submission:1">Submission 1</option>' in clerk.get(page).text


class TestCouriers:
    def package(
        self, desk: Process, ana: Delegate, body: Submission
    ) -> tuple[bytes, list[bytes]]:
        data = written(desk, ana, body)
        (name,) = ana.has(data)
        stretch = Stretch(id=SetId(name), length=len(data), start=0, data=data)
        messages = [ana.bytes_of(ana.request(stretch=stretch))]
        load = Load(dossier=ana.dossier, messages=tuple(messages))
        return write_load(load, Direction.OUT, desk.office.server.keys.kem.public), messages

    def fields(self, **other: str) -> dict[str, str]:
        lately = datetime.now(VIENNA) - timedelta(days=3)
        when = {"day": f"{lately:%Y-%m-%d}", "time": "14:30"}
        return {**when, "remark": "By <i>hand</i>;\nthe stamp says so.", **other}

    def take_in(self, clerk: Clerk, data: bytes, **other: str) -> requests.Response:
        files = {"package": ("../../evil\x00.rdcour", data)}
        return clerk.post("/couriers", self.fields(**other), files=files)

    def test_a_package_is_answered_and_its_receipt_has_both_times(
        self, desk: Process, clerk: Clerk, ana: Delegate
    ) -> None:
        data, messages = self.package(desk, ana, answered_submission())
        response = self.take_in(clerk, data)
        assert "the review was noted here only on" in faults(response)["day"]
        noted_long_ago(desk)
        response = self.take_in(clerk, data)
        assert response.status_code == 422
        assert "By its sender&#39;s clock the package was made on" in faults(response)["day"]
        assert done_by(clerk) == []
        (sure,) = re.findall(r'name="sure" value="(\d+)"', response.text)
        response = self.take_in(clerk, data, time="14:29", sure=sure)
        assert "day" in faults(response), "another time than the one that was confirmed"
        response = self.take_in(clerk, data, sure=sure)
        assert response.status_code == 200, response.text
        name = response.headers["content-disposition"]
        assert name == f'attachment; filename="reply-to-{ana.dossier[:8]}.rdreply"'
        reply = read_load(
            response.content,
            Direction.BACK,
            make_kem_key("ana"),
        )
        answer = read_answer(reply.messages[0], request_id(messages[0]), ana.server)
        assert answer.sets
        with desk.office.transaction as transaction:
            (taken,) = (
                each for each in list_submissions(transaction) if each.dossier == ana.dossier
            )
        receipt = taken.receipt
        assert receipt.route is Route.COURIER
        assert receipt.received is not None
        received = datetime.fromtimestamp(receipt.received, VIENNA)
        assert (received.hour, received.minute) == (14, 30)
        assert receipt.remark == "By <i>hand</i>;\nthe stamp says so."
        assert done_by(clerk) == [
            ("package taken in", ana.dossier),
            ("submission in a package taken", taken.id),
        ]
        page = clerk.get(f"/submissions/{taken.id}").text
        assert "By &lt;i&gt;hand&lt;/i&gt;" in page
        assert "14:30 in Vienna" in page
        again = self.take_in(clerk, data)
        assert again.status_code == 200

    def test_the_name_of_the_reply_and_the_log_say_that_a_submission_was_refused(
        self, desk: Process, clerk: Clerk, ana: Delegate
    ) -> None:
        data, _ = self.package(desk, ana, answered_submission(pack="0" * 64))
        noted_long_ago(desk)
        told = clerk.get("/couriers").text
        assert "the name of the reply says so" in " ".join(told.split())
        (sure,) = re.findall(r'name="sure" value="(\d+)"', self.take_in(clerk, data).text)
        response = self.take_in(clerk, data, sure=sure)
        assert response.status_code == 200, response.text
        name = response.headers["content-disposition"]
        whole = f"reply-to-{ana.dossier[:8]}-refused-pack.rdreply"
        assert name == f'attachment; filename="{whole}"'
        ((first, about), (second, _)) = done_by(clerk)
        assert (first, about) == ("package taken in", ana.dossier)
        assert second == "content of a package refused: pack"
        assert second in clerk.get("/log").text

    @pytest.mark.parametrize(
        ("other", "field"),
        [
            ({"day": ""}, "day"), ({"day": "yesterday"}, "day"), ({"time": "2 pm"}, "time"),
            ({"day": "2099-01-01"}, "day"), ({"remark": " "}, "remark"),
            ({"time": "25:00"}, "time"),
        ],
    )  # fmt: skip
    def test_when_and_how_it_came_must_be_said(
        self, clerk: Clerk, other: dict[str, str], field: str
    ) -> None:
        response = self.take_in(clerk, b"x", **other)
        assert list(faults(response)) == [field]
        assert done_by(clerk) == []

    def test_what_is_missing_is_told_apart(self, clerk: Clerk) -> None:
        told = faults(self.take_in(clerk, b"x", day="", time=""))
        assert "day" in told["day"]
        assert "time" in told["time"]
        assert told["day"] != told["time"]

    @pytest.mark.parametrize("data", [b"", b"nonsense", b"RDCOUR\r\n" + bytes(500)])
    def test_what_is_no_package_is_told(self, clerk: Clerk, data: bytes) -> None:
        assert "package" in faults(self.take_in(clerk, data))
        assert done_by(clerk) == []

    def test_two_files_at_once_are_refused(self, clerk: Clerk) -> None:
        files = [("package", ("a", b"x")), ("package", ("b", b"y"))]
        assert clerk.post("/couriers", self.fields(), files=files).status_code == 400
