"""How many questions a step brought, for those who do not see them appear."""

from __future__ import annotations

from collections.abc import Container, Mapping

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeKind
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.stack import is_shown


def appeared(
    response: Response, nodes: Mapping[NodeKey, frozenset[Facet]], cards: Container[NodeKey]
) -> int:
    """The questions and repeats that apply now and did not before, on these cards.

    What stands in the rows of a repeat is counted with the repeat.
    """
    came = {
        key
        for key, facets in nodes.items()
        if Facet.RELEVANT in facets and response.card_of(key) in cards
    }
    return sum(_is_one_more(response, key, came) for key in came)


def words_on(number: int) -> str:
    """What is said of them."""
    return QCoreApplication.translate("Appearing", "%n more questions", None, number)


def _is_one_more(response: Response, key: NodeKey, came: Container[NodeKey]) -> bool:
    state = response.state(key)
    if state.kind is NodeKind.GROUP or not is_shown(state):
        return False
    walker = response.form.parent(key)
    while walker is not None:
        if walker in came and response.state(walker).kind is NodeKind.REPEAT:
            return False
        walker = response.form.parent(walker)
    return state.kind in (NodeKind.QUESTION, NodeKind.REPEAT)
