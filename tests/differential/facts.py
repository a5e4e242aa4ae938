"""What can be said of a form's nodes, in words that our engine and its peers share.

A state is the facts of every node by its path; a path leaves out ``[1]``, as the peers do
not agree on writing it. The facts: ``relevant``, ``required``, ``readonly``, ``label``,
``hint``, of a question also ``value``, ``valid`` (its constraint holds), ``message`` (of a
constraint that does not) and ``choices``. Of a node that is not relevant nothing else is
said: one peer blanks it, the other keeps everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.forms import moments
from desktop_app.forms.form import Form

Facts = Mapping[str, Any]
State = dict[str, Facts]

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_TIME = re.compile(r"(\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_ANY_UUID = re.compile(r"uuid:[0-9a-f-]{36}")
_INSTANCE = re.compile(r"\[\d+\]")
_HIDDEN = {"relevant": False}


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact in which ours differs from what both peers say. Step 0 is the opening."""

    step: int
    ref: str
    fact: str
    ours: Any
    theirs: Any


def of_form(form: Form) -> State:
    """The state of one of our forms."""
    states = (form.state(key) for key in form.walk())
    return {
        without_first(state.ref): _of_node(state)
        for state in states
        if state.kind is not NodeKind.REPEAT
    }


def of_peer(differences: Iterable[Mapping[str, Any]]) -> Iterator[State]:
    """The states that a peer tells by how each differs from the one before."""
    state: State = {}
    for difference in differences:
        changed = {ref: _of_facts(facts) for ref, facts in difference["changed"].items()}
        state = {**state, **changed}
        for ref in difference["gone"]:
            state.pop(ref, None)
        yield state


def agreed(one: State, other: State, calculated: Set[str], beside: Set[str]) -> State:
    """The facts that both states hold, but for those in which we differ on purpose.

    Of a node that only one of them has nothing is said.

    Nobody may write where we calculate (``calculated``, paths without numbers); the peers
    let people write what the next calculation overwrites. A missing translation is shown
    in the default language, not as the "-" that pyxform writes. A blank result of what is
    calculated in a row from other rows (``beside``) may stand there only because JavaRosa
    calculates it when something in its own row changes, and not when the others do.
    """
    return {
        ref: {
            fact: value
            for fact, value in one.get(ref, {}).items()
            if fact in other.get(ref, {})
            and other[ref][fact] == value
            and not (fact == "readonly" and _INSTANCE.sub("", ref) in calculated)
            and not (fact == "value" and not value and _INSTANCE.sub("", ref) in beside)
            and not _is_untranslated(value)
        }
        for ref in one | other
    }


def differences(step: int, ours: State, truth: State) -> Iterator[Difference]:
    """Where ours holds something else than the truth, or has other nodes."""
    for ref in ours.keys() - truth.keys():
        yield Difference(step, ref, "exists", ours=True, theirs=False)
    for ref, facts in truth.items():
        own = ours.get(ref)
        if own is None:
            if facts.get("relevant"):
                yield Difference(step, ref, "relevant", None, True)
            continue
        for fact, theirs in facts.items():
            if own.get(fact) != theirs:
                yield Difference(step, ref, fact, own.get(fact), theirs)


def without_first(ref: str) -> str:
    """A path as the peers can agree on it."""
    return ref.replace("[1]", "")


def _of_node(state: NodeState) -> Facts:
    found: dict[str, Any] = {
        "relevant": state.relevant,
        "required": state.required,
        "readonly": state.readonly,
        "label": state.label,
        "hint": state.hint,
    }
    if state.kind is NodeKind.QUESTION:
        found["value"] = state.value
        found["valid"] = state.constraint_ok
        if not state.constraint_ok:
            found["message"] = state.message
        if state.type in {"select_one", "select_multiple", "rank"}:
            found["choices"] = [[choice.value, choice.label] for choice in state.choices]
    return _of_facts(found)


def _of_facts(facts: Facts) -> Facts:
    if not facts["relevant"]:
        return _HIDDEN
    found = dict(facts)
    for fact in ("label", "hint", "message"):
        if fact in found:
            found[fact] = _text(found[fact])
    if "value" in found:
        found["value"] = plain_value(found["value"] or "")
    if "choices" in found:
        found["choices"] = [[value, _text(label)] for value, label in found["choices"]]
    return found


def _is_untranslated(value: Any) -> bool:
    if isinstance(value, list):
        return any(label == "-" for _, label in value)
    return bool(value == "-")


def _text(text: str | None) -> str:
    return " ".join(_ANY_UUID.sub("uuid", text or "").split())


def plain_value(value: str) -> str:
    """A value as all three engines would write it."""
    if value in {"true", "false"}:
        return "1" if value == "true" else "0"
    if _NUMBER.fullmatch(value):
        return format(float(value), ".15g")
    found = moments.read(value)
    if isinstance(found, datetime):
        moment = found if found.tzinfo else found.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="milliseconds")
    time = _TIME.fullmatch(value)
    if time:
        return f"{time[1]}:{time[2] or '00'}.{(time[3] or '')[:3].ljust(3, '0')}"
    return _ANY_UUID.sub("uuid", value)
