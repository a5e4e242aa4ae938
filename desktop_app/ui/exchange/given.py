"""What the exchange page has done on the lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.exchanges import ExchangeNote, Plan, SentFile
from desktop_app.domain.members import People


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it stands: who there is, what went out and came in, the digits of all held."""

    people: People
    log: tuple[ExchangeNote, ...]
    digits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeDeeds:
    """Plain functions of one response. ``send`` takes a folder, members (None: all) and,
    for mails, the size of a part; ``plan`` files or folders and what is called before each.
    """

    look: Callable[[], Standing]
    send: Callable[[Path, Sequence[str] | None, int | None], SentFile]
    plan: Callable[[Iterable[Path], Callable[[], None]], Plan]
    apply: Callable[[Plan], ExchangeNote]
