"""Notices over real databases and a real mail server: each once, whatever happens between."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from review_protocol.changes import RecordType
from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_change, notice_name
from review_protocol.receipts import Counts, Receipt, Route, write_receipt
from review_server import plans, schema
from review_server.cli import main
from review_server.notice_journal import FILE, open_journal
from review_server.notice_runs import Outcome, preview, run
from review_server.problems import Unusable
from review_server.secretariat import issue
from review_server.turns import TURN_S, Turn, TurnLost
from tests.builders.backups import backed_up, put_back
from tests.builders.dossiers import sample_pack
from tests.builders.mail import MailServer, serving_mail
from tests.builders.noticed import (
    ADDRESS,
    EXPERTS,
    NAMED,
    OTHER,
    contact,
    enter,
    kinds,
    mailing,
    prepared,
    synced,
)
from tests.builders.parties import accept
from tests.builders.secretariat import new_review, noon, notices_told, told
from tests.builders.servers import Office


def test_what_was_missed_reaches_every_member_once(office: Office) -> None:
    _review, ana = prepared(office)
    ben = office.delegate("ben").join(ana)
    ben.at = office.now
    synced(office, ana, ben)
    assert kinds(run(office.server)) == [("overdue", NAMED)]
    synced(office, ana, ben)
    missed = Notice(kind=NoticeKind.OVERDUE, step=NAMED, due=date(2026, 11, 15))
    assert notices_told(ana) == notices_told(ben) == [missed]
    (change,) = told(ana)
    assert change.subject == notice_name(ana.dossier, missed)
    assert change.at == office.now
    office.now = noon("2026-11-17")
    assert kinds(run(office.server)) == []


def test_what_comes_and_is_then_missed_is_told_twice_in_all(office: Office) -> None:
    _review, ana = prepared(office, "2026-11-07")
    assert kinds(run(office.server)) == []
    for day, expected in [
        ("2026-11-08", [("due", NAMED)]),
        ("2026-11-09", []),
        ("2026-11-15", []),
        ("2026-11-16", [("overdue", NAMED)]),
        ("2026-11-22", [("due", EXPERTS)]),
    ]:
        office.now = noon(day)
        assert kinds(run(office.server)) == expected, day
    synced(office, ana)
    assert len(notices_told(ana)) == 3


def test_a_day_ends_in_vienna(small_office: Office) -> None:
    office = small_office
    prepared(office, "2026-11-07")
    run(office.server)
    office.now = noon("2026-11-15") + 11 * 3600 - 1  # 22:59:59 UTC
    assert ("overdue", NAMED) not in kinds(run(office.server))
    office.now += 1
    assert ("overdue", NAMED) in kinds(run(office.server))


def test_a_run_that_is_only_looked_at_changes_nothing(office: Office, mail: MailServer) -> None:
    review, ana = prepared(mailing(office, mail))
    contact(office, review, ADDRESS)
    for _ in range(2):
        seen = preview(office.server)
        assert kinds(seen) == [("overdue", NAMED)]
        assert [each.address for each in seen.mailed] == [ADDRESS]
    synced(office, ana)
    assert notices_told(ana) == []
    assert mail.messages == []
    assert not (office.server.configuration.folder / FILE).exists()
    run(office.server)
    assert preview(office.server).given == preview(office.server).mailed == []


def test_a_receipt_meets_the_step_of_the_questionnaire_and_starts_the_feedback(
    office: Office,
) -> None:
    review, ana = prepared(office)
    keys = office.server.keys
    first = Receipt(
        server=keys.signing.public,
        review=review,
        party="Ruritania",
        cluster="I",
        dossier=ana.dossier,
        submission="ab" * 32,  # type: ignore[arg-type]  # any
        number=1,
        pack="cd" * 32,
        digest="ef" * 32,
        device=ana.id,
        member=ana.member,
        missing=0,
        route=Route.LINE,
        sent=noon("2026-12-01"),
        registered=noon("2026-12-01"),
    )
    came_earlier = replace(
        first,
        submission="ac" * 32,  # type: ignore[arg-type]  # any
        number=2,
        registered=noon("2026-12-20"),
        received=noon("2026-11-20"),
        route=Route.COURIER,
        counts=Counts.RECEIVED,
    )
    for receipt in (first, came_earlier):
        row = {
            "dossier": bytes.fromhex(ana.dossier),
            "id": bytes.fromhex(receipt.submission),
            "number": receipt.number,
            "sent": receipt.sent,
            "registered": receipt.registered,
            "received": receipt.received,
            "receipt": write_receipt(receipt, keys.signing),
        }
        with office.transaction as transaction:
            transaction.execute(schema.submissions.insert(), row)
            steps = {each.step: each for each in plans.read_plan(transaction, review).steps()}
        assert steps["questionnaire"].actual == date(2026, 12, 1)
        assert steps["feedback"].due == date(2027, 6, 1)


def test_a_dossier_that_has_not_named_the_server_waits(small_office: Office) -> None:
    office = small_office
    office.now = noon("2026-11-16")
    review = new_review(office)
    ana = office.delegate("ana").found().invited_by(office.invitation(review=review))
    synced(office, ana)
    outcome = run(office.server)
    assert (outcome.waiting, outcome.given, outcome.is_whole) == (1, [], True)


def test_a_review_without_a_questionnaire_has_no_steps(small_office: Office) -> None:
    office = small_office
    office.founder()
    assert run(office.server).given == []


def test_the_steps_are_those_of_the_questionnaire_that_was_accepted_last(
    small_office: Office,
) -> None:
    office = small_office
    review, _ana = prepared(office)
    office.now += 1
    accept(office, review, sample_pack())  # which has no steps
    assert run(office.server).given == []


# E-mail


def test_each_contact_gets_one_message(office: Office, mail: MailServer) -> None:
    review, _ana = prepared(mailing(office, mail))
    contact(office, review, ADDRESS, OTHER, ADDRESS)
    assert len(run(office.server).mailed) == 2
    assert run(office.server).mailed == []
    assert mail.recipients == [ADDRESS, OTHER]
    message = mail.messages[0]
    assert message["Subject"] == (
        "Ruritania, cluster I: Focal point named: was due on 15 November 2026"
    )
    assert message["To"] == ADDRESS
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert message.get_content_charset() == "utf-8"
    assert "The day ends in Vienna" in message.get_content()
    assert mail.messages[0]["Message-ID"] != mail.messages[1]["Message-ID"]


def test_a_review_that_nobody_has_brought_yet_is_told_by_mail(
    office: Office, mail: MailServer
) -> None:
    mailing(office, mail).now = noon("2026-11-16")
    contact(office, new_review(office, party="Île-de-Ruritanie"), ADDRESS)
    assert len(run(office.server).mailed) == 1
    assert "Île-de-Ruritanie" in mail.texts()[0]


def test_a_mail_server_that_is_down_is_tried_again_and_the_set_goes_anyway(
    office: Office,
) -> None:
    with serving_mail() as gone:
        port = gone.port
    review, ana = prepared(mailing(office, gone))
    contact(office, review, ADDRESS)
    outcome = run(office.server)
    assert (kinds(outcome), outcome.mailed) == ([("overdue", NAMED)], [])
    assert (outcome.is_mail_down, outcome.is_whole) == (True, False)
    synced(office, ana)
    assert len(notices_told(ana)) == 1
    with serving_mail(port=port) as mail:
        outcome = run(office.server)
        assert (len(outcome.mailed), outcome.is_whole) == (1, True)
        assert run(office.server).mailed == []
    assert mail.recipients == [ADDRESS]


@pytest.mark.parametrize("verb", ["EHLO", "MAIL", "RCPT"])
def test_a_line_that_breaks_before_the_text_is_tried_again(
    small_office: Office, mail: MailServer, verb: str
) -> None:
    review, _ana = prepared(mailing(small_office, mail))
    contact(small_office, review, ADDRESS)
    mail.breaks = verb
    assert run(small_office.server).is_mail_down is True
    mail.breaks = ""
    assert len(run(small_office.server).mailed) == 1


@pytest.mark.parametrize("verb", ["DATA", "AFTER-DATA"])
def test_a_message_that_may_have_arrived_is_not_sent_again_unless_asked(
    small_office: Office, mail: MailServer, verb: str
) -> None:
    review, _ana = prepared(mailing(small_office, mail))
    contact(small_office, review, ADDRESS)
    mail.breaks = verb
    outcome = run(small_office.server)
    assert (outcome.mailed, len(outcome.refused), len(outcome.in_doubt)) == ([], 0, 1)
    assert not outcome.is_whole  # somebody must look
    mail.breaks = ""
    outcome = run(small_office.server)
    assert (outcome.mailed, len(outcome.in_doubt)) == ([], 1)
    first = [each["Message-ID"] for each in mail.messages]
    outcome = run(small_office.server, again=True)
    assert (len(outcome.mailed), outcome.in_doubt) == (1, ())
    assert {mail.messages[-1]["Message-ID"], *first} == {mail.messages[-1]["Message-ID"]}
    assert run(small_office.server, again=True).mailed == []


def test_an_address_that_is_refused_keeps_nobody_else_waiting(
    small_office: Office, mail: MailServer
) -> None:
    review, _ana = prepared(mailing(small_office, mail))
    contact(small_office, review, ADDRESS, OTHER)
    mail.refuses = {ADDRESS}
    outcome = run(small_office.server)
    assert [each.address for each in outcome.mailed] == [OTHER]
    assert [each.address for each in outcome.refused] == [ADDRESS]
    mail.refuses = set()
    assert [each.address for each in run(small_office.server).mailed] == [ADDRESS]


def test_a_text_that_is_refused_is_tried_again(small_office: Office, mail: MailServer) -> None:
    review, _ana = prepared(mailing(small_office, mail))
    contact(small_office, review, ADDRESS)
    mail.data_code = 451
    assert len(run(small_office.server).refused) == 1
    mail.data_code = 250
    assert len(run(small_office.server).mailed) == 1


# Once


def test_two_runs_at_once_tell_once(office: Office, mail: MailServer) -> None:
    review, ana = prepared(mailing(office, mail))
    contact(office, review, ADDRESS)
    outcomes: list[Outcome] = []
    threads = [
        threading.Thread(target=lambda: outcomes.append(run(office.server))) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(outcomes) == 4
    assert sum(len(each.given) for each in outcomes) == 1
    assert sum(len(each.mailed) for each in outcomes) == 1
    assert mail.recipients == [ADDRESS]
    synced(office, ana)
    assert len(notices_told(ana)) == 1


def test_a_run_that_died_keeps_others_waiting_for_ten_minutes(office: Office) -> None:
    prepared(office)
    dead = Turn(office.server)
    assert dead.take() is True
    assert run(office.server).is_busy is True
    office.now += TURN_S
    assert len(run(office.server).given) == 1
    with pytest.raises(TurnLost):
        dead.renew()


def test_a_database_that_was_put_back_tells_nothing_twice(
    small_office: Office, mail: MailServer, tmp_path: Path
) -> None:
    """Nobody has synchronised since: only the journal knows what was told."""
    office = mailing(small_office, mail)
    review, ana = prepared(office)
    contact(office, review, ADDRESS)
    backup = backed_up(office, tmp_path / "yesterday")
    run(office.server)
    synced(office, ana)
    put_back(office, backup)
    outcome = run(office.server)
    assert (outcome.given, outcome.mailed) == ([], [])
    ana.known = set()
    synced(office, ana)
    assert (run(office.server).given, run(office.server).mailed) == ([], [])
    fresh = office.delegate("ana")
    fresh.dossier = ana.dossier
    synced(office, fresh)
    assert len(notices_told(fresh)) == 1
    assert mail.recipients == [ADDRESS]


def test_a_set_that_comes_back_from_a_member_counts_as_given(
    small_office: Office, tmp_path: Path
) -> None:
    """The journal is as old as the database: both were put back together."""
    office = small_office
    _review, ana = prepared(office)
    enter(office, _review, EXPERTS, done=date(2026, 11, 16))
    run(office.server)  # the journal is there
    folder = office.server.configuration.folder
    backup = backed_up(office, tmp_path / "yesterday")
    shutil.copy(folder / FILE, tmp_path / FILE)
    office.now = noon("2027-04-15")
    assert kinds(run(office.server)) == [("due", "questionnaire")]
    synced(office, ana)
    put_back(office, backup)
    shutil.copy(tmp_path / FILE, folder / FILE)
    synced(office, ana)
    assert kinds(run(office.server)) == []
    with office.transaction as transaction:
        rows = transaction.execute(select(schema.notices)).all()
    assert {(row.step, row.at) for row in rows} == {
        (NAMED, noon("2026-11-16")),
        (EXPERTS, noon("2026-11-16")),
        ("questionnaire", noon("2027-04-15")),
    }


def test_without_its_journal_a_server_tells_nothing_until_somebody_decides(
    small_office: Office, mail: MailServer
) -> None:
    office = mailing(small_office, mail)
    review, _ana = prepared(office)
    contact(office, review, ADDRESS)
    run(office.server)
    (office.server.configuration.folder / FILE).unlink()
    with office.transaction as transaction:
        transaction.execute(schema.notices.delete())
    with pytest.raises(Unusable, match="--new-journal"):
        run(office.server)
    outcome = run(office.server, fresh_journal=True)
    assert (outcome.given, outcome.mailed) == ([], [])
    office.now = noon("2026-11-22")
    assert kinds(run(office.server)) == [("due", EXPERTS)]
    assert len(mail.messages) == 2


def test_a_journal_of_another_database_is_refused(small_office: Office, tmp_path: Path) -> None:
    prepared(small_office)
    run(small_office.server)
    with small_office.transaction as transaction:
        transaction.execute(update(schema.notice_runs).values(journal="00" * 16))
    with pytest.raises(Unusable):
        run(small_office.server)
    with small_office.transaction as transaction:
        holder = transaction.scalar(select(schema.notice_runs.c.holder))
    assert holder == "", "the turn was given back"


def test_what_the_journal_missed_is_made_good_by_the_next_run(small_office: Office) -> None:
    _review, ana = prepared(small_office)
    run(small_office.server)
    path = small_office.server.configuration.folder / FILE
    lines = path.read_text().splitlines(keepends=True)
    path.write_text(lines[0])  # the power was cut between the database and the journal
    assert run(small_office.server).given == []
    journal = open_journal(small_office.server.configuration.folder)
    assert journal is not None
    missed = Notice(kind=NoticeKind.OVERDUE, step=NAMED, due=date(2026, 11, 15))
    assert journal.state(f"set {ana.dossier} {notice_name(ana.dossier, missed)}") == "done"


def test_a_message_of_an_officer_comes_back_and_is_no_notice_of_a_step(
    small_office: Office,
) -> None:
    _review, ana = prepared(small_office)
    message = Notice(kind=NoticeKind.MESSAGE, title="Training", text="On 3 December.")
    with small_office.transaction as transaction:
        change = notice_change("ab" * 16, message, small_office.now)
        issue(transaction, small_office.server.keys, SetId(ana.dossier), [change])
    synced(small_office, ana)
    assert [each.type for each in told(ana)] == [RecordType.NOTICE]
    assert notices_told(ana) == [message]
    with small_office.transaction as transaction:
        assert transaction.execute(select(schema.notices)).all() == []


def test_a_message_by_command_reaches_the_members_and_leads_to_a_step(
    small_office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    review, ana = prepared(small_office)
    folder = str(small_office.server.configuration.folder)
    words = ["--folder", folder, "review", "message", review, "--title", "Training"]
    text = ["--text", "On 3 December."]
    for wrong, says in [
        (["--text", " "], "title and a text"),
        ([*text, "--about", "tea"], "no step or submission tea"),
    ]:
        assert main([*words, *wrong]) == 1
        assert says in capsys.readouterr().err
    assert main([*words, *text, "--about", EXPERTS]) == 0
    assert "Sent to the members of" in capsys.readouterr().out
    synced(small_office, ana)
    (notice,) = notices_told(ana)
    assert (notice.title, notice.text, notice.about) == (
        "Training", "On 3 December.", "step:experts",
    )  # fmt: skip
    assert main([*words[:4], "r-0", *words[5:], *text]) == 1
