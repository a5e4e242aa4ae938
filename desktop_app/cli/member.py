"""`review-desk member`: who works on a response, in which role."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.exchange_wording import warning_lines
from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_json
from desktop_app.cli.session import chosen, unlocked, unlocked_or_new
from desktop_app.cli.targets import refuse_other_file
from desktop_app.domain.members import Member, MemberRole, People, Person
from desktop_app.errors import BadArgument
from desktop_app.services import invitations, members
from desktop_app.services.invitations import ForCode
from desktop_app.services.nominations import SUFFIX, Wanted, write_nominations
from desktop_app.services.people import find_computer, find_member, people

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

_Member = Annotated[
    str,
    typer.Argument(
        metavar="MEMBER", help="A whole name, an e-mail address, or the beginning of an id."
    ),
]
_Out = Annotated[Path, typer.Option(metavar="FILE", help="Where the file goes; or a folder.")]


class Invitable(StrEnum):
    """Roles that an invitation can give."""

    EXPERT = "expert"
    OBSERVER = "observer"
    DEPUTY = "deputy"


@app.callback()
def _member() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def invite(
    context: typer.Context,
    name: Annotated[str, typer.Option(metavar="N", help="Who is invited.")],
    role: Annotated[Invitable, typer.Option(help="What they may do.")],
    out: _Out,
    email: Annotated[str, typer.Option(metavar="E", help="Their e-mail address.")] = "",
    again: Annotated[
        str | None, typer.Option(metavar="MEMBER", help="A member who comes back.")
    ] = None,
) -> None:
    """Write an invitation; prints the code, to be told by telephone and never sent along."""
    refuse_other_file(out)
    person = Person(name=name, email=email)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        member = None if again is None else find_member(profile, dossier, again).id
        sealed = members.invite(
            profile,
            dossier,
            out,
            person=person,
            role=MemberRole(role),
            member=member,
        )
    _say_sealed(context, sealed, "to be told by telephone")
    if not options_of(context).as_json:
        say("They will see the whole response, as every member does. An expert may edit any")
        say("question, unless you restrict them to a part on the page “People”.")
        say("Send them the file. They open it with `review-desk member join FILE --code CODE`")
        say(
            "and send an exchange file back. When you have imported that, compare the digits of"
        )
        say("`review-desk device list` by telephone, and use `review-desk member confirm`.")


@app.command()
def join(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that you were sent.")],
    code: Annotated[str, typer.Option(help="The digits that you were told.")],
    name: Annotated[str, typer.Option(metavar="N", help="Yours, for a new profile.")] = "",
    email: Annotated[str, typer.Option(metavar="E", help="Yours, for a new profile.")] = "",
) -> None:
    """Open an invitation; makes a profile first where there is none."""
    invitations.open_by_code(file, code)  # before a profile is made for nothing
    with unlocked_or_new(context, name=name, email=email) as (profile, recovery_code):
        dossier = invitations.join(profile, file, code)
        found = people(profile, dossier)
    me = next(member for member in found.members if member.is_me)
    facts = {"dossier": dossier, "member": me.id}
    if recovery_code:
        facts["recovery_code"] = recovery_code
    if options_of(context).as_json:
        say_json(facts)
        return
    say(f"You are in. Response {dossier}.")
    if recovery_code:
        say(f"Recovery code of your new profile, shown this once: {recovery_code}")
        say("Write it down and keep it safe: it opens the profile if the passphrase is lost.")
    say("Make an exchange file, so that the others learn of it:")
    say("  review-desk package export --to all --out FILE")
    for computer in me.to_confirm:
        if computer.is_this:
            say("Read the digits of this computer to the focal point, who confirms it:")
            say(f"  {computer.fingerprint}")


@app.command("list")
def list_(context: typer.Context) -> None:
    """List the members, their roles and their computers."""
    with unlocked(context) as profile:
        found = people(profile, chosen(options_of(context), profile).id)
    if options_of(context).as_json:
        say_json(_facts(found))
        return
    for member in found.members:
        until = found.until if member.id == found.focal_point else None
        words = _role(member) if until is None else f"{_role(member)} until {until.isoformat()}"
        say(f"{member.id}  {member.person.name or '-'}  {words}")
    for invited in found.invited:
        if not invited.joined:
            say(f"{'invited':32}  {invited.name}  {invited.role}")
    for line in warning_lines(found):
        say(line)


@app.command()
def confirm(
    context: typer.Context,
    member: _Member,
    computer: Annotated[
        str | None, typer.Option(metavar="ID", help="Which one, if two used the invitation.")
    ] = None,
) -> None:
    """Say that somebody who joined is who they say they are."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        device = None if computer is None else find_computer(found.computers, computer).id
        members.confirm(profile, dossier, found.id, device)
    _done(context, found, "confirmed")
    if not (found.is_provisional or options_of(context).as_json):
        say("If the old computer is lost, take it out: review-desk device remove ID")


@app.command()
def describe(
    context: typer.Context,
    member: _Member,
    name: Annotated[str, typer.Option(metavar="N", help="Their name.")] = "",
    title: Annotated[str, typer.Option(help="Their title or office.")] = "",
    email: Annotated[str, typer.Option(metavar="E", help="Their e-mail address.")] = "",
    phone: Annotated[str, typer.Option(help="Their telephone number.")] = "",
) -> None:
    """Write down who somebody is; what is not given stays as it was."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        person = Person(
            name=name or found.person.name,
            title=title or found.person.title,
            email=email or found.person.email,
            phone=phone or found.person.phone,
        )
        members.describe(profile, dossier, found.id, person)
    _done(context, found, "described")


@app.command()
def role(
    context: typer.Context,
    member: _Member,
    wanted: Annotated[Invitable, typer.Argument(metavar="ROLE", help="What they may do.")],
) -> None:
    """Give a member another role."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        members.set_role(profile, dossier, found.id, MemberRole(wanted))
    _done(context, found, str(wanted))


