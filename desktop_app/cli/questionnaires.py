"""Which questionnaire a command's PACK means: a file, or one that came with the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop_app.errors import BadArgument
from desktop_app.services import packs
from desktop_app.services.packs import Pack


def named_pack(option: str, named: str, open_file: Callable[[Path], Pack]) -> Pack:
    """The questionnaire; ``open_file`` decides whether a file can be trusted."""
    path = Path(named)
    if path.is_file():
        return open_file(path)
    shipped = {pack.info.id: pack for pack in packs.shipped_packs()}
    if named not in shipped:
        known = ", ".join(shipped)
        raise BadArgument(option, f"it is no file, and with the program came only: {known}")
    return shipped[named]
