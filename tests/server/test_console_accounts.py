"""`review-server staff`, as the operator uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from review_protocol.codes import read_code
from review_server.cli import main
from review_server.console.accounts import SETUP_GROUPS
from review_server.console.sessions import find_session, open_session
from review_server.database import Database
from review_server.schema import staff_log


@pytest.fixture
def base(tmp_path: Path) -> list[str]:
    made = ["--folder", str(tmp_path / "server")]
    assert main([*made, "init", "--url", "https://review.example.org/desk"]) == 0
    return made


@pytest.fixture
def database(base: list[str]) -> Database:
    return Database(f"sqlite:///{base[1]}/server.db")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    capsys.readouterr()
    assert main(["--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


def wrong(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(list(words)) == 1
    return capsys.readouterr().err


def test_what_its_owner_needs_is_printed_once(
    base: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    made = said(capsys, *base, "staff", "add", "maria", "--email", "maria@example.org")
    assert made["url"] == "https://review.example.org/desk/console/set-up"
    assert len(read_code(made["code"], SETUP_GROUPS)) == 24
    assert made["key"].replace(" ", "") in made["uri"]
    assert made["uri"].startswith("otpauth://totp/Review%20Desk:maria?")
    listed = said(capsys, *base, "staff", "list")
    assert listed == [{"name": "maria", "email": "maria@example.org", "set_up": False}]
    assert main([*base, "staff", "add", "ben"]) == 0
    text = capsys.readouterr().out
    for shown in ("Set-up code: ", "Key for the authenticator: ", "otpauth://", "in person"):
        assert shown in text


def test_everything_is_new_after_a_reset(
    base: list[str], database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    first = said(capsys, *base, "staff", "add", "maria")
    with database.begin() as transaction:
        word = open_session(transaction, "maria", 1_000)
    second = said(capsys, *base, "staff", "reset", "maria")
    assert not {first["code"], first["key"]} & {second["code"], second["key"]}
    with database.begin() as transaction:
        assert find_session(transaction, word, 1_001) is None
    database.close()


def test_who_is_removed_is_out_and_stays_in_the_log(
    base: list[str], database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, *base, "staff", "add", "maria")
    with database.begin() as transaction:
        word = open_session(transaction, "maria", 1_000)
    said(capsys, *base, "staff", "remove", "maria")
    assert said(capsys, *base, "staff", "list") == []
    with database.begin() as transaction:
        assert find_session(transaction, word, 1_001) is None
        rows = transaction.execute(select(staff_log).order_by(staff_log.c.number)).all()
    assert [(row.what, row.about) for row in rows] == [
        ("account added", "maria"), ("account removed", "maria"),
    ]  # fmt: skip
    assert {row.who for row in rows} == {"(command line)"}
    database.close()


@pytest.mark.parametrize(
    "name", ["", "Maria", "maria huber", "1a", "a" * 41, "<b>", "é", "(command line)", "a/b"]
)
def test_a_name_can_be_typed_anywhere(
    base: list[str], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert "small letters" in wrong(capsys, *base, "staff", "add", name)


@pytest.mark.parametrize("email", ["maria", "a@b@c", "a b@c", "<a@b>"])
def test_an_address_is_one(
    base: list[str], capsys: pytest.CaptureFixture[str], email: str
) -> None:
    assert "e-mail" in wrong(capsys, *base, "staff", "add", "maria", "--email", email)


def test_there_is_one_account_of_a_name(
    base: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, *base, "staff", "add", "maria")
    assert "reset" in wrong(capsys, *base, "staff", "add", "maria")
    for command in ("reset", "remove"):
        assert "no account ben" in wrong(capsys, *base, "staff", command, "ben")
