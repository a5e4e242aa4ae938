from __future__ import annotations

from typing import Any

import pytest

from review_protocol import encoding, manifests
from review_protocol.errors import (
    Altered,
    Malformed,
    ProtocolError,
    TooLarge,
    Unencodable,
    UnknownKind,
    UnusableKey,
)
from review_protocol.manifests import (
    Content,
    Manifest,
    read_manifest,
    sign_manifest,
    write_manifest,
)
from review_protocol.names import DeviceId, SetId
from review_protocol.signing import Context
from tests.builders.packages import ANNA, FILES, GRANT, SENDER, make_manifest
from tests.builders.signing import make_signing_key


def plain_of(manifest: Manifest) -> dict[str, Any]:
    found = encoding.decode(write_manifest(manifest))
    assert isinstance(found, dict)
    return found


def reading(value: encoding.Encodable) -> Manifest:
    data = encoding.encode(value)
    return read_manifest(data, sign_manifest(data, SENDER))


@pytest.mark.parametrize(
    "manifest",
    [
        make_manifest(),
        make_manifest(files=FILES),
        make_manifest(lacks=(SetId("22" * 32), SetId("44" * 32))),
        make_manifest(files=FILES, lacks=(SetId("22" * 32),)),
        make_manifest(to=(), grant=GRANT),
        make_manifest([], []),
    ],
)
def test_what_is_written_comes_back(manifest: Manifest) -> None:
    data = write_manifest(manifest)
    assert read_manifest(data, sign_manifest(data, SENDER)) == manifest


def test_sets_and_packs_are_names_and_lengths_by_turns() -> None:
    manifest = make_manifest([b"one"], [b"three"])
    one, three = manifest.sets[0].id, manifest.packs[0].id
    plain = plain_of(manifest)
    assert (plain["sets"], plain["packs"]) == (
        [bytes.fromhex(one), 3],
        [bytes.fromhex(three), 5],
    )
    assert manifest.contents == (Content(id=one, length=3), Content(id=three, length=5))


def test_files_stand_behind_and_only_if_there_are_any() -> None:
    manifest = make_manifest([b"one"], [b"three"], [b"eleven"])
    assert [each.length for each in manifest.contents] == [3, 5, 6]
    assert plain_of(manifest)["files"] == [bytes.fromhex(manifest.files[0].id), 6]
    assert "files" not in plain_of(make_manifest())


def test_what_is_asked_for_stands_there_only_if_there_is_any() -> None:
    assert plain_of(make_manifest(lacks=(SetId("22" * 32),)))["lacks"] == [b"\x22" * 32]
    assert "lacks" not in plain_of(make_manifest())


def test_another_signature_does_not_fit() -> None:
    data = write_manifest(make_manifest())
    for signature in (
        sign_manifest(data, make_signing_key("other")),
        SENDER.sign(Context.CHANGE_SET, data),
        bytes(64),
    ):
        with pytest.raises(Altered):
            read_manifest(data, signature)


def test_a_sender_under_whose_key_anybody_could_sign_is_refused() -> None:
    with pytest.raises(UnusableKey):
        reading({**plain_of(make_manifest()), "sender": bytes([1]) + bytes(31)})


def test_a_purpose_of_tomorrow_is_told_so() -> None:
    with pytest.raises(UnknownKind):
        reading({**plain_of(make_manifest()), "purpose": "request"})


@pytest.mark.parametrize(
    "changes",
    [
        {"dossier": b""},
        {"to": []},
        {"to": [bytes(15)]},
        {"to": [bytes(16), bytes(16)]},
        {"to": [b"\2" * 16, b"\1" * 16]},
        {"heads": [b"\2" * 32, b"\1" * 32]},
        {"sets": [bytes(32)]},
        {"sets": [bytes(32), 0]},
        {"sets": [bytes(32), -1]},
        {"sets": [bytes(32), 2**24 + 1]},
        {"sets": [bytes(32), 1, bytes(32), 2]},
        {"sets": ["../../etc/passwd", 1]},
        {"sets": [{"CON": 1}]},
        {"packs": [bytes(32), 2**24 + 1]},
        {"lacks": []},
        {"lacks": None},
        {"lacks": [bytes(31)]},
        {"lacks": [b"\2" * 32, b"\1" * 32]},
        {"files": []},
        {"files": None},
        {"files": [bytes(32)]},
        {"files": [bytes(32), 0]},
        {"files": [bytes(32), 2**24 + 1]},
        {"files": [bytes(32), 1, bytes(32), 1]},
        {"at": "2026"},
        {"at": 2**50},
        {"purpose": "invitation"},
        {"grant": {"seed": bytes(32)}},
        {"grant": None},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_that_is_not_in_order_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        reading({**plain_of(make_manifest()), **changes})


def test_every_field_is_asked_for() -> None:
    plain = plain_of(make_manifest())
    for name in plain:
        with pytest.raises(Malformed):
            reading({key: plain[key] for key in plain if key != name})


def test_a_grant_is_for_no_device() -> None:
    with pytest.raises(Malformed):
        reading(plain_of(make_manifest(to=(ANNA,), grant=GRANT)))


def test_too_many_of_anything_are_refused() -> None:
    names = [number.to_bytes(32, "big") for number in range(manifests.MAX_SETS + 1)]
    plain = plain_of(make_manifest())
    pairs: list[Any] = [part for name in names for part in (name, 1)]
    for changes in (
        {"sets": pairs},
        {"packs": pairs[:202]},
        {"files": pairs[:2_002]},
        {"to": [name[16:] for name in names[:1_001]]},
        {"heads": names[:1_001]},
        {"lacks": names[:1_001]},
    ):
        with pytest.raises(TooLarge):
            reading({**plain, **changes})


def test_a_manifest_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_manifest(bytes(manifests.MAX_MANIFEST + 1), bytes(64))


@pytest.mark.parametrize(
    "changes",
    [
        {"dossier": SetId("")},
        {"to": (DeviceId("anna"),)},
        {"heads": (SetId("22" * 32), SetId("11" * 32))},
        {"lacks": (SetId("22" * 32), SetId("11" * 32))},
        {"at": 2**50},
    ],
    ids=str,
)
def test_what_nobody_would_read_is_not_written(changes: dict[str, Any]) -> None:
    with pytest.raises(Unencodable):
        write_manifest(make_manifest(**changes))
