"""`review-desk` and `python -m desktop_app`: the command line, with the window above it."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app import cli


def main() -> int:
    """Run what the command line says; the exit code."""
    return cli.main(cli.Program(open_window=_open_window, run_demo=_run_demo))


def _open_window(folder: Path) -> int:
    from desktop_app.app import run_window  # noqa: PLC0415  # no other command needs Qt

    return run_window(folder)


def _run_demo(folder: Path) -> int:
    from desktop_app.demo import run_demo  # noqa: PLC0415  # likewise

    return run_demo(folder)


if __name__ == "__main__":
    sys.exit(main())
