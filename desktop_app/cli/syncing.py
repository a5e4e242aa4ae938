"""`review-desk sync`: bring this computer and the central server to the same."""

from __future__ import annotations

import typer

from desktop_app.cli.exchange_wording import (
    files_in_words,
    refusal_facts,
    sentence_on_refusal,
)
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json, say_wrong
from desktop_app.cli.server_wording import clock_sentence
from desktop_app.cli.session import chosen, unlocked
from desktop_app.domain.servers import Synchronised
from desktop_app.services import packages, servers


def run(context: typer.Context) -> None:
    """Do it, and print what came and went. Exits 1 if the server refused a submission, or a
    request to reopen one; what it refused before, and stands still, is told each time.
    """
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        done = servers.synchronise(profile, dossier)
        digest = packages.digest(profile, dossier)
        standing = servers.status(profile, dossier).not_taken
    if options_of(context).as_json:
        refused = [refusal_facts(each) for each in standing]
        say_json({**_facts(done), "digest": digest, "not_taken": refused})
    else:
        _say(done, digest)
    for each in standing:
        say_wrong(f"{sentence_on_refusal(each)}.")
    if done.not_taken:
        raise typer.Exit(1)


def _facts(done: Synchronised) -> dict[str, object]:
    return {
        "came": done.came,
        "went": done.went,
        "requests": done.requests,
        "bytes_sent": done.bytes_sent,
        "bytes_received": done.bytes_received,
        "files_came": done.files_came,
        "files_went": done.files_went,
        "file_bytes": done.file_bytes,
        "files_to_come": done.files_to_come,
        "messages_went": done.messages_went,
        "clock_off_minutes": servers.minutes_off(done),
        "to_settle": list(done.tally.to_settle),
    }


def _say(done: Synchronised, digest: str) -> None:
    off = servers.minutes_off(done)
    if off:
        say(clock_sentence(off))
    say(
        f"In step with the server: {done.came} sets came, {done.went} went"
        f" ({done.bytes_sent} bytes out, {done.bytes_received} in)."
    )
    if done.files_came or done.files_went:
        say(
            f"{files_in_words(done.files_came)} came, {done.files_went} went"
            f" ({done.file_bytes} bytes)."
        )
    if done.messages_went:
        say(f"Messages to the secretariat that went: {done.messages_went}.")
    if done.files_to_come:
        say(f"{files_in_words(done.files_to_come)} still to come, from whoever attached them.")
    say(f"To compare by telephone: {digest}")
