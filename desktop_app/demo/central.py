"""Three people, one without a line, and the secretariat's server: from draft to receipt.

Each step is a command of the program's or the server's command line, in a process of its own,
and what it did is checked.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random

from desktop_app.demo.account import check_hidden, expect
from desktop_app.demo.desks import Desk, Post
from desktop_app.demo.plan import Plan
from desktop_app.demo.secretariat import BreakingLine, Secretariat
from desktop_app.demo.together import DISPUTED, FIRST, FOCAL, SECOND

PACK = Path(__file__).parents[2] / "resources" / "packs" / "cluster-1.rdpack"
CUTS = 10
CUT_AFTER_BYTES = 40_000
LETTER_BYTES = 400_000
LATE_DAYS = 300
"""So long ago the review began: the questionnaire's six months are over."""
FIRST_WORDS = "A union of three or more persons, which lasts for some time, for gain."
HELGAS_WORDS = "Four ministries met twice a month; the prosecutors joined them in autumn."
SECOND_WORDS = "A union of three or more persons; the amendment of 2021 is taken up here."
PRIVATE = "Not for the secretariat: the ministers have not agreed on this yet."
WHY_OPEN = "The ministries answer the rest in spring."
WHY_AGAIN = "An amendment had been overlooked."


@dataclass(frozen=True, slots=True)
class Central:
    """The figures of it."""

    cuts: int
    file_bytes: int
    receipts: int
    notices: int
    export_bytes: int
    digest: str


def work_with_server(plan: Plan, folder: Path, random: Random) -> Central:
    """The whole story in this folder. Raises DemoFailed at the first step that failed."""
    post = Post(folder / "exchange")
    line = BreakingLine(CUTS, CUT_AFTER_BYTES)
    with ExitStack() as stack:
        office = stack.enter_context(Secretariat(folder / "secretariat", line))
        flavia, fritz, helga = (
            stack.enter_context(Desk(name, folder / f"office-{number}", post))
            for number, name in enumerate((FOCAL, FIRST, SECOND), start=1)
        )
        review = _begin(plan, office, flavia, folder)
        _come_together(flavia, fritz, helga)
        file_bytes = _over_a_poor_line(line, folder, flavia, fritz, random)
        _one_without_a_line(flavia, helga)
        notices = _a_deadline_is_missed(office, flavia)
        _submit_by_line(flavia, office)
        _reopen_and_send_by_courier(flavia, office, folder)
        _all_learn_of_it(flavia, fritz, helga)
        exports = {desk.told("dossier", "export") for desk in (flavia, fritz, helga)}
        expect(len(exports) == 1, "the three exports are not the same")
        digest = {desk.json("sync")["digest"] for desk in (flavia, fritz)}
        expect(len(digest) == 1, "the digits to compare by telephone differ")
        receipts = _verify(office, review, folder, flavia, fritz, helga)
    files = [path for path in folder.rglob("*") if path.is_file()]
    hidden = [path for path in files if path.parent.name != "submission"]
    check_hidden({FIRST_WORDS, HELGAS_WORDS, SECOND_WORDS, PRIVATE}, hidden)
    return Central(
        cuts=line.cut,
        file_bytes=file_bytes,
        receipts=receipts,
        notices=notices,
        export_bytes=len(exports.pop().encode()),
        digest=digest.pop(),
    )


def _begin(plan: Plan, office: Secretariat, flavia: Desk, folder: Path) -> str:
    """A review that began long ago, and the response to it, connected by an invitation."""
    start = (date.today() - timedelta(days=LATE_DAYS)).isoformat()  # noqa: DTZ011  # a day
    review = office.json(
        "review", "create", "--party", plan.party, "--cluster", "1", "--start", start,
        "--reviewer", "Strelsau:UNTOC", "--reviewer", "Zenda:UNTOC,TIP",
        "--questionnaire", PACK,
    )["review"]  # fmt: skip
    invitation = folder / "ruritania.rdserver"
    office.json("invite", review, "--out", invitation)
    flavia.json("profile", "create", "--name", FOCAL, "--email", "flavia@justice.example")
    flavia.json(
        "dossier", "create", "--pack", "cluster-1", "--party", plan.party,
        "--instruments", ",".join(plan.instruments), "--start", start,
    )  # fmt: skip
    flavia.json("answer", "set", DISPUTED, FIRST_WORDS)
    flavia.json("server", "connect", "--invitation", invitation)
    return str(review)


def _come_together(flavia: Desk, *experts: Desk) -> None:
    for expert in experts:
        file = flavia.post.new_file()
        words = ("--name", expert.name, "--role", "expert", "--out", file)
        code = str(flavia.json("member", "invite", *words)["code"])
        who = ("--name", expert.name, "--email", expert.email)
        expert.json("member", "join", file, "--code", code, *who)
        flavia.takes(expert.sends())
        flavia.json("member", "confirm", expert.name)


