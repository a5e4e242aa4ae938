"""Nothing that anybody wrote is readable in any file that leaves the program for others.

What is made to be read is not meant: an export of a response (JSON, PDF, Word, XML, text),
the lists of people, the sheet with a code.
"""

from __future__ import annotations

import base64
import textwrap
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.members import MemberRole, Person
from desktop_app.services import assignments, dossiers, members, packages, profiles
from desktop_app.services.invitations import ForCode
from review_protocol import armour
from review_protocol.costs import KdfCost
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.searching import found_in

CHEAP = KdfCost.FOR_TESTS
PARTY = "République de Bordurie-Süd"
ANSWER = "Unmistakable answer: l'État n'a pas érigé cela en infraction"
ARABIC = "\u0625\u062c\u0627\u0628\u0629 \u0633\u0631\u064a\u0629 \u062c\u062f\u0627"
NOTE = "Unmistakable note among members"
ROW = "Unmistakable Penal Code of 1998"
OLD = "Unmistakable first draft"
TITLE, PHONE = "Unmistakable Director of Public Prosecutions", "+999 555 0123456"
SECRETS = (PARTY, ANSWER, ARABIC, NOTE, ROW, OLD, TITLE, PHONE, "Zdeněk Unmistakable")
EMAILS = ("alicia-unmistakable@example.org", "zdenek@ministry.example", "bob@example.org")
NAMES = ("Alicia-Unmistakable", "why_5", "laws_5_title", "expert", PASSPHRASE)


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """The focal point, who has used all there is to use."""
    office = Office(name="Alicia-Unmistakable", folder=tmp_path / "alice").found(PARTY)
    office.answer("party_name", PARTY)
    office.answer("why_5", OLD)
    office.declare()
    office.answer("why_5", f"{ANSWER} {ARABIC} " * 30)
    office.add("laws_5@row", "1")
    office.answer("laws_5_title@row", ROW)
    office.note("why_5", NOTE)
    yield office
    office.close()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where all files go, under the names that the program gives them."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def everything(alice: Office, bob: Office, out: Path) -> list[ForCode]:
    """Every file that there is for others; those that a code opens come back."""
    zdenek = Person(
        name="Zdeněk Unmistakable", title=TITLE, email="zdenek@ministry.example", phone=PHONE
    )
    by_code = [
        members.invite(
            alice.profile, alice.dossier, out, person=zdenek, role=MemberRole.EXPERT, cost=CHEAP
        ),
        members.add_computer(alice.profile, alice.dossier, out, cost=CHEAP),
        members.make_reserve(alice.profile, alice.dossier, out, cost=CHEAP),
    ]
    only = [QuestionId("why_5")]
    members.restrict(alice.profile, alice.dossier, bob.member, only)
    assignments.assign(
        alice.profile,
        alice.dossier,
        NodeKey.parse("why_5"),
        bob.member,
        due=date(2026, 5, 1),
    )
    alice.send(out)
    for size in (1_000, 20_000):
        target = out / f"exchange-{size}"
        packages.export(alice.profile, alice.dossier, target, text_part_bytes=size)
    members.remove(alice.profile, alice.dossier, bob.member)
    bob.answer("why_5", f"Bob: {ANSWER}")
    bob.send(out)
    profiles.backup(alice.profile, out / "profile.rdbackup")
    return by_code


def keys_of(*offices: Office) -> list[bytes]:
    """What opens something, or tells whose a file is."""
    found = [bytes.fromhex(offices[0].dossier)]
    for office in offices:
        device = office.device
        found += [device.signing.seed(), device.kem.seed(), device.public]
        found += [bytes.fromhex(device.id), bytes.fromhex(office.member)]
        found += office.held().opened.keys.values()
    return found


def test_no_file_for_others_can_be_read(alice: Office, bob: Office, out: Path) -> None:
    by_code = everything(alice, bob, out)
    codes = [text for made in by_code for text in (made.code, made.code.replace(" ", ""))]
    secrets: list[str | bytes] = [*SECRETS, *EMAILS, *NAMES, *codes, *keys_of(alice, bob)]
    files = sorted(out.iterdir())
    kinds = {file.name.partition("-")[0] for file in files}
    assert kinds == {"exchange", "invitation", "device", "reserve", "profile.rdbackup"}
    assert {file.name: found_in(file, secrets) for file in files} == {
        file.name: [] for file in files
    }


def test_the_text_form_is_nothing_but_the_file(alice: Office, bob: Office, out: Path) -> None:
    """So it shows no more than the file does."""
    everything(alice, bob, out)
    texts = [file for file in out.iterdir() if file.suffix == ".txt"]
    parts = [part for file in texts for part in armour.parts_in(file.read_text("ascii"))]
    whole = out / "joined"
    for total in {part.total for part in parts}:
        whole.write_bytes(armour.join(part for part in parts if part.total == total))
        assert found_in(whole, (*SECRETS, *EMAILS)) == []


def test_what_is_kept_beside_the_profile_tells_nothing(
    alice: Office, bob: Office, out: Path
) -> None:
    everything(alice, bob, out)
    noted = [file for file in Path.home().rglob("*") if file.is_file()]
    assert noted
    secrets = (*SECRETS, *EMAILS, *NAMES)
    assert [found for file in noted for found in found_in(file, secrets)] == []


def test_the_export_is_made_to_be_read(alice: Office, out: Path) -> None:
    """So the search is one that finds what is there."""
    exported = out / "export.json"
    exported.write_bytes(dossiers.export_dossier(alice.profile, alice.dossier))
    assert {ANSWER, ROW, NOTE, PARTY} <= set(found_in(exported, SECRETS))


def wrapped(data: bytes) -> bytes:
    return textwrap.indent(base64.encodebytes(data).decode(), "> ").encode()


@pytest.mark.parametrize("before", range(3))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_would_find_it(
    out: Path, before: int, form: Literal["NFC", "NFD"], encoding: str
) -> None:
    hidden = bytes(before) + unicodedata.normalize(form, ANSWER).encode(encoding) + b"\xff" * 9
    file = out / "file"
    for written in (hidden, base64.b64encode(hidden), wrapped(hidden), hidden.hex().encode()):
        file.write_bytes(b"\0" * 100 + written)
        assert found_in(file, [ANSWER]) == [ANSWER]
    file.write_bytes(wrapped(bytes(range(256))))
    assert found_in(file, [ANSWER]) == []


def test_the_search_looks_at_names_too(out: Path) -> None:
    file = out / "alicia-unmistakable.rdexch"
    file.touch()
    assert found_in(file, NAMES) == [NAMES[0]]


def test_names_are_short_and_plain(alice: Office, bob: Office, out: Path) -> None:
    everything(alice, bob, out)
    names = [file.name for file in out.iterdir()]
    assert max(map(len, names)) < 60
    assert all(name.isascii() and not set(name) & set('<>:"/\\|?* ') for name in names)
