"""What a step changed: the first look at each node it touched, compared with the last."""

from __future__ import annotations

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Changed, Instance
from desktop_app.forms.live import Live
from desktop_app.forms.tree import Frame, Node, frames_inside
from desktop_app.forms.views import View, compare, view_of


class Recording:
    """Notes nodes before they change. Nodes of instances made meanwhile are not noted."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._before: dict[Node, View] = {}
        self._fresh: set[Frame] = set()
        self._added: dict[Frame, None] = {}
        self._removed: dict[NodeKey, None] = {}
        self._writes: dict[Node, None] = {}

    def touch(self, node: Node) -> None:
        """Look at a node that is about to change."""
        if node not in self._before and node.frame not in self._fresh:
            self._before[node] = view_of(node, self._live)

    def wrote(self, node: Node) -> None:
        """A value that outlives the program run was stored."""
        self._writes[node] = None

    def added(self, frame: Frame) -> None:
        """An instance was made; those inside it go without saying."""
        if frame.outer not in self._fresh:
            self._added[frame] = None
        self._fresh.update(frames_inside(frame))

    def removed(self, frame: Frame) -> None:
        """An instance is about to be taken out."""
        if frame not in self._fresh:
            self._removed[frame.node.key] = None
        self._added.pop(frame, None)

    def changed(self) -> Changed:
        """What differs between now and the start."""
        nodes = {
            node.key: facets
            for node, before in self._before.items()
            if not node.frame.is_gone and (facets := compare(before, view_of(node, self._live)))
        }
        added = tuple(Instance(frame.node.key, frame.order) for frame in self._added)
        writes = {node.key: node.value for node in self._writes if not node.frame.is_gone}
        return Changed(nodes, added, tuple(self._removed), writes)

    def values_before(self) -> dict[NodeKey, str | None]:
        """What the touched nodes held at the start; None where nothing was entered."""
        found: dict[NodeKey, str | None] = {}
        for node, view in self._before.items():
            if node.shape.is_question and node.shape not in self._live.questionnaire.derived:
                default = node.frame.seed.values.get(node.shape, "")
                found[node.key] = None if view[0] == default else view[0]
        return found


class NoRecording(Recording):
    """Used while a form is opened: only what must be stored is noted."""

    def touch(self, node: Node) -> None:
        """Nothing: there is no state before."""
