"""Submissions: refused with a word, or taken once with a receipt that keeps its time."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from desktop_app.forms.pack import write_pack
from review_protocol.changes import RecordChange, RecordType
from review_protocol.couriers import Direction, Load, read_load, write_load
from review_protocol.epochs import open_epoch
from review_protocol.names import ContentId, DeviceId
from review_protocol.receipts import Counts, Receipt, Route, read_receipt
from review_protocol.rounds import Stretch, read_answer, request_id
from review_protocol.sealing import KemKey
from review_protocol.sets import read_header, set_id
from review_protocol.statement_coding import read_statements
from review_protocol.statements import Epoch, Role
from review_protocol.submissions import ReopeningRequest, key_name
from review_server import submission_keys, submissions
from review_server.couriers import answer_package
from review_server.problems import NotNamed, Stranger, Unusable
from review_server.schema import contents, metadata, questionnaires, reopenings
from review_server.schema import submissions as table
from review_server.secretariat import issue
from review_server.submissions import Courier
from tests.builders.delegates import Delegate
from tests.builders.forms import open_form
from tests.builders.keys import make_kem_key
from tests.builders.packs import make_contents, make_info
from tests.builders.parties import PASSPHRASE, couriered, party, send, unlock_new_key, written
from tests.builders.secretariat import told
from tests.builders.servers import Office
from tests.builders.sets import AT
from tests.builders.submitted import answered_form, answered_submission

HOUR_S = 3_600


def receipts(office: Office, who: Delegate) -> list[Receipt]:
    """The receipts that have come to a device, by number."""
    found = [
        read_receipt(base64.b64decode(each.fields["receipt"]))
        for each in told(who)
        if each.type is RecordType.RECEIPT
    ]
    return sorted(found, key=lambda each: each.number)


def test_a_submission_gets_a_receipt_in_the_round_that_brings_it(ready: Office) -> None:
    ana = party(ready)
    name = send(ready, ana, answered_submission(), at=AT - 60)
    (receipt,) = receipts(ready, ana)
    assert receipt.submission == name
    assert (receipt.sent, receipt.registered, receipt.received) == (AT - 60, AT, None)
    assert receipt.time == AT
    assert (receipt.route, receipt.number, receipt.party) == (Route.LINE, 1, "Ruritania")
    assert receipt.server == ready.server.keys.signing.public


def test_every_member_reads_the_receipt_and_nobody_can_read_the_rest(ready: Office) -> None:
    ana = party(ready)
    ben = ready.delegate("ben").join(ana)
    ben.sync(ready.send)
    ana.sync(ready.send)
    send(ready, ana, answered_submission())
    ben.sync(ready.send)
    assert receipts(ready, ben) == receipts(ready, ana)
    stranger = KemKey.generate()
    for data in ben.sets.values():
        for statement in read_statements(read_header(data).statements):
            if isinstance(statement, Epoch):
                assert open_epoch(statement, DeviceId("0" * 32), stranger) is None


def test_twice_gives_the_same_receipt(ready: Office) -> None:
    ana = party(ready)
    data = written(ready, ana, answered_submission())
    (name,) = ana.has(data)
    ana.sync(ready.send)
    first = receipts(ready, ana)
    ready.now += HOUR_S
    ana.at = ready.now
    ana.there.clear()
    ana.sync(ready.send)
    assert receipts(ready, ana) == first
    stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
    assert ana.ask(ready.send, stretch=stretch).have == len(data)
    with ready.transaction as transaction:
        assert [each.id for each in submissions.list_submissions(transaction)] == [name]


def refusal(office: Office, who: Delegate, body: Any, **more: Any) -> str:
    """The word with which a content is refused; nothing of it stays."""
    name = send(office, who, body, **more)
    with office.transaction as transaction:
        assert contents_of(transaction) == []
    return who.refused[name]


def contents_of(transaction: Any) -> list[Any]:
    return list(transaction.execute(contents.select()))


INCOMPLETE = [
    {"q_6_approach": ""},
    {"q_5_conspiracy": "no"},  # which asks why, and requires an answer
    {"laws_5_year": "1500"},
    {"body_name": "  "},
]


@pytest.mark.parametrize("answers", INCOMPLETE)
def test_one_that_lacks_something_needs_a_reason(
    ready: Office, answers: dict[str, str]
) -> None:
    ana = party(ready)
    body = answered_submission(answered_form(**answers))
    assert refusal(ready, ana, body) == "incomplete"
    send(ready, ana, replace(body, reason="The law is being drafted."))
    assert len(receipts(ready, ana)) == 1


def test_one_that_says_itself_that_something_is_missing_needs_a_reason(ready: Office) -> None:
    body = answered_submission(missing=("q_6_approach",), reason=" ")
    assert refusal(ready, party(ready), body) == "incomplete"


@pytest.mark.parametrize("reason", ["", "The law is being drafted."])
@pytest.mark.parametrize(
    "form",
    [
        b"<data><q1>yes</q1></data>",
        b"no XML",
        answered_submission().form.replace(b"Ruritania", b"<b>Ruritania</b>"),
        answered_submission().form.replace(b"<untoc>", b"<untoc><hidden>x</hidden>"),
        answered_submission().form.replace(b"UNTOC", b"TIP"),
    ],
)
def test_answers_that_do_not_fit_the_questionnaire_are_refused(
    ready: Office, form: bytes, reason: str
) -> None:
    body = answered_submission(form=form, reason=reason)
    assert refusal(ready, party(ready), body) == "malformed"


def test_by_courier_the_same_is_refused(ready: Office) -> None:
    ana = party(ready)
    body = answered_submission(answered_form(q_6_approach=""))
    package = couriered(ready, ana, written(ready, ana, body))
    answer_package(ready.server, package, Courier(received=AT, remark="x"))
    with ready.transaction as transaction:
        assert submissions.list_submissions(transaction) == ()


def test_one_that_comes_in_pieces_is_judged_too(ready: Office) -> None:
    ana = party(ready)
    data = written(ready, ana, answered_submission(answered_form(q_6_approach="")))
    half = len(data) // 2
    for start, part in ((0, data[:half]), (half, data[half:])):
        stretch = Stretch(id=set_id(data), length=len(data), start=start, data=part)
        answer = ana.ask(ready.send, stretch=stretch)
    assert answer.refusal == "incomplete"


def test_who_is_no_member_has_nothing_read(
    ready: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a submission costs more than sending one."""
    ana, eve = party(ready), ready.delegate("eve").found()
    eve.dossier = ana.dossier
    monkeypatch.setattr(submissions, "open_submission", None)
    data = written(ready, eve, answered_submission())
    stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
    with pytest.raises(Stranger):
        eve.ask(ready.send, stretch=stretch)


