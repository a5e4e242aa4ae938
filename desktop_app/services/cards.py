"""How far each card is: the rules of status, warnings and progress, kept up step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import (
    CardState,
    CardWarning,
    Level,
    Progress,
    Status,
    WarningKind,
)
from desktop_app.domain.upgrades import Reason
from desktop_app.errors import AnswerNotFinished
from desktop_app.forms.form import Form
from desktop_app.forms.official_wording import OfficialWording
from desktop_app.forms.outline import Outline
from desktop_app.services.flags import Flags
from desktop_app.services.languages import language_tag
from desktop_app.services.versions import Versions

_LEVELS = frozenset(Level)


class Cards:
    """The state of every card; what a step touched is worked out anew when asked for."""

    def __init__(
        self,
        form: Form,
        outline: Outline,
        versions: Versions,
        official: OfficialWording,
        flags: Flags,
    ) -> None:
        self._form = form
        self._outline = outline
        self._versions = versions
        self._official = official
        self._flags = flags
        # By card; what is in no card, or no person's to answer, is in a drawer of its own.
        self._values: dict[NodeKey | None, dict[NodeKey, str]] = {}
        self._states: dict[NodeKey, CardState] = {}
        self._statuses: dict[NodeKey, Status | None] = {}

    def take_in(self, state: NodeState) -> None:
        """Note the value of a node that a walk came by."""
        self.note(state.key, state.value)

    def note(self, key: NodeKey, value: str) -> None:
        """Note a node's value; "" is none."""
        filled = self._values.setdefault(self._drawer(key), {})
        if value:
            filled[key] = value
        else:
            filled.pop(key, None)

    def drop(self, instance: NodeKey) -> dict[NodeKey, str]:
        """Forget the values inside a removed instance; returns them."""
        inside = self.inside(instance)
        for key in inside:
            self.note(key, "")
        return inside

    def inside(self, instance: NodeKey) -> dict[NodeKey, str]:
        """The values inside an instance."""
        path = instance.instances
        drawers = (self._outline.card_of(instance), None)
        return {
            key: value
            for drawer in drawers
            for key, value in self._values.get(drawer, {}).items()
            if key.instances[: len(path)] == path
        }

    def value(self, key: NodeKey) -> str:
        """A node's value, hidden or not; "" if there is none."""
        return self._values.get(self._drawer(key), {}).get(key, "")

    def is_answered(self, key: NodeKey) -> bool:
        """Whether a node is an answer that is not blank, hidden or not."""
        return self._outline.kind(key).is_answer and bool(self.value(key))

    def filled(self, card: NodeKey) -> Mapping[NodeKey, str]:
        """A card's answers that are not blank, hidden ones among them."""
        return self._values.get(card, {})

    def forget(self, cards: Iterable[NodeKey] | None = None) -> None:
        """These cards (or all) are to be worked out anew."""
        if cards is None:
            self._states.clear()
            self._statuses.clear()
            return
        for card in cards:
            self._states.pop(card, None)
            self._statuses.pop(card, None)

    def status(self, card: NodeKey) -> Status | None:
        """How far a card is; ``None`` if it does not apply or has nothing to answer."""
        if card not in self._statuses:
            applies = self._outline.asks(card) and self._form.state(card).relevant
            self._statuses[card] = self._lowest(card) if applies else None
        return self._statuses[card]

    def progress(self, article: NodeKey | None = None) -> Progress:
        """How many questions of a page, or of all pages, are how far."""
        counts = dict.fromkeys(Status, 0)
        for card in self._outline.cards(article):
            status = self.status(card)
            if status is not None:
                counts[status] += 1
        return Progress(counts)

    def state(self, card: NodeKey) -> CardState:
        """All that a card's header and the tree show of it."""
        if card not in self._states:
            self._states[card] = self._work_out(card)
        return self._states[card]

    def official(self, card: NodeKey) -> Wording:
        """A card's number and wording in the official questionnaire; blank if unknown."""
        return self._official.of(card.question, language_tag(self._form.language))

    def refuse_unfinished(self, card: NodeKey) -> None:
        """Raise ``AnswerNotFinished`` if the card cannot be called finished."""
        main = next(self._mains(card), None)
        if not self._has_main(card):
            ref = self._form.state(main).ref if main else self._form.state(card).ref
            raise AnswerNotFinished(ref, "blank")
        for key in self.state(card).broken:
            state = self._form.state(key)
            raise AnswerNotFinished(state.ref, "broken" if state.value else "blank")

    def _work_out(self, card: NodeKey) -> CardState:
        group = self._form.state(card)
        warnings: list[CardWarning] = []
        broken: list[NodeKey] = []
        to_settle: list[NodeKey] = []
        unconfirmed: set[str] = set()
        has_main = self._has_main(card)
        for key in self._form.walk(card):
            state = self._form.state(key)
            if not state.relevant:
                continue
            unconfirmed |= self._versions.unconfirmed(key)
            if self._versions.in_conflict(key):
                to_settle.append(key)
            if not (state.constraint_ok and state.required_ok):
                broken.append(key)
            if state.stale_choice:
                warnings.append(CardWarning(WarningKind.STALE_CHOICE, key))
            if has_main and self._lacks_reference(state):
                warnings.append(CardWarning(WarningKind.MISSING_LEGAL_REFERENCE, key))
        official = self.official(card)
        return CardState(
            key=card,
            reference=group.attributes.get("question", ""),
            level=level_of(group),
            title=group.label,
            relevant=group.relevant,
            status=self.status(card) or Status.EMPTY,
            official_number=official.number,
            official_text=official.text,
            warnings=tuple(warnings),
            broken=tuple(broken),
            to_settle=tuple(to_settle),
            hidden_answers=self._hidden(card),
            flagged=self.flagged(card),
            unconfirmed=tuple(sorted(unconfirmed)),
        )

    def _lacks_reference(self, repeat: NodeState) -> bool:
        """Whether a repeat in which a legal reference is expected names no law."""
        if repeat.kind is not NodeKind.REPEAT or repeat.attributes.get("expected") != "yes":
            return False
        return not any(map(self._has_title, self._form.children(repeat.key)))

    def _has_title(self, instance: NodeKey) -> bool:
        """The title is what has that role, else an instance's first question."""
        keys = [key for key in self._form.walk(instance) if self._outline.kind(key).is_answer]
        titles = [key for key in keys if self._outline.kind(key).role == "title"]
        return any(self.value(key).strip() for key in titles or keys[:1])

    def flagged(self, card: NodeKey) -> dict[NodeKey, frozenset[Reason]]:
        """A card's answers that should be looked at again; hidden ones can wait."""
        found = {key: self._flags.of(key) for key in self.filled(card)}
        return {
            key: reasons
            for key, reasons in found.items()
            if reasons and self._form.state(key).relevant
        }

    def applying(self, card: NodeKey) -> Iterator[NodeKey]:
        """A card's answers that are neither blank nor hidden, nor worked out by the form."""
        for key in self.filled(card):
            state = self._form.state(key)
            if state.relevant and not (state.readonly and not self._versions.ids_of(key)):
                yield key

    def _drawer(self, key: NodeKey) -> NodeKey | None:
        kind = self._outline.kind(key)
        return kind.card if kind.is_answer else None

    def _lowest(self, card: NodeKey) -> Status:
        if not self._has_main(card):
            return Status.EMPTY
        return min(map(self._versions.status, self.applying(card)), default=Status.EMPTY)

    def _has_main(self, card: NodeKey) -> bool:
        main = self._outline.main_of(card)
        return any(
            main in {None, key.question} and value.strip() and self._form.state(key).relevant
            for key, value in self.filled(card).items()
        )

    def _mains(self, card: NodeKey) -> Iterator[NodeKey]:
        main = self._outline.main_of(card)
        return (key for key in self._form.walk(card) if key.question == main)

    def _hidden(self, card: NodeKey) -> int:
        return sum(not self._form.state(key).relevant for key in self.filled(card))


def level_of(card: NodeState) -> Level | None:
    """What the treaty asks in the provision of a card; nothing in the front matter."""
    code = card.attributes.get("level", "")
    return Level(code) if code in _LEVELS else None
