"""What a second server does with messages to the secretariat, from `docs/protocol.md` alone: it
judges them, writes receipts and decisions into sets of its own, and finds them there again.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.builders.second_server_calendar import day_of, entered_by_staff
from tests.builders.second_server_formats import (
    Unreadable,
    device_id,
    digest,
    name_of,
    sealed,
    sealing_public,
    submission_key_name,
    unsealed,
)
from tests.builders.second_server_letters import (
    read_envelope,
    read_inside,
    read_signed,
    write_signed,
)
from tests.builders.second_server_roster import Header, Held
from tests.builders.second_server_sets import read_body, write_set

if TYPE_CHECKING:
    from tests.builders.second_server import Dossier, SecondServer

Way = tuple[str, int | None, str]
"""How something came (`line` or `courier`), when it was handed in, and an officer's remark."""
TEXT = 20_000


class NotNamed(Exception):
    """The members have not been told of this server, so it can tell them nothing."""


@dataclass
class Office:
    """The secretariat's records of one dossier."""

    receipts: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    """By the name of the submission."""
    asked: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    """Requests to reopen, by their names."""
    decided: dict[bytes, dict[str, str]] = field(default_factory=dict)
    """The records that answer them, by the same."""
    told: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    """The notices that were given, by their subjects: when, and what they say."""

    def copy(self) -> Office:
        copied = dict(self.receipts), dict(self.asked), dict(self.decided)
        return Office(*copied, dict(self.told))

    @property
    def first_day(self) -> date | None:
        """The day of the time that counts in the first receipt."""
        first = min(
            self.receipts.values(),
            key=lambda each: (each["number"], each["registered"]),
            default=None,
        )
        return None if first is None else day_of(first[first["counts"]])

    @property
    def entered(self) -> dict[str, dict[str, str]]:
        """The dates that staff entered and that count, by step."""
        told = sorted(self.told.values(), key=lambda each: each[0])
        return entered_by_staff([fields for _, fields in told])

    # What comes

    def judge(self, server: SecondServer, of: Dossier, data: bytes, way: Way) -> str:
        """The word of the refusal; nothing if the message is taken."""
        try:
            header = read_envelope(data)
        except Unreadable as problem:
            return problem.word if problem.word == "newer" else "malformed"
        if (header["server"], header["dossier"]) != (server.public, of.held.dossier):
            return "malformed"
        roster, device = of.held.roster(), device_id(header["device"])
        computer = roster.computers.get(device)
        if (
            computer is None
            or not computer.is_confirmed
            or of.held.is_out(roster, device)
            or of.held.role(roster, device) != "focal-point"
        ):
            return "role"
        word = self._key_refused(server, header)
        if word or server.submission_seed is None:
            return word
        try:
            body = read_inside(data, header, server.submission_seed)
        except Unreadable:
            return "malformed"
        if header["kind"] == "reopening":
            return self._judge_wish(name_of(data), body)
        if name_of(data) in self.receipts:
            return ""
        word = self._judge_answers(server, of, body)
        if not word:
            receipt = self._receipt(server, of, name_of(data), header, body, way)
            self._give(server, of, name_of(data), receipt)
        return word

    def _key_refused(self, server: SecondServer, header: dict[str, Any]) -> str:
        seed = server.submission_seed
        if seed is None or not server.is_unlocked:
            return "locked"
        return "" if header["key"] == submission_key_name(sealing_public(seed)) else "key"

    def _last(self) -> dict[str, Any] | None:
        return max(self.receipts.values(), key=lambda each: int(each["number"]), default=None)

    def _is_reopened(self, receipt: dict[str, Any]) -> bool:
        return any(
            each["submission"] == receipt["submission"].hex() and each["granted"] == "yes"
            for each in self.decided.values()
        )

    def _judge_answers(self, server: SecondServer, of: Dossier, body: dict[str, Any]) -> str:
        if body["pack"] not in server.packs:
            return "pack"
        last = self._last()
        if last and not self._is_reopened(last):
            return "standing"
        if last and body["number"] <= last["number"]:
            return "number"
        if not fits(body):
            return "malformed"
        return "incomplete" if body["missing"] and not body["reason"].strip() else ""

    def _judge_wish(self, name: bytes, body: dict[str, Any]) -> str:
        reason = body["reason"]
        if not reason.strip() or len(reason) > TEXT or "\0" in reason:
            return "reason"
        if name in self.decided:
            return ""
        last = self._last()
        if last is None or last["submission"] != body["submission"] or self._is_reopened(last):
            return "nothing"
        self.asked[name] = body
        return ""

    def _receipt(
        self,
        server: SecondServer,
        of: Dossier,
        name: bytes,
        header: dict[str, Any],
        body: dict[str, Any],
        way: Way,
    ) -> dict[str, Any]:
        route, received, remark = way
        computer = of.held.roster().computers[device_id(header["device"])]
        counting = server.packs[body["pack"]].get("counting", "received")
        is_line = route == "line"
        return {
            "server": server.public,
            **{key: of.review.invitation[key] for key in ("review", "party", "cluster")},
            "dossier": of.held.dossier,
            "submission": name,
            "number": body["number"],
            "pack": body["pack"],
            "digest": name_of(body["form"]),
            "device": device_id(header["device"]),
            "member": computer.member,
            "missing": len(body["missing"]),
            "route": route,
            "sent": header["at"],
            "registered": server.clock(),
            "received": received,
            "remark": remark,
            "counts": "registered" if is_line and counting == "received" else counting,
        }

    # What goes to the members

    def _give(
        self, server: SecondServer, of: Dossier, name: bytes, receipt: dict[str, Any]
    ) -> None:
        signed = base64.b64encode(write_signed(b"RDRCPT", receipt, server.key)).decode()
        fields = {"receipt": signed, "number": str(receipt["number"])}
        tell(server, of, "receipt", {name.hex(): fields})

    def decide(
        self, server: SecondServer, of: Dossier, request: bytes, granted: bool, answer: str
    ) -> None:
        body = self.asked[request]
        number = self.receipts[body["submission"]]["number"]
        fields = {
            "submission": body["submission"].hex(),
            "number": str(number),
            "reason": body["reason"],
            "granted": "yes" if granted else "no",
            "answer": answer,
        }
        tell(server, of, "reopening", {request.hex(): fields})

    def recall(self, server: SecondServer, data: bytes, header: Header) -> None:
        """Takes the records of one of the server's own sets, just made or come back."""
        own = device_id(server.public)
        for statement in header["statements"]:
            keys = {each["device"]: each["sealed"] for each in statement.get("keys", [])}
            if statement["kind"] != "epoch" or own not in keys:
                continue
            bound = statement["epoch"] + own
            key = unsealed(keys[own], server.seed, "epoch-key", bound)
            body = read_body(data, key, header)
            columns = body["kinds"]["record"]
            for each in zip(
                columns["type"], columns["subject"], columns["fields"], strict=True
            ):
                self._recall_record(body["at"], *each)

    def _recall_record(self, at: int, kind: str, subject: str, fields: dict[str, str]) -> None:
        name = bytes.fromhex(subject)
        if kind == "notice":
            self.told[subject] = at, fields
        elif kind == "receipt":
            receipt = read_signed(base64.b64decode(fields["receipt"]), b"RDRCPT")
            former = self.receipts.get(name)
            if former is None or receipt["registered"] < former["registered"]:
                self.receipts[name] = receipt
        elif kind == "reopening":
            self.decided[name] = fields


