"""`review-desk clear`: what is missing, approving questions and the whole, opening it again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import Opened, chosen, opened, unlocked
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import (
    ChangedAnswer,
    Completeness,
    FinalApproval,
    Gap,
    Missing,
    OnItsWay,
    Reopening,
    SubmissionState,
)
from desktop_app.errors import BadArgument, UnknownReference
from desktop_app.services import clearing, finalising, ways
from desktop_app.services.completeness import completeness
from desktop_app.services.response import Response

_GAPS = {
    Gap.TO_SETTLE: "Two versions to settle",
    Gap.UNANSWERED: "Not answered",
    Gap.NOT_FINISHED: "Not finished",
    Gap.NO_REFERENCE: "Without a legal reference",
    Gap.INVALID: "Not as the questionnaire asks",
    Gap.WAITING: "Changes that wait for your decision",
    Gap.CHANGED: "Changed after approval",
    Gap.REFUSED: "Changes that were refused",
}
_REOPENING = {
    Reopening.HERE: "Open it again with `review-desk clear --reopen --reason TEXT`.",
    Reopening.ASK_SECRETARIAT: "It was submitted; only the secretariat can open it again.",
    Reopening.ASK_FOCAL_POINT: "Ask the focal point to open it again if something must change.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done; nothing of all that: say how it stands."""

    refs: Sequence[str] = ()
    every: bool = False
    back: str = ""
    final: bool = False
    reopen: bool = False
    reason: str = ""


def run(context: typer.Context, wish: Wish) -> None:
    """Do it. Raises BadArgument for two wishes at once."""
    given = [bool(wish.refs), wish.every, bool(wish.back), wish.final, wish.reopen]
    if given.count(True) > 1:
        raise BadArgument("clear", "give one of REF, --all, --back, --final and --reopen")
    if wish.reason and not (wish.final or wish.reopen):
        raise BadArgument("--reason", "it goes with --final and --reopen")
    if wish.final:
        _approve_everything(context, wish.reason)
    elif wish.reopen:
        _reopen(context, wish.reason)
    elif wish.back:
        _bring_back(context, wish.back)
    elif wish.refs or wish.every:
        _approve(context, wish)
    else:
        _say_standing(context)


def _approve(context: typer.Context, wish: Wish) -> None:
    with opened(context) as open_:
        response = open_.response
        done: list[NodeKey] = []
        left: list[NodeKey] = []
        for card, is_named in _cards(open_, wish):
            if is_named:
                response.set_status(card, Status.CLEARED)
                done.append(card)
                continue
            found = clearing.approve_finished(response, [card])
            done += found.approved
            left += found.left
        open_.keep()
        names = [_name(response, card) for card in left]
    if options_of(context).as_json:
        say_json({"approved": _ids(done), "left": _ids(left)})
        return
    say(f"{len(done)} questions were approved.")
    if names:
        say(f"{len(names)} are not finished, and were left: {', '.join(names)}")


def _cards(open_: Opened, wish: Wish) -> Iterable[tuple[NodeKey, bool]]:
    """The cards that are meant, and whether each was named by itself."""
    response = open_.response
    if wish.every:
        return [(card, False) for card in response.outline.cards()]
    found: list[tuple[NodeKey, bool]] = []
    for ref in wish.refs:
        key = open_.key(ref)
        card = response.card_of(key)
        if card is not None:
            found.append((card, True))
            continue
        inside = [each for each in response.walk(key) if response.outline.is_card(each)]
        if not inside:
            raise UnknownReference(ref)
        found += [(each, False) for each in inside]
    return found


def _bring_back(context: typer.Context, ref: str) -> None:
    with opened(context) as open_:
        key = open_.key(ref)
        changed = clearing.changed_answers(open_.profile, open_.info.id)
        found = next((each for each in changed if each.key == key and not each.is_gone), None)
        if found is None:
            raise BadArgument(ref, "it is as it was approved, or was never; see `review-desk"
                              " clear`")  # fmt: skip
        clearing.bring_back(open_.response, found)
        open_.keep()
    if options_of(context).as_json:
        say_json({"ref": ref, "value": found.approved or None})
    else:
        say(
            "The text that was approved stands again; what was written since is in the history."
        )


def _approve_everything(context: typer.Context, reason: str) -> None:
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        made = finalising.approve_everything(profile, dossier, reason=reason)
    if options_of(context).as_json:
        say_json(_facts(made))
        return
    say(f"Approval {made.number}: the response is approved and locked.")
    say(f"Digest: {made.digits}")
    if made.missing:
        say(f"{len(made.missing)} questions are not complete, for this reason: {made.reason}")
    say("Tell the others by an exchange file.")


