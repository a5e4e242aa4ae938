"""One person's computer for the demonstration: a process that does what is typed there.

It reads one command line after the other, as JSON lists on standard input, hands each to the
program's own command line, and answers with a JSON line: exit code, output, errors. Profile,
home folder and passphrase are its own; with the others it shares a folder of files alone.
"""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

from desktop_app import cli


def main() -> int:
    """Work for as long as somebody types; ``PROFILE PASSPHRASE_FILE``."""
    profile, passphrase = sys.argv[1:3]
    answers = sys.stdout
    for line in sys.stdin:
        words = ["--profile", profile, "--passphrase-file", passphrase, *json.loads(line)]
        code, told, wrong = _carried_out(words)
        facts = {"process": os.getpid(), "code": code, "out": told, "err": wrong}
        answers.write(json.dumps(facts) + "\n")
        answers.flush()
    return 0


def _carried_out(words: list[str]) -> tuple[int, str, str]:
    outer = sys.stdout, sys.stderr
    told, wrong = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in outer)
    sys.stdout, sys.stderr = told, wrong
    try:
        code = cli.main(cli.Program(_no_window, _no_window), words)
    finally:
        sys.stdout, sys.stderr = outer
    return code, _text_of(told), _text_of(wrong)


def _text_of(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def _no_window(folder: Path) -> int:
    raise NotImplementedError(folder)


if __name__ == "__main__":
    sys.exit(main())
