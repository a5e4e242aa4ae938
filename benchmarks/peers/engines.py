"""The two engines as Python sees them: jobs in, results out, or a sentence on what is missing.

Nothing of them belongs to the program. They live in a folder outside the sources,
`benchmarks/peers/installed` unless the variable `REVIEW_DESK_PEERS` names another;
`python -m benchmarks.peers install` fills it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VARIABLE = "REVIEW_DESK_PEERS"
TIMEOUT_S = 1800.0
_JAR = "validators/odk_validate/bin/ODK_Validate.jar"
_MANIFEST = "META-INF/maven/org.getodk/javarosa/pom.properties"
_ENGINE = "node_modules/@getodk/xforms-engine/package.json"

Json = dict[str, Any]


class NotInstalled(Exception):
    """A peer cannot be used here; the sentence says what is missing and how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """An engine that is ready: its name and version, and what starts it on a file of jobs."""

    name: str
    version: str
    runtime: str
    command: tuple[str, ...]

    def play(self, jobs: Iterable[Mapping[str, Any]]) -> list[Json]:
        """The results of jobs, one process for all of them, in their order.

        README.md says what a job and a result hold.
        """
        lines = [json.dumps(job) for job in jobs]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "jobs.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            output = _output([*self.command, str(path)])
        results = [json.loads(line) for line in output.splitlines() if line.strip()]
        if len(results) != len(lines):
            raise RuntimeError(f"{self.name} answered {len(results)} of {len(lines)} jobs")
        return results


def javarosa() -> Peer:
    """The engine of ODK Collect, or NotInstalled."""
    java = _program("java", "a Java runtime, version 17 or newer (Debian: openjdk-17-jdk)")
    classes = folder()
    if not (classes / "PlayJavaRosa.class").exists():
        raise NotInstalled(_how_to("JavaRosa"))
    jar = javarosa_jar()
    path = os.pathsep.join((str(classes), str(jar)))
    return Peer(
        name="JavaRosa",
        version=_javarosa_version(jar),
        runtime=_first_line([java, "-version"]),
        command=(java, "-cp", path, "PlayJavaRosa"),
    )


def web_forms() -> Peer:
    """The engine of ODK Web Forms, or NotInstalled."""
    node = _program("node", "Node, version 20 or newer (Debian: nodejs)")
    package = folder() / _ENGINE
    script = folder() / "play_web_forms.mjs"
    if not package.exists() or not script.exists():
        raise NotInstalled(_how_to("ODK Web Forms"))
    return Peer(
        name="ODK Web Forms",
        version=str(json.loads(package.read_text(encoding="utf-8"))["version"]),
        runtime=f"Node {_first_line([node, '--version'])}",
        command=(node, "--max-old-space-size=8192", str(script)),
    )


ALL: Sequence[Callable[[], Peer]] = (javarosa, web_forms)


def ready() -> tuple[list[Peer], list[str]]:
    """The peers that can be used here, and a sentence for each that cannot."""
    found: list[Peer] = []
    missing: list[str] = []
    for make in ALL:
        try:
            found.append(make())
        except NotInstalled as reason:
            missing.append(str(reason))
    return found, missing


def folder() -> Path:
    """Where the peers live."""
    return Path(os.environ.get(VARIABLE) or HERE / "installed").resolve()


def install() -> list[str]:
    """Put both into their folder as far as can be; a sentence for each that is missing."""
    folder().mkdir(parents=True, exist_ok=True)
    missing: list[str] = []
    for work in (_install_javarosa, _install_web_forms):
        try:
            work()
        except NotInstalled as reason:
            missing.append(str(reason))
    return missing


def javarosa_jar() -> Path:
    """The library that comes with pyxform."""
    spec = importlib.util.find_spec("pyxform")
    if spec is None or spec.origin is None:
        raise NotInstalled("pyxform, which brings JavaRosa, is not installed")
    jar = Path(spec.origin).parent / _JAR
    if not jar.exists():
        raise NotInstalled(f"pyxform has no {_JAR} any more")
    return jar


def _install_javarosa() -> None:
    compiler = _program("javac", "a Java compiler, version 17 or newer (openjdk-17-jdk)")
    source = HERE / "PlayJavaRosa.java"
    _run([compiler, "-d", str(folder()), "-cp", str(javarosa_jar()), str(source)])


def _install_web_forms() -> None:
    installer = _program("npm", "npm, which comes with Node")
    _program("node", "Node, version 20 or newer (Debian: nodejs)")
    for name in ("package.json", "play_web_forms.mjs"):
        shutil.copyfile(HERE / name, folder() / name)
    _run([installer, "install", "--no-audit", "--no-fund", "--silent"])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, cwd=folder(), check=False, capture_output=True, text=True)
    if done.returncode:
        raise NotInstalled(f"'{Path(command[0]).name}' failed: {done.stderr.strip()[-500:]}")


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(
        command,
        cwd=folder(),
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT_S,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _program(name: str, what: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise NotInstalled(f"'{name}' is not on this computer: install {what}")
    return path


def _how_to(name: str) -> str:
    return f"{name} is not installed: run 'python -m benchmarks.peers install'"


def _javarosa_version(jar: Path) -> str:
    with contextlib.suppress(KeyError), zipfile.ZipFile(jar) as archive:
        found = re.search(rb"version=(\S+)", archive.read(_MANIFEST))
        if found:
            return found[1].decode()
    return "unknown"


def _first_line(command: Sequence[str]) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines()
    return lines[0].strip() if lines else "unknown"
