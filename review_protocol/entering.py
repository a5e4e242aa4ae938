"""What a server must hold before it knows a device: docs/protocol.md, section 8.

It judges by statements whose whole past it holds, and forgets what it refuses: so all of this
has to come in one request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from review_protocol.names import SetId
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet
from review_protocol.statements import AddDevice, Found, Join, UseReserve


def entrance(
    sets: Iterable[OpenedSet], device: PublicKey, *, with_ticket: bool
) -> frozenset[SetId]:
    """The sets by which a device came into a dossier, and all before them.

    ``with_ticket``: it makes the dossier known. Unless it has founded it, the server must see
    then that the office came to it: by all statements, whoever made them.
    """
    held = {each.id: each for each in sets}
    entries = [each for each in held.values() if _brings_in(each, device)]
    has_founded = any(isinstance(one, Found) for each in entries for one in each.statements)
    if with_ticket and not has_founded:
        entries = [each for each in held.values() if each.statements]
    return frozenset(_with_past(entries, held))


def _brings_in(opened: OpenedSet, device: PublicKey) -> bool:
    for each in opened.statements:
        if isinstance(each, AddDevice) and each.device == device:
            return True
        if isinstance(each, Found | Join | UseReserve) and opened.device == device:
            return True
    return False


def _with_past(entries: Iterable[OpenedSet], held: dict[SetId, OpenedSet]) -> Iterator[SetId]:
    """One that is not here, or cannot be read here, ends the way."""
    seen: set[SetId] = set()
    todo = [each.id for each in entries]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            yield name
            todo += held[name].parents if name in held else ()
