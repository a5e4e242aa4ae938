"""Forms as they come in: limited while they come, and each field checked before it is used."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from starlette.datastructures import FormData
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from review_protocol.timelines import VIENNA
from review_server.plain_texts import fault_of
from review_server.problems import Malformed, RequestTooLarge

MAX_LINE = 200
MAX_FIELDS = 60
READ_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was sent: texts, and the bytes of files. ``faults`` collects what is wrong."""

    texts: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def secret(self, name: str) -> str:
        """A password or code as it was typed."""
        return self.texts.get(name, "")

    def line(self, name: str, missing: str = "", *, most: int = MAX_LINE) -> str:
        """A line without what cannot be seen. ``missing`` is the sentence if it is empty."""
        text = " ".join(self.texts.get(name, "").split())
        return self._checked(name, text, missing, most)

    def text(self, name: str, missing: str = "", *, most: int) -> str:
        """The same of several lines."""
        lines = self.texts.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
        text = "\n".join(line.rstrip() for line in lines.split("\n")).strip()
        return self._checked(name, text, missing, most)

    def day(self, name: str, missing: str = "") -> str:
        """A date as 2026-11-01, or ""."""
        text = self.line(name, missing, most=40)
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.faults.setdefault(name, "Write the date as 2026-11-01: year, month, day.")
            return ""

    def moment(self, day: str, time: str, missing: tuple[str, str]) -> int:
        """Seconds since 1970 of two fields, a date and a time in Vienna; 0 with faults.

        Of an hour that there is twice, in autumn, the earlier counts.
        """
        date_, at = self.day(day, missing[0]), self.line(time, missing[1], most=8)
        try:
            clock = datetime.strptime(at, "%H:%M").time()  # noqa: DTZ007  # zone below
        except ValueError:
            self.faults.setdefault(time, "Write the time as 14:30: hours, minutes.")
            return 0
        if not date_:
            return 0
        there = datetime.combine(date.fromisoformat(date_), clock, VIENNA)
        return int(there.timestamp())

    def _checked(self, name: str, text: str, missing: str, most: int) -> str:
        if not text and missing:
            self.faults.setdefault(name, missing)
        if fault := fault_of(text, most):
            self.faults.setdefault(name, fault)
        return text


async def read_form(request: Request, most: int) -> Form:
    """The form of a request. Raises RequestTooLarge, Malformed or TimeoutError."""
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > most:
        raise RequestTooLarge
    stream = _limited(request, most)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    parser: FormParser | MultiPartParser
    if kind == "multipart/form-data":
        parser = MultiPartParser(
            request.headers, stream, max_files=1, max_fields=MAX_FIELDS, max_part_size=most
        )
    elif kind == "application/x-www-form-urlencoded":
        parser = FormParser(request.headers, stream, max_fields=MAX_FIELDS, max_part_size=most)
    else:
        raise Malformed
    try:
        return await _taken(await parser.parse())
    except (MultiPartException, ValueError, KeyError) as error:
        raise Malformed from error


async def _taken(data: FormData) -> Form:
    texts: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for name, value in data.multi_items():
        if isinstance(value, str):
            texts[name] = value
        else:
            files[name] = await value.read()
            await value.close()
    return Form(texts=texts, files=files)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    came = 0
    stream = request.stream()
    while True:
        async with asyncio.timeout(READ_TIMEOUT_S):
            piece = await anext(stream, None)
        if piece is None:
            return
        came += len(piece)
        if came > most:
            raise RequestTooLarge
        yield piece
