"""What is missing in a form that nobody knows more of than its answers.

The client knows more (who finished what, which laws are named): this is the part of it that
can be told again from a submission, and by the same rules. Files are not in one; what asks
for nothing else is never missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import Level
from desktop_app.forms.form import Form
from desktop_app.forms.outline import Outline

_FILES = frozenset({"file", "image"})


def gaps(form: Form, outline: Outline) -> Iterator[NodeKey]:
    """Cards without an answer, and answers that are not as they should be, where they apply.

    What the treaty leaves open to a party may stay unanswered, with all that follows on it.
    """
    for card in outline.cards():
        state = form.state(card)
        if not state.relevant or not outline.asks(card):
            continue
        inside = [form.state(key) for key in form.walk(card)]
        is_answered = _is_answered(inside, outline)
        if not is_answered and state.attributes.get("level") != Level.OPTIONAL:
            yield card
        yield from (each.key for each in inside if _is_broken(each, is_answered=is_answered))
    for key in form.walk():
        if outline.card_of(key) is None and _is_broken(form.state(key), is_answered=True):
            yield key


def _is_answered(inside: list[NodeState], outline: Outline) -> bool:
    """Whether a card's main question has an answer; one of them, if it stands in rows."""
    answers = [each for each in inside if outline.kind(each.key).is_answer]
    main = outline.main_of(inside[0].key)
    mains = [each for each in answers if main in {None, each.key.question}]
    return any(each.relevant and (each.value.strip() or each.type in _FILES) for each in mains)


def _is_broken(state: NodeState, *, is_answered: bool) -> bool:
    """Whether an answer breaks its constraint, or one is required and not there."""
    if state.kind is not NodeKind.QUESTION or not state.relevant or state.type in _FILES:
        return False
    return not state.constraint_ok or (is_answered and not state.required_ok)
