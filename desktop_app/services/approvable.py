"""What the focal point can approve in an open response, and approving it.

In memory, like every step: what is to be stored leaves by ``Response.take_pending``.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.keys import NodeKey, PackHash
from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import StepRefused, UnknownReference
from desktop_app.forms.form import Form
from desktop_app.forms.outline import Outline
from desktop_app.services.versions import Versions


class Approvable:
    """Which versions an approval names: of what applies, and of rows that were removed.

    Answers that are hidden are never approved.
    """

    def __init__(self, form: Form, outline: Outline, versions: Versions) -> None:
        self._form, self._outline, self._versions = form, outline, versions

    def to_settle(self, inside: NodeKey | None = None) -> tuple[NodeKey, ...]:
        """Visible answers of which there are two versions: they cannot be approved."""
        disputed = set(self._versions.to_settle())
        if not disputed:
            return ()
        return tuple(
            key
            for key in self._form.walk(inside)
            if key in disputed and self._form.state(key).relevant
        )

    def approve_card(self, card: NodeKey, pack: PackHash) -> tuple[NodeKey, ...]:
        """Approve one question with its follow-ups; the answers that were."""
        return self._approve(card, pack)

    def approve_everything(self, pack: PackHash) -> None:
        """Approve all that applies, finished or not."""
        self._approve(None, pack)

    def _approve(self, inside: NodeKey | None, pack: PackHash) -> tuple[NodeKey, ...]:
        for key in self.to_settle(inside):
            raise StepRefused(self._form.state(key).ref, "to-settle")
        shown = {key: value for key, value in self._shown(inside)}
        self._versions.approve(shown.items(), self._gone(inside), pack)
        return tuple(shown)

    def _shown(self, inside: NodeKey | None) -> Iterator[tuple[NodeKey, str]]:
        """Answers that apply, with their values; those cleared on purpose are answers too."""
        for key in self._form.walk(inside):
            state = self._form.state(key)
            if state.kind is not NodeKind.QUESTION or not state.relevant:
                continue
            if self._versions.ids_of(key):
                # One that a newer questionnaire has no place for is no answer to it.
                if self._versions.value_of(key) == state.value:
                    yield key, state.value
            elif state.value and not state.readonly and self._outline.kind(key).is_answer:
                yield key, state.value  # the form itself gave it

    def _gone(self, inside: NodeKey | None) -> tuple[NodeKey, ...]:
        """Answers in rows that were removed."""
        names = self._form.names_inside(inside or self._form.root)
        return tuple(
            key
            for key in self._versions.answered()
            if key.instances and key.question in names and not self._is_there(key)
        )

    def _is_there(self, key: NodeKey) -> bool:
        try:
            self._form.parent(key)
        except UnknownReference:
            return False
        return True
