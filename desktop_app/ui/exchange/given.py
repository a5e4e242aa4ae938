"""What the exchange page has done on the lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.exchanges import ExchangeNote, Plan, Replied, SentFile
from desktop_app.domain.members import People
from desktop_app.domain.working_files import FilesAtHand


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands: who there is, what went out and came in, the digits of all held, and
    which working files there are.
    """

    people: People
    log: tuple[ExchangeNote, ...]
    digits: str
    files: FilesAtHand = field(default_factory=FilesAtHand)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenReply:
    """A reply of the secretariat's that was taken in.

    ``other`` is the party of the response that it was to, "" if that is the one shown.
    """

    replied: Replied
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWish:
    """A file that somebody wants in a folder, for these members (None: all); as text in parts
    of at most so many bytes; with the working files; with what is there already too.
    """

    folder: Path
    to: Sequence[str] | None = None
    part_bytes: int | None = None
    with_files: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDeeds:
    """Plain functions of one response. ``plan`` takes files or folders and what is called
    before each. ``write_courier`` writes what the server lacks for
    a courier; ``take_reply`` takes in what came back, to whichever response.
    """

    look: Callable[[], Standing]
    send: Callable[[SendWish], SentFile]
    plan: Callable[[Iterable[Path], Callable[[], None]], Plan]
    apply: Callable[[Plan], ExchangeNote]
    write_courier: Callable[[Path], None]
    take_reply: Callable[[Path], TakenReply]
