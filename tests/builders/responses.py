"""Live responses without a store, on the sample questionnaire or the real one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from desktop_app.domain.entries import Loaded, Wording
from desktop_app.domain.keys import DossierId, NodeKey, PackHash, QuestionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import DossierInfo, InstrumentInfo, PackInfo, Status
from desktop_app.forms.form import Form
from desktop_app.services.response import Response
from tests.builders.clocks import START, CountingIds, SteppingClock
from tests.builders.sample_form import sample_xform

PARTY = "Ruritania"


def key(name: str, *instances: str) -> NodeKey:
    """A node's key from its text form's parts."""
    return NodeKey.parse(f"{name}@{'/'.join(instances)}" if instances else name)


def sample_info() -> DossierInfo:
    """What a list would show of the sample dossier."""
    pack = PackInfo(
        id="sample",
        version=1,
        hash=PackHash("0" * 64),
        cluster="I",
        titles={"en": "Sample questionnaire"},
        languages=("en", "fr"),
        instruments=(
            InstrumentInfo(code="UNTOC", titles={"en": "Convention"}),
            InstrumentInfo(code="TIP", titles={"en": "Trafficking Protocol"}),
        ),
        timeline=(),
        notice={"en": "Unofficial working text"},
    )
    return DossierInfo(
        id=DossierId("d" * 64), party=PARTY, pack=pack, created_at=START, instruments=()
    )


def sample_form(answers: Answers | None = None, clock: SteppingClock | None = None) -> Form:
    """The sample questionnaire as a live form."""
    return Form.load(
        sample_xform(),
        answers=answers or Answers(),
        now=clock or SteppingClock(),
        random=Random(7),
    )


def sample_response(
    *,
    loaded: Loaded | None = None,
    clock: SteppingClock | None = None,
    ids: Callable[[], str] | None = None,
    official: tuple[Wording, ...] = (),
) -> Response:
    """The sample questionnaire, opened; blank unless ``loaded`` says otherwise."""
    clock = clock or SteppingClock()
    return Response(
        sample_form(loaded.answers if loaded else None, clock),
        sample_info(),
        loaded=loaded,
        official=official,
        clock=clock,
        ids=ids or CountingIds(),
    )


def with_instruments(*codes: str, **of: object) -> Response:
    """A blank sample response in which these instruments are in force."""
    response = sample_response(**of)  # type: ignore[arg-type]  # handed on as it is
    response.set(key("instruments"), " ".join(codes))
    response.leave()
    response.take_pending()
    return response


def with_conspiracy(answer: str = "yes", **of: object) -> Response:
    """The same with article 5's question answered, whose follow-ups are laws and reasons."""
    response = with_instruments("UNTOC", **of)
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), answer)
    response.leave()
    response.take_pending()
    return response


def first_row(response: Response, repeat: str) -> NodeKey:
    """The first instance of a repeat outside all others."""
    return response.children(key(repeat))[0]


def inside(instance: NodeKey, name: str) -> NodeKey:
    """A question in an instance."""
    return NodeKey(QuestionId(name), instance.instances)


def all_answered() -> Response:
    """A response in which nothing is missing, and everything is finished."""
    response = with_instruments("UNTOC")
    response.set(key("party_name"), PARTY)
    row = response.add(key("bodies")).changed.added[0].key
    response.set(inside(row, "body_name"), "Ministry of Justice")
    response.set(key("q_5_model"), "group")
    response.set(key("q_6_approach"), "all")
    for card in response.outline.cards():
        if response.status(card) is not None:
            response.set_status(card, Status.READY)
    return response
