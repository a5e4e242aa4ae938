"""The files of released formats are read for ever; `tests/data/protocol/README.md`."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from review_protocol.rounds import read_answer, read_request, request_id
from review_protocol.server_invitations import read_server_invitation
from review_protocol.signing import load_public
from review_protocol.trees import Tree
from tests.builders.protocol_files import plain
from tests.builders.trees import some_ids

FOLDER = Path(__file__).parents[2] / "data" / "protocol" / "rounds-1"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SERVER = load_public(bytes.fromhex(EXPECTED["server"]))


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def said(found: Any, known: dict[str, Any]) -> dict[str, Any]:
    """What a message says; a field that came later must be as if it were not there."""
    stands = plain(found)
    for one in fields(found):
        assert one.name in known or getattr(found, one.name) == one.default, one.name
    return {name: value for name, value in stands.items() if name in known}


@pytest.mark.parametrize(("name", "key"), [("idle", "idle"), ("full", "request")])
def test_a_request_says_what_it_said(name: str, key: str) -> None:
    found = read_request(content(f"{name}.rdrequest"), SERVER)
    assert said(replace(found, id=b""), EXPECTED[key]) == EXPECTED[key]


def test_an_answer_says_what_it_said() -> None:
    request = request_id(content("full.rdrequest"))
    found = read_answer(content("full.rdanswer"), request, SERVER)
    assert said(found, EXPECTED["answer"]) == EXPECTED["answer"]


def test_an_invitation_says_what_it_said() -> None:
    found = read_server_invitation(content("invitation.rdserver"))
    assert plain(found) == EXPECTED["invitation"]


@pytest.mark.parametrize("count", EXPECTED["roots"])
def test_the_same_sets_have_the_same_digest(count: str) -> None:
    assert Tree(some_ids(int(count))).root.hex() == EXPECTED["roots"][count]
