"""Processes of the server that begin with the program loaded, since loading takes a second.

The standard library's fork server loads it once; each process is a fork of that, with an
environment and outputs of its own, and does what the command line does.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
PRELOADED = ["review_server.cli", "uvicorn.loops.auto", "uvicorn.protocols.http.auto"]
STDOUT, STDERR = 1, 2


@dataclass(frozen=True)
class Prepared:
    """What the tests do with a process that serves; the like of a `Popen`."""

    process: ForkServerProcess
    said: Connection

    def first_line(self) -> str:
        """What it prints first; empty if it ended before."""
        with open(self.said.fileno(), encoding="utf-8", closefd=False) as text:
            return text.readline()

    def terminate(self) -> None:
        self.process.terminate()

    def kill(self) -> None:
        self.process.kill()

    def reap(self, timeout_s: float) -> None:
        """Wait for its end."""
        self.process.join(timeout_s)
        assert self.process.exitcode is not None
        self.said.close()


def start_prepared(
    words: Sequence[str], *, environment: Mapping[str, str], log: Path
) -> Prepared:
    """Have `review-server` do what the words say; its errors go to the end of the log."""
    context = multiprocessing.get_context("forkserver")
    assert isinstance(context, ForkServerContext)
    context.set_forkserver_preload(PRELOADED)
    said, saying = context.Pipe(duplex=False)
    process = context.Process(
        target=_work, args=(list(words), dict(environment), log, saying), daemon=True
    )
    process.start()
    saying.close()
    return Prepared(process, said)


def _work(words: list[str], environment: dict[str, str], log: Path, saying: Connection) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(saying.fileno(), STDOUT)
    saying.close()
    errors = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(errors, STDERR)
    os.close(errors)

    from review_server.cli import main

    sys.exit(main(words))
