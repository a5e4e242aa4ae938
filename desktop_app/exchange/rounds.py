"""Rounds with the central server: bringing it and this computer to the same sets.

A transaction is never open while the line is: what is pending is sealed and read, then the
two talk, and what came is kept with the cursor in one transaction (docs/protocol.md,
section 8).
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.exchanges import Direction, ExchangeNote, both
from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import Synchronised
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.exchange.attached import let_go
from desktop_app.exchange.carrying import NOT_OURS, Wares, carriage, wares_of, withdrawn
from desktop_app.exchange.holding import Held, hold, hold_more, settle
from desktop_app.exchange.line_memory import LineMemory
from desktop_app.exchange.questionnaires import take_questionnaires
from desktop_app.exchange.sealing import hold_sealed
from desktop_app.exchange.tallying import tally
from desktop_app.store import exchanges, servers, sets
from desktop_app.store.store import Store
from desktop_app.store.transaction import Transaction
from review_protocol.contents import Carriage
from review_protocol.entering import entrance
from review_protocol.errors import Altered, NeedsNewer, ProtocolError
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import (
    MAX_MESSAGE,
    NONCE_SIZE,
    Answer,
    read_answer,
    request_id,
    write_request,
)
from review_protocol.sets import read_header, set_id
from review_protocol.talks import Talk

if TYPE_CHECKING:  # it brings the libraries of HTTP, of which only a round has need
    from desktop_app.remote.line import Line, Reply

MOST_BREAKS = 6
"""So often in a row a line may break before this run is given up."""
MOST_KEPT = 4 * 1024 * 1024
"""So many bytes of sets wait in memory before they are kept."""
_PAUSE_S = 1.0

Pause = Callable[[float], None]
Ticks = Callable[[], float]
GoOn = Callable[[], None]
Tell = Callable[[Synchronised], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Whose dossier, on which computer; ``clock`` tells its time."""

    store: Store
    dossier: DossierId
    device: DeviceKey
    clock: Callable[[], datetime]


def synchronise(
    desk: Desk,
    open_line: Callable[[str], Line],
    *,
    pause: Pause,
    go_on: GoOn,
    ticks: Ticks = time.monotonic,
    tell: Tell = lambda _so_far: None,
) -> Synchronised:
    """Bring this computer and the server to the same sets of a dossier.

    ``go_on`` is called before each request and may raise to stop; what had come until then is
    kept, and goes on from there next time. ``ticks`` tells how long an answer takes. ``tell``
    hears what was done so far, now and then and in the end, also when that is an error. Raises
    NotConnected, ServerUnreachable or ServerRefused.
    """
    exchange = _Exchange(desk, ticks)
    line = open_line(exchange.place.url)
    try:
        exchange.run(line, pause, go_on, tell)
    finally:
        line.close()
        exchange.end()
        tell(exchange.done)
    if exchange.talk.is_removed:
        raise ServerRefused("removed")
    if not exchange.talk.is_in_step:
        raise ServerRefused("no-agreement")
    return exchange.done


