"""A server that was written from the document alone reads the golden files of rounds, contents
and couriers, and writes them again to the byte.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders.second_server_formats import (
    SEALED,
    encoded,
    frame,
    into_chunks,
    name_of,
    out_of_chunks,
    padded,
    read_message,
    sealing_public,
    unpacked,
    unpadded,
    unsealed,
    write_message,
)
from tests.builders.second_server_letters import (
    bound_to,
    carried_key,
    read_carried,
    read_envelope,
    read_inside,
    read_signed,
    write_carried,
    write_signed,
)
from tests.builders.second_server_roster import tree

GOLDEN = Path(__file__).parents[1] / "data" / "protocol"
NO_KEY = Ed25519PrivateKey.generate()
"""Whose signature is not compared; that the right one fits was checked in reading."""


def test_messages_of_the_golden_files_are_written_again() -> None:
    for folder in ("rounds-1", "contents-1"):
        server = bytes.fromhex(expected(folder)["server"])
        asked = golden(folder, "full.rdrequest")
        files = {name: golden(folder, name) for name in names_in(folder, "*.rdrequest")}
        for data in files.values():
            request = read_message(data, b"RDREQU", b"", server)
            assert write_message(request, b"RDREQU", NO_KEY, server)[:-64] == data[:-64]
        told = golden(folder, "full.rdanswer")
        answer = read_message(told, b"RDANSW", server, name_of(asked))
        assert write_message(answer, b"RDANSW", NO_KEY, b"")[:-64] == told[:-64]
        assert answer["have"] == expected(folder)["answer"]["have"]


def test_signed_contents_of_the_golden_files_are_written_again() -> None:
    for folder, name, magic, key in (
        ("rounds-1", "invitation.rdserver", b"RDSERV", "invitation"),
        ("contents-1", "receipt.rdreceipt", b"RDRCPT", "receipt"),
    ):
        data = golden(folder, name)
        content = read_signed(data, magic)
        assert write_signed(magic, content, NO_KEY)[:-64] == data[:-64]
        told = expected(folder)[key]
        plain = {k: v.hex() if isinstance(v, bytes) else v for k, v in content.items()}
        assert {**plain, "class": told["class"]} == told


def test_messages_to_the_secretariat_of_the_golden_files_are_written_again() -> None:
    told = expected("contents-1")
    seed = bytes.fromhex(told["secretariat_seed"])
    for kind in ("submission", "reopening"):
        data = golden("contents-1", f"{kind}.rdsubm")
        header = read_envelope(data)
        body = read_inside(data, header, seed)
        plain = {k: v.hex() if isinstance(v, bytes) else v for k, v in body.items()}
        assert {**plain, "class": told[kind]["class"]} == told[kind]
        key = unsealed(header["sealed"], seed, "submission-key", bound_to(header))
        front = frame(b"RDSUBM", header)
        packed = unpadded(out_of_chunks(data[:-64], len(front), key))
        assert unpacked(packed) == encoded(body)  # how it is packed is for each to choose
        assert into_chunks(front, padded(packed), key) == data[:-64]


def test_carried_messages_of_the_golden_files_are_written_again() -> None:
    told = expected("contents-1")
    for name, direction, seed in (("out", 1, "secretariat_seed"), ("back", 2, "device_seed")):
        data, seeds = golden("contents-1", f"{name}.rdcourier"), [bytes.fromhex(told[seed])]
        load = read_carried(data, direction, seeds)
        assert len(load["messages"]) == told["messages"][name]
        key = carried_key(data, direction, seeds)
        assert into_chunks(data[: 20 + SEALED], padded(encoded(load)), key) == data
        assert len(write_carried(load, direction, sealing_public(seeds[0]))) == len(data)


def test_the_roots_of_the_golden_files_are_found() -> None:
    for number, root in expected("rounds-1")["roots"].items():
        names = sorted(name_of(str(each).encode()) for each in range(int(number)))
        assert tree(names).hex() == root


def golden(folder: str, name: str) -> bytes:
    return (GOLDEN / folder / name).read_bytes()


def names_in(folder: str, pattern: str) -> list[str]:
    return [path.name for path in (GOLDEN / folder).glob(pattern)]


def expected(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(golden(folder, "expected.json"))
    return found
