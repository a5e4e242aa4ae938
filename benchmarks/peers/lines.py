"""Other programs that synchronise texts: git, Anki and its own server, PouchDB.

Each does the same through a counting proxy on loopback, one device alone: a thousand texts for
the first time, nothing, twenty edited. None of them encrypts. What is not here is named.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from benchmarks.peers.engines import HERE, NotInstalled, folder
from tests.builders.lines import Cutting

ANKI = "anki==26.9.3"
POUCHDB = ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "pouchdb-server@4.2.0", "express@4.21.2")
STARTS_S = 60.0
_HOW = "run 'python -m benchmarks.peers install'"

Texts = Sequence[tuple[str, str]]


class Device(Protocol):
    """One device of a peer: it writes, and synchronises what it wrote."""

    def write(self, texts: Texts) -> None:
        """Have these texts, new or instead of others."""

    def sync(self) -> None:
        """Bring them to the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """What passed the proxy in one phase."""

    phase: str
    up: int
    down: int
    connections: int


Open = Callable[[Path], AbstractContextManager[tuple[Device, Cutting]]]


def traffic(opened: Open, phases: Sequence[tuple[str, Texts]]) -> Iterator[Traffic]:
    """What each phase costs a peer."""
    with TemporaryDirectory() as place, opened(Path(place)) as (device, proxy):
        for phase, texts in phases:
            if texts:
                device.write(texts)
            before = proxy.up, proxy.down, proxy.connections
            device.sync()
            yield Traffic(
                phase=phase,
                up=proxy.up - before[0],
                down=proxy.down - before[1],
                connections=proxy.connections - before[2],
            )


@contextmanager
def git(place: Path) -> Iterator[tuple[Device, Cutting]]:
    """A file for each text, pushed to `git daemon`. Raises NotInstalled."""
    if shutil.which("git") is None:
        raise NotInstalled("git is not on this computer (Debian: git)")
    port = _free_port()
    _git(place, "init", "-q", "--bare", "served/answers.git")
    command = [
        "git", "daemon", "--reuseaddr", "--listen=127.0.0.1", f"--port={port}",
        f"--base-path={place / 'served'}", "--export-all", "--enable=receive-pack",
    ]  # fmt: skip
    with _serving(command, port) as proxy:
        yield _Git(place / "mine", f"git://127.0.0.1:{proxy.port}/answers.git"), proxy


class _Git:
    def __init__(self, work: Path, url: str) -> None:
        self._work, self._url = work, url
        _git(work.parent, "init", "-q", "-b", "main", str(work))

    def write(self, texts: Texts) -> None:
        for question, text in texts:
            (self._work / f"{question}.txt").write_text(text, encoding="utf-8")
        _git(self._work, "add", ".")
        _git(self._work, "commit", "-qm", "answers")

    def sync(self) -> None:
        _git(self._work, "push", "-q", self._url, "main")


@contextmanager
def anki(place: Path) -> Iterator[tuple[Device, Cutting]]:
    """A note for each text, to Anki's own server. Raises NotInstalled."""
    python = folder() / "anki" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        raise NotInstalled(f"Anki is not installed: {_HOW}")
    port = _free_port()
    (place / "served").mkdir()
    account = {
        "SYNC_USER1": "u:p",
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "SYNC_BASE": str(place / "served"),
    }
    with _serving([str(python), "-m", "anki.syncserver"], port, account) as proxy:
        script = str(HERE / "play_anki.py")
        url = f"http://127.0.0.1:{proxy.port}/"
        with _played([str(python), script, str(place), url]) as device:
            yield device, proxy


@contextmanager
def pouchdb(place: Path) -> Iterator[tuple[Device, Cutting]]:
    """A document for each text, to a server of CouchDB's protocol. Raises NotInstalled."""
    node, script = shutil.which("node"), folder() / "pouchdb" / "play_pouchdb.mjs"
    if node is None:
        raise NotInstalled("PouchDB needs Node, version 20 or newer (Debian: nodejs)")
    if not (script.parent / "node_modules" / "pouchdb").exists():
        raise NotInstalled(f"PouchDB is not installed: {_HOW}")
    port = _free_port()
    served = [node, str(script), "serve", str(place / "served"), str(port)]
    with _serving(served, port) as proxy:
        url = f"http://127.0.0.1:{proxy.port}"
        with _played([node, str(script), "play", str(place), url]) as device:
            yield device, proxy


PEERS: dict[str, Open] = {"git": git, "Anki": anki, "PouchDB": pouchdb}


def install() -> list[str]:
    """Get those that come from registries; a sentence for each that could not be had."""
    missing: list[str] = []
    for work in (_install_anki, _install_pouchdb):
        try:
            work()
        except NotInstalled as reason:
            missing.append(str(reason))
    return missing


def ready() -> tuple[list[str], list[str]]:
    """The names of those that can be used here, and a sentence for each that cannot."""
    found, missing = [], []
    for name, opened in PEERS.items():
        try:
            with TemporaryDirectory() as place, opened(Path(place)):
                found.append(name)
        except NotInstalled as reason:
            missing.append(str(reason))
    return found, missing


def _install_anki() -> None:
    place = folder() / "anki"
    venv.create(place, with_pip=True)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = _run(folder(), str(python), "-m", "pip", "install", "--quiet", ANKI)
    if done.returncode:
        shutil.rmtree(place)
        raise NotInstalled(f"Anki could not be installed: {done.stderr.strip()[-300:]}")


def _install_pouchdb() -> None:
    place, npm = folder() / "pouchdb", shutil.which("npm")
    if npm is None:
        raise NotInstalled("PouchDB needs npm, which comes with Node")
    place.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(HERE / "play_pouchdb.mjs", place / "play_pouchdb.mjs")
    done = _run(place, npm, "install", "--no-audit", "--no-fund", "--silent", *POUCHDB)
    if done.returncode:
        raise NotInstalled(f"PouchDB could not be installed: {done.stderr.strip()[-300:]}")


@contextmanager
def _serving(
    command: Sequence[str], port: int, more: dict[str, str] | None = None
) -> Iterator[Cutting]:
    """A peer's server behind a proxy that counts."""
    with ExitStack() as stack:
        server = stack.enter_context(
            subprocess.Popen(
                command,
                env={**_environment(), **(more or {})},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        stack.callback(server.terminate)
        _wait_for(port, server)
        proxy = Cutting(port)
        stack.callback(proxy.close)
        yield proxy


class _Played:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._hear("ready")

    def write(self, texts: Texts) -> None:
        self._say(texts)

    def sync(self) -> None:
        self._say(None)

    def _say(self, value: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(value) + "\n")
        self._process.stdin.flush()
        self._hear("done")

    def _hear(self, word: str) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip() == word:
                return
        raise RuntimeError(f"a peer ended: {self._process.args!r}")


@contextmanager
def _played(command: Sequence[str]) -> Iterator[Device]:
    with subprocess.Popen(
        command,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            yield _Played(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def _environment() -> dict[str, str]:
    """Nothing of the developer's own settings, and nobody's name."""
    mine = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for who in ("AUTHOR", "COMMITTER"):
        mine |= {f"GIT_{who}_NAME": "a", f"GIT_{who}_EMAIL": "a@example.org"}
    return {**os.environ, **mine, "PYTHONUTF8": "1"}


def _git(place: Path, *arguments: str) -> None:
    done = _run(place, "git", *arguments)
    if done.returncode:
        raise RuntimeError(f"git {arguments[0]} failed: {done.stderr[-300:]}")


def _run(place: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=place, env=_environment(), check=False, capture_output=True, text=True
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{server.args!r} does not listen")
