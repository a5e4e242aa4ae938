"""The two reference engines: ODK Web Forms under Node, JavaRosa under Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

HERE = Path(__file__).parent
BUILD = Path(__file__).parents[3] / "build" / "peers"
WEB_FORMS = "@getodk/xforms-engine"
JAR = Path("validators", "odk_validate", "bin", "ODK_Validate.jar")
RUN_LIMIT_S = 1800

Job = Mapping[str, Any]


class PeerMissing(Exception):
    """A peer cannot be run here; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A reference engine that is ready to play."""

    name: str
    version: str
    command: tuple[str, ...]
    folder: Path

    def run(self, jobs: Iterable[Job]) -> dict[str, dict[str, Any]]:
        """The result of each job by its id; the peers read UTC off the clock."""
        lines = "".join(f"{json.dumps(job)}\n" for job in jobs)
        done = subprocess.run(
            self.command,
            cwd=self.folder,
            env={**os.environ, "TZ": "UTC"},
            input=lines.encode(),
            capture_output=True,
            timeout=RUN_LIMIT_S,
            check=True,
        )
        results = (json.loads(line) for line in done.stdout.decode().splitlines())
        return {str(result["id"]): result for result in results}


def provide() -> tuple[Peer, Peer]:
    """Both peers, built where they are not yet. Raises PeerMissing."""
    return _once(BUILD / "web-forms", _web_forms), _once(BUILD / "javarosa", _javarosa)


def _once(folder: Path, build: Callable[[Path], Peer]) -> Peer:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return build(folder)
    except subprocess.CalledProcessError as error:
        raise PeerMissing(f"{error.cmd[0]} failed: {error.stderr.decode()[-400:]}") from error


def _web_forms(folder: Path) -> Peer:
    node, npm = _tool("node", "Node.js 20"), _tool("npm", "Node.js 20")
    manifest = (HERE / "package.json").read_text(encoding="utf-8")
    version = json.loads(manifest)["dependencies"][WEB_FORMS]
    installed = folder / "package.json"
    complete = (folder / "node_modules" / WEB_FORMS).exists()
    if not complete or installed.read_text(encoding="utf-8") != manifest:
        installed.write_text(manifest, encoding="utf-8")
        _run(npm, "install", "--no-package-lock", "--no-audit", "--no-fund", folder=folder)
    shutil.copy(HERE / "web_forms.mjs", folder)
    return Peer("ODK Web Forms", version, (node, "web_forms.mjs"), folder)


def _javarosa(folder: Path) -> Peer:
    java, javac = _tool("java", "a JDK 17"), _tool("javac", "a JDK 17")
    source = HERE / "JavaRosaPeer.java"
    jar = _jar()
    made = folder / "JavaRosaPeer.class"
    if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
        _run(javac, "-d", str(folder), "-cp", str(jar), str(source), folder=folder)
    options = ("-Duser.timezone=UTC", "-Duser.language=en")
    command = (java, *options, "-cp", f"{jar}{os.pathsep}{folder}", "JavaRosaPeer")
    return Peer("JavaRosa", _version_in(jar), command, folder)


def _jar() -> Path:
    found = find_spec("pyxform")
    if found is None or found.origin is None:
        raise PeerMissing("pyxform, which brings JavaRosa, is not installed")
    return Path(found.origin).parent / JAR


def _version_in(jar: Path) -> str:
    with ZipFile(jar) as archive:
        text = archive.read("META-INF/maven/org.getodk/javarosa/pom.properties").decode()
    return next(line[8:] for line in text.splitlines() if line.startswith("version="))


def _tool(name: str, wanted: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise PeerMissing(f"{name} is not here; install {wanted}")
    return path


def _run(*command: str, folder: Path) -> None:
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
