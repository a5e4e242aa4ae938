from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.command_line import CommandLine
from tests.builders.offices import Office

ROW, TITLE = "laws_5@row", "laws_5_title@row"
LAWS = "/data/untoc/untoc_5/c_5_1_a_i/laws_5"


@pytest.fixture
def disputed(own: CommandLine, tmp_path: Path) -> CommandLine:
    """The command line of somebody who removed a row that a colleague was writing in."""
    alice = Office(name="Alice", folder=tmp_path / "profile").found()
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    alice.receive(bob.send(tmp_path))
    alice.answer("q_5_model", "conspiracy")
    alice.answer("q_5_conspiracy", "yes")
    alice.add(ROW)
    alice.answer(TITLE, "Penal Code")
    bob.receive(alice.send(tmp_path))
    alice.drop(ROW)
    bob.answer(TITLE, "Penal Code, chapter 7")
    alice.receive(bob.send(tmp_path))
    alice.close()
    bob.close()
    return own


def test_a_removed_row_is_listed_and_kept(disputed: CommandLine) -> None:
    (row,) = disputed("conflict", "list", "--json").json
    assert row["removed_by"] == ["Alice"]
    assert [each["value"] for each in row["written"]] == ["Penal Code, chapter 7"]
    assert "removed by Alice" in disputed("conflict", "list").out
    told = disputed("conflict", "resolve", row["ref"], "--row", "keep", "--json").json
    assert told["left"] == 0
    assert disputed("conflict", "list", "--json").json == []
    assert "Penal Code, chapter 7" in disputed("answer", "show", LAWS).out


def test_a_removed_row_is_removed(disputed: CommandLine) -> None:
    (row,) = disputed("conflict", "list", "--json").json
    disputed("conflict", "resolve", row["ref"], "--row", "remove")
    assert "Penal Code" not in disputed("answer", "show", LAWS).out
