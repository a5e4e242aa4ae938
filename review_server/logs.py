"""The log: one JSON object a line on standard error, with ids and counts, never content.

Ids are cut to eight digits: enough to follow a complaint, too few to be of use elsewhere.
Nobody's address is noted.
"""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

LOG = logging.getLogger("review_server")
SHOWN_DIGITS = 8


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One line; of a fault, where in the program it happened and of what type it was."""
        entry: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            entry["fault"] = record.exc_info[0].__name__
            entry["where"] = _places(record.exc_info[2])
        return json.dumps(entry)


def start_logging() -> None:
    """Write the log of this program and of the web server to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    for name in (LOG.name, "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(logging.INFO if name == LOG.name else logging.WARNING)


def note(event: str, **facts: object) -> None:
    """Write a line."""
    LOG.info(event, extra={"facts": facts})


def note_fault(event: str, error: BaseException) -> None:
    """Write what went wrong with ourselves, without what it was about."""
    LOG.error(event, exc_info=error)


def short(name: str) -> str:
    """As much of an id as the log shows."""
    return name[:SHOWN_DIGITS]


def _places(trace: Any) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return found[-8:]
