"""`review-server review create|change|message`, by the rules of the console."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from review_protocol.names import SetId
from review_protocol.notices import MAX_TEXT, MAX_TITLE, STEP, SUBMISSION
from review_server import reviews
from review_server.cli_support import options_of, say
from review_server.console.journal import OPERATOR, Deed, note_deed
from review_server.messages import send_message, topics_of
from review_server.plain_texts import fault_of
from review_server.problems import Unusable
from review_server.questionnaires import accept_questionnaire
from review_server.review_rules import (
    Draft,
    codes_of,
    expect_review,
    noted_words,
    one_line,
    reviewer_of,
)
from review_server.serving import open_server

Scopes = Mapping[str, tuple[str, ...]]


def add_to(app: typer.Typer) -> None:
    """Put the commands among those of reviews."""
    app.command("create")(create)
    app.command("change")(change)
    app.command("message")(message)


def create(
    context: typer.Context,
    party: Annotated[str, typer.Option(metavar="P", help="The State under review.")],
    cluster: Annotated[str, typer.Option(metavar="C", help="The thematic cluster.")],
    start: Annotated[str, typer.Option(metavar="DATE", help="When it starts.")] = "",
    instruments: Annotated[str, typer.Option(metavar="A,B", help="Which instruments.")] = "",
    reviewer: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE[:A,B]", help="A reviewing State; two or more."),
    ] = None,
    questionnaire: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The questionnaire (.rdpack): answers and steps."),
    ] = None,
) -> None:
    """Note a review that a party takes part in."""
    options = options_of(context)
    draft = Draft(
        party=one_line(party),
        cluster=one_line(cluster),
        start=start,
        instruments=codes_of(instruments),
        reviewers=tuple(map(reviewer_of, reviewer or [])),
    )
    review = expect_review(draft)
    with open_server(options.folder) as opened, opened.database.begin() as transaction:
        now = opened.clock()
        if known := reviews.noted_already(transaction, review):
            raise Unusable(noted_words(review, known))
        made = reviews.create_review(transaction, review, now)
        note_deed(transaction, now, OPERATOR, Deed.REVIEW_CREATED, made)
        if questionnaire is not None:
            accept_questionnaire(transaction, made, questionnaire, now)
    text = f"Review {made} of {review.party} is noted."
    if questionnaire is None:
        text += f" It needs a questionnaire: review-server review questionnaire {made} FILE"
    say(options, text, {"review": made})


def change(
    context: typer.Context,
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="Its id.")],
    party: Annotated[
        str | None, typer.Option(metavar="P", help="What the party is called.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="C", help="The thematic cluster.")
    ] = None,
    instruments: Annotated[
        str | None,
        typer.Option(metavar="A,B", help='Which; "" for those of the questionnaire.'),
    ] = None,
    reviewer: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE[:A,B]", help="One more, or another scope for one."),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option(metavar="STATE", help="It does not review any more.")
    ] = None,
) -> None:
    """Correct what is noted of a review. What was sent or signed before stays as it is."""
    options = options_of(context)
    with open_server(options.folder) as opened, opened.database.begin() as transaction:
        known = reviews.find_review(transaction, review)
        if known is None:
            raise Unusable(f"There is no review {review}. Run: review-server review list")
        draft = Draft(
            party=known.party if party is None else one_line(party),
            cluster=known.cluster if cluster is None else one_line(cluster),
            start=known.start,
            instruments=known.instruments if instruments is None else codes_of(instruments),
            reviewers=_scopes(known.reviewers, reviewer or [], without or []),
        )
        made = replace(expect_review(draft), id=review)
        if other := reviews.noted_already(transaction, made):
            raise Unusable(noted_words(made, other))
        is_new = reviews.change_review(transaction, made)
        if is_new:
            note_deed(transaction, opened.clock(), OPERATOR, Deed.REVIEW_CHANGED, review)
    text = f"Review {review} is changed." if is_new else f"Review {review} says this already."
    say(options, text, {"review": review, "changed": is_new})


def message(
    context: typer.Context,
    review: Annotated[str, typer.Argument(metavar="REVIEW", help="Its id.")],
    title: Annotated[str, typer.Option(metavar="TITLE", help="Its first line.")],
    text: Annotated[str, typer.Option(metavar="TEXT", help="What members read.")],
    about: Annotated[
        str, typer.Option(metavar="STEP|NUMBER", help="A step, or a submission's number.")
    ] = "",
) -> None:
    """Write to all members of a review's responses; it appears in their inbox."""
    options = options_of(context)
    for each, most in ((title, MAX_TITLE), (text, MAX_TEXT)):
        if fault := fault_of(each, most) if each.strip() else "Give a title and a text.":
            raise Unusable(fault)
    with open_server(options.folder) as opened, opened.database.begin() as transaction:
        known = reviews.find_review(transaction, review)
        if known is None:
            raise Unusable(f"There is no review {review}. Run: review-server review list")
        if not known.dossiers:
            raise Unusable(
                f"No response of {known.party} is connected yet; nothing was sent."
                " Its focal point needs an invitation."
            )
        now = opened.clock()
        for dossier in map(SetId, known.dossiers):
            topic = _topic(topics_of(transaction, review, dossier), about)
            send_message(
                transaction, opened.keys, dossier,
                title=one_line(title), text=text, now=now, about=topic,
            )  # fmt: skip
            note_deed(transaction, now, OPERATOR, Deed.MESSAGE_SENT, dossier)
    count = len(known.dossiers)
    whose = f"the members of {known.party}'s response" if count == 1 else f"{count} responses"
    text = f"Sent to {whose}: it is in their inbox when they synchronise."
    say(options, text, {"responses": count})


def _topic(topics: Mapping[str, str], about: str) -> str:
    """What a message is about, by a step's name or a submission's number."""
    found = [each for each in (STEP + about, SUBMISSION + about) if each in topics]
    if about and not found:
        raise Unusable(f"There is no step or submission {about} to be about.")
    return found[0] if about else ""


def _scopes(
    known: Scopes, added: Sequence[str], without: Sequence[str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The reviewing States once these are added, or have other scopes, and those are gone.

    One that is named twice stays twice, for the rules to refuse.
    """
    gone = {one_line(each) for each in without}
    if unknown := gone - set(known):
        raise Unusable(f"{', '.join(sorted(unknown))} is no reviewing State of this review.")
    named = [reviewer_of(each) for each in added]
    replaced = gone | {state for state, _scope in named}
    return (*((s, scope) for s, scope in known.items() if s not in replaced), *named)
