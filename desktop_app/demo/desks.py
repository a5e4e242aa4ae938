"""The desks of the demonstration's three people, and the folder that lies between them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from desktop_app.demo.account import expect

PATIENCE_S = 30.0
PASSPHRASES = (
    "eleven blue umbrellas crossed the Zenda market",
    "old clocks and seven herons near Hentzau castle",
    "a violin maker sold nine copper lanterns at noon",
)
_FOLDERS = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
            "XDG_STATE_HOME", "XDG_CACHE_HOME")  # fmt: skip


class Post:
    """A folder of files, all that the three share; counts what was laid into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files, self.size_bytes, self._names = 0, 0, 0
        folder.mkdir(parents=True)

    def new_file(self) -> Path:
        """Where the next file goes."""
        self._names += 1
        return self.folder / f"file-{self._names:02}.rdexch"

    def count(self, *files: Path) -> None:
        """One package was sent: in a file, or in several as text."""
        expect(all(file.stat().st_size > 0 for file in files), "a file was not written")
        self.files += 1
        self.size_bytes += sum(file.stat().st_size for file in files)


class Desk:
    """One person: an own process, profile and home folder; types commands and reads."""

    def __init__(self, name: str, folder: Path, post: Post) -> None:
        self.name, self.post = name, post
        self.email = f"{name.partition(' ')[0].lower()}@office.example"
        self.process = 0
        folder.mkdir(parents=True)
        secret = folder / "passphrase.txt"
        secret.write_text(PASSPHRASES[int(folder.name[-1]) - 1] + "\n", encoding="utf-8")
        own = dict.fromkeys(_FOLDERS, str(folder / "home"))
        self._child = subprocess.Popen(  # noqa: S603  # our own program with our own arguments
            [sys.executable, "-m", "desktop_app.demo.office", folder / "profile", secret],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **own, "PYTHONUTF8": "1"},
            cwd=Path(__file__).parents[2],
        )

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """The end of input ends the process."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.close()
        try:
            self._child.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._child.stdout.close()

    def told(self, *words: str | Path) -> str:
        """What a command prints that must succeed."""
        answer = self._typed(words)
        expect(answer["code"] == 0, f"`{_named(words)}` failed: {answer['err'].strip()}")
        return str(answer["out"])

    def json(self, *words: str | Path) -> Any:
        """The same as data."""
        return json.loads(self.told("--json", *words))

    def refuses(self, *words: str | Path) -> None:
        """A command that must fail, with one sentence."""
        answer = self._typed(words)
        expect(answer["code"] == 1, f"`{_named(words)}` was not refused")
        expect(answer["err"].strip().count("\n") == 0 < len(answer["err"]), "no sentence")

    def sends(self) -> Path:
        """An exchange file for everybody else."""
        file = self.post.new_file()
        self.json("package", "export", "--to", "all", "--out", file)
        self.post.count(file)
        return file

    def sends_as_text(self, name: str, part_kb: str) -> list[Path]:
        """The same for one, as text for the body of mails, in more than one part."""
        words = ("--to", name, "--text-kb", part_kb, "--out", self.post.new_file())
        files = [Path(file) for file in self.json("package", "export", *words)["files"]]
        expect(len(files) > 1, "the text was not split")
        self.post.count(*files)
        return files

    def takes(self, *files: Path) -> dict[str, Any]:
        """Import these; what it brought. It must bring something."""
        found: dict[str, Any] = self.json("package", "import", *reversed(files))
        expect(found["done"], "an import did nothing")
        expect([each["verdict"] for each in found["files"]] == ["good"], "a file was no good")
        return found

    def _typed(self, words: tuple[str | Path, ...]) -> dict[str, Any]:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        self._child.stdin.write(json.dumps([str(word) for word in words]) + "\n")
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        expect(line, f"the process of {self.name} ended in `{_named(words)}`")
        answer: dict[str, Any] = json.loads(line)
        self.process = answer["process"]
        return answer


def _named(words: tuple[str | Path, ...]) -> str:
    return " ".join(str(word) for word in words if str(word) != "--json")[:60]