class _Exchange:
    """One synchronisation; what came waits in memory until `keep`."""

    def __init__(self, desk: Desk, ticks: Ticks) -> None:
        self._desk, self._ticks = desk, ticks
        self._new: dict[SetId, bytes] = {}
        self._offset = timedelta()
        self._with_all = False
        self._carriages: list[Carriage] = []
        self._wares, self._messages = Wares(), set[ContentId]()
        self.done = Synchronised()
        now = desk.clock()
        with desk.store.begin() as transaction:
            found = servers.read_server(transaction, desk.dossier)
            if found is None:
                raise NotConnected(self._why_not(transaction))
            before = sets.set_ids(transaction, desk.dossier)
            held = hold_sealed(transaction, desk.dossier, desk.device, now, gives_keys=True)
            if sets.set_ids(transaction, desk.dossier) != before:
                settle(transaction, desk.dossier, desk.device, held)
            own = [each.id for each in held.sealed if each.device == desk.device.public]
            self.place, self._state = found, held.state
            self.talk = self._start(transaction, frozenset(own), held)
            self._carry(wares_of(transaction, desk.dossier, self._state, desk.device.id))

    def run(self, line: Line, pause: Pause, go_on: GoOn, tell: Tell) -> None:
        """Until both hold the same, or there is no way on.

        What sets name that only came now goes and comes behind them.
        """

        def check() -> None:
            go_on()
            tell(self.done)

        self._talk_on(line, pause, check)
        while self.talk.is_in_step and self._has_more_to_carry():
            self._talk_on(line, pause, check, is_due=True)

    def _talk_on(self, line: Line, pause: Pause, go_on: GoOn, *, is_due: bool = False) -> None:
        breaks = 0
        while is_due or not self.talk.is_over:
            go_on()
            try:
                self._turn(line)
                breaks, is_due = 0, False
            except ServerUnreachable as error:
                breaks += 1
                if error.reason not in {"broken", "timeout", "busy"} or breaks > MOST_BREAKS:
                    raise
                self.talk.broke()
                self.keep()
                pause(_PAUSE_S * 2**breaks)

    def keep(self) -> None:
        """Put what came into the profile, with how far the two are in step."""
        desk, now = self._desk, self._desk.clock()
        with desk.store.begin() as transaction:
            if self._new:
                self._take_in(transaction, now)
            self._count_contents(transaction, now)
            is_done = self.talk.is_in_step and not self.talk.unsent
            behind = servers.sets_behind(transaction, desk.dossier, self.place.known)
            there = self.place.also | self.talk.sent | self._came
            is_all = is_done and set(behind) <= self.talk.held
            hint = self.talk.hint if self.done.requests else None
            self.place = replace(
                self.place,
                cursor=self.place.cursor if hint is None else hint,
                known=servers.last_place(transaction, desk.dossier)
                if is_all
                else self.place.known,
                also=frozenset() if is_all else frozenset(behind) & there,
                there=self._there,
                is_out=self._is_out,
                in_step_at=now if is_done and self.talk.is_over else self.place.in_step_at,
            )
            servers.write_server(transaction, desk.dossier, self.place)
            self._memory.keep(transaction, now)

    def end(self) -> None:
        """Keep all, and write a line of the log if something went or came."""
        self.keep()
        if self.talk.is_in_step and not self.talk.unsent:
            with self._desk.store.begin() as transaction:
                self._note(transaction, self._desk.clock())

    @property
    def _is_out(self) -> bool:
        """Whether the server has said so, and has got all that this computer had made."""
        if self.talk.is_in_step:
            return False
        return self.place.is_out or (self.talk.is_removed and not self.talk.unsent)

    @property
    def _there(self) -> frozenset[ContentId]:
        """The contents that the server is known to hold."""
        return frozenset(self._carriages[-1].there) if self._carriages else self.place.there

    def _carry(self, wares: Wares) -> None:
        """Let contents travel from now on, if there are any."""
        self._wares = wares
        self._messages |= set(wares.messages)
        made = carriage(self._desk.store, self._desk.dossier, wares, self._there)
        if made is not None:
            self._carriages.append(made)
            self.talk.carry(made)

    def _has_more_to_carry(self) -> bool:
        """Whether what came names contents that were not known before and are not here."""
        if not (self._new or self._came):
            return False
        before = self._wares
        self.keep()
        with self._desk.store.read() as transaction:
            now = wares_of(transaction, self._desk.dossier, self._state, self._desk.device.id)
        if set(now.named) <= set(before.named) and now.lacking <= before.lacking:
            return False
        self._carry(now)
        return bool(now.to_come) or not self.talk.is_over

    @property
    def _has_message_to_bring(self) -> bool:
        messages = set(self._wares.messages)
        return any(messages - each.there - each.refused.keys() for each in self._carriages[-1:])

    def _count_contents(self, transaction: Transaction, now: datetime) -> None:
        """Take in the questionnaires that came, let go of what nobody names, and count."""
        desk, every = self._desk, self._carriages
        if take_questionnaires(transaction, desk.dossier, self._state, now):
            settle(transaction, desk.dossier, desk.device)
        let_go(transaction, desk.dossier)
        wares = wares_of(transaction, desk.dossier, self._state, desk.device.id)
        self.done = replace(
            self.done,
            files_came=sum(len(each.fetched) for each in every),
            files_went=sum(len(each.brought - self._messages) for each in every),
            messages_went=sum(len(each.brought & self._messages) for each in every),
            file_bytes=sum(each.bytes_moved for each in every),
            files_to_come=wares.to_come,
            kem=next((each.kem for each in every if each.kem), b""),
            refused={
                name: why
                for each in every
                for name, why in each.refused.items()
                if why != NOT_OURS
            },
        )

    def _why_not(self, transaction: Transaction) -> str:
        roster = hold(transaction, self._desk.dossier, self._desk.device).state.roster
        return "no-server" if roster.secretariat is None else "not-asked"

    def _start(self, transaction: Transaction, own: frozenset[SetId], all_: Held) -> Talk:
        """What is not known to be there; at the first meeting, what is this computer's own."""
        place, dossier = self.place, self._desk.dossier
        behind = servers.sets_behind(transaction, dossier, 0 if self._with_all else place.known)
        unsent = [name for name in behind if self._with_all or name not in place.also]
        is_new = self._with_all or place.cursor is None
        if place.cursor is None and place.ticket is None and not self._with_all:
            unsent = [name for name in unsent if name in own]
        held = sets.set_ids(transaction, dossier)
        self._lengths = lengths = servers.sizes_of(transaction, dossier, held)
        self._came: frozenset[SetId] = frozenset()
        talk = Talk(
            dossier=SetId(dossier),
            device=self._desk.device.public,
            held=held,
            unsent=unsent,
            sizes=lambda names: {name: lengths[name] for name in names if name in lengths},
            hint=0 if self._with_all else place.cursor,
            ticket=place.ticket if is_new else None,
        )
        if self._with_all or (is_new and place.ticket):
            device, is_ticket = self._desk.device.public, place.ticket is not None
            talk.bring_whole(entrance(all_.sealed, device, with_ticket=is_ticket))
        if not place.is_out:
            talk.bring_if_removed(own)
        self._memory = LineMemory(transaction, dossier, talk, self._desk.clock())
        return talk

    def _turn(self, line: Line) -> None:
        """One request and its answer."""
        if self._new and self._has_message_to_bring:
            self.keep()  # what came may say that it was opened again
        at = self._desk.clock() - self._offset
        request = self.talk.request(
            at=int(at.timestamp()), nonce=secrets.token_bytes(NONCE_SIZE), read=self._contents
        )
        data = write_request(request, self.place.key, self._desk.device.signing)
        asked = self._ticks()
        reply = line.ask(data, limit=MAX_MESSAGE)
        seconds = self._ticks() - asked
        self.done = replace(
            self.done,
            requests=self.done.requests + 1,
            bytes_sent=self.done.bytes_sent + len(data),
            bytes_received=self.done.bytes_received + len(reply.data),
        )
        if reply.problem:
            self._bear(reply)
            return
        answer = self._read(reply, request_id(data))
        before = len(self.talk.sent)
        for content in self.talk.hear(answer, seconds=seconds):
            self._new[set_id(content)] = self._checked(content)
            self._lengths[set_id(content)] = len(content)
        went = len(self.talk.sent) - before
        self.done = replace(self.done, went=self.done.went + went)
        if sum(map(len, self._new.values())) > MOST_KEPT:
            self.keep()

    def _bear(self, reply: Reply) -> None:
        """What the server refuses: some of it can be mended at once. Raises the rest."""
        match reply.problem:
            case "repeated":
                return  # the first answer was lost on the way: ask anew
            case "clock" if reply.now is not None and self.done.clock_off is None:
                self._offset = self._desk.clock() - datetime.fromtimestamp(
                    reply.now, self._desk.clock().tzinfo
                )
                self.done = replace(self.done, clock_off=self._offset)
            case "stranger" | "unknown-dossier" if self._can_start_anew(reply.problem):
                self._with_all = True
                self.keep()
                with self._desk.store.read() as transaction:
                    held = hold(transaction, self._desk.dossier, self._desk.device)
                    self.talk = self._start(transaction, frozenset(), held)
                    self._carry(self._wares)
            case "busy" | "fault" as reason:
                raise ServerUnreachable(reason)
            case reason:
                raise ServerRefused(reason)

    def _can_start_anew(self, problem: str) -> bool:
        """Whether bringing all of it may help, once: nobody else has brought what makes this
        computer a member, or the server was put back to before it knew of it.
        """
        is_first = not self._with_all
        return is_first and (problem == "stranger" or self.place.ticket is not None)

    def _read(self, reply: Reply, request: bytes) -> Answer:
        try:
            return read_answer(reply.data, request, self.place.key)
        except NeedsNewer as error:
            raise ServerRefused("newer") from error
        except Altered as error:  # an answer, but signed by somebody else
            raise ServerRefused("signature") from error
        except ProtocolError as error:
            raise ServerUnreachable("not-the-server") from error

    def _checked(self, content: bytes) -> bytes:
        """A set as its author signed it, of this dossier; one for a newer program whole."""
        try:
            header = read_header(content)
        except NeedsNewer:
            return content
        except ProtocolError as error:
            raise ServerRefused("bad-answer") from error
        if (header.dossier or header.id) != SetId(self._desk.dossier):
            raise ServerRefused("bad-answer")
        return content

    def _contents(self, names: Sequence[SetId]) -> Sequence[bytes]:
        with self._desk.store.read() as transaction:
            found = sets.read_some(transaction, self._desk.dossier, names)
        return [found[name] if name in found else self._new[name] for name in names]

    def _take_in(self, transaction: Transaction, now: datetime) -> None:
        desk = self._desk
        before = hold_sealed(transaction, desk.dossier, desk.device, now)
        here = sets.set_ids(transaction, desk.dossier)
        new = {name: data for name, data in self._new.items() if name not in here}
        sets.add_sets(transaction, desk.dossier, new, now)
        after = hold_more(before, new.values(), desk.device)
        settle(transaction, desk.dossier, desk.device, after)
        self._state = after.state
        for each in self._carriages[-1:]:
            gone = withdrawn(transaction, desk.dossier)
            each.refused |= dict.fromkeys(gone, NOT_OURS)
        self._came |= self._new.keys()
        self._new = {}
        told = tally(before.state, after, new)
        self.done = replace(
            self.done, came=self.done.came + len(new), tally=both(self.done.tally, told)
        )

    def _note(self, transaction: Transaction, now: datetime) -> None:
        done = self.done
        if not done.has_moved:
            return
        host = self.place.url.partition("://")[2].partition("/")[0]
        note = ExchangeNote(
            at=now,
            direction=Direction.SYNCHRONISED,
            members=(host,),
            files=(),
            tally=done.tally,
            sets=done.came + done.went,
            size_bytes=done.bytes_sent + done.bytes_received,
            working_files=done.files_came,
        )
        exchanges.add_note(transaction, self._desk.dossier, note)