def _over_a_poor_line(
    line: BreakingLine, folder: Path, flavia: Desk, fritz: Desk, random: Random
) -> int:
    """Fritz attaches a letter that no compression makes shorter; the line is cut ten times."""
    flavia.json("sync")
    fritz.json("server", "connect")
    letter = folder / "letter.bin"
    letter.write_bytes(random.randbytes(LETTER_BYTES))
    fritz.json("file", "add", DISPUTED, letter)
    fritz.json("note", "add", DISPUTED, PRIVATE)
    fritz.json("sync")
    flavia.json("sync")
    (found,) = flavia.json("file", "list")
    copy = folder / "letter-copy.bin"
    flavia.json("file", "get", found["file"], "--out", copy)
    expect(copy.read_bytes() == letter.read_bytes(), "the letter came otherwise than it went")
    expect(line.cut == CUTS, f"the line was cut {line.cut} times instead of {CUTS}")
    return LETTER_BYTES


def _one_without_a_line(flavia: Desk, helga: Desk) -> None:
    """Helga has files alone; what she writes is on the server all the same."""
    helga.takes(flavia.sends())
    helga.json("answer", "set", "coordination", HELGAS_WORDS)
    flavia.takes(helga.sends())
    flavia.json("sync")


def _a_deadline_is_missed(office: Secretariat, flavia: Desk) -> int:
    """The server tells it once, however often its timer runs."""
    given = office.json("notices", "run")["given"]
    late = [each for each in given if each["kind"] == "overdue"]
    expect(late, "no deadline was missed")
    expect(office.json("notices", "run")["given"] == [], "a notice was given twice")
    flavia.json("sync")
    entries = flavia.json("inbox", "list", "--all")
    told = [each for each in entries if each["kind"] == "overdue"]
    expect(len(told) == len(late), f"{len(told)} missed deadlines instead of {len(late)}")
    return len(told)


def _submit_by_line(flavia: Desk, office: Secretariat) -> None:
    flavia.refuses("submit")
    flavia.json("clear", "--final", "--reason", WHY_OPEN)
    flavia.refuses("answer", "set", DISPUTED, SECOND_WORDS)
    receipt = flavia.json("submit")
    expect(receipt["verified"], "the receipt does not verify")
    expect(receipt["route"] == "line", "it did not go by line")
    again = flavia.json("submit")
    expect(again == receipt, "submitting twice gave another receipt")
    (known,) = office.json("submission", "list")
    expect(known["submission"] == receipt["submission"], "the server has another submission")


def _reopen_and_send_by_courier(flavia: Desk, office: Secretariat, folder: Path) -> None:
    """The secretariat opens it again; the second version goes in somebody's bag."""
    flavia.refuses("clear", "--reopen", "--reason", WHY_AGAIN)
    flavia.json("submit", "--ask-reopening", "--reason", WHY_AGAIN)
    flavia.json("sync")
    (asked,) = office.json("submission", "requests")
    expect(asked["reason"] == WHY_AGAIN, "the reason did not come")
    office.json("submission", "reopen", asked["request"], "--grant")
    flavia.json("sync")
    flavia.json("answer", "set", DISPUTED, SECOND_WORDS)
    flavia.json("clear", "--final", "--reason", WHY_OPEN)
    out, reply = folder / "bag.rdcour", folder / "reply.rdcour"
    flavia.json("submit", "--file", out)
    received = datetime.now(UTC).astimezone(timezone(timedelta(hours=1)))
    office.json(
        "package", "in", out, "--out", reply, "--received", received.isoformat("T", "minutes"),
        "--reason", "By diplomatic bag.", opens=True,
    )  # fmt: skip
    (taken,) = flavia.json("package", "import", reply)["replies"]
    expect(taken["problem"] == "" and not taken["refused"], "the reply says no")
    last = flavia.json("receipt", "show")[-1]
    expect(last["route"] == "courier" and last["verified"], "no receipt came by courier")
    expect(last["counts"] == "received", "another time counts than that of being handed in")


def _all_learn_of_it(flavia: Desk, fritz: Desk, helga: Desk) -> None:
    flavia.json("sync")
    fritz.json("sync")
    flavia.json("sync")
    helga.takes(flavia.sends())


def _verify(office: Secretariat, review: str, folder: Path, *desks: Desk) -> int:
    """Every member can check both receipts; the secretariat reads what was approved."""
    for desk in desks:
        found = desk.json("receipt", "show")
        expect([each["number"] for each in found] == [1, 2], f"{desk.name} lacks a receipt")
        expect(all(each["verified"] for each in found), f"{desk.name} cannot verify them")
        desk.told("receipt", "verify")
    known = office.json("submission", "list", "--review", review)
    out = folder / "submission"
    office.json("submission", "export", known[-1]["submission"], "--out", out, opens=True)
    written = b"".join(path.read_bytes() for path in out.glob("*.xml"))
    expect(SECOND_WORDS.encode() in written, "the secretariat reads something else")
    for path in out.iterdir():
        expect(PRIVATE.encode() not in path.read_bytes(), f"{path.name} holds a note")
    return len(known)
