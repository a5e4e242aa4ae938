"""The questionnaire that ships, compiled from its sources, as a live response."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from desktop_app.domain.entries import Loaded
from desktop_app.domain.keys import DossierId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import DossierInfo
from desktop_app.forms.form import Form
from desktop_app.forms.pack_content import PackContents
from desktop_app.forms.sources import load_pack_source
from desktop_app.services.response import Response
from tests.builders.clocks import START, SteppingClock
from tests.builders.responses import PARTY, key

SOURCES = Path(__file__).parents[2] / "resources" / "questionnaires" / "cluster-1"
INSTRUMENTS = ("UNTOC", "TIP", "SOM", "FP")


@cache
def real_contents() -> PackContents:
    """The questionnaire of cluster I; compiling it takes some seconds, once."""
    return load_pack_source(SOURCES)


def real_form(answers: Answers | None = None, clock: SteppingClock | None = None) -> Form:
    """The questionnaire of cluster I as a live form."""
    contents = real_contents()
    return Form.load(
        contents.xform,
        answers=answers or Answers(),
        now=clock or SteppingClock(),
        random=Random(7),
        secondary=contents.secondary,
    )


def real_response(
    *,
    loaded: Loaded | None = None,
    clock: SteppingClock | None = None,
    instruments: tuple[str, ...] = (),
) -> Response:
    """The questionnaire of cluster I, opened; with these instruments in force."""
    clock = clock or SteppingClock()
    info = DossierInfo(
        id=DossierId("c" * 64), party=PARTY, pack=real_contents().info, created_at=START
    )
    form = real_form(loaded.answers if loaded else None, clock)
    response = Response(
        form, info, official=real_contents().official, loaded=loaded, clock=clock
    )
    if instruments:
        response.set(key("instruments"), " ".join(instruments))
    return response
