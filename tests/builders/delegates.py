"""People of a dossier as the server meets them: devices with real sets, and no database.

    ana = Delegate("ana").found()
    ben = Delegate("ben").join(ana)
    ana.sync(send)

``send`` takes the bytes of a request and gives those of an answer. All bodies are sealed
with one key; the server must not care.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop_app.errors import ServerUnreachable
from desktop_app.remote.line import Line
from review_protocol.changes import AnswerChange, Change, DossierChange
from review_protocol.contents import Carriage
from review_protocol.deriving import derive
from review_protocol.digests import roster_digest
from review_protocol.epochs import EpochKey, epoch_id, seal_epoch
from review_protocol.errors import NeedsNewer
from review_protocol.names import (
    ChangeId,
    ContentId,
    DeviceId,
    MemberId,
    SetId,
    device_id,
)
from review_protocol.rounds import (
    MAX_MESSAGE,
    Answer,
    Request,
    Ticket,
    read_answer,
    register_message,
    request_id,
    write_request,
)
from review_protocol.server_invitations import ServerInvitation
from review_protocol.sets import NAMELESS, Draft, open_set, read_header, seal_set, set_id
from review_protocol.signing import Context, PublicKey, SigningKey
from review_protocol.state import State
from review_protocol.statement_coding import join_message
from review_protocol.statements import Found, Invite, Join, RemoveMember, Role, Statement
from review_protocol.talks import Talk
from review_protocol.trees import Tree
from review_server.problems import Stranger
from tests.builders.contents import Drawer
from tests.builders.keys import make_epoch_key, make_kem_key
from tests.builders.sets import AT, PACK
from tests.builders.signing import make_signing_key

Send = Callable[[bytes], bytes]
Ticks = Callable[[], float]
EPOCH = make_epoch_key("of delegates")


@dataclass
class Delegate:
    """One device. ``server`` is the key of the server that it speaks to."""

    name: str
    server: PublicKey
    dossier: SetId = NAMELESS
    sets: dict[SetId, bytes] = field(default_factory=dict)
    known: set[SetId] = field(default_factory=set)
    hint: int | None = None
    ticket: Ticket | None = None
    at: int = AT
    seconds: float = 0.0  # how long its line takes for an answer
    drawer: Drawer = field(default_factory=Drawer)
    named: list[ContentId] = field(default_factory=list)
    there: set[ContentId] = field(default_factory=set)
    refused: dict[ContentId, str] = field(default_factory=dict)
    new_kem: bytes = b""
    _count: int = 0

    @property
    def key(self) -> SigningKey:
        return make_signing_key(self.name)

    @property
    def kem(self) -> bytes:
        return make_kem_key(self.name).public

    @property
    def id(self) -> DeviceId:
        return device_id(self.key.public)

    @property
    def member(self) -> MemberId:
        return MemberId(self.id)

    def found(self) -> Delegate:
        """Make a dossier, with its first set."""
        epoch = seal_epoch(EPOCH, {self.id: make_kem_key(self.name).public}, nonce=bytes(12))
        first = DossierChange(pack=PACK, party=self.name, at=AT)
        self.dossier = self.write(first, statements=(Found(kem=self.kem), epoch))
        return self

    def invited_by(self, invitation: ServerInvitation) -> Delegate:
        """Hold a ticket that makes the dossier known to the server."""
        key = SigningKey(invitation.seed)
        message = register_message(self.dossier, self.key.public)
        proof = key.sign(Context.REGISTER, message)
        self.ticket = Ticket(invitation=key.public, proof=proof)
        return self

    def join(
        self, host: Delegate, role: Role = Role.EXPERT, *, roster: bytes | None = None
    ) -> Delegate:
        """Come in by an invitation of somebody's, with all that they hold."""
        one_time = make_signing_key(f"invitation of {self.name}")
        host.write(statements=(Invite(invitation=one_time.public, role=role),))
        self.dossier, self.sets = host.dossier, dict(host.sets)
        self.write(statements=(self.joining(),), roster=roster)
        return self

    def joining(self) -> Join:
        """The statement by which they come in, if they were invited."""
        one_time = make_signing_key(f"invitation of {self.name}")
        message = join_message(self.dossier, self.key.public, self.kem)
        proof = one_time.sign(Context.JOIN, message)
        return Join(invitation=one_time.public, kem=self.kem, proof=proof)

    def remove(self, other: Delegate) -> SetId:
        """Say that a member is out."""
        return self.write(statements=(RemoveMember(member=other.member),))

    def state(self) -> State:
        """What all sets come to."""
        keys = {epoch_id(EPOCH): EpochKey(EPOCH)}
        opened = [open_set(data, keys) for data in self.sets.values()]
        return derive(opened, dossier=self.dossier)

    def write(
        self,
        *changes: Change,
        statements: Sequence[Statement] = (),
        text: str = "",
        after: Collection[SetId] | None = None,
        roster: bytes | None = None,
    ) -> SetId:
        """A set with these changes and statements, or with an answer of this text.

        Its header says what is true of its past, unless the test says ``roster``.
        """
        state = self.state() if self.sets and after is None else None
        parents = frozenset(state.heads if state else after or ())
        self._count += 1
        answer = AnswerChange(key="q1", value=text or f"{self.name} {self._count}", at=AT)
        content = changes or (() if statements else (answer,))
        stating = state.statement_sets if state else self._stating(parents)
        draft = Draft(
            dossier=self.dossier,
            parents=parents,
            roster=roster_digest(stating) if roster is None else roster,
            salt=self._count.to_bytes(16, "big"),
            statements=statements,
            changes=[(ChangeId(f"c{n}"), each) for n, each in enumerate(content)],
        )
        sealed = seal_set(draft, self.key, EPOCH)
        self.sets[sealed.id] = sealed.data
        return sealed.id

    def _stating(self, parents: Collection[SetId]) -> Collection[SetId]:
        found, ahead = set[SetId](), list(parents)
        seen: set[SetId] = set()
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                opened = open_set(self.sets[name], {})
                ahead += opened.parents
                found |= {name} if opened.statements else set()
        return found

    def request(self, **changes: Any) -> Request:
        """A request with nothing new, or as the test says."""
        self._count += 1
        fields: dict[str, Any] = {
            "dossier": self.dossier,
            "device": self.key.public,
            "at": self.at,
            "nonce": self._count.to_bytes(8, "little"),
            "root": Tree(self.sets).root,
            "hint": self.hint or 0,
            **changes,
        }
        return Request(**fields)

    def bytes_of(self, request: Request) -> bytes:
        """The message, signed by this device."""
        return write_request(request, self.server, self.key)

    def ask(self, send: Send, **changes: Any) -> Answer:
        """One request and its answer, which is checked and not taken in."""
        data = self.bytes_of(self.request(**changes))
        return read_answer(send(data), request_id(data), self.server)

    def has(self, *contents: bytes) -> list[ContentId]:
        """Hold contents that the dossier names."""
        names = [self.drawer.put(each) for each in contents]
        self.named += names
        return names

    def talk(self) -> Talk:
        """What a client does next."""
        talk = self._talk_of_sets()
        if self.named or self.there:
            self._carriage = Carriage(self.drawer, self.named, there=self.there)
            self._carriage.refused |= self.refused
            talk.carry(self._carriage)
        return talk

    def _talk_of_sets(self) -> Talk:
        made = {name for name, data in self.sets.items() if self._is_own(data)}
        own = made if self.hint is None and self.ticket is None else set(self.sets)
        talk = Talk(
            dossier=self.dossier,
            device=self.key.public,
            held=self.sets.keys(),
            unsent=[name for name in self.sets if name in own - self.known],
            sizes=lambda names: {name: len(self.sets[name]) for name in names},
            hint=self.hint,
            ticket=self.ticket,
        )
        talk.bring_if_removed(made)
        return talk

    def _is_own(self, data: bytes) -> bool:
        try:
            return read_header(data).device == self.key.public
        except NeedsNewer:
            return False

    def turn(self, talk: Talk, send: Send) -> None:
        """One request and its answer, taken in."""
        self._count += 1
        request = talk.request(
            at=self.at,
            nonce=self._count.to_bytes(8, "little"),
            read=lambda names: [self.sets[name] for name in names],
        )
        data = self.bytes_of(request)
        answer = read_answer(send(data), request_id(data), self.server)
        for new in talk.hear(answer, seconds=self.seconds):
            self.sets[set_id(new)] = new
            self.known.add(set_id(new))
        self.hint = talk.hint
        self.known |= talk.sent
        if self.named or self.there:
            self.there = self._carriage.there
            self.refused.update(self._carriage.refused)
            self.new_kem = self._carriage.kem

    def sync(self, send: Send) -> int:
        """Go on until both hold the same; how many requests it took."""
        talk, turns, has_all = self.talk(), 0, False
        while not talk.is_over:
            turns += 1
            try:
                self.turn(talk, send)
            except Stranger:
                if has_all:
                    raise
                has_all = True  # nobody has brought what makes this device a member
                self.hint, self.known = 0, set()
                talk = self.talk()
        assert talk.is_in_step or talk.is_removed
        return turns

    def persevere(self, line: Line, *, ticks: Ticks = lambda: 0.0) -> int:
        """Go on over a line that breaks until both hold the same; how often it broke."""
        talk, breaks = self.talk(), 0
        while not talk.is_over:
            began = ticks()

            def send(data: bytes, began: float = began) -> bytes:
                reply = line.ask(data, limit=MAX_MESSAGE)
                self.seconds = ticks() - began
                return reply.data

            try:
                self.turn(talk, send)
            except ServerUnreachable:
                breaks += 1
                talk.broke()
        assert talk.is_in_step or talk.is_removed
        return breaks


def long_text(characters: int) -> str:
    """Text that no compression makes much shorter."""
    numbers = range(characters // 64 + 1)
    return "".join(hashlib.sha256(str(n).encode()).hexdigest() for n in numbers)[:characters]
