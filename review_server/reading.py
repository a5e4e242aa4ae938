"""What was submitted, as a live form: to judge it, and to print it.

Reading a questionnaire takes a second or two, so the last ones are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from functools import lru_cache
from random import Random

from desktop_app.errors import AppError, Fault, FormRefused
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.form import Form
from desktop_app.forms.gaps import gaps
from desktop_app.forms.languages import form_language
from desktop_app.forms.outline import Outline
from desktop_app.forms.pack import Pack, read_pack
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from desktop_app.forms.restoring import restore
from review_protocol.submissions import Submission

_KEPT = 8
# Canonical JSON has its keys in their order, so this one comes first.
_APPROVED = re.compile(rb'\{"approved_at":"([0-9T:+.Z-]{10,40})"')
_TOO_FAR = timedelta(days=5 * 365)
_ZONES = tuple(timedelta(hours=hours) for hours in (0, 14, -12))  # the whole earth


@lru_cache(maxsize=_KEPT)
def paper_of(content: bytes) -> tuple[Pack, Questionnaire]:
    """A questionnaire's file, read and compiled. Raises AppError."""
    with collection_paused():
        pack = read_pack(content)
        return pack, read_questionnaire(pack.xform, pack.secondary)


def read_form(
    content: bytes, body: Submission, at: int, *, language: str | None = None
) -> Form:
    """The submission in its questionnaire, as it was approved. Raises FormRefused.

    ``at`` is when it was sent: what depends on the clock depends on that, unless the answers
    say when they were approved. ``language`` is a tag.
    """
    questionnaire = paper_of(content)[1]
    named = form_language(questionnaire.definition.languages, language) if language else None
    refusal: FormRefused | None = None
    for moment in _moments(body, at):
        try:
            return _restored(questionnaire, body.form, moment, named)
        except FormRefused as error:
            refusal = refusal or error
    raise refusal or FormRefused(Fault("the time at which it was sent is none"))


def judge(content: bytes, body: Submission, at: int) -> str:
    """Why a submission is not taken: ``malformed``, ``incomplete``, or "".

    It is judged by the day that was where it was approved; where that is not known, any day
    on earth at that moment will do.
    """
    is_excused = bool(body.reason.strip())
    word = "malformed"
    for moment in _moments(body, at):
        try:
            form = _restored(paper_of(content)[1], body.form, moment, None)
        except AppError:
            continue
        if is_excused or not (body.missing or _lacks(form)):
            return ""
        word = "incomplete"
    return word


def outline_of(form: Form) -> Outline:
    """The parts and cards of a form."""
    outline = Outline(form)
    for _ in outline.scan():
        pass
    return outline


def _lacks(form: Form) -> bool:
    return next(gaps(form, outline_of(form)), None) is not None


def _restored(
    questionnaire: Questionnaire, xml: bytes, moment: datetime, language: str | None
) -> Form:
    # The same chance as where it was approved: docs/file-formats.md, "Approved content".
    chance = Random(0)  # noqa: S311  # nothing secret comes of it
    with collection_paused():
        return restore(questionnaire, xml, now=lambda: moment, random=chance, language=language)


def _moments(body: Submission, at: int) -> Iterator[datetime]:
    """What may have been now, the likeliest first; none at the ends of the calendar."""
    sent = datetime.fromtimestamp(at, UTC)
    approved = _approved(body.answers)
    if approved is not None and abs(approved - sent) < _TOO_FAR:
        yield approved
    if MINYEAR < sent.year < MAXYEAR:  # beyond them there is no other zone's day
        yield from (sent + zone for zone in _ZONES)


def _approved(answers: bytes) -> datetime | None:
    found = _APPROVED.match(answers)
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found[1].decode("ascii"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
