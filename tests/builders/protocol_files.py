"""Makes the golden files of the protocol; run once for each version of a format.

    python -m tests.builders.protocol_files

The folder `tests/data/protocol/1` must not exist yet. What is in it is never edited: every
later program must read it and find what `expected.json` says.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from review_protocol import armour, packages
from review_protocol.changes import AnswerChange, DossierChange
from review_protocol.costs import KdfCost
from review_protocol.digests import dossier_digest, roster_digest, spoken
from review_protocol.epochs import epoch_id, seal_epoch
from review_protocol.invitations import Grant
from review_protocol.manifests import Manifest, content_of
from review_protocol.names import SetId, device_id
from review_protocol.packages import Lock
from review_protocol.sets import Draft, SealedSet, open_set, seal_set
from review_protocol.statements import Found
from tests.builders.keys import make_epoch_key, make_kem_key
from tests.builders.packages import CODE, FILE_KEY, GRANT, PACKS
from tests.builders.sets import AT, EVERY_CHANGE, PACK, every_statement, local
from tests.builders.signing import make_signing_key

FOLDER = Path(__file__).parents[1] / "data" / "protocol" / "1"
SIGNER, KEM, EPOCH = make_signing_key(), make_kem_key(), make_epoch_key()
DEVICE = device_id(SIGNER.public)
DEVICES = packages.for_devices({DEVICE: KEM.public}, FILE_KEY)
BY_CODE = packages.for_code(
    CODE,
    KdfCost(memory_kib=1024, iterations=2, lanes=2),
    salt=bytes(range(16)),
    file_key=FILE_KEY,
)


def make(folder: Path) -> None:
    """Two sets, a package of them in both forms, an invitation, and what is in them."""
    first = first_set()
    sets = (first, second_set(first.id))
    package = packed(sets, DEVICES, None)
    files = {
        "first.rdcset": sets[0].data,
        "second.rdcset": sets[1].data,
        "questionnaire.rdpack": PACKS[0],
        "package.rdexch": package,
        "invitation.rdexch": packed(sets, BY_CODE, GRANT),
    }
    for number, text in enumerate(armour.split(package, part_size=8_000), start=1):
        files[f"package-{number}.txt"] = text.encode("ascii")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    expected = json.dumps(expectations(sets), indent=1, sort_keys=True, ensure_ascii=False)
    (folder / "expected.json").write_text(expected + "\n", encoding="utf-8")


def first_set() -> SealedSet:
    """Founds the dossier."""
    draft = Draft(
        dossier=SetId(""),
        parents=frozenset(),
        roster=roster_digest([]),
        salt=bytes(range(16)),
        statements=[
            Found(kem=KEM.public),
            seal_epoch(
                EPOCH,
                {DEVICE: KEM.public},
                older=[make_epoch_key("older")],
                nonce=bytes(range(12)),
            ),
        ],
        changes=[
            (local("dossier"), DossierChange(pack=PACK, party="Ruritania", at=AT)),
            (local("answer"), AnswerChange(key="q1", value="Yes, since 2019", at=AT + 60)),
        ],
    )
    return seal_set(draft, SIGNER, EPOCH)


def second_set(dossier: SetId) -> SealedSet:
    """One of everything."""
    draft = Draft(
        dossier=dossier,
        parents=frozenset({dossier}),
        roster=roster_digest([dossier]),
        salt=bytes(range(16, 32)),
        statements=every_statement(dossier),
        changes=EVERY_CHANGE,
    )
    return seal_set(draft, SIGNER, EPOCH)


def packed(sets: tuple[SealedSet, ...], lock: Lock, grant: Grant | None) -> bytes:
    """A package of the sets and a questionnaire."""
    manifest = manifest_of(sets, lock, grant)
    contents = [*(each.data for each in sets), *PACKS]
    return b"".join(packages.write_package(manifest, contents, lock=lock, key=SIGNER))


def manifest_of(sets: tuple[SealedSet, ...], lock: Lock, grant: Grant | None) -> Manifest:
    """What the package says of itself."""
    return Manifest(
        dossier=sets[0].id,
        sender=SIGNER.public,
        to=lock.devices,
        grant=grant,
        heads=(sets[-1].id,),
        sets=tuple(content_of(each.data) for each in sets),
        packs=tuple(map(content_of, PACKS)),
        at=AT,
    )


def expectations(sets: tuple[SealedSet, ...]) -> dict[str, Any]:
    """What every later program must find, with the secrets that it takes."""
    keys = {epoch_id(EPOCH): EPOCH}
    return {
        "secrets": {
            "device": SIGNER.seed().hex(),
            "sealing": KEM.seed().hex(),
            "epochs": [EPOCH.hex(), make_epoch_key("older").hex()],
            "code": " ".join(CODE[at : at + 6] for at in range(0, len(CODE), 6)),
        },
        "sets": [plain(open_set(each.data, keys)) for each in sets],
        "package": plain(manifest_of(sets, DEVICES, None)),
        "invitation": plain(manifest_of(sets, BY_CODE, GRANT)),
        "digest": spoken(dossier_digest(each.id for each in sets)),
    }


def plain(value: object) -> Any:
    """A value of ours as JSON has it: records with their class, bytes in hexadecimal."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (each.name for each in dataclasses.fields(value))
        return {
            "class": type(value).__name__,
            **{name: plain(getattr(value, name)) for name in fields},
        }
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


if __name__ == "__main__":
    if FOLDER.exists():
        sys.exit(f"{FOLDER} is there already and is never made anew")
    FOLDER.mkdir(parents=True)
    make(FOLDER)
