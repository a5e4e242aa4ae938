"""`review-desk answer`: set and show answers by their references."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import Opened, opened
from desktop_app.cli.version_wording import version_facts, version_line
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeKind, NodeState
from desktop_app.domain.responses import Status
from desktop_app.errors import BadArgument, UnknownReference
from desktop_app.services import histories, journal
from desktop_app.services.histories import GoneAnswer
from desktop_app.services.response import Edit, Response

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

CLEAR = "null"
_Ref = Annotated[
    str,
    typer.Argument(
        metavar="REF", help="Such as /data/q, /data/rep[2]/q (the first is 1), or the name q."
    ),
]


class Finished(StrEnum):
    """What a person can say of a question from here."""

    DRAFT = "draft"
    READY = "ready"


@app.callback()
def _answer() -> None:
    """The group's own line; see `root.GROUPS`."""


# A value may begin with a minus, as -5 does: what looks like an unknown option is a value.
@app.command("set", context_settings={"ignore_unknown_options": True})
def set_(
    context: typer.Context,
    ref: _Ref,
    value: Annotated[str, typer.Argument(help="The answer; null clears it.")],
) -> None:
    """Set or clear an answer; several choices are separated by spaces."""
    with opened(context) as open_:
        key = open_.key(ref)
        if open_.response.state(key).kind is not NodeKind.QUESTION:
            raise BadArgument(ref, "it holds questions; `review-desk answer show REF --all`"
                              " lists them")  # fmt: skip
        edit = open_.response.set(key, None if value == CLEAR else value)
        open_.keep()
        _say_edit(context, open_, key, edit)


@app.command()
def show(
    context: typer.Context,
    ref: _Ref,
    every: Annotated[
        bool, typer.Option("--all", help="Questions without an answer, too, with their texts.")
    ] = False,
) -> None:
    """Show an answer, or all answers in a group; `/data` is everything."""
    with opened(context) as open_:
        response = open_.response
        key = open_.key(ref)
        is_one = response.state(key).kind is NodeKind.QUESTION
        states = [response.state(inner) for inner in response.walk(key)]
        chosen = _is_asked if every else _is_answer
        shown = [_shown(response, state) for state in states if is_one or chosen(state)]
    if options_of(context).as_json:
        say_json(shown[0] if is_one else shown)
        return
    for each in shown:
        asked = f"  ({' '.join(str(each['label']).split())})" if every else ""
        line = f"{each['ref']}: {each['value'] or ''}{asked}"
        say(str(each["value"] or "") if is_one else line)


@app.command()
def history(
    context: typer.Context,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="[REF]", help="Which answer; without it, all that have no place now."
        ),
    ] = "",
) -> None:
    """List an answer's versions, the latest first; also in a removed row, or dropped."""
    with opened(context) as open_:
        found = _gone(open_) if not ref else (_one(open_, ref),)
    if options_of(context).as_json:
        told = [_history_facts(each) for each in found]
        say_json(told[0] if ref else told)
        return
    if not found:
        say("Every answer has its place.")
    for each in found:
        if not ref:
            say(f"{each.key}  {' '.join(each.label.split())}  ({_why_gone(each)})")
        for version in each.versions:
            say(version_line(version))


@app.command()
def status(
    context: typer.Context, ref: _Ref, wanted: Annotated[Finished, typer.Argument()]
) -> None:
    """Say that a question is finished, or a draft again; its follow-ups are included."""
    with opened(context) as open_:
        key = open_.key(ref)
        card = open_.response.card_of(key)
        if card is None:
            raise UnknownReference(ref)
        open_.response.set_status(card, Status[wanted.name])
        open_.keep()
        _say_card(context, open_.response, card)


@app.command()
def add(context: typer.Context, ref: _Ref) -> None:
    """Add one more to something of which there can be several, such as a legal reference."""
    with opened(context) as open_:
        key = open_.key(ref)
        edit = open_.response.add(key)
        open_.keep()
        added = open_.response.state(edit.changed.added[-1].key)
    if options_of(context).as_json:
        say_json({"ref": added.ref})
    else:
        say(f"{added.ref} was added.")


@app.command()
def remove(context: typer.Context, ref: _Ref) -> None:
    """Remove one of several with all that was answered in it; without a number, the first."""
    with opened(context) as open_:
        key = open_.key(ref)
        if open_.response.state(key).kind is NodeKind.REPEAT:
            inside = open_.response.children(key)
            if not inside:
                raise UnknownReference(ref)
            key = inside[0]
        shown = open_.response.state(key).ref
        edit = open_.response.remove(key)
        open_.keep()
        _say_edit(context, open_, None, edit, f"{shown} was removed.")


def _gone(open_: Opened) -> tuple[GoneAnswer, ...]:
    known = histories.answered(open_.profile, open_.info.id)
    gone = known.difference(open_.response.walk())
    language = open_.response.form.language
    return histories.gone_answers(open_.profile, open_.info.id, gone, language)


def _one(open_: Opened, ref: str) -> GoneAnswer:
    """An answer by its reference; one without a place by its name, as the list has it."""
    try:
        key = open_.key(ref)
    except UnknownReference:
        found = next((each for each in _gone(open_) if str(each.key) == ref), None)
        if found is None:
            raise
        return found
    versions = journal.history(open_.profile, open_.info.id, key)
    label = open_.response.state(key).label
    return GoneAnswer(key=key, card="", label=label, versions=versions)


def _why_gone(gone: GoneAnswer) -> str:
    return "not asked any more" if gone.is_dropped else "its row was removed"


def _history_facts(answer: GoneAnswer) -> dict[str, object]:
    return {
        "answer": str(answer.key),
        "label": answer.label,
        "dropped": answer.is_dropped,
        "versions": [version_facts(each) for each in answer.versions],
    }


def _say_edit(
    context: typer.Context, open_: Opened, key: NodeKey | None, edit: Edit, done: str = ""
) -> None:
    counts = {"hidden_now": edit.hidden_now, "shown_again": edit.shown_again}
    if options_of(context).as_json:
        shown = {} if key is None else _shown(open_.response, open_.response.state(key))
        say_json({**shown, **counts})
        return
    say(done or "The answer was saved.")
    if key is not None and not open_.response.state(key).relevant:
        say("The question does not apply at present; the answer is kept until it does.")
    if edit.hidden_now:
        say(f"{edit.hidden_now} answers do not apply any more; they are kept.")
    if edit.shown_again:
        say(f"{edit.shown_again} answers apply again.")


def _say_card(context: typer.Context, response: Response, card: NodeKey) -> None:
    state = response.card(card)
    name = state.status.name.lower()
    if options_of(context).as_json:
        say_json({"question": state.reference, "status": name})
    else:
        say(f"{state.reference}: {name}.")


def _is_asked(state: NodeState) -> bool:
    return state.kind is NodeKind.QUESTION and state.relevant and state.type != "calculate"


def _is_answer(state: NodeState) -> bool:
    return bool(state.value) and state.type != "calculate"


def _shown(response: Response, state: NodeState) -> dict[str, object]:
    card = response.card_of(state.key)
    return {
        "ref": state.ref,
        "value": state.value or None,
        "relevant": state.relevant,
        "constraint_ok": state.constraint_ok,
        "message": state.message,
        "label": state.label,
        "status": None if card is None else response.card(card).status.name.lower(),
        "unconfirmed": [] if card is None else list(response.card(card).unconfirmed),
    }
