"""The secretariat of the demonstration: a real server process, and a line that breaks.

The server is another program (`review_server`), run as an operator runs it.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any

from desktop_app.demo.account import expect

PASSPHRASE = "nine tall ships sailed past the lighthouse of Zenda"  # noqa: S105  # made up
PATIENCE_S = 30.0
_IDLE_S = 60.0
_PIECE = 4_096
_NEEDED = ("review_server", "fastapi", "uvicorn")


def is_installed() -> bool:
    """Whether the server and what it needs are on this computer."""
    return all(find_spec(name) is not None for name in _NEEDED)


class BreakingLine:
    """A proxy on loopback that cuts its first connections, each after so many bytes."""

    def __init__(self, cuts: int, after_bytes: int) -> None:
        self.cut, self._cuts, self._after = 0, cuts, after_bytes
        self._target = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def lead_to(self, port: int) -> None:
        """Where it ends."""
        self._target = port

    def close(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        is_poor = self.cut < self._cuts
        left = self._after if is_poor else sys.maxsize
        target = ("127.0.0.1", self._target)
        with client, contextlib.suppress(OSError), socket.create_connection(target) as server:
            while left > 0:
                ready, _, _ = select.select([client, server], [], [], _IDLE_S)
                if not ready:
                    return
                for source in ready:
                    data = source.recv(_PIECE)
                    if not data:
                        return
                    (server if source is client else client).sendall(data[: max(left, 0)])
                    left -= len(data)
            self.cut += 1


class Secretariat:
    """A server in a folder: commands, and a process that serves behind the line."""

    def __init__(self, folder: Path, line: BreakingLine) -> None:
        folder.mkdir(parents=True)
        self.folder, self.line = folder / "server", line
        self._secret = folder / "passphrase.txt"
        self._secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
        self.json("init", "--url", f"http://127.0.0.1:{line.port}")
        self.json("key", "create", "--passphrase-file", self._secret)
        self._log = (folder / "log.jsonl").open("w", encoding="utf-8")
        self._serving = subprocess.Popen(  # noqa: S603  # our own program, our own arguments
            [*self._command(), "serve", "--port", "0", "--passphrase-file", self._secret],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert self._serving.stdout is not None
        said = self._serving.stdout.readline()
        expect(said, "the server did not start")
        line.lead_to(json.loads(said)["serving"])

    def __enter__(self) -> Secretariat:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it as an operator does."""
        self._serving.terminate()
        try:
            self._serving.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._serving.kill()
            self._serving.wait()
        assert self._serving.stdout is not None
        self._serving.stdout.close()
        self._log.close()
        self.line.close()

    def json(self, *words: str | Path, opens: bool = False) -> Any:
        """What a command says, as data; ``opens``: with the submission key."""
        secret = ("--passphrase-file", self._secret) if opens else ()
        done = subprocess.run(  # noqa: S603  # our own program with our own arguments
            [*self._command(), "--json", *words, *secret],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            check=False,
        )
        expect(
            done.returncode == 0, f"`review-server {words[0]}` failed: {done.stderr.strip()}"
        )
        return json.loads(done.stdout)

    def _command(self) -> list[str | Path]:
        return [sys.executable, "-m", "review_server", "--folder", self.folder]
