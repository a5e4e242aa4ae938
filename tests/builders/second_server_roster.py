"""The sets of one dossier as a second server holds them, and who is in its roster, from
`docs/protocol.md` alone. Of the rules for statements made at the same time it has that
removals win; and each statement is judged by the roster of its own causal past.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.builders.second_server_formats import (
    Unreadable,
    check,
    device_id,
    digest,
    name_of,
    purpose,
    verify,
)
from tests.builders.second_server_sets import read_set

Header = dict[str, Any]
Statement = dict[str, Any]


@dataclass
class Computer:
    """A device of the roster; `brought` is the set that brought it in."""

    key: bytes
    kem: bytes
    member: bytes
    brought: bytes
    is_confirmed: bool = False


@dataclass
class Roster:
    """Who is who, after some sets."""

    computers: dict[bytes, Computer] = field(default_factory=dict)
    roles: dict[bytes, str] = field(default_factory=dict)
    invitations: dict[bytes, Statement] = field(default_factory=dict)
    gone: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Whom which set removed: a member or a device."""
    focal_point: bytes = b""
    reserve: bytes = b""
    secretariat: bytes = b""
    named_in: bytes = b""
    """The set by which the secretariat is the secretariat."""
    lenders: set[bytes] = field(default_factory=set)


class Held:
    """Sets in the order in which they came; a place is the number of a set in it, from 1."""

    def __init__(self, dossier: bytes) -> None:
        self.dossier = dossier
        self.sets: dict[bytes, bytes] = {}
        self.headers: dict[bytes, Header | None] = {}
        self.bringers: dict[bytes, bytes] = {}
        self.past: dict[bytes, frozenset[bytes]] = {}
        """The causal past of each set whose past is complete."""
        self._rosters: dict[frozenset[bytes], Roster] = {}
        self._good: dict[bytes, list[Statement]] = {}

    def copy(self) -> Held:
        """For a transaction: what is done to it is not done to this one."""
        other = Held(self.dossier)
        other.sets, other.headers = dict(self.sets), dict(self.headers)
        other.bringers, other.past = dict(self.bringers), dict(self.past)
        other._rosters, other._good = self._rosters, self._good
        return other

    def take(self, data: bytes, bringer: bytes) -> bytes:
        """Checks a set and holds it; one that is held already changes nothing."""
        name, header = name_of(data), read_set(data)
        if header is not None:
            check((header["dossier"] or name) == self.dossier)
        if name not in self.sets:
            self.sets[name], self.headers[name] = data, header
            self.bringers[name] = bringer
            self._complete()
        return name

    def _complete(self) -> None:
        count = -1
        while count != len(self.past):
            count = len(self.past)
            for name, header in self.headers.items():
                if name in self.past or header is None:
                    continue
                parents = header["parents"]
                if all(parent in self.past for parent in parents):
                    beyond = (self.past[parent] for parent in parents)
                    self.past[name] = frozenset(parents).union(*beyond)

    def in_order(self, names: frozenset[bytes]) -> list[bytes]:
        """The order of the graph, of a set of names that holds the past of each."""
        ordered: list[bytes] = []
        left = set(names)
        while left:
            ready = [name for name in left if not self.past[name] & left]
            ordered.append(min(ready))
            left.remove(ordered[-1])
        return ordered

    def digest_of(self, past: frozenset[bytes]) -> bytes:
        with_statements = (name for name in sorted(past) if self._header(name)["statements"])
        return digest("roster", b"".join(with_statements))

    def _header(self, name: bytes) -> Header:
        header = self.headers[name]
        assert header is not None
        return header

    def roster(self, past: frozenset[bytes] | None = None) -> Roster:
        """After these sets, or after all whose past is complete."""
        past = frozenset(self.past) if past is None else past
        if past not in self._rosters:
            roster = Roster()
            for name in self.in_order(past):
                for statement in self.good_statements(name):
                    self._apply(roster, statement, name)
            self._rosters[past] = roster
        return self._rosters[past]

    def good_statements(self, name: bytes) -> list[Statement]:
        """Those of a set which its author was entitled to, one after the other."""
        if name not in self._good:
            header, past = self._header(name), self.past[name]
            found: list[Statement] = []
            if header["roster"] == self.digest_of(past) and header["statements"]:
                before = Roster()
                for each in self.in_order(past):
                    for statement in self.good_statements(each):
                        self._apply(before, statement, each)
                for statement in header["statements"]:
                    if self._is_entitled(before, statement, header):
                        found.append(statement)
                        self._apply(before, statement, name)
            self._good[name] = found
        return self._good[name]

    def is_out(self, roster: Roster, device: bytes) -> bool:
        """Removed by a statement that the set which brought the device did not know of."""
        computer = roster.computers[device]
        knew = self.past[computer.brought]
        whom = (device, computer.member)
        return any(which in whom and by not in knew for which, by in roster.gone)

    def removing(self, roster: Roster, device: bytes) -> list[bytes]:
        computer = roster.computers[device]
        whom = (device, computer.member)
        return list(dict.fromkeys(by for which, by in roster.gone if which in whom))

    def role(self, roster: Roster, device: bytes) -> str:
        member = roster.computers[device].member
        if member == roster.focal_point:
            return "focal-point"
        return roster.roles.get(member, "expert")

    def _is_entitled(self, roster: Roster, statement: Statement, header: Header) -> bool:
        kind, author = statement["kind"], device_id(header["device"])
        if kind in ("found", "join", "use-reserve"):
            return self._may_come_in(roster, statement, header)
        if header["device"] == roster.secretariat:
            return kind in ("epoch", "hand-over")
        if author not in roster.computers or self.is_out(roster, author):
            return False
        computer, role = roster.computers[author], self.role(roster, author)
        if kind == "device":
            return self._proves_device(statement, computer.member)
        if kind == "epoch":
            return role in ("focal-point", "deputy", "expert")
        if kind == "remove-device" and statement["device"] in roster.computers:
            owner = roster.computers[statement["device"]].member
            return role == "focal-point" or owner == computer.member
        office = {
            "take-over": role == "deputy",
            "take-back": computer.member in roster.lenders,
        }
        return computer.is_confirmed and office.get(kind, role == "focal-point")

    def _may_come_in(self, roster: Roster, statement: Statement, header: Header) -> bool:
        if statement["kind"] == "found":
            return not header["parents"]
        is_joining = statement["kind"] == "join"
        key = statement["invitation"] if is_joining else statement["reserve"]
        word = "join" if is_joining else "reserve"
        if key not in roster.invitations and key != roster.reserve:
            return False
        dossier = header["dossier"] or self.dossier
        return _proves(key, word, dossier + header["device"] + statement["kem"], statement)

    def _proves_device(self, statement: Statement, member: bytes) -> bool:
        covered = self.dossier + member + statement["kem"]
        return _proves(statement["device"], "device", covered, statement)

    def _apply(self, roster: Roster, statement: Statement, name: bytes) -> None:
        author = self._header(name)["device"]
        by = roster.computers.get(device_id(author))
        kind = statement["kind"]
        if kind == "found":
            self._bring(roster, author, statement["kem"], device_id(author), name)
            roster.focal_point = device_id(author)
            roster.computers[device_id(author)].is_confirmed = True
        elif kind == "invite":
            roster.invitations[statement["invitation"]] = statement
        elif kind in ("join", "use-reserve"):
            self._come_in(roster, statement, author, name)
        elif kind == "confirm" and statement["device"] in roster.computers:
            roster.computers[statement["device"]].is_confirmed = True
        elif kind == "device" and by is not None and not _has_all(roster, by.member):
            self._bring(roster, statement["device"], statement["kem"], by.member, name)
            added = roster.computers[device_id(statement["device"])]
            added.is_confirmed = by.is_confirmed
        elif kind in ("remove-device", "remove"):
            roster.gone.append((statement.get("device") or statement["member"], name))
        elif kind in ("hand-over", "take-back", "take-over"):
            self._pass_on(roster, statement, by)
        else:
            self._set_down(roster, statement, name)

    def _set_down(self, roster: Roster, statement: Statement, name: bytes) -> None:
        match statement["kind"]:
            case "role":
                roster.roles[statement["member"]] = statement["role"]
            case "reserve":
                roster.reserve = statement["reserve"]
            case "server":
                roster.secretariat = statement["secretariat"]
                roster.named_in = name

    def _pass_on(self, roster: Roster, statement: Statement, by: Computer | None) -> None:
        if statement["kind"] == "hand-over":
            if statement["until"] is not None and by is not None:
                roster.lenders.add(by.member)
            roster.focal_point = statement["to"]
        elif by is not None:
            roster.focal_point = by.member
            if statement["kind"] == "take-over":
                roster.lenders.clear()

    def _come_in(
        self, roster: Roster, statement: Statement, author: bytes, name: bytes
    ) -> None:
        member = device_id(author)
        if statement["kind"] == "join":
            invitation = roster.invitations[statement["invitation"]]
            member = invitation["member"] or member
            roster.roles[member] = invitation["role"]
        self._bring(roster, author, statement["kem"], member, name)
        if statement["kind"] == "use-reserve":
            roster.focal_point = roster.computers[device_id(author)].member
            roster.computers[device_id(author)].is_confirmed = True

    def _bring(
        self, roster: Roster, key: bytes, kem: bytes, member: bytes, name: bytes
    ) -> None:
        roster.computers.setdefault(device_id(key), Computer(key, kem, member, name))


