"""Asking a server's application in this process, with HTTP's parts and without a line."""

from __future__ import annotations

import asyncio
import json
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

Message = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    app: FastAPI,
    method: str,
    path: str,
    body: bytes = b"",
    headers: tuple[tuple[str, str], ...] = (),
) -> Said:
    """One request and its answer."""
    return asyncio.run(_ask(app, method, path, body, headers))


async def _ask(
    app: FastAPI, method: str, path: str, body: bytes, headers: tuple[tuple[str, str], ...]
) -> Said:
    fields = [(b"host", b"127.0.0.1:1"), (b"content-length", str(len(body)).encode())]
    fields += [(name.lower().encode(), value.encode()) for name, value in headers]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": fields,
        "client": ("127.0.0.1", 2),
        "server": ("127.0.0.1", 1),
    }
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        said.append(message)

    await app(scope, receive, send)
    start, *rest = said
    return Said(
        status=start["status"],
        headers={name.decode(): value.decode() for name, value in start["headers"]},
        body=b"".join(part.get("body", b"") for part in rest),
    )
