from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TypeGuard

import pytest

from desktop_app import errors
from desktop_app.cli.exchange_wording import (
    ARGUMENTS,
    DEEDS,
    NOT_ATTACHED,
    NOT_SENT,
    NOT_SUBMITTED,
    REFUSED_FILES,
    tally_lines,
    warning_lines,
)
from desktop_app.cli.wording import sentence, sentence_of_fault
from desktop_app.domain.exchanges import FileVerdict, Tally
from desktop_app.domain.members import MemberDeed, MembersWarning, People, WarningOfMembers
from desktop_app.errors import AppError, Fault, NotConnected, ServerRefused, ServerUnreachable

PROGRAM = Path(inspect.getfile(errors)).parent

FAULT = Fault("no such list", sheet="survey", row=3, column="type")
CASES: list[tuple[AppError, str]] = [
    (errors.BugError("oops"), "fault of Review Desk"),
    (errors.WrongPassphrase(), "passphrase"),
    (errors.DamagedFile("backup", "cut short"), "the backup (cut short)"),
    (errors.DamagedFile("notes.txt"), "notes.txt:"),
    (errors.NewerFormat("pack", found=3, supported=1), "format 3, this one reads 1"),
    (errors.UpgradeFailed("profile", "before.rdbackup"), "before.rdbackup"),
    (errors.DiskFull("profile"), "the profile"),
    (errors.NotWritable("report.pdf", "EACCES"), "report.pdf"),
    (errors.ProfileInUse(), "another window"),
    (errors.ProfileMissing("/there"), "/there"),
    (errors.ProfileExists("/there"), "/there"),
    (errors.WeakPassphrase("short"), "too short"),
    (errors.WeakPassphrase("guessable"), "easy to guess"),
    (errors.FormRefused(), "cannot be used"),
    (errors.FormRefused(FAULT), "sheet survey, row 3, column type: no such list"),
    (errors.FormRefused(FAULT, FAULT, FAULT), "(and 2 more)"),
    (errors.PackRefused("altered", "checksum"), "altered"),
    (errors.PackRefused("unsigned"), "signed"),
    (errors.PackRefused("unknown-signer", "12345 67890"), '"12345 67890"'),
    (errors.PackRefused("wrong-format"), "no questionnaire"),
    (errors.PackRefused("too-large"), "too large"),
    (errors.PackRefused("not-built"), "dev.py"),
    (errors.UnknownReference("/data/x"), "/data/x"),
    (errors.StepRefused("/data/x", "readonly"), "itself gives"),
    (errors.StepRefused("/data/x", "new-reason"), "new-reason"),
    (errors.AnswerNotFinished("/data/x", "blank"), "no answer yet"),
    (errors.AnswerNotFinished("/data/x", "broken"), "breaks a rule"),
    (errors.DossierMissing("d1", ("d2", "d3")), "d2, d3"),
    (errors.DossierMissing("d1"), "none"),
    (errors.DossierMissing("", ("d2", "d3")), "--dossier: d2, d3"),
    (errors.DossierMissing(""), "dossier create"),
    (errors.MissingFonts(("Noto Sans", "Noto Naskh")), "Noto Sans, Noto Naskh"),
    (errors.MissingFonts(characters="\U0003134a"), "U+3134A"),
    (errors.ExchangeRefused("not-for-us"), "somebody else"),
    (errors.ExchangeRefused("damaged", "chunk 3"), "(chunk 3)"),
    (errors.ExchangeRefused("of-tomorrow"), "of-tomorrow"),
    (errors.ExchangeRefused("wrong-code"), "ask for it again"),
    (errors.SendRefused("nobody-else"), "invite somebody first"),
    (errors.SendRefused("of-tomorrow"), "of-tomorrow"),
    (errors.SendRefused("too-many-computers", who="Olga\u202e"), "most of them of Olga\ufffd;"),
    (errors.FileRefused("too-large", "law.pdf"), "law.pdf cannot be used: it is larger"),
    (errors.FileRefused("unknown"), "The file cannot be used: there is no such file"),
    (errors.FileRefused("unreadable", "a\u202eb"), "The file cannot be used"),
    (errors.FileRefused("of-tomorrow"), "of-tomorrow"),
    (errors.FaultyMedium("exchange file"), "another stick"),
    (errors.NotConnected("no-server"), "server connect --invitation FILE"),
    (errors.NotConnected("of-tomorrow"), "of-tomorrow"),
    (errors.ServerUnreachable("not-the-server"), "in a browser"),
    (errors.ServerUnreachable("of-tomorrow"), "of-tomorrow"),
    (errors.ServerRefused("clock"), "set it right"),
    (errors.ServerRefused("of-tomorrow"), "of-tomorrow"),
    (errors.NotEntitled("invite"), "invite somebody"),
    (errors.UpgradeRefused("another-questionnaire", old="a", new="b"), "this is b"),
    (errors.UpgradeRefused("same", old="2", new="2"), "version 2"),
    (errors.UpgradeRefused("not-newer", old="3", new="2"), "use a newer one"),
    (errors.NotEntitled("of-tomorrow"), "of-tomorrow"),
    (errors.BadArgument("--start", "no such day"), "--start"),
    (errors.BadArgument("code", "letters"), "digits only"),
    (errors.BadArgument("code", "group-3"), "The code cannot be used: group 3 has a wrong"),
    (errors.BadArgument("member", "unknown"), "`review-desk member list` shows"),
    (errors.ExchangeRefused("invitation"), "review-desk member join"),
    (errors.ApprovalRefused("incomplete", count=3), "3 questions are not complete"),
    (errors.SubmissionRefused("not-approved"), "review-desk clear --final"),
]


