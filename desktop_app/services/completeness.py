"""What is missing in a response before it is approved: of what applies, question by question.

Pure, on the thread of the response. Hidden questions are never missing, nor unanswered ones
about what the treaty leaves open to a party.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import CardState, Level, Status, WarningKind
from desktop_app.domain.submissions import Apart, Completeness, Gap, Missing
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response


def completeness(
    response: Response,
    aside: Iterable[Apart] = (),
    changed: Iterable[NodeKey] = (),
) -> Completeness:
    """All gaps in the order of the questionnaire.

    ``aside`` are changes that do not stand (``clearing.not_standing``), ``changed`` answers
    that are not as they were approved.
    """
    steps = gathering(response, aside, changed)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Completeness = end.value
            return found


def gathering(
    response: Response,
    aside: Iterable[Apart] = (),
    changed: Iterable[NodeKey] = (),
) -> Generator[None, None, Completeness]:
    """The same in steps of well under a millisecond, between which nothing may be answered."""
    disputed = _by_card(response, _disputed(response))
    apart: dict[NodeKey, list[tuple[Gap, NodeKey]]] = {}
    for each in aside:
        card = card_around(response, each.key)
        if card is not None:
            apart.setdefault(card, []).append((each.gap, each.key))
    anew = _by_card(response, changed)
    entries: list[Missing] = []
    for card in response.outline.cards():
        yield
        state = response.card(card)
        if not state.relevant:
            continue
        gaps = [(Gap.TO_SETTLE, key) for key in disputed.get(card, ())]
        gaps += _own(response, state)
        gaps += [(Gap.CHANGED, key) for key in anew.get(card, ())]
        gaps += apart.get(card, [])
        entries += (
            Missing(
                gap=gap,
                card=card,
                node=node,
                reference=state.reference,
                title=_title(response, state, node),
            )
            for gap, node in dict.fromkeys(gaps)
        )
    return Completeness(entries=tuple(entries))


def _title(response: Response, card: CardState, node: NodeKey) -> str:
    """What is meant: the question, or the part of it that is not as it should be."""
    try:
        label = "" if node == card.key else response.form.state(node).label
    except UnknownReference:  # it stood in a row that is gone
        label = ""
    return label or card.title


def _own(response: Response, card: CardState) -> Iterator[tuple[Gap, NodeKey]]:
    """What the card itself shows."""
    if response.status(card.key) is None:  # it only explains
        return
    if card.status is Status.EMPTY:
        if card.level is not Level.OPTIONAL:
            yield Gap.UNANSWERED, card.key
    elif card.status is Status.DRAFT:
        yield Gap.NOT_FINISHED, card.key
    for key in card.broken:
        is_blank = not response.form.state(key).value
        if not is_blank:
            yield Gap.INVALID, key
        elif card.status is not Status.EMPTY:
            yield Gap.UNANSWERED, key
    for warning in card.warnings:
        if warning.kind is WarningKind.MISSING_LEGAL_REFERENCE:
            yield Gap.NO_REFERENCE, warning.key


def _disputed(response: Response) -> Iterator[NodeKey]:
    """Answers with two versions, and rows that only one of two removed."""
    yield from response.approvable.to_settle()
    yield from (row for row in response.unsettled.rows() if response.form.state(row).relevant)


def _by_card(response: Response, keys: Iterable[NodeKey]) -> dict[NodeKey, list[NodeKey]]:
    found: dict[NodeKey, list[NodeKey]] = {}
    for key in keys:
        card = card_around(response, key)
        if card is not None:
            found.setdefault(card, []).append(key)
    return found


def card_around(response: Response, key: NodeKey) -> NodeKey | None:
    """The card that a node sits in, or sat in if its row is gone."""
    try:
        return response.card_of(key)
    except UnknownReference:
        inside = response.form.names_inside
        cards = response.outline.cards()
        return next((card for card in cards if key.question in inside(card)), None)
