"""The live response: a form, its answers' versions and statuses, as every screen uses it.

All of it happens in memory, on the thread that calls it, within a few milliseconds. What
is to be stored leaves as frozen entries (``take_pending``); nothing here reads or writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from desktop_app.domain.access import EVERYTHING, Bar
from desktop_app.domain.entries import Entry, Loaded, Wording, new_id
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NO_CHANGE, Changed, Facet, NodeState
from desktop_app.domain.responses import (
    Article,
    CardState,
    DossierInfo,
    Part,
    Progress,
    Status,
)
from desktop_app.domain.upgrades import Reason
from desktop_app.errors import NotEntitled, StepRefused, UnknownReference
from desktop_app.forms.form import Form
from desktop_app.forms.official_wording import OfficialWording
from desktop_app.forms.outline import Outline
from desktop_app.services.approvable import Approvable
from desktop_app.services.cards import Cards
from desktop_app.services.drafts import Drafts
from desktop_app.services.flags import Flags
from desktop_app.services.search import ALL, Filters, Hit, SearchIndex
from desktop_app.services.steps import Done, Steps
from desktop_app.services.undo import UndoLabel
from desktop_app.services.unsettled import Unsettled
from desktop_app.services.versions import Versions

_NO_FLAGS: Mapping[NodeKey, frozenset[Reason]] = MappingProxyType({})
_UNSEEN = frozenset({Facet.READONLY})
"""What no card's state depends on."""
_READ = frozenset({Facet.VALUE, Facet.TEXT, Facet.CHOICES, Facet.CHILDREN})
"""What a search reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a step did: to the form, and to the cards.

    ``cards`` are those whose state may have changed; ``hidden_now`` and ``shown_again``
    count the answers that the step hid or brought back.
    """

    changed: Changed
    cards: frozenset[NodeKey]
    hidden_now: int = 0
    shown_again: int = 0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Response:
    """One dossier, opened: read its nodes, cards and progress; change its answers.

    ``form``, ``outline``, ``access`` (what this person may write), ``unsettled`` and
    ``approvable`` are for reading only: whoever wants to know asks them directly.
    ``flagged`` are answers to be looked at again, with the reasons. ``drafts`` are texts
    that do not stand yet. ``unconfirmed`` names who wrote something that stands and was not
    confirmed when it was opened.
    """

    def __init__(
        self,
        form: Form,
        info: DossierInfo,
        *,
        official: Iterable[Wording] = (),
        loaded: Loaded | None = None,
        flagged: Mapping[NodeKey, frozenset[Reason]] = _NO_FLAGS,
        clock: Callable[[], datetime] = _utc_now,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self.info = info
        self.form = form
        self.access = loaded.access if loaded else EVERYTHING
        self.unconfirmed = frozenset(loaded.unconfirmed.values() if loaded else ())
        self.languages = form.languages
        self.outline = Outline(form)
        self._versions = Versions(loaded, clock, ids)
        self.drafts = Drafts(loaded.drafts if loaded else {}, self._versions.keep_draft)
        self.approvable = Approvable(form, self.outline, self._versions)
        self.unsettled = Unsettled(form, self._versions, loaded.disputed if loaded else ())
        self._official = OfficialWording(official, loaded.wording if loaded else ())
        self._flags = Flags(flagged, self._versions)
        self._cards = Cards(form, self.outline, self._versions, self._official, self._flags)
        self._index = SearchIndex(form, self.outline, self._cards)
        self._steps = Steps(form, self.outline, self._versions, self._cards, self._flags)
        for state in self.outline.scan():
            self._cards.take_in(state)
            self._index.take_in(state)
        # What the form wrote by itself when it was first opened is a change like any other.
        for key, value in form.first_writes.items():
            self._versions.record(key, value, was="", leader=key)
        self._versions.leave()

    # What is there

    def state(self, key: NodeKey) -> NodeState:
        """A node as it is now, for this person; raises ``UnknownReference``."""
        state = self.form.state(key)
        is_barred = self.access.objection(key) is not None and not state.readonly
        return replace(state, readonly=True) if is_barred else state

    def children(self, key: NodeKey) -> tuple[NodeKey, ...]:
        """What stands directly in a group, a repeat or an instance."""
        return self.form.children(key)

    def walk(self, start: NodeKey | None = None) -> Iterator[NodeKey]:
        """A node, or the whole form, with all below it, in document order."""
        return self.form.walk(start)

    def parts(self) -> tuple[Part, ...]:
        """The parts with their articles, front matter first."""
        return self.outline.parts()

    def article(self, key: NodeKey) -> Article:
        """One page of the questionnaire."""
        return self.outline.article(key)

    def card_of(self, key: NodeKey) -> NodeKey | None:
        """The card that a node sits in."""
        return self.outline.card_of(key)

    def card(self, key: NodeKey) -> CardState:
        """One question with its follow-ups; raises ``UnknownReference`` if it is none."""
        if not self.outline.is_card(key):
            raise UnknownReference(str(key))
        return self._cards.state(key)

    def status(self, card: NodeKey) -> Status | None:
        """How far a card is; None if it does not apply or has nothing to answer."""
        return self._cards.status(card)

    def progress(self, article: NodeKey | None = None) -> Progress:
        """How many questions of a page, or of all, are how far."""
        return self._cards.progress(article)

    def search(self, text: str, *, filters: Filters = ALL) -> tuple[Hit, ...]:
        """Where all the words occur; without words, the cards that the filters let pass."""
        return self._index.search(text, filters)

    # What a person does

    def set(self, key: NodeKey, value: str | None) -> Edit:
        """Give an answer a value; raises ``StepRefused``."""
        self._refuse_barred(key)
        return self._edit(self._steps.set(key, value))

    def clear(self, key: NodeKey) -> Edit:
        """Clear an answer, so that ``undo`` can bring it back whatever its type."""
        self._refuse_barred(key)
        return self._edit(self._steps.clear(key))

    def settle(self, key: NodeKey, value: str) -> Edit:
        """Let one text stand in place of all versions of an answer; raises ``StepRefused``."""
        self._refuse_barred(key)
        return self._edit(self._steps.settle(key, value))

    def keep(self, instance: NodeKey) -> Edit:
        """A row that somebody removed stays, with all that is in it; raises StepRefused."""
        self._refuse_barred(instance)
        edit = self._edit(self._steps.keep(instance))
        self.unsettled.kept(instance)
        return edit

    def add(self, repeat: NodeKey) -> Edit:
        """Add an instance at the end of a repeat."""
        self._refuse_barred(repeat)
        return self._edit(self._steps.add(repeat))

    def remove(self, instance: NodeKey) -> Edit:
        """Remove an instance with all that is in it."""
        self._refuse_barred(instance)
        edit = self._edit(self._steps.remove(instance))
        self.unsettled.removed(instance)
        return edit

    def set_status(self, card: NodeKey, status: Status) -> Edit:
        """Say how far a card is; raises ``AnswerNotFinished`` if it is not so far.

        ``CLEARED`` approves it: raises NotEntitled for anybody but the focal point, and
        StepRefused while there are two versions to settle.
        """
        if not self.outline.is_card(card):
            raise UnknownReference(str(card))
        self._refuse_barred(card)
        if status is Status.CLEARED:
            if not self.access.approves:
                raise NotEntitled("approve")
            return self._edit(self._steps.approve(card, self.info.pack.hash))
        return self._edit(self._steps.set_status(card, status))

    def confirm(self, card: NodeKey) -> Edit:
        """Somebody looked at a card's flagged answers: they still hold."""
        self._refuse_barred(card)
        return self._edit(self._steps.confirm(card))

    def undo(self) -> Edit | None:
        """Take back the newest step; ``None`` if there is none, or nobody may edit."""
        done = None if self.access.bar is Bar.LOCKED else self._steps.undo()
        return None if done is None else self._edit(done)

    def undo_label(self) -> UndoLabel | None:
        """What ``undo`` would take back."""
        return self._steps.undo_label()

    def use_language(self, language: str) -> Edit:
        """Show the questionnaire in another of its languages."""
        changed = self.form.use_language(language)
        self._cards.forget()
        self._index.forget()
        return Edit(changed=changed, cards=frozenset(self.outline.cards()))

    def load_wording(self, wording: Iterable[Wording]) -> Edit:
        """Lay official numbers and wording over the questionnaire; no answer changes.

        Raises NotEntitled for anybody but the focal point and the deputy.
        """
        if not self.access.words:
            raise NotEntitled("wording")
        wording = tuple(wording)
        self._official.lay_on(wording)
        self._versions.load_wording(wording)
        cards = frozenset(NodeKey(each.question) for each in wording)
        cards &= frozenset(self.outline.cards())
        self._cards.forget(cards)
        self._index.forget(cards)
        return Edit(changed=NO_CHANGE, cards=cards)

    # What is to be stored

    def leave(self, key: NodeKey | None = None) -> None:
        """The user has left an answer (or all of them): its version is closed."""
        self._versions.leave(key)

    def take_pending(self) -> tuple[Entry, ...]:
        """What has not been handed to the store yet, oldest first."""
        return self._versions.take()

    def give_back(self, entries: Iterable[Entry]) -> None:
        """Take back entries that could not be written; the next ``take_pending`` has them."""
        self._versions.give_back(entries)

    def _refuse_barred(self, key: NodeKey) -> None:
        bar = self.access.objection(key)
        if bar is not None:
            raise StepRefused(str(key), str(bar))

    def _edit(self, done: Done) -> Edit:
        changed = done.changed
        cards = frozenset(self._cards_of(done))
        self._cards.forget(cards)
        self._index.forget(self._read_anew(changed))
        hidden = shown = 0
        for key, facets in changed.nodes.items():
            if Facet.RELEVANT in facets and self._cards.is_answered(key):
                if self.form.state(key).relevant:
                    shown += 1
                else:
                    hidden += 1
        return Edit(changed=changed, cards=cards, hidden_now=hidden, shown_again=shown)

    def _cards_of(self, done: Done) -> Iterator[NodeKey]:
        """The cards whose state may have changed."""
        for key in (*done.touched, *_seen(done.changed)):
            card = self.outline.card_of(key)
            if card is not None:
                yield card

    def _read_anew(self, changed: Changed) -> Iterator[NodeKey]:
        """The cards whose texts may have changed."""
        for key, facets in changed.nodes.items():
            card = self.outline.card_of(key) if facets & _READ else None
            if card is not None:
                yield card


def _seen(changed: Changed) -> Iterator[NodeKey]:
    """The nodes whose change a card's state may show."""
    for key, facets in changed.nodes.items():
        if facets - _UNSEEN:
            yield key
    yield from (new.key for new in changed.added)
    yield from changed.removed
