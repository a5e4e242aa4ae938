"""A questionnaire with steps, and dossiers on it whose review began on a known day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

from desktop_app.domain.responses import DossierInfo, TimelineRule
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from desktop_app.services import dossiers
from desktop_app.services.profile import Profile
from tests.builders.responses import PARTY, sample_info
from tests.builders.sample_form import sample_xform

START = date(2026, 1, 1)
"""Of the review: `SteppingClock` begins on 3 March 2026 or so."""
RULES = (
    TimelineRule(
        step="focal-point", after="start", months=0, days=14, ahead=7,
        titles={"en": "Focal point named"},
    ),
    TimelineRule(
        step="experts", after="start", months=0, days=28, ahead=7,
        titles={"en": "Governmental experts named"},
    ),
    TimelineRule(
        step="questionnaire", after="start", months=6, days=0, ahead=30, met="receipt",
        titles={"en": "Answers to the questionnaire sent"},
    ),
    TimelineRule(
        step="feedback", after="receipt", months=6, days=0, ahead=30,
        titles={"en": "Written feedback of the reviewing States"},
    ),
    TimelineRule(
        step="end-of-phase", after="start", months=24, days=0, ahead=60,
        titles={"en": "End of the phase"},
    ),
)  # fmt: skip


@cache
def dated_pack() -> Pack:
    """The sample questionnaire with the steps of the first cluster."""
    info = replace(sample_info().pack, timeline=RULES)
    return write_pack(PackContents(info=info, xform=sample_xform()))


def dated_dossier(profile: Profile, start: date | None = START) -> DossierInfo:
    """A dossier whose review began on a day."""
    return dossiers.create_dossier(
        profile, pack=dated_pack(), party=PARTY, start=start, instruments=("UNTOC",)
    )


def at(text: str) -> datetime:
    """A moment, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