def test_another_questionnaire_is_refused(ready: Office) -> None:
    assert refusal(ready, party(ready), answered_submission(pack="ee" * 32)) == "pack"


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.EXPERT, Role.OBSERVER])
def test_only_the_focal_point_submits(ready: Office, role: Role) -> None:
    ana = party(ready)
    ben = ready.delegate("ben").join(ana, role)
    ben.sync(ready.send)
    assert refusal(ready, ben, answered_submission()) == "role"


def test_an_expert_may_carry_what_the_focal_point_signed(ready: Office) -> None:
    ana = party(ready)
    ben = ready.delegate("ben").join(ana)
    ben.sync(ready.send)
    ben.has(written(ready, ana, answered_submission()))
    ben.sync(ready.send)
    assert len(receipts(ready, ben)) == 1


def test_a_lost_key_is_answered_with_the_one_to_use(ready: Office) -> None:
    ana = party(ready)
    old = ready.server.opener.current
    assert old is not None
    folder = ready.server.configuration.folder
    new = unlock_new_key(ready)
    marked = submission_keys.mark_lost(folder, key_name(old.public).hex()[:8])
    assert marked.kem == old.public
    ready.server = replace(ready.server, opener=submission_keys.unlock(folder, PASSPHRASE))
    assert refusal(ready, ana, answered_submission(), kem=old) == "key"
    assert ana.new_kem == new.public
    send(ready, ana, answered_submission(), kem=new)
    assert len(receipts(ready, ana)) == 1


