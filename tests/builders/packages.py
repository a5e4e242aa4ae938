"""Packages for tests: two sets and a questionnaire, for the devices of two people or a code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from review_protocol import packages, packs, working_files
from review_protocol.costs import KdfCost
from review_protocol.invitations import Grant, Invitation, new_code, read_code
from review_protocol.manifests import Manifest, content_of
from review_protocol.names import DeviceId, SetId, device_id
from review_protocol.packages import Lock
from review_protocol.statements import Role
from tests.builders.keys import make_epoch_key, make_kem_key
from tests.builders.sets import AT, DOSSIER, EVERY_CHANGE, make_set
from tests.builders.signing import make_signing_key

CODE = read_code(new_code(lambda _: 12_345))
ANNA, BORIS = (device_id(make_signing_key(name).public) for name in ("anna", "boris"))
DEVICES = {device: make_kem_key(device) for device in (ANNA, BORIS)}
SENDER = make_signing_key("sender")
FILE_KEY = bytes(range(32))
SETS = (make_set().data, make_set(changes=EVERY_CHANGE).data)
PACKS = (packs.seal({"id": "small"}),)
FILES = (working_files.write_file(b"A letter.", bytes(32)),)
GRANT = Invitation(seed=bytes(range(32)), role=Role.EXPERT, keys=(make_epoch_key(),))


def make_manifest(
    sets: Sequence[bytes] = SETS,
    packs: Sequence[bytes] = PACKS,
    files: Sequence[bytes] = (),
    **changes: Any,
) -> Manifest:
    """The manifest of a package with these contents."""
    fields: dict[str, Any] = {
        "dossier": DOSSIER,
        "sender": SENDER.public,
        "to": tuple(sorted(DEVICES)),
        "heads": (SetId("33" * 32),),
        "sets": tuple(map(content_of, sets)),
        "packs": tuple(map(content_of, packs)),
        "files": tuple(map(content_of, files)),
        "at": AT,
        **changes,
    }
    return Manifest(**fields)


def device_lock() -> Lock:
    """For Anna and Boris."""
    public = {device: key.public for device, key in DEVICES.items()}
    return packages.for_devices(public, FILE_KEY)


def code_lock() -> Lock:
    """For whoever was told the code."""
    return packages.for_code(CODE, KdfCost.FOR_TESTS, salt=bytes(16), file_key=FILE_KEY)


def make_package(
    sets: Sequence[bytes] = SETS,
    packs: Sequence[bytes] = PACKS,
    files: Sequence[bytes] = (),
    **changes: Any,
) -> bytes:
    """The whole file for the devices."""
    manifest = make_manifest(sets, packs, files, **changes)
    contents = [*sets, *packs, *files]
    pieces = packages.write_package(manifest, contents, lock=device_lock(), key=SENDER)
    return b"".join(pieces)


def make_invitation(grant: Grant = GRANT) -> bytes:
    """The whole file for the code."""
    manifest = make_manifest(to=(), grant=grant)
    return b"".join(
        packages.write_package(manifest, [*SETS, *PACKS], lock=code_lock(), key=SENDER)
    )


def open_by(data: bytes, device: DeviceId = ANNA) -> tuple[Manifest, list[bytes]]:
    """All that a device finds in it."""
    read = io.BytesIO(data).read
    front = packages.read_front(read)
    package = packages.open_for_device(read, front, DEVICES[device], device)
    return package.manifest, [content for _, content in package.contents()]


def open_with(data: bytes, code: str = CODE) -> tuple[Manifest, list[bytes]]:
    """All that whoever has the code finds in it."""
    read = io.BytesIO(data).read
    package = packages.open_by_code(read, packages.read_front(read), code)
    return package.manifest, [content for _, content in package.contents()]