@pytest.mark.parametrize(("error", "part"), CASES, ids=lambda value: type(value).__name__)
def test_a_sentence_names_what_matters(error: AppError, part: str) -> None:
    assert part in sentence(error)


@pytest.mark.parametrize("error", [error for error, _ in CASES], ids=repr)
def test_a_sentence_is_one_line(error: AppError) -> None:
    assert "\n" not in sentence(error)


def all_errors() -> list[type[AppError]]:
    classes = [value for _, value in inspect.getmembers(errors, inspect.isclass)]
    kinds = [value for value in classes if issubclass(value, AppError)]
    return [kind for kind in kinds if not kind.__subclasses__() or kind is errors.BugError]


@pytest.mark.parametrize("kind", all_errors())
def test_every_error_has_words_of_its_own(kind: type[AppError]) -> None:
    assert kind in sentence.registry


@pytest.mark.parametrize("kind", all_errors())
def test_every_error_is_tried_here(kind: type[AppError]) -> None:
    assert kind in {type(error) for error, _ in CASES}


def test_an_error_without_words_is_called_a_fault_of_the_program() -> None:
    assert "fault of Review Desk" in sentence(AppError("new"))


def test_a_fault_names_its_place_and_no_content() -> None:
    try:
        raise KeyError("secret answer")
    except KeyError as error:
        text = sentence_of_fault(error)
    assert "KeyError at test_a_fault_names_its_place" in text
    assert "secret" not in text


# Every reason that the program gives has words


def reasons(kind: str) -> set[tuple[str, ...]]:
    """The literal arguments with which an error is raised below the command line."""
    found = set()
    for folder in ("services", "exchange", "remote"):
        for path in (PROGRAM / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == kind:
                    found.add(tuple(str(each.value) for each in node.args if _is_text(each)))
    return found


def _is_text(node: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_deed_and_every_reason_not_to_send_has_words() -> None:
    deeds = {words[0] for words in reasons("NotEntitled") if words} | set(MemberDeed)
    assert deeds <= DEEDS.keys()
    assert {words[0] for words in reasons("SendRefused")} <= NOT_SENT.keys()
    assert {words[0] for words in reasons("FileRefused")} == NOT_ATTACHED.keys()
    assert {words[0] for words in reasons("SubmissionRefused") if words} <= NOT_SUBMITTED.keys()


@pytest.mark.parametrize("kind", [NotConnected, ServerUnreachable, ServerRefused])
def test_every_reason_of_the_server_is_in_the_list_of_its_kind(kind: type[Exception]) -> None:
    """From which the tests of both wordings take them."""
    raised = {words[0] for words in reasons(kind.__name__) if words}
    assert raised
    assert raised <= set(kind.REASONS)  # type: ignore[attr-defined]  # all three have it


def test_every_verdict_on_a_file_has_words() -> None:
    assert set(FileVerdict) - {FileVerdict.GOOD} <= REFUSED_FILES.keys()


def test_every_argument_that_is_refused_by_a_single_word_has_a_sentence() -> None:
    named = {words for words in reasons("BadArgument") if len(words) == 2}
    bare = {(name, reason) for name, reason in named if " " not in reason}
    assert bare, "none was found"
    assert bare - ARGUMENTS.keys() == set()
    assert all(text.endswith(".") for text in ARGUMENTS.values())


@pytest.mark.parametrize("kind", list(WarningOfMembers))
def test_every_warning_has_a_sentence(kind: WarningOfMembers) -> None:
    (line,) = warning_lines(People(warnings=(MembersWarning(kind, "x"),)))
    assert line.endswith(".")
    assert "{" not in line


def test_a_tally_says_what_came_and_what_to_do() -> None:
    lines = list(tally_lines(Tally(answers=1, notes=2, to_settle=("q",), newer=3)))
    assert lines[0] == "It brings 1 answer, 2 notes."
    assert "`review-desk conflict list`" in lines[1]
    assert "newer Review Desk" in lines[2]
    assert list(tally_lines(Tally())) == ["It changes no answer."]
