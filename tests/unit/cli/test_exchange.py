"""People who share no network, by the command line alone: what a newcomer types and reads."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.domain.members import MemberRole, Person
from desktop_app.services import invitations, members, packages
from desktop_app.services.people import find_member
from review_protocol.costs import KdfCost
from tests.builders.command_line import CommandLine, Outcome
from tests.builders.dossiers import PASSPHRASE, new_dossier, new_profile

QUESTION = "party_name"


@dataclass(frozen=True)
class Office:
    """One person's profile, and the command line on it."""

    desk: CommandLine
    name: str
    home: Path

    @property
    def stick(self) -> Path:
        return self.home / "stick"

    def __call__(self, *words: str | Path) -> Outcome:
        profile, passphrase = self.home / self.name, self.home / "passphrase.txt"
        return self.desk("--profile", profile, "--passphrase-file", passphrase, *words)

    def does(self, *words: str | Path) -> str:
        """What a command that must succeed prints."""
        outcome = self(*words)
        assert outcome.code == 0, outcome.err
        return outcome.out

    def fails(self, *words: str | Path) -> str:
        """The one sentence of a command that must fail."""
        outcome = self(*words)
        assert outcome.code == 1, outcome.out
        assert outcome.err.count("\n") == 1
        return outcome.err

    def sends(self, name: str) -> Path:
        """An exchange file for everybody."""
        self.does("package", "export", "--to", "all", "--out", self.stick / name)
        return self.stick / name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna's response with Boris in it; and Clara, who has a profile and nothing else."""
    home = tmp_path_factory.mktemp("offices")
    (home / "stick").mkdir()
    (home / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    anna, boris, clara = (new_profile(home / n, name=n) for n in ("Anna", "Boris", "Clara"))
    dossier = new_dossier(anna).id
    sealed = members.invite(
        anna, dossier, home / "i", person=Person(name="Boris"), role=MemberRole.EXPERT,
        cost=KdfCost.FOR_TESTS,
    )  # fmt: skip
    invitations.join(boris, home / "i", sealed.code)
    packages.export(boris, dossier, home / "b")
    packages.apply(anna, packages.plan(anna, dossier, [home / "b"]))
    members.confirm(anna, dossier, find_member(anna, dossier, "Boris").id)
    packages.export(anna, dossier, home / "a")
    packages.apply(boris, packages.plan(boris, dossier, [home / "a"]))
    for profile in (anna, boris, clara):
        profile.close()
    return home


@pytest.fixture
def anna(desk: CommandLine, made: Path, tmp_path: Path) -> Office:
    """The focal point."""
    shutil.copytree(made, tmp_path / "offices")
    return Office(desk, "Anna", tmp_path / "offices")


@pytest.fixture
def boris(anna: Office) -> Office:
    """An expert whom Anna has confirmed, and who knows it."""
    return Office(anna.desk, "Boris", anna.home)


@pytest.fixture
def clara(anna: Office) -> Office:
    """Somebody who has a profile and no response."""
    return Office(anna.desk, "Clara", anna.home)


def invited(anna: Office, name: str, *more: str) -> tuple[str | Path, ...]:
    file = anna.stick / f"for-{name}.rdexch"
    words = ("--name", name, "--role", "expert", "--out", file)
    sealed = anna("member", "invite", *words, *more, "--json").json
    return file, "--code", str(sealed["code"])


def test_each_step_says_what_comes_next(anna: Office, clara: Office) -> None:
    words = ("--name", "Clara", "--role", "expert", "--out", anna.stick / "i.rdexch")
    told = anna.does("member", "invite", *words)
    assert "see the whole response" in told
    assert "member join FILE --code CODE" in told
    code = told.partition("by telephone: ")[2].splitlines()[0]
    told = clara.does("member", "join", anna.stick / "i.rdexch", "--code", code)
    assert "package export --to all" in told
    (digits,) = [
        line.partition("Clara  ")[2].strip()
        for line in clara.does("device", "list").splitlines()
        if "this one" in line
    ]
    assert digits.partition("  (")[0] in told
    told = anna.does("package", "import", clara.sends("c.rdexch"))
    assert "c.rdexch: good" in told
    assert "1 step about people" in told
    assert "(not confirmed)" in anna.does("member", "list")
    assert "confirmed. Tell the others" in anna.does("member", "confirm", "Clara")


def test_no_other_computer_is_confirmed_than_the_one_that_was_named(
    anna: Office, boris: Office, clara: Office
) -> None:
    """The digits were compared with one computer; a slip must never confirm another."""
    clara.does("member", "join", *invited(anna, "Clara"))
    anna.does("package", "import", clara.sends("c.rdexch"))
    computers = {each["name"]: each["id"] for each in anna("device", "list", "--json").json}
    for slip in ("ffffffffdeadbeef", "", computers["Boris"]):
        refused = anna.fails("member", "confirm", "Clara", "--computer", slip)
        assert "No computer has an id that begins like that" in refused
    assert "(not confirmed)" in anna.does("member", "list")
    told = anna.does("member", "confirm", "Clara", "--computer", computers["Clara"][:8])
    assert "Clara: confirmed." in told
    assert "device remove" not in told
    refused = anna.fails("member", "confirm", "Clara", "--computer", computers["Clara"])
    assert "nothing to confirm" in refused


def test_nobody_is_meant_by_nothing(anna: Office) -> None:
    """An empty variable of a script names nobody, also not who has no e-mail address."""
    for words in (("remove",), ("confirm",), ("hand-over",), ("decide", "--reject")):
        assert "Nobody in the response is called that" in anna.fails("member", *words, "")
    refused = anna.fails(
        "member", "invite", "--name", "B", "--role", "expert", "--again", "",
        "--out", anna.stick / "again.rdexch",
    )  # fmt: skip
    assert "Nobody in the response is called that" in refused
    assert "No computer has an id" in anna.fails("device", "remove", "")


def test_two_versions_are_listed_and_settled(anna: Office, boris: Office) -> None:
    assert "Nothing is to be settled" in anna.does("conflict", "list")
    anna.does("answer", "set", QUESTION, "Anna's text")
    boris.does("answer", "set", QUESTION, "Boris's text")
    told = anna.does("package", "import", boris.sends("work.rdexch"))
    assert "It brings 1 answer." in told
    assert "1 now with two versions to settle" in told
    listed = anna.does("conflict", "list")
    version = next(line.split()[0] for line in listed.splitlines() if "Boris's text" in line)
    assert "conflict list" in anna.fails("conflict", "resolve", QUESTION, "--keep", "nothing")
    assert "one of the three" in anna.fails("conflict", "resolve", QUESTION)
    assert "eight digits" in anna.fails("conflict", "resolve", QUESTION, "--keep", version[:7])
    told = anna.does("conflict", "resolve", QUESTION, "--keep", version[:8])
    assert "0 more to settle" in told
    assert "no two versions" in anna.fails("conflict", "resolve", QUESTION, "--value", "x")


def test_notes_and_assignments_reach_the_other(anna: Office, boris: Office) -> None:
    assert "no notes" in anna.does("note", "list")
    assert "Nothing is assigned" in anna.does("assignment", "list")
    boris.does("note", "add", QUESTION, "Is this so?")
    anna.does("package", "import", boris.sends("note.rdexch"))
    assert "Boris" in anna.does("note", "list", QUESTION)
    anna.does("assignment", "add", QUESTION, "--to", "Boris", "--due", "2026-12-24")
    boris.does("package", "import", anna.sends("part.rdexch"))
    assert boris.does("assignment", "list", "--mine").startswith("2026-12-24  ")
    told = boris.fails("assignment", "add", QUESTION, "--to", "Anna")
    assert "ask the focal point" in told


def test_who_may_not_write_is_told_at_once_and_not_by_the_others(
    anna: Office, boris: Office
) -> None:
    sheet = anna.stick / "wording.csv"
    boris.does("dossier", "wording-sheet", "--out", sheet)
    told = boris.fails("dossier", "wording", sheet)
    assert "does not let you load official wording; ask the focal point" in told
    anna.does("member", "role", "Boris", "observer")
    boris.does("package", "import", anna.sends("roles.rdexch"))
    told = boris.fails("note", "add", QUESTION, "A remark")
    assert "does not let you leave notes; ask the focal point" in told
    assert "A remark" not in boris.does("note", "list")


def test_an_answer_s_history_says_what_does_not_count(anna: Office, boris: Office) -> None:
    anna.does("member", "role", "Boris", "observer")
    boris.does("answer", "set", QUESTION, "before he knew")
    anna.does("package", "import", boris.sends("late.rdexch"))
    told = anna.does("answer", "history", QUESTION)
    assert "Boris: before he knew  (waits for the focal point's decision: its author" in told
    anna.does("member", "decide", "Boris", "--reject")
    assert "(refused: the focal point decided not" in anna.does("answer", "history", QUESTION)
    (first, *_) = anna("answer", "history", QUESTION, "--json").json["versions"]
    assert (first["standing"], first["reason"]) == ("refused", "rejected")


def test_answers_of_a_removed_row_are_listed(anna: Office) -> None:
    assert "Every answer has its place." in anna.does("answer", "history")
    anna.does("answer", "set", "instruments", "UNTOC")
    added = anna("answer", "add", "bodies", "--json").json["ref"]
    anna.does("answer", "set", f"{added}/body_name", "The ministry")
    anna.does("answer", "remove", added)
    told = anna.does("answer", "history")
    assert "(its row was removed)" in told
    assert "The ministry" in told
    name = told.split()[0]
    assert "The ministry" in anna.does("answer", "history", name)
    assert "nothing called" in anna.fails("answer", "history", "body_name@nowhere")


def test_two_telephone_numbers_of_one_person_are_settled(anna: Office, boris: Office) -> None:
    anna.does("member", "describe", "Boris", "--phone", "111")
    boris.does("member", "describe", "Boris", "--phone", "222")
    told = anna.does("package", "import", boris.sends("who.rdexch"))
    assert "1 now with two versions to settle" in told
    assert "(two versions: see `review-desk conflict list`)" in anna.does("member", "list")
    listed = anna.does("conflict", "list")
    ref = listed.split()[0]
    assert ref.startswith("person:")
    version = next(line.split()[0] for line in listed.splitlines() if "phone 222" in line)
    assert "--keep" in anna.fails("conflict", "resolve", ref, "--value", "333")
    assert "no such version" in anna.fails("conflict", "resolve", ref, "--keep", "nothing99")
    assert "no two versions" in anna.fails("conflict", "resolve", "person:x", "--keep", "a")
    told = anna.does("conflict", "resolve", ref, "--keep", version[:12])
    assert "0 more to settle" in told
    assert anna.does("conflict", "list") == "Nothing is to be settled.\n"
    assert anna("conflict", "list", "--json").json == []


def test_text_for_mails_is_written_in_parts(anna: Office, boris: Office) -> None:
    anna.does("answer", "set", QUESTION, "By mail")
    told = anna.does(
        "package", "export", "--to", "Boris", "--out", anna.stick / "m", "--text-kb", "2"
    )
    parts = sorted(anna.stick.glob("m-*.txt"))
    assert len(parts) > 1
    assert "All of them go to 1 member" in told
    told = boris.fails("package", "import", parts[0])
    assert "parts of it are missing" in told
    assert "nothing was changed" in told
    assert "good from Anna" in boris.does("package", "import", *parts)
    assert "nothing new" in boris.does("package", "import", *parts)


def test_everything_goes_once_more_if_it_is_asked_for(anna: Office, boris: Office) -> None:
    boris.does("package", "import", anna.sends("first.rdexch"))
    anna.does("package", "import", boris.sends("reply.rdexch"))
    export = ("package", "export", "--to", "Boris", "--json", "--out")
    assert anna(*export, anna.stick / "usual").json["sets"] == 0
    assert anna(*export, anna.stick / "all", "--everything").json["sets"] > 1


def test_an_import_that_looks_only_changes_nothing(anna: Office, boris: Office) -> None:
    boris.does("answer", "set", QUESTION, "Looked at")
    file = boris.sends("look.rdexch")
    assert "to look only" in anna.does("package", "import", "--dry-run", file)
    assert "Looked at" not in anna.does("answer", "show", QUESTION)


def test_files_that_cannot_be_used_are_refused_by_a_sentence(anna: Office) -> None:
    file, _, code = invited(anna, "Somebody")
    outcome = anna("package", "import", file)
    assert outcome.code == 1
    assert "review-desk member join" in outcome.err
    assert "not there" in anna.fails("package", "import", anna.stick / "gone.rdexch")
    assert not anna("package", "import", file, "--json").json["done"]
    wrong = str(code).replace(str(code)[:6], "000000")
    assert "ask for it again" in anna.fails("member", "join", file, "--code", wrong)
    assert "group 1" in anna.fails("member", "join", file, "--code", "000001" + wrong[6:])


def test_a_second_computer_is_added_and_removed(
    anna: Office, boris: Office, clara: Office
) -> None:
    made = boris("device", "add", "--out", anna.stick / "d.rdexch", "--json").json
    clara.does("member", "join", anna.stick / "d.rdexch", "--code", made["code"])
    anna.does("package", "import", boris.sends("d1.rdexch"))
    ids = [each["id"] for each in anna("device", "list", "--json").json]
    assert len(ids) == 3
    assert "device list" in anna.fails("device", "remove", "zz")
    (this,) = [each["id"] for each in clara("device", "list", "--json").json if each["is_this"]]
    assert "is out" in anna.does("device", "remove", this)
    assert "(removed)" in anna.does("device", "list")


def test_the_new_computer_of_who_is_still_in_is_compared_and_confirmed(
    anna: Office, boris: Office
) -> None:
    new_profile(anna.home / "new", name="Boris").close()
    new = Office(anna.desk, "new", anna.home)
    told = new.does("member", "join", *invited(anna, "Boris", "--again", "Boris"))
    (own,) = [each for each in new("device", "list", "--json").json if each["is_this"]]
    assert own["fingerprint"] in told
    anna.does("package", "import", new.sends("n.rdexch"))
    assert "Boris  expert (a computer not confirmed: see" in anna.does("member", "list")
    listed = [each for each in anna.does("device", "list").splitlines() if "Boris" in each]
    assert [each.endswith("(not confirmed)") for each in listed].count(True) == 1
    told = anna.does("member", "confirm", "Boris")
    assert "Boris: confirmed." in told
    assert "device remove ID" in told
    assert "not confirmed" not in anna.does("member", "list") + anna.does("device", "list")


def test_inviting_again_keeps_what_is_known_of_somebody(anna: Office, boris: Office) -> None:
    told = ("--title", "Head", "--email", "boris@example.org", "--phone", "+99 1")
    anna.does("member", "describe", "Boris", *told)
    invited(anna, "Boris", "--again", "Boris")
    (listed,) = [
        each
        for each in anna("member", "list", "--json").json["members"]
        if each["name"] == "Boris"
    ]
    assert listed["email"] == "boris@example.org"
    assert "Nothing is to be settled." in anna.does("conflict", "list")


def test_handing_over_and_removing(anna: Office, boris: Office) -> None:
    assert "member list" in anna.fails("member", "confirm", "Bor")
    assert "Hand over to somebody else first" in anna.fails("member", "remove", "Anna")
    assert "nothing to confirm" in anna.fails("member", "confirm", "Boris")
    assert "another place than the file" in anna.does("member", "reserve", "--out", anna.stick)
    over = anna.fails("member", "hand-over", "Boris", "--until", "2000-01-01")
    assert "This day is over" in over
    anna.does("member", "hand-over", "Boris", "--until", "2099-03-31")
    assert "Boris  focal-point until 2099-03-31" in anna.does("member", "list")
    assert anna("member", "list", "--json").json["until"] == "2099-03-31"
    boris.does("package", "import", anna.sends("h.rdexch"))
    assert "Boris  focal-point (you) until 2099-03-31" in boris.does("member", "list")
    boris.does("member", "remove", "Anna")
    assert "Anna  expert (removed)" in boris.does("member", "list")


def test_a_reference_may_be_a_name_alone(anna: Office) -> None:
    anna.does("answer", "set", QUESTION, "by name")
    facts = anna("answer", "show", QUESTION, "--json").json
    assert anna.does("answer", "show", facts["ref"]) == "by name\n"
    assert "nothing called" in anna.fails("answer", "show", "no_such_name")


def test_every_question_that_applies_can_be_listed(anna: Office) -> None:
    listed = anna.does("answer", "show", "/data", "--all")
    assert "party_name: " in listed
    assert "(Name of the party)" in listed
    assert len(listed.splitlines()) > 10
    assert "Name of the party" not in anna.does("answer", "show", "/data")
    assert "answer show REF --all" in anna.fails("answer", "set", "/data", "x")


def test_no_other_file_is_written_over(anna: Office) -> None:
    mine = anna.stick / "report.docx"
    mine.write_text("mine", encoding="utf-8")
    for words in (
        ("package", "export", "--to", "all"),
        ("member", "invite", "--name", "Dora", "--role", "expert"),
        ("member", "reserve"),
        ("device", "add"),
        ("member", "nominations"),
    ):
        assert "another file of this name" in anna.fails(*words, "--out", mine)
    assert mine.read_text(encoding="utf-8") == "mine"


def test_an_exchange_file_takes_the_place_of_no_other(anna: Office) -> None:
    """It may be the one reserve, or what a colleague sent."""
    reserve = anna.stick / "reserve.rdexch"
    anna.does("member", "reserve", "--out", reserve)
    was = reserve.read_bytes()
    for words in (("package", "export", "--to", "all"), ("member", "reserve")):
        assert "another file of this name" in anna.fails(*words, "--out", reserve)
    assert reserve.read_bytes() == was
    empty = anna.stick / "empty.rdexch"
    empty.touch()
    assert anna.sends("empty.rdexch") == empty
    assert empty.stat().st_size


def test_a_list_of_nominations_is_a_word_file_whatever_it_is_called(anna: Office) -> None:
    anna.does("member", "nominations", "--out", anna.stick / "list")
    assert (anna.stick / "list.docx").read_bytes().startswith(b"PK")


def test_a_folder_may_hold_files_for_others_but_a_chosen_file_is_answered_for(
    anna: Office, boris: Office, tmp_path: Path
) -> None:
    invited(anna, "Somebody")
    boris.does("answer", "set", QUESTION, "In a folder")
    boris.sends("b.rdexch")
    told = anna.does("package", "import", anna.stick)
    assert "b.rdexch: good from Boris." in told
    assert "cannot be used: a code opens it" in told
    broken = anna.stick / "broken.rdexch"
    broken.write_bytes((anna.stick / "b.rdexch").read_bytes()[:-9])
    outcome = anna("package", "import", anna.stick / "b.rdexch", broken)
    assert outcome.code == 1
    assert "nothing new" in outcome.out
    assert "its end is missing; copy it again; the others were taken in." in outcome.err
    (tmp_path / "empty").mkdir()
    assert "no exchange file" in anna.fails("package", "import", tmp_path / "empty")
