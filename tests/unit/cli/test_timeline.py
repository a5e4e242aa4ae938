"""`review-desk timeline` and `inbox`: what is typed, what is read, what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from review_protocol.timelines import day_in_vienna
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import new_profile
from tests.builders.timelines import dated_dossier

TODAY = day_in_vienna(datetime.now(UTC))
START = TODAY - timedelta(days=60)


@pytest.fixture
def focal(own: CommandLine, tmp_path: Path) -> CommandLine:
    """A focal point whose review began sixty days ago."""
    profile = new_profile(tmp_path / "profile")
    dated_dossier(profile, START)
    profile.close()
    return own


def iso(days: int) -> str:
    return (START + timedelta(days=days)).isoformat()


def test_the_steps_are_shown_with_their_dates(focal: CommandLine) -> None:
    shown = focal("timeline", "show", "--json").json
    assert (shown["day"], shown["start"], shown["receipt"]) == (
        TODAY.isoformat(), START.isoformat(), None,
    )  # fmt: skip
    first = shown["steps"][0]
    assert (first["step"], first["planned"], first["due"], first["standing"]) == (
        "focal-point", iso(14), iso(14), "missed",
    )  # fmt: skip
    lines = focal("timeline", "show").out.splitlines()
    assert lines[0].split() == ["start", START.isoformat()]
    assert lines[1].split()[:3] == ["focal-point", iso(14), "missed"]
    assert "no date yet (6 months after receipt)" in lines[4]


def test_a_step_is_moved_and_done(focal: CommandLine) -> None:
    assert focal("timeline", "revise", "experts", iso(80), "--reason", "Elections").code == 0
    moved = focal("timeline", "show", "--json").json["steps"][1]
    assert (moved["revised"], moved["reason"], moved["planned"]) == (
        iso(80), "Elections", iso(28),
    )  # fmt: skip
    assert f"moved by a member, planned for {iso(28)}" in focal("timeline", "show").out
    said = focal("timeline", "done", "experts", iso(30), "--json").json
    assert said == {"step": "experts", "done": iso(30), "secretariat": None}
    assert focal("timeline", "show", "--json").json["steps"][1]["standing"] == "done"
    assert focal("timeline", "done", "experts", "--undo").code == 0
    assert focal("timeline", "show", "--json").json["steps"][1]["actual"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("revise", "tea", "2026-11-24", "--reason", "x"), "no such step"),
        (("revise", "experts", "24.11.2026", "--reason", "x"), "no day such as"),
        (("revise", "experts", "2026-11-24", "--reason", " "), "Say why with --reason"),
        (("done", "experts", (date.max).isoformat()), "still to come"),
        (("done", "experts"), "either a day"),
        (("done", "experts", "2026-01-01", "--undo"), "either a day"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    focal: CommandLine, words: tuple[str, ...], sentence: str
) -> None:
    outcome = focal("timeline", *words)
    assert outcome.code == 1
    assert sentence in outcome.err
    assert outcome.err.count("\n") == 1


def test_what_was_missed_is_listed_until_it_is_read(focal: CommandLine) -> None:
    listed = focal("inbox", "list", "--json").json
    assert [(each["kind"], each["about"], each["new"]) for each in listed] == [
        ("overdue", "experts", True),
        ("overdue", "focal-point", True),
    ]
    again = focal("inbox", "list").out.splitlines()
    assert all("unread  Missed: " in line for line in again)
    assert focal("inbox", "read", listed[0]["id"][:8]).out == "Read: 1.\n"
    assert [each["about"] for each in focal("inbox", "list", "--json").json] == ["focal-point"]
    assert len(focal("inbox", "list", "--all", "--json").json) == 2
    assert focal("inbox", "read", "--all", "--json").json == {"read": [listed[1]["id"]]}
    assert focal("inbox", "list").out == "Nothing is unread.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("read",), "name entries"),
        (("read", "--all", "ab"), "name entries"),
        (("read", "zz"), "no such entry"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    focal: CommandLine, words: tuple[str, ...], sentence: str
) -> None:
    outcome = focal("inbox", *words)
    assert outcome.code == 1
    assert sentence in outcome.err


def test_an_inbox_without_anything_says_so(own: CommandLine, tmp_path: Path) -> None:
    profile = new_profile(tmp_path / "profile")
    dated_dossier(profile, None)
    profile.close()
    assert own("inbox", "list").out == "The inbox is empty.\n"
    assert "start           not known" in own("timeline", "show").out
