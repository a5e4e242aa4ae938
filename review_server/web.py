"""The HTTP interface: what docs/protocol.md, section 8, says, and nothing that knows more.

Bodies are limited while they come. The work itself runs on threads, in one transaction each.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from sqlalchemy import text
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from review_protocol.rounds import MAX_MESSAGE
from review_server.console.application import add_console
from review_server.logs import note, note_fault, short
from review_server.problems import MEDIA_TYPE, PREFIX, Problem, RequestTooLarge
from review_server.rounds import Done, Server, answer_round

API_VERSION = "1"
BYTES = "application/octet-stream"
READ_TIMEOUT_S = 60.0
_PROBLEM: dict[str, Any] = {
    "description": "A problem document (RFC 9457); docs/protocol.md lists its types.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
_REFUSALS: dict[int | str, dict[str, Any]] = {
    status: _PROBLEM for status in (400, 401, 403, 404, 409, 413, 422, 500, 503, 507)
}
_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "pattern": f"^({PREFIX}|about:blank$)"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "now": {"type": "integer", "description": "The server's time, where it matters."},
    },
}


def make_app(server: Server) -> FastAPI:
    """The application of a server whose database has the right shape."""
    app = FastAPI(
        title="Review Desk central server",
        version=API_VERSION,
        summary="Rounds of change sets; docs/protocol.md says what the bytes mean.",
        docs_url=None,  # the pages would load scripts from elsewhere
        redoc_url=None,
    )
    _add_rounds(app, server)
    _add_health(app, server)
    add_console(app, server)
    app.add_exception_handler(Problem, _refuse)
    app.add_exception_handler(HTTPException, _refuse_plainly)
    app.add_exception_handler(ClientDisconnect, _give_up)
    app.add_exception_handler(TimeoutError, _give_up)
    app.add_exception_handler(Exception, _fail)
    made: dict[str, Any] = app.openapi()
    made.setdefault("components", {}).setdefault("schemas", {})["Problem"] = _SCHEMA
    return app


def _add_rounds(app: FastAPI, server: Server) -> None:
    body = {"required": True, "content": {BYTES: {"schema": _binary()}}}
    answer = {"description": "The answer.", "content": {BYTES: {"schema": _binary()}}}

    @app.post(
        "/v1/rounds",
        summary="Exchange change sets of one dossier",
        operation_id="round",
        response_class=Response,
        responses={200: answer, **_REFUSALS},
        openapi_extra={"requestBody": body},
    )
    async def rounds(request: Request) -> Response:
        started = time.monotonic()
        data = await _body(request)
        done = await run_in_threadpool(answer_round, server, data)
        _note(done, len(data), started)
        return Response(done.data, media_type=BYTES)


def _add_health(app: FastAPI, server: Server) -> None:
    def is_well() -> None:
        with server.database.begin() as transaction:
            transaction.execute(text("SELECT 1"))

    @app.get(
        "/health",
        summary="Whether the server and its database answer",
        operation_id="health",
        responses={503: _PROBLEM},
    )
    async def health() -> dict[str, str]:
        await run_in_threadpool(is_well)
        return {"status": "ok"}


async def _body(request: Request) -> bytes:
    """The whole body. Raises RequestTooLarge as soon as it is known to be."""
    stated = request.headers.get("content-length", "")
    if stated.isdecimal() and int(stated) > MAX_MESSAGE:
        raise RequestTooLarge
    data = bytearray()
    stream = request.stream()
    while True:
        async with asyncio.timeout(READ_TIMEOUT_S):
            piece = await anext(stream, b"")
        data += piece
        if len(data) > MAX_MESSAGE:
            raise RequestTooLarge
        if not piece:
            return bytes(data)


def _note(done: Done, size: int, started: float) -> None:
    note(
        "round",
        dossier=short(done.dossier),
        device=short(done.device),
        came=done.came,
        went=done.went,
        bytes_in=size,
        bytes_out=len(done.data),
        ms=round((time.monotonic() - started) * 1000),
    )


async def _refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    note("refused", type=error.type)
    return JSONResponse(error.document(), error.status, media_type=MEDIA_TYPE)


async def _refuse_plainly(_request: Request, error: Exception) -> Response:
    """What HTTP itself refuses: a path or a method that is not there."""
    assert isinstance(error, HTTPException)
    document = {"type": "about:blank", "title": error.detail, "status": error.status_code}
    return JSONResponse(document, error.status_code, error.headers, media_type=MEDIA_TYPE)


async def _give_up(_request: Request, _error: Exception) -> Response:
    """Whoever asked is gone, or too slow."""
    note("broken off")
    document = {"type": "about:blank", "title": "Request Timeout", "status": 408}
    return JSONResponse(document, 408, media_type=MEDIA_TYPE)


async def _fail(_request: Request, error: Exception) -> Response:
    note_fault("fault", error)
    problem = Problem()
    return JSONResponse(problem.document(), problem.status, media_type=MEDIA_TYPE)


def _binary() -> dict[str, str]:
    return {"type": "string", "format": "binary"}
