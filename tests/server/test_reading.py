"""The moment by which a submission is judged: that of its approval, else any on earth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.nodes import Answers
from desktop_app.errors import AppError, FormRefused
from desktop_app.forms.form import Form
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from review_protocol.fields import EARLIEST, LATEST
from review_protocol.submissions import Submission
from review_server.problems import Unusable
from review_server.questionnaires import accept_questionnaire
from review_server.reading import judge, paper_of, read_form
from tests.builders.forms import compile_rows, put, row, value
from tests.builders.packs import XFORM, make_contents, make_info
from tests.builders.servers import Office

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
AT = int(NOON.timestamp())
TONGA, BAKER = timezone(timedelta(hours=13)), timezone(-timedelta(hours=12))


def dated_pack() -> Pack:
    """A questionnaire whose rules look at the clock."""
    xform = compile_rows(
        [
            row("date", "day", constraint=". = today()"),
            row("calculate", "opened", calculation="today()"),
            row("text", "late", relevant="today() > date('2026-11-01')"),
        ]
    )
    return write_pack(PackContents(info=make_info(), xform=xform))


def sent(moment: datetime, *, says: str = "", reason: str = "", late: str = "") -> Submission:
    """What was approved at a moment; ``says`` is what the answers say of it."""
    pack = dated_pack()
    form = Form(paper_of(pack.file)[1], answers=Answers(), now=lambda: moment, random=Random(0))
    put(form, "day", moment.date().isoformat())
    if late:
        put(form, "late", late)
    answers = f'{{"approved_at":"{says}","x":1}}\n' if says else "{}"
    return Submission(
        pack=pack.info.hash,
        party="Ruritania",
        number=1,
        form=form.submission().encode(),
        answers=answers.encode(),
        reason=reason,
    )


@pytest.mark.parametrize("zone", [UTC, TONGA, BAKER])
def test_nobody_is_refused_for_where_they_live(zone: timezone) -> None:
    body = sent(NOON.astimezone(zone), late="x" if zone is TONGA else "")
    assert judge(dated_pack().file, body, AT) == ""
    assert value(read_form(dated_pack().file, body, AT), "day") != ""


def test_a_day_that_is_nowhere_is_none() -> None:
    body = sent(NOON + timedelta(days=3))
    assert judge(dated_pack().file, body, AT) == "incomplete"
    assert judge(dated_pack().file, sent(NOON + timedelta(days=3), reason="x"), AT) == ""


def test_the_moment_of_approval_counts_where_the_answers_say_it() -> None:
    approved = NOON - timedelta(days=90)
    body = sent(approved, says=approved.isoformat())
    assert judge(dated_pack().file, body, AT) == ""
    assert value(read_form(dated_pack().file, body, AT), "opened") == "2026-08-03"
    assert judge(dated_pack().file, sent(approved), AT) == "incomplete"


@pytest.mark.parametrize(
    "says",
    ["1926-11-01T12:00:00+00:00", "9999-12-31T23:59:59+00:00", "2026-08-03T12:00:00", "2026-13",
     "0001-01-01T00:00:00+14:00", "2026-08-03T12:00:00+99:00"],
)  # fmt: skip
def test_a_moment_that_cannot_be_is_not_believed(says: str) -> None:
    body = sent(NOON, says=says)
    assert judge(dated_pack().file, body, AT) == ""
    assert judge(dated_pack().file, sent(NOON - timedelta(days=90), says=says), AT) != ""


@pytest.mark.parametrize("at", [EARLIEST, LATEST])
def test_at_the_ends_of_the_calendar_nothing_fits(at: int) -> None:
    body = sent(NOON, reason="x")
    assert judge(dated_pack().file, body, at) == "malformed"
    with pytest.raises(FormRefused):
        read_form(dated_pack().file, body, at)


def test_an_answer_to_what_does_not_apply_yet_is_refused() -> None:
    body = sent(NOON + timedelta(days=3), late="MARKER", reason="x")
    with pytest.raises(FormRefused) as caught:
        read_form(dated_pack().file, body, AT - 7 * 86_400)
    assert "MARKER" not in str(caught.value)
    assert judge(dated_pack().file, body, AT - 7 * 86_400) == "malformed"


def test_a_questionnaire_that_cannot_be_compiled_is_not_accepted(
    small_office: Office, tmp_path: Path
) -> None:
    """Or every submission would be refused in the end."""
    file = tmp_path / "broken.rdpack"
    broken = make_contents(xform=XFORM.replace(b'type="string"', b'type="string" relevant="("'))
    file.write_bytes(write_pack(broken).file)
    with pytest.raises(AppError):
        paper_of(file.read_bytes())
    invitation = small_office.invitation()
    with small_office.transaction as transaction, pytest.raises(Unusable):
        accept_questionnaire(transaction, invitation.review, file, AT)
