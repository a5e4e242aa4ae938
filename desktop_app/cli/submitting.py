"""`review-desk submit`: what was approved goes to the secretariat, by line or by courier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.receipt import json_of, lines_of
from desktop_app.cli.session import chosen, unlocked
from desktop_app.services import submitting
from desktop_app.services.receipts import KeptReceipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done; nothing of all that: send it by line."""

    out: Path | None = None
    ask_reopening: bool = False
    reason: str = ""


def run(context: typer.Context, wish: Wish) -> None:
    """Do it."""
    if wish.reason and not wish.ask_reopening:
        raise typer.BadParameter("--reason goes with --ask-reopening.")
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        if wish.ask_reopening:
            submitting.ask_reopening(profile, dossier, wish.reason)
            if wish.out is not None:
                submitting.write_courier_file(profile, dossier, wish.out)
            _say_asked(context, wish)
        elif wish.out is not None:
            kept = submitting.submit_file(profile, dossier, wish.out)
            if kept is None:
                say_written(context, wish.out)
            else:
                _say_there(context, kept)
        else:
            kept = submitting.submit(profile, dossier)
            if options_of(context).as_json:
                say_json(json_of(kept))
            else:
                say("\n".join(["Submitted.", *lines_of(kept)]))


def _say_asked(context: typer.Context, wish: Wish) -> None:
    if options_of(context).as_json:
        say_json({"asked": True, "file": str(wish.out) if wish.out else None})
        return
    how = f"Send {wish.out} to the secretariat." if wish.out else "Run: review-desk sync"
    say(f"The wish is ready to go. {how}")


def _say_there(context: typer.Context, kept: KeptReceipt) -> None:
    if options_of(context).as_json:
        say_json({"files": [], "bytes": 0, "receipt": json_of(kept)})
        return
    say("\n".join(["The secretariat has it already: no file was written.", *lines_of(kept)]))


def say_written(context: typer.Context, out: Path) -> None:
    """That a courier's file is there, and what to do when the reply comes."""
    size = out.stat().st_size
    if options_of(context).as_json:
        say_json({"files": [str(out)], "bytes": size})
        return
    say(
        f"{out}: {size} bytes, for a courier to the secretariat. Take the reply in with"
        " `review-desk package import`."
    )
