"""The files of released formats are read for ever; `tests/data/protocol/README.md`."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from review_protocol import armour, packages
from review_protocol.digests import dossier_digest, roster_digest, spoken
from review_protocol.epochs import EpochKey, epoch_id, open_epoch, open_older
from review_protocol.invitations import read_code
from review_protocol.names import SetId, device_id
from review_protocol.packages import Package
from review_protocol.sealing import KemKey
from review_protocol.sets import open_set, read_header
from review_protocol.signing import SigningKey
from review_protocol.statements import Epoch
from tests.builders.protocol_files import plain

FOLDER = Path(__file__).parents[2] / "data" / "protocol" / "1"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SECRETS = EXPECTED["secrets"]
DEVICE = device_id(SigningKey(bytes.fromhex(SECRETS["device"])).public)
KEM = KemKey(bytes.fromhex(SECRETS["sealing"]))
EPOCH, OLDER = (EpochKey(bytes.fromhex(key)) for key in SECRETS["epochs"])
SETS = ["first.rdcset", "second.rdcset"]


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def opened(data: bytes) -> Package:
    read = io.BytesIO(data).read
    front = packages.read_front(read)
    if front.addressees:
        return packages.open_for_device(read, front, KEM, DEVICE)
    return packages.open_by_code(read, front, read_code(SECRETS["code"]))


@pytest.mark.parametrize("number", range(2))
def test_a_set_holds_what_it_held(number: int) -> None:
    found = open_set(content(SETS[number]), {epoch_id(EPOCH): EPOCH})
    assert found.epoch == epoch_id(EPOCH)
    shown = plain(found)
    del shown["epoch"]  # what the key's name is, the document says of the header
    assert shown == EXPECTED["sets"][number]


def test_the_second_set_follows_the_first() -> None:
    first, second = (read_header(content(name)) for name in SETS)
    assert (second.dossier, second.parents) == (first.id, (first.id,))
    assert first.roster == roster_digest([])
    assert second.roster == roster_digest([first.id])


def test_the_key_of_the_epoch_is_given_to_the_device() -> None:
    statements = open_set(content(SETS[0]), {}).statements
    (epoch,) = (each for each in statements if isinstance(each, Epoch))
    assert open_epoch(epoch, DEVICE, KEM) == EPOCH
    assert open_older(epoch, EPOCH) == {epoch_id(OLDER): OLDER}


@pytest.mark.parametrize("name", ["package", "invitation"])
def test_a_package_holds_what_it_held(name: str) -> None:
    package = opened(content(f"{name}.rdexch"))
    assert plain(package.manifest) == {**EXPECTED[name], "files": [], "lacks": []}
    assert [data for _, data in package.contents()] == [
        content(each) for each in (*SETS, "questionnaire.rdpack")
    ]


def test_the_text_form_is_the_same_package() -> None:
    texts = sorted(FOLDER.glob("package-*.txt"), reverse=True)
    parts = [part for path in texts for part in armour.parts_in(path.read_text("ascii"))]
    assert len(parts) > 1
    assert armour.join(parts) == content("package.rdexch")


def test_the_digest_is_read_out_alike() -> None:
    ids = [SetId(each["id"]) for each in EXPECTED["sets"]]
    assert spoken(dossier_digest(ids)) == EXPECTED["digest"]
