"""A second server, from `docs/protocol.md` alone: rounds by line and by courier, contents, and
messages to the secretariat with their receipts. It keeps everything in memory.

What it leaves to a real one: to judge by the questionnaire's form whether answers are complete.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders.second_server_calendar import Step, steps, subject
from tests.builders.second_server_formats import (
    Unreadable,
    check,
    device_id,
    digest,
    name_of,
    names_in,
    read_message,
    sealing_public,
    verify,
    write_message,
)
from tests.builders.second_server_letters import (
    read_carried,
    read_pack,
    write_carried,
    write_signed,
)
from tests.builders.second_server_office import NotNamed, Office, Way, tell
from tests.builders.second_server_roster import Computer, Held, listing, tree

Message = dict[str, Any]
CONTENTS = (b"RDFILE\r\n", b"RDPACK\r\n", b"RDSUBM\r\n")
STATUS = {
    "malformed": 400,
    "newer": 400,
    "signature": 401,
    "stranger": 403,
    "invitation": 403,
    "unknown-dossier": 404,
    "repeated": 409,
    "not-named": 409,
    "too-large": 413,
    "clock": 422,
}
CLOCK = 600
REPEATS = 1_200


class Problem(Exception):
    """A request that is refused, with the type of the problem document."""

    def __init__(self, word: str, **more: int) -> None:
        super().__init__(word)
        self.word = word
        self.more = more

    @property
    def status(self) -> int:
        return STATUS[self.word]

    def document(self) -> dict[str, Any]:
        return {
            "type": f"urn:review-desk:problem:{self.word}",
            "title": self.word,
            "status": self.status,
            **self.more,
        }


@dataclass
class Review:
    """What the server's invitation says of a review, and the dossier that it made known."""

    invitation: Message
    dossier: bytes = b""


@dataclass
class Dossier:
    """One dossier on the server."""

    held: Held
    review: Review
    contents: dict[bytes, bytes] = field(default_factory=dict)
    partial: dict[bytes, tuple[bytes, int, bytes]] = field(default_factory=dict)
    """By device, name and length of a set or content, and its bytes from the start."""
    office: Office = field(default_factory=Office)

    def copy(self) -> Dossier:
        return Dossier(
            self.held.copy(),
            self.review,
            dict(self.contents),
            dict(self.partial),
            self.office.copy(),
        )