def test_what_was_sealed_to_the_key_before_is_taken(ready: Office) -> None:
    ana = party(ready)
    old = ready.server.opener.current
    unlock_new_key(ready)
    send(ready, ana, answered_submission(), kem=old)
    assert len(receipts(ready, ana)) == 1


def test_a_server_whose_key_is_locked_says_so(office: Office) -> None:
    assert refusal(office, party(office), answered_submission()) == "locked"


def test_a_second_one_must_wait_until_the_first_is_reopened(ready: Office) -> None:
    ana = party(ready)
    first = send(ready, ana, answered_submission())
    second = send(ready, ana, answered_submission(number=2))
    assert ana.refused[second] == "standing"
    request = send(ready, ana, ReopeningRequest(submission=first, reason="A law was missed."))
    with ready.transaction as transaction:
        (asked,) = submissions.list_requests(transaction)
        assert (asked.reason, asked.granted) == ("A law was missed.", None)
        change = submissions.decide(
            transaction, ana.dossier, request, granted=True, answer="Yes.", now=ready.now
        )
        issue(transaction, ready.server.keys, ana.dossier, [change])
    ana.sync(ready.send)
    (decided,) = [each for each in told(ana) if each.type is RecordType.REOPENING]
    assert decided.fields["granted"] == "yes"
    wrong = send(ready, ana, answered_submission(number=1))
    assert ana.refused[wrong] == "number"
    send(ready, ana, answered_submission(answered_form(q_6_approach="list"), number=3))
    assert [each.number for each in receipts(ready, ana)] == [1, 3]


def test_a_refused_request_leaves_it_closed(ready: Office) -> None:
    ana = party(ready)
    first = send(ready, ana, answered_submission())
    request = send(ready, ana, ReopeningRequest(submission=first, reason="Please."))
    with ready.transaction as transaction:
        submissions.decide(
            transaction, ana.dossier, request, granted=False, answer="No.", now=AT
        )
        with pytest.raises(Unusable):
            submissions.decide(
                transaction, ana.dossier, request, granted=True, answer="", now=AT
            )
    assert ana.refused[send(ready, ana, answered_submission(number=2))] == "standing"


def test_a_refusal_says_why_and_not_without_end(ready: Office) -> None:
    ana = party(ready)
    first = send(ready, ana, answered_submission())
    request = send(ready, ana, ReopeningRequest(submission=first, reason="Please."))
    for granted, answer in ((False, " "), (True, "x" * 20_001)):
        with ready.transaction as transaction, pytest.raises(Unusable):
            submissions.decide(
                transaction, ana.dossier, request, granted=granted, answer=answer, now=AT
            )
    with ready.transaction as transaction:
        (asked,) = submissions.list_requests(transaction)
    assert asked.granted is None


@pytest.mark.parametrize("reason", ["", "  ", "a\0b", "x" * 20_001])
def test_a_request_needs_a_reason_and_something_to_reopen(ready: Office, reason: str) -> None:
    ana = party(ready)
    nothing = ReopeningRequest(submission=ContentId("00" * 32), reason="Please.")
    assert refusal(ready, ana, nothing) == "nothing"
    first = send(ready, ana, answered_submission())
    name = send(ready, ana, ReopeningRequest(submission=first, reason=reason))
    assert ana.refused[name] == "reason"


def test_what_is_for_another_server_or_dossier_is_refused(ready: Office) -> None:
    ana, olga = party(ready), party(ready, "olga")
    (name,) = ana.has(written(ready, olga, answered_submission()))
    ana.sync(ready.send)
    assert ana.refused[name] == "malformed"
    assert receipts(ready, ana) == []


