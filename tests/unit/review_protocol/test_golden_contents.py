"""The files of released formats are read for ever; `tests/data/protocol/README.md`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from review_protocol.couriers import Direction, read_load
from review_protocol.receipts import read_receipt
from review_protocol.rounds import read_answer, read_request, request_id
from review_protocol.sealing import KemKey
from review_protocol.signing import load_public
from review_protocol.submissions import open_submission, read_envelope
from tests.builders.protocol_files import plain

FOLDER = Path(__file__).parents[2] / "data" / "protocol" / "contents-1"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SERVER = load_public(bytes.fromhex(EXPECTED["server"]))
SECRETARIAT = KemKey(bytes.fromhex(EXPECTED["secretariat_seed"]))
DEVICE = KemKey(bytes.fromhex(EXPECTED["device_seed"]))


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def test_a_request_and_its_answer_say_what_they_said() -> None:
    data = content("full.rdrequest")
    assert plain(replace(read_request(data, SERVER), id=b"")) == EXPECTED["request"]
    answer = read_answer(content("full.rdanswer"), request_id(data), SERVER)
    assert plain(answer) == EXPECTED["answer"]


@pytest.mark.parametrize("name", ["submission", "reopening"])
def test_a_message_to_the_secretariat_says_what_it_said(name: str) -> None:
    data = content(f"{name}.rdsubm")
    envelope = read_envelope(data)
    assert envelope.kind == name
    assert plain(open_submission(data, envelope, SECRETARIAT)) == EXPECTED[name]


def test_a_receipt_says_what_it_said() -> None:
    assert plain(read_receipt(content("receipt.rdreceipt"))) == EXPECTED["receipt"]


def test_what_was_carried_says_what_it_said() -> None:
    out = read_load(content("out.rdcourier"), Direction.OUT, SECRETARIAT)
    back = read_load(content("back.rdcourier"), Direction.BACK, DEVICE)
    found = {"out": len(out.messages), "back": len(back.messages), "problem": back.problem}
    assert found == EXPECTED["messages"]
    assert back.to == (request_id(out.messages[0]).hex(),)
    read_answer(back.messages[0], request_id(out.messages[0]), SERVER)
