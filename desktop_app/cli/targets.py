"""Where exchange files go: never over something else."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.errors import BadArgument, ExchangeRefused
from desktop_app.services import packages


def refuse_other_file(out: Path) -> None:
    """Raise BadArgument if there is a file that is no exchange file; an empty one may go."""
    if not out.is_file() or not out.stat().st_size:
        return
    try:
        packages.inspect(out)
    except ExchangeRefused as refusal:
        if refusal.reason == FileVerdict.NOT_AN_EXCHANGE_FILE:
            raise BadArgument(
                "--out", "there is another file of this name; choose a new one"
            ) from refusal
