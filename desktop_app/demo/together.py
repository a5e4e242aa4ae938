"""Three people who share no network answer together: three processes and a folder of files.

Each step is a command of the program's command line, typed in the process of one person, and
what it did is checked. Codes and digits go from one to another as by telephone.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from desktop_app.demo.account import SHORTEST_SECRET, check_hidden, expect
from desktop_app.demo.desks import Desk, Post
from desktop_app.demo.plan import Answer, Plan

FOCAL, FIRST, SECOND = "Flavia Elphberg", "Fritz Tarlenheim", "Helga Strofzin"
DISPUTED = "u2_group_answer"
OWN_WORDS = "A lasting union of at least three persons, for gain. No roles need be assigned."
REMARK = "Should the amendment of 2021 be named here as well?"
SETTLED = "A lasting union of three or more persons for gain; the law also asks for roles."
LAST_WORD = "Read once more by all three offices before it went to the ministers."
DUE = "2027-01-31"
PART = "u_art5"
HANDED_OUT = 3
"""Answers that each expert gives, beside the disputed one."""
PART_KB = "8"


@dataclass(frozen=True, slots=True)
class Together:
    """The figures of it."""

    members: int
    files: int
    size_bytes: int
    answers: int
    settled: int
    export_bytes: int
    texts: int


def work_together(plan: Plan, folder: Path) -> Together:
    """The whole story in this folder. Raises DemoFailed at the first step that failed."""
    post = Post(folder / "exchange")
    with ExitStack() as stack:
        flavia, fritz, helga = (
            stack.enter_context(Desk(name, folder / f"office-{number}", post))
            for number, name in enumerate((FOCAL, FIRST, SECOND), start=1)
        )
        _begin(plan, flavia)
        _come_together(flavia, fritz, helga)
        typed = _share_the_work(plan, flavia, fritz, helga)
        settled = _settle(flavia)
        _hand_over(flavia, fritz, helga)
        exports = [desk.told("dossier", "export") for desk in (flavia, fritz, helga)]
        for desk in (flavia, fritz, helga):
            expect(
                desk.json("profile", "check")["sound"], f"{desk.name}'s profile is not sound"
            )
        processes = {desk.process for desk in (flavia, fritz, helga)}
    expect(len(processes) == 3, "there were not three processes")
    members, answers = check_exports(exports)
    texts = {OWN_WORDS, REMARK, SETTLED, LAST_WORD, *typed}
    check_hidden(texts, [path for path in folder.rglob("*") if path.is_file()])
    return Together(
        members=members,
        files=post.files,
        size_bytes=post.size_bytes,
        answers=answers,
        settled=settled,
        export_bytes=len(exports[0].encode()),
        texts=len(texts),
    )


def _begin(plan: Plan, flavia: Desk) -> None:
    flavia.json("profile", "create", "--name", FOCAL, "--email", "flavia@justice.example")
    flavia.json(
        "dossier", "create", "--pack", "cluster-1", "--party", plan.party,
        "--instruments", ",".join(plan.instruments),
    )  # fmt: skip


def _come_together(flavia: Desk, *experts: Desk) -> None:
    """Invited by a file and a code, joined, heard of, compared, confirmed."""
    for expert in experts:
        file = flavia.post.new_file()
        words = ("--name", expert.name, "--role", "expert", "--out", file)
        code = str(flavia.json("member", "invite", *words)["code"])
        flavia.post.count(file)
        mistyped = code[:-1] + str((int(code[-1]) + 1) % 10)
        expert.refuses("member", "join", file, "--code", mistyped)
        who = ("--name", expert.name, "--email", expert.email)
        expert.json("member", "join", file, "--code", code, *who)
        flavia.takes(expert.sends())
    known = {each["name"]: each for each in flavia.json("device", "list")}
    for expert in experts:
        own = next(each for each in expert.json("device", "list") if each["is_this"])
        expect(own["fingerprint"] == known[expert.name]["fingerprint"], "the digits differ")
        flavia.json("member", "confirm", expert.name)


def _share_the_work(plan: Plan, flavia: Desk, fritz: Desk, helga: Desk) -> set[str]:
    """A part is given out by mail; two answer, and one question both; a stick is lost.

    The texts that were typed come back.
    """
    flavia.json("assignment", "add", PART, "--to", fritz.name, "--due", DUE)
    for expert in (fritz, helga):
        expert.takes(*flavia.sends_as_text(expert.name, PART_KB))
    mine = fritz.json("assignment", "list", "--mine")
    expect(
        [(each["target"], each["due"]) for each in mine] == [(PART, DUE)], "no part was given"
    )
    typed = _answer(plan, fritz, PART) | _answer(plan, helga, "u_art2")
    disputed = _wanted(plan, "u_art2", DISPUTED)
    helga.json("answer", "set", DISPUTED, disputed)
    fritz.json("answer", "set", DISPUTED, OWN_WORDS)
    helga.json("note", "add", DISPUTED, REMARK)
    lost = fritz.sends()
    lost.unlink()
    flavia.takes(helga.sends())
    came = flavia.takes(fritz.sends())
    expect(came["answers"] == HANDED_OUT + 1, "what was on the lost stick did not come again")
    (note,) = flavia.json("note", "list")
    expect((note["text"], note["author"]) == (REMARK, helga.name), "the note did not come")
    return {*typed, disputed}


def _answer(plan: Plan, desk: Desk, article: str) -> set[str]:
    """Give the first answers of an article; those that are long enough to look for."""
    page = next(page for page in plan.pages if page.article == article)
    steps = [step for step in page.steps if isinstance(step, Answer)]
    chosen = [step for step in steps if step.question != DISPUTED][:HANDED_OUT]
    for step in chosen:
        desk.json("answer", "set", step.question, step.value)
    return {step.value for step in chosen if len(step.value) >= SHORTEST_SECRET}


def _wanted(plan: Plan, article: str, question: str) -> str:
    page = next(page for page in plan.pages if page.article == article)
    steps = [step for step in page.steps if isinstance(step, Answer)]
    return next(step.value for step in steps if step.question == question)


def _settle(flavia: Desk) -> int:
    """Both versions are there with their authors; a third one stands instead."""
    (found,) = flavia.json("conflict", "list")
    authors = sorted(version["author"] for version in found["versions"])
    expect(authors == [FIRST, SECOND], "the two versions are not there")
    left = flavia.json("conflict", "resolve", DISPUTED, "--value", SETTLED)["left"]
    expect(left == 0, "it was not settled")
    return 1


def _hand_over(flavia: Desk, fritz: Desk, helga: Desk) -> None:
    """Fritz becomes the focal point; everybody learns of it, and what he writes then."""
    flavia.json("member", "hand-over", fritz.name)
    file = flavia.sends()
    for expert in (fritz, helga):
        expert.takes(file)
    flavia.refuses("assignment", "add", "u_art2", "--to", helga.name)
    fritz.json("answer", "set", "coordination", LAST_WORD)
    file = fritz.sends()
    for other in (flavia, helga):
        other.takes(file)


def check_exports(exports: list[str]) -> tuple[int, int]:
    """That all are the same bytes, and what is in them; members and answers."""
    expect(len(set(exports)) == 1, "the exports differ")
    state = json.loads(exports[0])
    people = state["members"]
    names = {member["name"]: key for key, member in people["all"].items()}
    expect(set(names) == {FOCAL, FIRST, SECOND}, "somebody is missing in the exports")
    unsure = [member for member in people["all"].values() if member["provisional"]]
    expect(not unsure, "somebody was not confirmed")
    expect(people["focal_point"] == names[FIRST], "the exports name another focal point")
    expect(not any(state["to_settle"].values()), "something is to be settled in the exports")
    expect(not state["waiting"] and not state["refused"], "something does not count")
    (version,) = state["answers"][DISPUTED]
    expect(
        (version["value"], version["author"]) == (SETTLED, names[FOCAL]),
        "what settled the conflict is missing",
    )
    (version,) = state["answers"]["coordination"]
    expect(version["value"] == LAST_WORD, "the last word is missing")
    return len(names), len(state["answers"])
