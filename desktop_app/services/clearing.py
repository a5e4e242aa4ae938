"""Approving answers question by question, and what is not as it was approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.domain.entries import VALUE
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Apart, ChangedAnswer, Gap
from desktop_app.errors import NotEntitled, UnknownReference
from desktop_app.exchange.holding import hold
from desktop_app.services.approval_records import lock_in
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from desktop_app.store import facts, records
from desktop_app.store.facts import Aside
from review_protocol.changes import AnswerChange, Kind
from review_protocol.state import Approval, Judged, Standing, State

_ASIDE = {Standing.WAITING: Gap.WAITING, Standing.REFUSED: Gap.REFUSED}
_ABOUT_ANSWERS = frozenset({Kind.ANSWER, Kind.ADD, Kind.REMOVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What became of several questions: those approved, and those that nobody has finished."""

    approved: tuple[NodeKey, ...] = ()
    left: tuple[NodeKey, ...] = ()


def finished(response: Response, cards: Iterable[NodeKey] | None = None) -> tuple[NodeKey, ...]:
    """The questions that somebody called finished and nobody has approved, in order."""
    chosen = response.outline.cards() if cards is None else cards
    return tuple(card for card in chosen if _can_be_approved(response, card))


def approve_finished(response: Response, cards: Iterable[NodeKey]) -> Approved:
    """Approve those of these questions that are finished; raises NotEntitled, StepRefused."""
    if not response.access.approves and response.access.bar is None:
        raise NotEntitled("approve")
    applying = [card for card in cards if response.status(card) is not None]
    chosen = finished(response, applying)
    for card in chosen:
        response.set_status(card, Status.CLEARED)
    left = (card for card in applying if response.status(card) is not Status.CLEARED)
    return Approved(approved=chosen, left=tuple(left))


def bring_back(response: Response, changed: ChangedAnswer) -> None:
    """Put the text that was approved in the place of what was written since.

    Raises StepRefused, and UnknownReference for what stood in a row that is gone.
    """
    response.settle(changed.key, changed.approved)
    card = response.card_of(changed.key)
    if card is not None and response.status(card) is not None:
        response.set_status(card, Status.CLEARED)


def changed_answers(profile: Profile, dossier: DossierId) -> tuple[ChangedAnswer, ...]:
    """What is not as it was approved, hidden answers too. Belongs on the store lane."""
    with profile.store.read() as transaction:
        held = hold(transaction, dossier, profile.device_for(dossier))
        names = records.read_names(transaction, dossier)
    return changed_in(held.state, names)


def not_standing(profile: Profile, dossier: DossierId) -> tuple[Apart, ...]:
    """Changes that wait for the focal point or were refused. Belongs on the store lane."""
    with profile.store.read() as transaction:
        return apart_of(facts.read_facts(transaction, dossier).aside)


def apart_of(aside: Iterable[Aside]) -> tuple[Apart, ...]:
    """Those of them that are about answers and rows."""
    return tuple(
        Apart(_ASIDE[each.standing], NodeKey.parse(each.subject))
        for each in aside
        if each.standing in _ASIDE and each.kind in _ABOUT_ANSWERS
    )


def changed_in(state: State, names: Mapping[str, str]) -> tuple[ChangedAnswer, ...]:
    """The same of a state; each answer once, in the order of their names.

    While the whole is locked, what nobody had answered when it was approved is among it.
    """
    found: dict[NodeKey, ChangedAnswer] = {}
    for approval in state.approvals.values():
        for each in _changed(state, approval, names):
            found.setdefault(each.key, each)
    if lock_in(state).is_locked:
        for each in _new(state, names):
            found.setdefault(each.key, each)
    return tuple(found[key] for key in sorted(found))


def shown_of(response: Response, changed: Iterable[ChangedAnswer]) -> tuple[ChangedAnswer, ...]:
    """Those that a person sees: an answer that is hidden now can wait."""
    return tuple(each for each in changed if _is_shown(response, each))


def _can_be_approved(response: Response, card: NodeKey) -> bool:
    if response.status(card) is not Status.READY:
        return False
    state = response.card(card)
    return not (state.broken or state.to_settle)


def _is_shown(response: Response, changed: ChangedAnswer) -> bool:
    try:
        return response.form.state(changed.key).relevant
    except UnknownReference:
        return changed.is_gone


def _changed(
    state: State, approval: Approval, names: Mapping[str, str]
) -> Iterator[ChangedAnswer]:
    approved: dict[str, str] = {}
    for name in approval.versions:
        change = _answer(state.versions[name].judged)
        if change.facet == VALUE:
            approved.setdefault(change.key, change.value)
    for name in approval.changed:
        judged = state.versions[name].judged
        change = _answer(judged)
        is_gone = name in approval.versions
        yield ChangedAnswer(
            key=NodeKey.parse(change.key),
            approved=approved.get(change.key, ""),
            now="" if is_gone or change.facet != VALUE else change.value,
            author=names.get(judged.author, judged.author),
            at=datetime.fromtimestamp(change.at, UTC),
            is_gone=is_gone,
            is_new=change.key not in approved,
        )


def _new(state: State, names: Mapping[str, str]) -> Iterator[ChangedAnswer]:
    """Answers to questions of which nothing was ever approved."""
    for (name, facet), current in state.answers.items():
        key = NodeKey.parse(name)
        judged = state.versions[current[0]].judged
        change = _answer(judged)
        if facet == VALUE and change.value and str(key.question) not in state.approvals:
            yield ChangedAnswer(
                key=key,
                now=change.value,
                author=names.get(judged.author, judged.author),
                at=datetime.fromtimestamp(change.at, UTC),
                is_new=True,
            )


def _answer(judged: Judged) -> AnswerChange:
    assert isinstance(judged.change, AnswerChange)
    return judged.change
