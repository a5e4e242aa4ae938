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
            versions = (state.versions[each].judged for each in current)
            change = min(versions, key=lambda one: one.is_unconfirmed).change
            assert isinstance(change, RecordChange)
            if change.fields.get("name"):
                found[MemberId(subject)] = change.fields["name"]
    return found
