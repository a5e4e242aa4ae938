from __future__ import annotations

import inspect

import pytest

from desktop_app import errors
from desktop_app.cli.wording import sentence, sentence_of_fault
from desktop_app.errors import AppError, Fault

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
    (errors.FaultyMedium("exchange file"), "another stick"),
    (errors.NotEntitled("invite"), "invite somebody"),
    (errors.UpgradeRefused("another-questionnaire", old="a", new="b"), "this is b"),
    (errors.UpgradeRefused("same", old="2", new="2"), "version 2"),
    (errors.UpgradeRefused("not-newer", old="3", new="2"), "use a newer one"),
    (errors.NotEntitled("of-tomorrow"), "of-tomorrow"),
    (errors.BadArgument("--start", "no such day"), "--start"),
    (errors.BadArgument("code", "letters"), "digits only"),
    (errors.BadArgument("code", "group-3"), "group 3 has a wrong digit"),
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
