"""Which versions somebody decided between: pure, of what replaced what.

A version that takes the place of several which said different things, neither of which had
taken the place of the other, is a decision. Whoever edits later changes nothing about that.
"""

from __future__ import annotations

from collections import deque
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
    seen: set[_Id] = set()
    ahead = deque(known)  # the nearest first: there one mostly finds out that it is none
    while ahead and _differ(known, values):
        for old in replaces.get(ahead.popleft(), ()):
            known.discard(old)
            if old not in seen:
                seen.add(old)
                ahead.append(old)
    return tuple(sorted(known)) if _differ(known, values) else ()


def _differ(versions: Collection[_Id], values: Mapping[_Id, str]) -> bool:
    """Whether they say different things. Of one alone nothing is looked through."""
    return len(versions) > 1 and len({values[each] for each in versions}) > 1
