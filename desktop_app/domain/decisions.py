"""Which versions somebody decided between: pure, of what replaced what.

A version that takes the place of several which said different things, neither of which had
taken the place of the other, is a decision. Whoever edits later changes nothing about that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

_Id = TypeVar("_Id", bound=str)


def decided_between(
    named: Iterable[_Id],
    *,
    values: Mapping[_Id, str],
    replaces: Mapping[_Id, Collection[_Id]],
) -> tuple[_Id, ...]:
    """Of the versions that one says to replace those that were in dispute, by id; or none.

    ``values`` has what each version of the answer says, ``replaces`` what each replaced.
    """
    known = {each for each in named if each in values}
    known -= _before(known, replaces)
    if len({values[each] for each in known}) < 2:
        return ()
    return tuple(sorted(known))


def _before(versions: Iterable[_Id], replaces: Mapping[_Id, Collection[_Id]]) -> set[_Id]:
    """All that these replaced, directly or by way of others."""
    found: set[_Id] = set()
    ahead = [old for each in versions for old in replaces.get(each, ())]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += replaces.get(one, ())
    return found
