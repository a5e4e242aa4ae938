"""Any changes that a set may hold, for hypothesis; they refer to each other and elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.fields import EARLIEST, LATEST
from review_protocol.names import ChangeId

_NAMES = st.text("abcXYZ019_@/-:\u00e9\u0639", min_size=1, max_size=8)
_TEXTS = st.text(max_size=30)
_TIMES = st.integers(EARLIEST, LATEST)
_HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
_FOREIGN = st.builds(
    lambda name, index: ChangeId(f"{name}.{index}"), _HASHES, st.integers(0, 99)
)
_REFERENCES = ("replaces", "versions", "saw")

_PARTS: dict[str, st.SearchStrategy[Any]] = {
    "key": _NAMES,
    "facet": _NAMES,
    "value": _TEXTS,
    "started": _TIMES,
    "pack": _HASHES,
    "party": _TEXTS,
    "start": _TEXTS,
    "instruments": st.lists(_TEXTS, max_size=2).map(tuple),
    "mark": st.sampled_from(Mark),
    "order": _TEXTS,
    "question": _NAMES,
    "language": _NAMES,
    "number": _TEXTS,
    "text": _TEXTS,
    "type": st.sampled_from(RecordType),
    "subject": _NAMES,
    "fields": st.dictionaries(_NAMES, _TEXTS, max_size=2),
    "withdrawn": st.booleans(),
    "member": st.binary(min_size=16, max_size=16).map(bytes.hex),
    "questions": st.none() | st.lists(_NAMES, max_size=2).map(tuple),
    "version": st.integers(1, 2**31),
    "note": _TEXTS,
    "sets": st.lists(_HASHES, max_size=2).map(tuple),
    "accept": st.booleans(),
    "at": _TIMES,
    **{name: st.lists(_FOREIGN, max_size=3).map(tuple) for name in _REFERENCES},
}
_ANY: st.SearchStrategy[Change] = st.one_of(
    *(
        st.builds(kind, **{name: _PARTS[name] for name in kind.__dataclass_fields__})
        for kind in (
            DossierChange,
            AnswerChange,
            StatusChange,
            AddChange,
            RemoveChange,
            WordingChange,
            RecordChange,
            RestrictionChange,
            UpgradeChange,
            ClearanceChange,
            DecisionChange,
        )
    )
)


@st.composite
def named_changes(draw: st.DrawFn) -> list[tuple[ChangeId, Change]]:
    """Changes with local names, some of which refer to ones before them."""
    made: list[tuple[ChangeId, Change]] = []
    for number, change in enumerate(draw(st.lists(_ANY, max_size=12))):
        parts = [part for part in _REFERENCES if made and hasattr(change, part)]
        more: dict[str, Any] = {
            part: (*getattr(change, part), draw(st.sampled_from(made))[0])
            for part in parts
            if draw(st.booleans())
        }
        made.append((ChangeId(f"local {number}"), replace(change, **more)))
    return made
