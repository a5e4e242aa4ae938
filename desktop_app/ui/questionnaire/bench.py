"""What the pieces of one page share: the response, the steps, and who shows which node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeState
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.editing import Editing
from desktop_app.ui.questionnaire.law_register import LawRegister


class Shown(Protocol):
    """A widget that shows one node."""

    key: NodeKey

    def sync(self) -> None:
        """Some of what stands in it applies now, or no longer."""

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """The node is like this now; these facets are others than before."""


class Bench(QObject):
    """The register of what a page shows. ``make`` makes the piece for a node.

    Signals:
        moved: (QWidget) A piece changed its height by itself: a row was opened or closed.
        large_wanted: (NodeKey) Somebody wants to write this answer large.
        shown: (NodeKey) Somebody wants to see this node, with the keyboard in it.
    """

    moved = Signal(QWidget)
    large_wanted = Signal(object)
    shown = Signal(object)

    def __init__(
        self,
        editing: Editing,
        laws: LawRegister,
        make: Callable[[NodeState, Bench, QWidget], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editing, self.laws, self.make = editing, laws, make
        self._pieces: dict[NodeKey, Shown] = {}

    @property
    def response(self) -> Response:
        """What is shown."""
        return self.editing.response

    def enter(self, piece: Shown) -> None:
        """This piece shows its node from now on."""
        self._pieces[piece.key] = piece

    def remove(self, piece: Shown) -> None:
        """It does no longer."""
        if self._pieces.get(piece.key) is piece:
            del self._pieces[piece.key]

    def piece(self, key: NodeKey) -> Shown | None:
        """What shows a node."""
        return self._pieces.get(key)

    def sync(self, key: NodeKey) -> None:
        """Some of what stands in this group, row or card applies now, or no longer."""
        piece = self._pieces.get(key)
        if piece is not None:
            piece.sync()

    def inside(self, instance: NodeKey) -> list[Shown]:
        """What shows the nodes in a row."""
        path = instance.instances
        return [
            piece for key, piece in self._pieces.items() if key.instances[: len(path)] == path
        ]