class SecondServer:
    """A central server; `clock` gives the seconds since 1970."""

    def __init__(self, url: str, clock: Callable[[], int]) -> None:
        self.url = url
        self.clock = clock
        self.key = Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes_raw()
        self.seed = secrets.token_bytes(32)
        self.submission_seed: bytes | None = None
        self.is_unlocked = True
        self.packs: dict[bytes, dict[str, Any]] = {}
        self.reviews: dict[bytes, Review] = {}
        self.dossiers: dict[bytes, Dossier] = {}
        self._answered: dict[bytes, int] = {}

    # What staff does

    def accept(self, pack: bytes) -> None:
        """Takes submissions of this questionnaire from now on."""
        name, content = read_pack(pack)
        self.packs[name] = content

    def invite(self, review: str, party: str, start: str = "") -> bytes:
        """The bytes of an invitation of this server."""
        seed = secrets.token_bytes(32)
        content = {
            "url": self.url,
            "server": self.public,
            "kem": sealing_public(self.submission_seed or self.seed),
            "review": review,
            "party": party,
            "cluster": "1",
            "start": start,
            "expires": self.clock() + 864_000,
            "seed": seed,
        }
        key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        self.reviews[key] = Review(content)
        return write_signed(b"RDSERV", content, self.key)

    def decide(self, dossier: bytes, request: bytes, granted: bool, answer: str) -> None:
        """An officer's decision on a request to reopen."""
        of = self.dossiers[dossier].copy()
        of.office.decide(self, of, request, granted, answer)
        self.dossiers[dossier] = of

    def notify(self, dossier: bytes, start: date, today: date) -> None:
        """Tell the members of the steps that are coming or missed on a day, each once."""
        of = self.dossiers[dossier].copy()
        found = {}
        for step in self.dates(dossier, start, today):
            kind = {"coming": "due", "missed": "overdue"}.get(step.standing, "")
            due = step.revised or step.planned
            if kind and due is not None:
                name = subject(dossier.hex(), step.step, kind, due.isoformat())
                said = {"kind": kind, "step": step.step, "due": due.isoformat()}
                found[name] = {**said, "title": "", "text": "", "about": ""}
        new = {name: found[name] for name in found.keys() - of.office.told}
        if new:
            tell(self, of, "notice", new)
            self.dossiers[dossier] = of

    def enter(
        self, dossier: bytes, step: str, kind: str, day: str = "", text: str = ""
    ) -> None:
        """Staff moves a step or the start (`revised`), notes it as `done`, or as neither."""
        of = self.dossiers[dossier].copy()
        name = subject(dossier.hex(), step, kind, day, self.clock())
        said = {"kind": kind, "step": step, "due": day}
        tell(self, of, "notice", {name: {**said, "title": "", "text": text, "about": ""}})
        self.dossiers[dossier] = of

    def dates(self, dossier: bytes, start: date, today: date) -> list[Step]:
        """The steps of a review that has begun on a day."""
        office = self.dossiers[dossier].office
        (rules,) = (content["timeline"] for content in self.packs.values())
        known = office.entered, office.first_day
        return steps(rules, known[0], start=start, receipt=known[1], today=today)

    # Rounds

    def answer(self, data: bytes) -> bytes:
        """The answer to a request that came by line."""
        try:
            request = read_message(data, b"RDREQU", b"", self.public)
        except Unreadable as problem:
            raise Problem(problem.word) from problem
        now, name = self.clock(), name_of(data)
        if abs(request["at"] - now) > CLOCK:
            raise Problem("clock", now=now)
        if now - self._answered.get(name, now - REPEATS - 1) <= REPEATS:
            raise Problem("repeated")
        answered = self._answer(request, name, ("line", None, ""))
        self._answered[name] = now
        return answered

    def carry(self, data: bytes, received: int, remark: str = "") -> bytes:
        """The reply to what a courier brought; `received` is when it came, by an officer."""
        seeds = [seed for seed in (self.submission_seed, self.seed) if seed]
        load = read_carried(data, 1, seeds)
        requests = [
            read_message(each, b"RDREQU", b"", self.public) for each in load["messages"]
        ]
        check({each["dossier"] for each in requests} == {load["dossier"]})
        check(len({each["device"] for each in requests}) == 1)
        answers: list[bytes] = []
        to: list[bytes] = []
        problem = ""
        for message, request in zip(load["messages"], requests, strict=True):
            try:
                way = ("courier", received, remark)
                answers.append(self._answer(request, name_of(message), way))
            except Problem as refused:
                problem = refused.word
                break
            to.append(name_of(message))
        reply = {
            "dossier": load["dossier"],
            "messages": answers,
            "to": to,
            "problem": problem,
        }
        return write_carried(reply, 2, self._asking(requests[0]).kem)

    def _asking(self, request: Message) -> Computer:
        """The computer that a request is from, if it is known here."""
        check(request["dossier"] in self.dossiers)
        roster = self.dossiers[request["dossier"]].held.roster()
        check(device_id(request["device"]) in roster.computers)
        return roster.computers[device_id(request["device"])]

    def _answer(self, request: Message, name: bytes, way: Way) -> bytes:
        """One transaction: a refusal leaves everything as it was."""
        of = self._opened(request)
        device = device_id(request["device"])
        try:
            if request["stretch"] and device not in of.held.roster().computers:
                raise Problem("stranger")
            for data in request["sets"]:
                self._take(of, data, device)
            answer = self._bring(of, request, device, way)
        except NotNamed as problem:
            raise Problem("not-named") from problem
        except Unreadable as problem:
            raise Problem(problem.word) from problem
        roster = of.held.roster()
        if device not in roster.computers:
            raise Problem("stranger")
        is_out = of.held.is_out(roster, device)
        if request["dossier"] not in self.dossiers:
            if is_out or of.held.role(roster, device) != "focal-point":
                raise Problem("invitation")
            of.review.dossier = request["dossier"]
        self.dossiers[request["dossier"]] = of
        if is_out:
            told = sorted(of.held.removing(roster, device))
            sets = [of.held.sets[each] for each in told]
            answer |= {"cursor": request["hint"], "standing": "removed", "sets": sets}
        else:
            answer |= self._told(of, request, device)
        answer["at"] = self.clock()
        return write_message(answer, b"RDANSW", self.key, name)

    def _opened(self, request: Message) -> Dossier:
        if request["dossier"] in self.dossiers:
            return self.dossiers[request["dossier"]].copy()
        ticket = request["ticket"]
        if ticket is None:
            raise Problem("unknown-dossier")
        review = self.reviews.get(ticket["invitation"])
        covered = request["dossier"] + request["device"]
        try:
            verify(ticket["invitation"], "register", covered, ticket["proof"], "invitation")
        except Unreadable as problem:
            raise Problem(problem.word) from problem
        if review is None or review.dossier not in (b"", request["dossier"]):
            raise Problem("invitation")
        if not review.dossier and review.invitation["expires"] <= self.clock():
            raise Problem("invitation")
        if request["dossier"] not in map(name_of, request["sets"]):
            raise Problem("malformed")
        return Dossier(Held(request["dossier"]), review)

    def _take(self, of: Dossier, data: bytes, device: bytes) -> None:
        name = of.held.take(data, device)
        header = of.held.headers[name]
        if header is not None and header["device"] == self.public:
            of.office.recall(self, data, header)

    # What is brought in stretches

    def _bring(self, of: Dossier, request: Message, device: bytes, way: Way) -> Message:
        stretch = request["stretch"]
        if stretch is None:
            return {}
        name, length = stretch["id"], stretch["length"]
        whole = of.held.sets.get(name) or of.contents.get(name)
        if whole is not None:
            return {"have": len(whole)}
        kept_name, kept_length, kept = of.partial.get(device, (name, length, b""))
        if (kept_name, kept_length) != (name, length):
            kept = b""
        start, data = stretch["start"], stretch["data"]
        if start <= len(kept) < start + len(data) <= length:
            kept = kept[:start] + data
        of.partial[device] = (name, length, kept)
        if len(kept) < length:
            return {"have": len(kept)}
        del of.partial[device]
        if name_of(kept) != name:
            return {}
        if kept[:8] not in CONTENTS:
            self._take(of, kept, device)
            return {"have": length}
        return {"have": length, **self._keep(of, kept, device, way)}

    def _keep(self, of: Dossier, data: bytes, device: bytes, way: Way) -> Message:
        roster = of.held.roster()
        if device not in roster.computers or of.held.is_out(roster, device):
            return {}
        if of.held.role(roster, device) == "observer":
            return {"refusal": "role"}
        if data[:8] == CONTENTS[2]:
            word = of.office.judge(self, of, data, way)
            if word == "key" and self.submission_seed is not None:
                return {"refusal": word, "kem": sealing_public(self.submission_seed)}
            if word:
                return {"refusal": word}
        of.contents[name_of(data)] = data
        return {}

    # What the answer brings

    def _told(self, of: Dossier, request: Message, device: bytes) -> Message:
        names = sorted(of.held.sets)
        root = tree(names)
        answer: Message = {"listings": [listing(names, each) for each in request["ask"]]}
        if root == request["root"]:
            answer |= {"root": None, "cursor": len(names), "sets": []}
        else:
            answer |= {"root": root, **self._new(of, request, device)}
        if request["files"]:
            there = sorted(of.contents)
            if digest("contents", b"".join(there))[:16] != request["files"]:
                answer["files"] = b"".join(there)
        rest = request["rest"]
        if rest and rest["id"] in of.contents and "stretch" not in answer:
            room = request["most"] - sum(map(len, answer["sets"]))
            answer |= stretch_of(of.contents[rest["id"]], rest["id"], rest["start"], room)
        return answer

    def _new(self, of: Dossier, request: Message, device: bytes) -> Message:
        """Wanted sets, then those behind the hint, as far as there is room."""
        places = list(of.held.sets)
        cursor = min(request["hint"], len(places))
        brought = set(map(name_of, request["sets"]))
        filled = Filled(request)
        for name in names_in(request["want"]):
            if name in of.held.sets and not filled.add(name, of.held.sets[name]):
                break
        for name in places[cursor:]:
            is_own = of.held.bringers[name] == device or name in brought
            if not is_own and not filled.add(name, of.held.sets[name]):
                break
            cursor += 1
        more = cursor < len(places)
        return {"sets": filled.sets, "cursor": cursor, "more": more, **filled.stretch}


class Filled:
    """The sets of an answer, until `most` is reached."""

    def __init__(self, request: Message) -> None:
        self.sets: list[bytes] = []
        self.stretch: Message = {}
        self._names: set[bytes] = set()
        self._room = request["most"]
        self._rest = request["rest"] or {"id": b"", "start": 0}

    def add(self, name: bytes, data: bytes) -> bool:
        """Whether what comes behind this set may follow."""
        start = self._rest["start"] if name == self._rest["id"] else 0
        if start >= len(data) or name in self._names:
            return True
        if start or len(data) > self._room:
            if not self.sets and not self.stretch:
                self.stretch = stretch_of(data, name, start, self._room)
            self._room = 0
            return False
        self.sets.append(data)
        self._names.add(name)
        self._room -= len(data)
        return True


def stretch_of(data: bytes, name: bytes, start: int, room: int) -> Message:
    piece = data[start : start + room]
    if not piece:
        return {}
    length = len(data)
    return {"stretch": {"id": name, "length": length, "start": start, "data": piece}}
