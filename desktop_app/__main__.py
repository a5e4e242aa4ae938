"""`review-desk` and `python -m desktop_app`: the command line, with the window above it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from desktop_app.services.folders import profile_folder


def main() -> int:
    """Run what the command line says; the exit code."""
    folder = _folder_for_window(sys.argv[1:])
    if folder is not None:
        return _open_window(folder)
    from desktop_app import cli  # noqa: PLC0415  # see `_folder_for_window`

    return cli.main(cli.Program(open_window=_open_window, run_demo=_run_demo))


def _folder_for_window(arguments: list[str]) -> Path | None:
    """Whose window the plainest command lines open: none at all, or ``--profile DIR`` alone.

    The parser of the command line takes longer to load than the window does.
    """
    if not arguments:
        return profile_folder()
    option, *values = arguments
    if option == "--profile" and len(values) == 1:
        return Path(values[0])
    return None


def _open_window(folder: Path) -> int:
    # Loading makes many objects and hardly any garbage; afterwards `GarbageCollector` collects.
    gc.disable()
    from desktop_app.app import run_window  # noqa: PLC0415  # no other command needs Qt

    return run_window(folder)


def _run_demo(folder: Path) -> int:
    from desktop_app.demo import run_demo  # noqa: PLC0415  # likewise

    return run_demo(folder)


if __name__ == "__main__":
    sys.exit(main())