def _reopen(context: typer.Context, reason: str) -> None:
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        way = ways.on_its_way(profile, dossier)
        finalising.reopen(profile, dossier, reason)
        state = finalising.submission_state(profile, dossier)
    if options_of(context).as_json:
        say_json({"approvals": [_facts(each) for each in state.approvals]})
    else:
        say("The response is open again. Tell the others by an exchange file.")
        if way is not None and (way.carried_at or way.handed_at):
            where = "the server has it" if way.handed_at else "a file for a courier has it"
            say(f"What was approved is still on its way ({where}): a receipt for it locks the"
                " response again. Tell the secretariat.")  # fmt: skip


def _say_standing(context: typer.Context) -> None:
    with opened(context) as open_:
        response = open_.response
        state = finalising.submission_state(open_.profile, open_.info.id)
        changed = clearing.shown_of(response, state.changed)
        aside = clearing.not_standing(open_.profile, open_.info.id)
        found = completeness(response, aside, [each.key for each in changed])
        progress = response.progress()
        way = ways.on_its_way(open_.profile, open_.info.id)
    if options_of(context).as_json:
        say_json(
            {
                "locked": state.is_locked,
                "reopening": str(state.reopening),
                "may_approve": state.may_approve,
                "complete": found.is_complete,
                "questions": progress.total,
                "approved": progress.counts[Status.CLEARED],
                "finished": progress.counts[Status.READY],
                "missing": {
                    str(gap): _shown(response, group) for gap, group in found.groups.items()
                },
                "changed": [_changed_facts(each) for each in changed],
                "approvals": [_facts(each) for each in state.approvals],
            }
        )
        return
    _say_locked(state, way)
    say(
        f"{progress.total} questions apply: {progress.counts[Status.CLEARED]} are approved,"
        f" {progress.counts[Status.READY]} finished."
    )
    _say_gaps(found)


def _say_locked(state: SubmissionState, way: OnItsWay | None) -> None:
    latest = state.latest
    if latest is not None:
        day = latest.at.strftime("%Y-%m-%d %H:%M %z")
        say(f"Approval {latest.number} by {latest.by}, {day}. Digest: {latest.digits}")
        if latest.reopened is not None:
            say(f"Opened again by {latest.reopened.by}: {latest.reopened.reason}")
    if state.is_locked:
        say(f"The response is locked. {_REOPENING[state.reopening]}")
    if way is not None:
        say(_way_sentence(way))


def _way_sentence(way: OnItsWay) -> str:
    """How far a submission is that has no receipt."""
    if way.handed_at is not None:
        return "The server has the submission; no receipt has come yet. Run: review-desk sync"
    if way.carried_at is not None:
        return ("The submission is in a file for a courier; the secretariat has it only once"
                " the reply is here.")  # fmt: skip
    return ("The submission waits: the secretariat does NOT have it. It goes with the next"
            " `review-desk sync`.")  # fmt: skip


def _say_gaps(found: Completeness) -> None:
    for gap, entries in found.groups.items():
        say(f"{_GAPS[gap]}: {len(entries)}")
        for each in entries:
            say(f"  {each.node}  {each.reference} {each.title}")
    if found.is_complete:
        say("Nothing is missing.")


def _shown(response: Response, entries: Iterable[Missing]) -> list[dict[str, str]]:
    return [
        {
            "question": str(each.card.question),
            "node": str(each.node),
            "reference": each.reference,
            "title": each.title,
        }
        for each in entries
    ]


def _changed_facts(changed: ChangedAnswer) -> dict[str, object]:
    return {
        "node": str(changed.key),
        "approved": None if changed.is_new else changed.approved,
        "now": None if changed.is_gone else changed.now,
        "author": changed.author,
        "gone": changed.is_gone,
    }


def _facts(approval: FinalApproval) -> dict[str, object]:
    again = approval.reopened
    return {
        "number": approval.number,
        "by": approval.by,
        "at": approval.at.isoformat(),
        "pack": approval.pack,
        "digest": approval.digest,
        "digits": approval.digits,
        "missing": list(approval.missing),
        "reason": approval.reason,
        "doubled": approval.is_doubled,
        "reopened": None
        if again is None
        else {
            "by": again.by,
            "at": again.at.isoformat(),
            "reason": again.reason,
            "by_secretariat": again.by_secretariat,
        },
    }


def _ids(cards: Iterable[NodeKey]) -> list[str]:
    return [str(card.question) for card in cards]


def _name(response: Response, card: NodeKey) -> str:
    return response.card(card).reference or str(card.question)