@app.command()
def remove(context: typer.Context, member: _Member) -> None:
    """Take a member out; what is written from now on they cannot read."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        members.remove(profile, dossier, found.id)
    _done(context, found, "removed")


@app.command()
def hand_over(
    context: typer.Context,
    member: _Member,
    until: Annotated[
        str, typer.Option(metavar="DATE", help="For a time: until this day.")
    ] = "",
) -> None:
    """Make another member the focal point."""
    day = _day(until)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        members.hand_over(profile, dossier, found.id, until=day)
    _done(context, found, "focal-point")


@app.command()
def take_over(context: typer.Context) -> None:
    """Become the focal point, as the deputy."""
    with unlocked(context) as profile:
        members.take_over(profile, chosen(options_of(context), profile).id)
    _say_role(context)


@app.command()
def take_back(context: typer.Context) -> None:
    """Become the focal point again, after a hand-over for a time."""
    with unlocked(context) as profile:
        members.take_back(profile, chosen(options_of(context), profile).id)
    _say_role(context)


@app.command()
def reserve(context: typer.Context, out: _Out) -> None:
    """Write the reserve for the ministry's safe; prints its code, to be kept apart."""
    refuse_other_file(out)
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        sealed = members.make_reserve(profile, dossier, out)
    _say_sealed(context, sealed, "to be kept in another place than the file")
    if not options_of(context).as_json:
        say("Whoever has both becomes the focal point, with `review-desk member join`.")
        say("An older reserve is worth nothing once the others have your next exchange file.")


@app.command()
def nominations(context: typer.Context, out: _Out) -> None:
    """Write the list of members for the note verbale, as a Word file."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        file = out / f"nominations{SUFFIX}" if out.is_dir() else out.with_suffix(SUFFIX)
        refuse_other_file(file)
        now = profile.clock()
        listed = write_nominations(
            profile, dossier, file, wanted=Wanted(date=now.date().isoformat()), now=now
        )
    if options_of(context).as_json:
        say_json({"file": str(file), "members": listed.members})
    else:
        say(f"{file}: {listed.members} members, {listed.incomplete} not complete.")


@app.command()
def decide(
    context: typer.Context,
    member: _Member,
    accept: Annotated[
        bool, typer.Option("--accept/--reject", help="Take their work, or never.")
    ],
) -> None:
    """Decide on what somebody wrote after they had been removed or given a lesser role."""
    with unlocked(context) as profile:
        dossier = chosen(options_of(context), profile).id
        found = find_member(profile, dossier, member)
        waiting = people(profile, dossier).waiting
        sets = [id_ for work in waiting if work.author == found.id for id_ in work.sets]
        members.decide(profile, dossier, sets, accept=accept)
    _done(context, found, "accepted" if accept else "rejected")


def _say_sealed(context: typer.Context, sealed: ForCode, where: str) -> None:
    if options_of(context).as_json:
        say_json({"file": str(sealed.sent.files[0]), "code": sealed.code})
        return
    say(f"{sealed.sent.files[0]}: {sealed.sent.size_bytes} bytes.")
    say(f"Code, {where}: {sealed.code}")


def _done(context: typer.Context, member: Member, what: str) -> None:
    if options_of(context).as_json:
        say_json({"member": member.id, "now": what})
    else:
        say(f"{member.person.name or member.id}: {what}. Tell the others by an exchange file.")


def _say_role(context: typer.Context) -> None:
    if options_of(context).as_json:
        say_json({"now": "focal-point"})
    else:
        say("You are the focal point. Tell the others by an exchange file.")


def _role(member: Member) -> str:
    words = [str(member.role)]
    if member.is_provisional:
        words += ["(not confirmed)"]
    elif member.to_confirm:
        words += ["(a computer not confirmed: see `review-desk device list`)"]
    words += ["(removed)"] if member.is_removed else []
    words += ["(you)"] if member.is_me else []
    words += ["(two versions: see `review-desk conflict list`)"] if member.is_disputed else []
    return " ".join(words)


def _facts(found: People) -> dict[str, object]:
    return {
        "members": [
            {
                "member": member.id,
                "name": member.person.name,
                "email": member.person.email,
                "role": str(member.role),
                "is_me": member.is_me,
                "provisional": member.is_provisional,
                "removed": member.is_removed,
                "disputed": member.is_disputed,
                "sent_at": member.sent_at.isoformat() if member.sent_at else None,
                "computers": [
                    {
                        "id": computer.id,
                        "fingerprint": computer.fingerprint,
                        "removed": computer.is_removed,
                        "provisional": computer.is_provisional,
                    }
                    for computer in member.computers
                ],
            }
            for member in found.members
        ],
        "focal_point": found.focal_point,
        "until": found.until.isoformat() if found.until else None,
        "invited": [
            {"name": each.name, "role": str(each.role), "joined": list(each.joined)}
            for each in found.invited
        ],
        "warnings": [
            {"kind": str(each.kind), "subject": each.subject} for each in found.warnings
        ],
        "waiting": [
            {"author": work.author, "changes": len(work.changes)} for work in found.waiting
        ],
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadArgument("--until", "it is no day such as 2026-11-24") from error
