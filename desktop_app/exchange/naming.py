"""What members are called, as their records say."""

from __future__ import annotations

from review_protocol.changes import RecordChange, RecordType
from review_protocol.names import MemberId
from review_protocol.state import State


def names_of(state: State) -> dict[str, str]:
    """The names of members, by their ids."""
    found: dict[str, str] = {}
    for (type_, subject), current in state.records.items():
        if type_ is RecordType.PERSON:
            change = state.versions[current[0]].judged.change
            assert isinstance(change, RecordChange)
            if change.fields.get("name"):
                found[MemberId(subject)] = change.fields["name"]
    return found