def test_flipped_bytes_are_refused(ready: Office) -> None:
    ana = party(ready)
    data = written(ready, ana, answered_submission())
    for at in (20, len(data) // 2, len(data) - 1):
        flipped = bytearray(data)
        flipped[at] ^= 1
        (name,) = ana.has(bytes(flipped))
        ana.sync(ready.send)
        assert ana.refused[name] in {"malformed", "role", "key"}
    assert receipts(ready, ana) == []


def yesterday(office: Office) -> Callable[[], None]:
    """Put the database back to what it is now, row by row, whichever it is."""
    tables = metadata.sorted_tables
    with office.transaction as transaction:
        rows = {
            each.name: [dict(row._mapping) for row in transaction.execute(each.select())]
            for each in tables
        }

    def restore() -> None:
        with office.transaction as transaction:
            for each in reversed(tables):
                transaction.execute(each.delete())
            for each in tables:
                if rows[each.name]:
                    transaction.execute(each.insert(), rows[each.name])

    return restore


def test_a_server_that_was_put_back_learns_the_receipt_again(ready: Office) -> None:
    ana = party(ready)
    restore = yesterday(ready)
    name = send(ready, ana, answered_submission())
    request = send(ready, ana, ReopeningRequest(submission=name, reason="A law was missed."))
    with ready.transaction as transaction:
        change = submissions.decide(
            transaction, ana.dossier, request, granted=True, answer="Yes.", now=ready.now
        )
        issue(transaction, ready.server.keys, ana.dossier, [change])
    ana.sync(ready.send)
    before = receipts(ready, ana)
    restore()
    ready.now += 24 * HOUR_S
    ana.at = ready.now
    ana.sync(ready.send)
    assert receipts(ready, ana) == before
    with ready.transaction as transaction:
        (taken,) = submissions.list_submissions(transaction)
        assert taken.receipt == before[0]
        assert taken.has_content
        (asked,) = submissions.list_requests(transaction)
        assert asked.granted
        body = submissions.read_submission(transaction, ready.server.opener, taken)
        assert body == answered_submission()
    send(ready, ana, answered_submission(number=2))
    assert [each.number for each in receipts(ready, ana)] == [1, 2]


def take_reply(office: Office, who: Delegate, package: bytes, data: bytes) -> None:
    """What a client does with the reply."""
    key = make_kem_key(who.name)
    reply = read_load(data, Direction.BACK, key)
    current = office.server.opener.current
    assert current is not None
    sent = read_load(package, Direction.OUT, current)
    for message, name in zip(reply.messages, reply.to, strict=True):
        request = next(each for each in sent.messages if request_id(each).hex() == name)
        answer = read_answer(message, request_id(request), who.server)
        who.sets |= {set_id(each): each for each in answer.sets}


@pytest.mark.parametrize(
    ("counting", "by_courier", "counts"),
    [
        (Counts.SENT, True, Counts.SENT),
        (Counts.REGISTERED, True, Counts.REGISTERED),
        (Counts.RECEIVED, True, Counts.RECEIVED),
        (Counts.SENT, False, Counts.SENT),
        (Counts.RECEIVED, False, Counts.REGISTERED),
    ],
)
def test_which_time_counts_is_for_the_questionnaire_to_say(
    ready: Office, counting: Counts, by_courier: bool, counts: Counts
) -> None:
    ana = party(ready)
    pack = write_pack(make_contents(info=make_info(counting=counting)))
    with ready.transaction as transaction:
        changes = {"hash": pack.info.hash, "content": pack.file}
        transaction.execute(update(questionnaires).values(changes))
    form = open_form(pack.xform).submission().encode()
    body = answered_submission(pack=pack.info.hash, form=form)
    data = written(ready, ana, body, at=AT - HOUR_S)
    if by_courier:
        package = couriered(ready, ana, data)
        courier = Courier(received=ready.now - 60, remark="By diplomatic bag.")
        take_reply(ready, ana, package, answer_package(ready.server, package, courier).data)
    else:
        send(ready, ana, body)
    (receipt,) = receipts(ready, ana)
    assert receipt.counts is counts


def test_by_courier_it_is_the_same_with_three_times(ready: Office) -> None:
    ana = party(ready)
    data = written(ready, ana, answered_submission(), at=AT - 48 * HOUR_S)
    package = couriered(ready, ana, data)
    ready.now += 24 * HOUR_S
    courier = Courier(received=ready.now - HOUR_S, remark="By diplomatic bag.")
    reply = answer_package(ready.server, package, courier)
    assert (reply.answered, reply.problem, reply.dossier) == (2, "", ana.dossier)
    take_reply(ready, ana, package, reply.data)
    (receipt,) = receipts(ready, ana)
    assert receipt.route is Route.COURIER
    assert receipt.sent == AT - 48 * HOUR_S
    assert (receipt.received, receipt.registered) == (courier.received, ready.now)
    assert (receipt.counts, receipt.time) == (Counts.RECEIVED, courier.received)
    assert receipt.remark == "By diplomatic bag."
    ready.now += HOUR_S
    again = answer_package(ready.server, package, Courier(received=ready.now, remark="Again."))
    take_reply(ready, ana, package, again.data)
    assert receipts(ready, ana) == [receipt]


def test_a_package_of_two_senders_changes_nothing(ready: Office) -> None:
    """Whichever of them comes first."""
    ana, olga = party(ready), party(ready, "olga")
    server = ready.server.keys
    messages = []
    for who in (ana, olga):
        data = written(ready, who, answered_submission())
        stretch = Stretch(id=set_id(data), length=len(data), start=0, data=data)
        messages.append(who.bytes_of(who.request(stretch=stretch)))
    load = Load(dossier=ana.dossier, messages=tuple(messages))
    package = write_load(load, Direction.OUT, server.kem.public)
    with pytest.raises(Unusable, match="do not belong together"):
        answer_package(ready.server, package, Courier(received=AT, remark="x"))
    with ready.transaction as transaction:
        assert contents_of(transaction) == []
        assert submissions.list_submissions(transaction) == ()


def test_a_remark_has_an_end(ready: Office) -> None:
    ana = party(ready)
    package = couriered(ready, ana, written(ready, ana, answered_submission()))
    with pytest.raises(Unusable, match="shorten it"):
        answer_package(ready.server, package, Courier(received=AT, remark="x" * 1_001))
    with ready.transaction as transaction:
        assert submissions.list_submissions(transaction) == ()


def test_a_package_for_another_server_is_not_opened(ready: Office) -> None:
    ana = party(ready)
    load = Load(dossier=ana.dossier, messages=(ana.bytes_of(ana.request()),))
    stranger = write_load(load, Direction.OUT, KemKey.generate().public)
    courier = Courier(received=AT, remark="x")
    for data in (stranger, stranger[:-1], b"RDCOUR\r\n", b""):
        with pytest.raises(Unusable):
            answer_package(ready.server, data, courier)


def test_a_package_from_nobody_known_has_no_reply(ready: Office) -> None:
    party(ready)
    eve = ready.delegate("eve").found()
    with pytest.raises(Unusable, match="not known here"):
        answer_package(ready.server, couriered(ready, eve), Courier(received=AT, remark="x"))


def test_the_secretariat_needs_to_be_named_in_the_response(ready: Office) -> None:
    ana = ready.founder("ida")
    change = RecordChange(type=RecordType.NOTICE, subject="00" * 16, fields={"text": "x"})
    with pytest.raises(NotNamed), ready.transaction as transaction:
        issue(transaction, ready.server.keys, ana.dossier, [change])


def test_tables_hold_nothing_readable(ready: Office) -> None:
    ana = party(ready)
    send(ready, ana, answered_submission(answered_form(party_name="MARKER")))
    with ready.transaction as transaction:
        for row in transaction.execute(contents.select()):
            assert b"MARKER" not in bytes(row.content)
        assert transaction.execute(table.select()).all()
        assert not transaction.execute(reopenings.select()).all()