def _has_all(roster: Roster, member: bytes) -> bool:
    owned = [each for each in roster.computers.values() if each.member == member]
    return len(owned) >= 100


def _proves(key: bytes, word: str, covered: bytes, statement: Statement) -> bool:
    try:
        verify(key, word, covered, statement["proof"], "malformed")
    except Unreadable:
        return False
    return True


def tree(names: list[bytes], prefix: str = "") -> bytes:
    """The digest of the node with this prefix; `names` ascend."""
    under = [name for name in names if name.hex().startswith(prefix)]
    return node(under, len(prefix))


def node(under: list[bytes], depth: int) -> bytes:
    if not under:
        return bytes(32)
    if len(under) <= 256:
        return name_of(purpose("tree-leaf") + b"".join(under))
    parts: dict[str, list[bytes]] = {digit: [] for digit in "0123456789abcdef"}
    for name in under:
        parts[name.hex()[depth]].append(name)
    digests = b"".join(node(parts[digit], depth + 1) for digit in sorted(parts))
    return name_of(purpose("tree-branch") + digests)


def listing(names: list[bytes], prefix: str) -> dict[str, bytes]:
    """What the server holds under a prefix: the names, or the digests two digits below."""
    under = [name for name in names if name.hex().startswith(prefix)]
    if len(under) <= 1_024:
        return {"ids": b"".join(under)}
    below = (f"{prefix}{number:02x}" for number in range(256))
    return {"digests": b"".join(tree(under, each) for each in below)}
