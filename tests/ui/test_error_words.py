"""Every error of the program has a sentence: what happened, what is safe, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app import errors
from desktop_app.cli.wording import sentence
from desktop_app.errors import AppError
from desktop_app.ui.errors import Problem, details_of, problem_of
from review_server import problems

EXAMPLES: dict[type[AppError], list[AppError]] = {
    errors.BugError: [errors.BugError("never")],
    errors.WrongPassphrase: [errors.WrongPassphrase()],
    errors.DamagedFile: [errors.DamagedFile("database", "page 3"), errors.DamagedFile("x.csv")],
    errors.NewerFormat: [errors.NewerFormat("backup", found=3, supported=1)],
    errors.UpgradeFailed: [errors.UpgradeFailed("database", "before-upgrade.rdbackup")],
    errors.DiskFull: [errors.DiskFull("profile folder")],
    errors.NotWritable: [errors.NotWritable("settings", "EACCES")],
    errors.ProfileInUse: [errors.ProfileInUse()],
    errors.ProfileMissing: [errors.ProfileMissing("/home/ana/profile")],
    errors.ProfileExists: [errors.ProfileExists("/home/ana/profile")],
    errors.WeakPassphrase: [errors.WeakPassphrase("short"), errors.WeakPassphrase("guessable")],
    errors.FormRefused: [
        errors.FormRefused(),
        errors.FormRefused(errors.Fault("No such list", "survey", 3, "type")),
    ],
    errors.PackRefused: [
        errors.PackRefused(reason)
        for reason in (
            "altered", "unsigned", "unknown-signer", "wrong-format", "too-large", "not-built",
            "of-tomorrow",
        )
    ],
    errors.UnknownReference: [errors.UnknownReference("/data/q")],
    errors.StepRefused: [
        errors.StepRefused("/data/q", reason)
        for reason in (
            "readonly", "no-such-choice", "bad-value", "limit", "counted", "locked",
            "to-settle", "other",
        )
    ],
    errors.AnswerNotFinished: [
        errors.AnswerNotFinished("/data/q", "blank"),
        errors.AnswerNotFinished("/data/q", "broken"),
    ],
    errors.DossierMissing: [errors.DossierMissing("", ("a", "b"))],
    errors.MissingFonts: [
        errors.MissingFonts(("Noto Sans", "Noto Naskh Arabic")),
        errors.MissingFonts(characters="\U0003134a"),
    ],
    errors.ExchangeRefused: [
        errors.ExchangeRefused(reason)
        for reason in (
            "not-for-us", "other-dossier", "unknown-sender", "not-an-exchange-file",
            "invitation", "damaged", "truncated", "too-large", "newer", "missing-parts",
            "unreadable", "nothing-new", "wrong-code", "already-here", "another-purpose",
            "void-invitation", "void-computer", "void-reserve",
        )
    ],
    errors.SendRefused: [
        errors.SendRefused(reason, who="Olga")
        for reason in (
            "nobody-else", "unknown-member", "not-shared", "too-large", "small-parts",
            "too-many-computers",
        )
    ],
    errors.FileRefused: [
        errors.FileRefused(reason, "law.pdf")
        for reason in (
            "unreadable", "empty", "too-large", "unknown", "not-here", "damaged",
        )
    ],
    errors.FaultyMedium: [errors.FaultyMedium("exchange file")],
    errors.NotEntitled: [errors.NotEntitled("invite")],
    errors.ApprovalRefused: [
        errors.ApprovalRefused(reason, count=2)
        for reason in (
            "locked", "to-settle", "incomplete", "nothing", "moved", "not-locked",
            "ask-secretariat", "other",
        )
    ],
    errors.SubmissionRefused: [
        errors.SubmissionRefused(reason)
        for reason in (
            "malformed", "newer", "role", "locked", "key", "pack", "incomplete", "standing",
            "number", "reason", "nothing", "not-approved", "opened-again", "other-content",
            "other-approval",
            "no-receipt", "none-approved", "none-yet", "none-waiting", "none-carried",
            "none-refused", "no-such-receipt",
            "nothing-to-reopen", "asked-already", "bad-receipt", "damaged-reply", "not-for-us",
            "unknown-reply", "other-server", "other",
        )
    ],
    errors.UpgradeRefused: [
        errors.UpgradeRefused(reason, old="1", new="2")
        for reason in ("another-questionnaire", "same", "not-newer", "locked")
    ],
    errors.NotConnected: [errors.NotConnected(each) for each in errors.NotConnected.REASONS],
    errors.ServerUnreachable: [
        errors.ServerUnreachable(each) for each in errors.ServerUnreachable.REASONS
    ],
    errors.ServerRefused: [errors.ServerRefused(each) for each in errors.ServerRefused.REASONS],
    errors.BadArgument: [
        errors.BadArgument("--start", "not a date"),
        errors.BadArgument("recovery code", "letters"),
        errors.BadArgument("recovery code", "length"),
        errors.BadArgument("recovery code", "group-3"),
    ],
}  # fmt: skip


def leaves(kind: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """The classes that are raised: those of the tree's module without a class below them."""
    below = [c for c in kind.__subclasses__() if c.__module__ == errors.__name__]
    if not below:
        yield kind
    for each in below:
        yield from leaves(each)