def fits(body: dict[str, Any]) -> bool:
    """Whether the answers are XML at all; a real server puts them into their questionnaire."""
    try:
        etree.fromstring(body["form"], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return False
    return True


def tell(server: SecondServer, of: Dossier, kind: str, said: dict[str, dict[str, str]]) -> None:
    """A set of the server's own, with records for all members: their fields by subject."""
    held, key, own = of.held, secrets.token_bytes(32), device_id(server.public)
    roster = held.roster()
    if roster.secretariat != server.public:
        raise NotNamed
    computers = {
        name: computer.kem
        for name, computer in roster.computers.items()
        if not held.is_out(roster, name)
    }
    computers[own] = sealing_public(server.seed)
    epoch = digest("epoch", key)[:16]
    keys = [
        {"device": name, "sealed": sealed(key, computers[name], "epoch-key", epoch + name)}
        for name in sorted(computers)
    ]
    parents = sorted({roster.named_in} | newest_of(held, server.public))
    past = frozenset(parents).union(*(held.past[name] for name in parents))
    header = {
        "dossier": held.dossier,
        "kind": "changes",
        "device": server.public,
        "parents": parents,
        "roster": held.digest_of(past),
        "epoch": epoch,
        "statements": [{"kind": "epoch", "epoch": epoch, "keys": keys, "older": b""}],
    }
    columns = {
        "type": [kind] * len(said),
        "subject": list(said),
        "fields": list(said.values()),
        "withdrawn": [False] * len(said),
        "replaces": [0] * len(said),
        "at": [0] * len(said),
    }
    body = {"at": server.clock(), "sets": [], "kinds": {"record": columns}}
    data = write_set(header, body, key, server.key)
    held.take(data, own)
    of.office.recall(server, data, held.headers[name_of(data)] or {})


def newest_of(held: Held, device: bytes) -> set[bytes]:
    """Of a device's sets those that are in the past of no other of them."""
    made = {
        name
        for name, header in held.headers.items()
        if header is not None and header["device"] == device and name in held.past
    }
    return made - frozenset[bytes]().union(*(held.past[name] for name in made))