def generic() -> Problem:
    return problem_of(RuntimeError())


def test_the_examples_are_the_whole_tree(qapp: QApplication) -> None:
    assert set(leaves()) == set(EXAMPLES)


@pytest.mark.parametrize(
    "error",
    [e for each in EXAMPLES.values() for e in each],
    ids=lambda e: f"{type(e).__name__}",
)
class TestWords:
    def test_what_happened_is_a_sentence(self, error: AppError) -> None:
        happened = problem_of(error).happened
        assert happened
        assert "{" not in happened

    def test_a_user_s_error_is_not_called_the_program_s(self, error: AppError) -> None:
        is_generic = problem_of(error).happened == generic().happened
        assert is_generic == isinstance(error, errors.BugError)

    def test_details_name_the_class(self, error: AppError) -> None:
        assert problem_of(error).details.startswith(type(error).__name__)


def test_what_is_no_error_of_ours_is_worded_as_a_fault_of_the_program() -> None:
    assert "went wrong" in problem_of(ZeroDivisionError()).happened


def test_details_of_a_foreign_error_hold_none_of_its_words() -> None:
    """Its message may quote what somebody typed."""
    assert details_of(ValueError("our minister wrote")) == "ValueError"


def test_advice_joins_what_is_safe_and_what_to_do() -> None:
    assert Problem("a", "Safe.", "Do it.").advice == "Safe. Do it."


def test_a_group_of_the_code_is_named() -> None:
    assert "Group 3" in problem_of(errors.BadArgument("recovery code", "group-3")).happened


def test_a_folder_is_shown_as_it_is(tmp_path: Path) -> None:
    assert str(tmp_path) in problem_of(errors.ProfileMissing(str(tmp_path))).happened


@pytest.mark.parametrize(
    "kind", [errors.NotConnected, errors.ServerUnreachable, errors.ServerRefused]
)
def test_each_reason_of_the_server_has_sentences_of_its_own(
    kind: type[errors.NotConnected | errors.ServerUnreachable | errors.ServerRefused],
) -> None:
    """In the window and on the command line; a reason that nobody named has one too."""
    told = [problem_of(kind(each)) for each in kind.REASONS]
    assert len({each.happened + each.to_do for each in told}) == len(kind.REASONS)
    lines = [sentence(kind(each)) for each in kind.REASONS]
    assert len(set(lines)) == len(kind.REASONS)
    assert not [
        line for line, each in zip(lines, kind.REASONS, strict=True) if f" {each}." in line
    ]
    assert problem_of(errors.ServerRefused("of-tomorrow")).happened


def test_every_problem_of_the_server_is_a_reason() -> None:
    """`repeated` is answered by asking anew, and nobody is told."""
    kinds = {each.type for each in problems.Problem.__subclasses__()}
    known = {*errors.ServerRefused.REASONS, *errors.ServerUnreachable.REASONS, "repeated"}
    assert kinds
    assert kinds <= known
