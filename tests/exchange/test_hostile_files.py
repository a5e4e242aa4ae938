"""Files with which somebody wants to do harm: one sentence that names the file, no change.

What the readers of `review_protocol` refuse is tried there; here it is the way that such a
file takes through the program, in the window's service and on the command line.
"""

from __future__ import annotations

import resource
import secrets
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.exchanges import FileVerdict
from review_protocol import bodies, encoding
from review_protocol.invitations import new_code
from review_protocol.packages import MAGIC, MAX_PACKAGE
from review_protocol.signing import SigningKey
from review_protocol.state import Reason
from tests.builders.command_line import CommandLine
from tests.builders.hostile_files import (
    GIGABYTE,
    MEGABYTE,
    Forger,
    front_of_size,
    pack_of,
    parts_of_package,
    sparse,
)
from tests.builders.offices import PASSPHRASE, Office

TAKEN = {FileVerdict.GOOD, FileVerdict.NOTHING_NEW}
LONG = 20.0
"""Seconds that the refusal of one file may take; on an idle machine it takes a tenth."""
NOTHING = encoding.compress(bodies.write_body(())[0])
"""The body of a set in which nothing is said."""
DEPTH = b"\x81" * 100_000 + b"\x80"
"""A list in a list in a list, and so on."""


def bytes_of(office: Office) -> dict[str, bytes]:
    """All that is on the disk of a profile, and what is kept beside it. SQLite's own notes
    of who reads (`-shm`) hold nothing.
    """
    folders = (office.folder, Path.home())
    return {
        str(path): path.read_bytes()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".db-shm" and not path.name.endswith("-shm")
    }


def refused(office: Office, *files: Path) -> set[FileVerdict]:
    """Plan and import them: nothing changes but that the files are answered for."""
    before, state = bytes_of(office), office.load()
    plan = office.plan(*files)
    note = office.receive(*files)
    assert (plan.is_empty, plan.is_refused, note.files) == (True, True, ())
    assert bytes_of(office) == before
    assert office.load() == state
    return {look.verdict for look in plan.files}


@pytest.fixture
def forger(alice: Office, bob: Office) -> Forger:
    """The focal point herself, gone bad; Bob has something typed and not sealed yet."""
    alice.answer("why_5", "A text that is worth having. " * 40)
    alice.declare()
    bob.answer("body_name", "typed by Bob and not sealed yet")
    return Forger(alice, bob, alice.device.signing)


@pytest.fixture
def good(forger: Forger) -> bytes:
    """A good file of hers."""
    return forger.package()


def test_the_good_file_is_one(bob: Office, good: bytes, stick: Path) -> None:
    file = stick / "good.rdexch"
    file.write_bytes(good)
    (look,) = bob.plan(file).files
    assert look.verdict is FileVerdict.GOOD


def test_a_changed_bit_anywhere_is_refused(bob: Office, good: bytes, stick: Path) -> None:
    chance, file = Random(3), stick / "altered.rdexch"
    bits = [*range(0, 24 * 8, 7), *(chance.randrange(len(good) * 8) for _ in range(120))]
    before = bytes_of(bob)
    found = set()
    for bit in bits:
        changed = bytearray(good)
        changed[bit // 8] ^= 1 << bit % 8
        file.write_bytes(changed)
        (look,) = bob.plan(file).files
        bob.receive(file)
        assert look.verdict not in TAKEN, bit
        assert bit < 24 * 8 or look.verdict is FileVerdict.DAMAGED, bit
        found.add(look.verdict)
    assert bytes_of(bob) == before
    assert found >= {FileVerdict.DAMAGED, FileVerdict.NOT_AN_EXCHANGE_FILE, FileVerdict.NEWER}


def test_a_cut_anywhere_is_refused(bob: Office, good: bytes, stick: Path) -> None:
    file = stick / "cut.rdexch"
    places = parts_of_package(good)
    for name, place in places.items():
        for size in {max(0, place - 1), place, min(place + 1, len(good) - 1)}:
            file.write_bytes(good[:size])
            wanted = FileVerdict.TRUNCATED if size >= 8 else FileVerdict.NOT_AN_EXCHANGE_FILE
            assert refused(bob, file) == {wanted}, (name, size)


def test_a_file_for_somebody_else_is_refused(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    assert refused(bob, alice.send(stick / "a.rdexch", to=[carol])) == {FileVerdict.NOT_FOR_US}


def test_a_stranger_s_file_is_refused(forger: Forger, bob: Office, stick: Path) -> None:
    """Who knows the keys of a member can seal a file to them, and is nobody still."""
    stranger = Forger(forger.sender, bob, SigningKey(secrets.token_bytes(32)))
    file = stick / "stranger.rdexch"
    file.write_bytes(stranger.package(stranger.change_set()))
    assert refused(bob, file) == {FileVerdict.UNKNOWN_SENDER}


def test_a_set_of_a_stranger_in_a_member_s_file_counts_for_nothing(
    forger: Forger, bob: Office, stick: Path
) -> None:
    stranger = Forger(forger.sender, bob, SigningKey(secrets.token_bytes(32)))
    before = bob.load()
    file = stick / "smuggled.rdexch"
    file.write_bytes(forger.package(stranger.change_set(NOTHING)))
    bob.receive(file)
    state = bob.held().state
    assert set(state.refused_sets.values()) == {Reason.UNKNOWN_DEVICE}
    new = bob.load().answers.values.keys() - before.answers.values.keys()
    assert {str(key) for key in new} == {"why_5"}


def test_an_invitation_is_no_work(alice: Office, bob: Office, stick: Path) -> None:
    assert refused(bob, alice.invite(stick).sent.files[0]) == {FileVerdict.INVITATION}


HOSTILE: dict[str, tuple[FileVerdict, Callable[[Forger], bytes]]] = {
    "of a future version": (
        FileVerdict.NEWER,
        lambda forger: MAGIC + b"\0\2" + forger.package()[10:],
    ),
    "of a future algorithm": (
        FileVerdict.NOT_AN_EXCHANGE_FILE,
        lambda forger: MAGIC + b"\0\1\0\7" + forger.package()[12:],
    ),
    "for a future purpose": (
        FileVerdict.NEWER,
        lambda forger: forger.with_manifest(lambda plain: plain.update(purpose="tomorrow")),
    ),
    "of another response": (
        FileVerdict.OTHER_DOSSIER,
        lambda forger: forger.with_manifest(
            lambda plain: plain.update(dossier=bytes(32), sets=[], packs=[]), is_empty=True
        ),
    ),
    "with sets of another response": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(dossier="00" * 32),
    ),
    "with a manifest of nothing but depth": (
        FileVerdict.DAMAGED,
        lambda forger: forger.with_bytes(DEPTH),
    ),
    "with a name for a path": (
        FileVerdict.DAMAGED,
        lambda forger: forger.with_manifest(
            lambda plain: plain.update(grant={"../../../etc/passwd": "CON"})
        ),
    ),
    "with a set named twice": (
        FileVerdict.DAMAGED,
        lambda forger: forger.with_manifest(lambda plain: plain["sets"].extend(plain["sets"])),
    ),
    "with more after its end": (FileVerdict.DAMAGED, lambda forger: forger.package() * 2),
    "with a set that is none": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(b"RDCSET\r\n" + bytes(200)),
    ),
    "with a set of a header of nothing but depth": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(forger.change_set(clear=DEPTH)),
    ),
    "with a set under another signature": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(forger.change_set()[:-64] + bytes(64)),
    ),
    "with a bomb for a questionnaire": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(packs=[pack_of(bytes(80 * MEGABYTE))]),
    ),
    "with a deep questionnaire": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(packs=[pack_of(DEPTH)]),
    ),
    "with a questionnaire of nothing": (
        FileVerdict.DAMAGED,
        lambda forger: forger.package(packs=[b"RDPACK\r\n"]),
    ),
}


def deep(levels: int) -> encoding.Encodable:
    """A list in a list in a list."""
    found: encoding.Encodable = []
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, forger: Forger, bob: Office, stick: Path) -> None:
    verdict, make = HOSTILE[name]
    file = stick / "hostile.rdexch"
    file.write_bytes(make(forger))
    began = time.monotonic()
    assert refused(bob, file) == {verdict}
    assert time.monotonic() - began < LONG


HELD: dict[str, tuple[str, Callable[[Forger], bytes]]] = {
    "a bomb for a body": (
        "broken",
        lambda forger: forger.change_set(encoding.compress(bytes(20 * MEGABYTE))),
    ),
    "a body of nothing but depth": (
        "broken",
        lambda forger: forger.change_set(encoding.compress(DEPTH)),
    ),
    "statements of nothing but depth": (
        "broken",
        lambda forger: forger.change_set(statements=[{"kind": "role", "member": deep(20)}]),
    ),
    "a future version": ("newer", lambda forger: forger.change_set(version=2)),
    "a future kind": ("newer", lambda forger: forger.change_set(kind="tomorrow")),
    "a parent that nobody has": (
        "incomplete",
        lambda forger: forger.change_set(parents=[bytes(32)]),
    ),
    "a forged view of who is a member": (
        "broken",
        lambda forger: forger.change_set(roster=bytes(32)),
    ),
}


@pytest.mark.parametrize("name", HELD)
def test_a_hostile_set_in_a_good_file_does_no_harm(
    name: str, forger: Forger, bob: Office, stick: Path
) -> None:
    """It is held, for it names what it came after; it says nothing, and all else is taken."""
    kind, make = HELD[name]
    file = stick / "hostile.rdexch"
    file.write_bytes(forger.package(make(forger)))
    began = time.monotonic()
    plan = bob.plan(file)
    bob.receive(file)
    assert time.monotonic() - began < LONG
    assert plan.tally.newer == (kind == "newer")
    assert plan.tally.incomplete == (kind == "incomplete")
    state = bob.held().state
    assert len(state.refused_sets) == (kind == "broken")
    assert bob.stands("why_5") == forger.sender.stands("why_5")
    assert bob.stands("body_name") == {"typed by Bob and not sealed yet"}
    assert bob.is_sound()
    bob.answer("why_5", "Bob goes on")
    forger.sender.receive(bob.send(stick / "answer.rdexch"))
    assert "Bob goes on" in forger.sender.stands("why_5")


@pytest.mark.parametrize(
    ("verdict", "start"),
    [
        (FileVerdict.TOO_LARGE, front_of_size(GIGABYTE)),
        (FileVerdict.TOO_LARGE, front_of_size(MAX_PACKAGE + 1)),
        (FileVerdict.TOO_LARGE, front_of_size(MEGABYTE, count=1_000_000)),
        (FileVerdict.TOO_LARGE, b"RDTEXT 1 PART 1 OF 2\n"),
        (FileVerdict.TOO_LARGE, b"\xff\xfe"),
        (FileVerdict.DAMAGED, front_of_size(MAX_PACKAGE)),
    ],
)
def test_a_gigabyte_is_refused_at_once(
    bob: Office, stick: Path, verdict: FileVerdict, start: bytes
) -> None:
    file = sparse(stick / "large.rdexch", start)
    began, memory = time.monotonic(), peak()
    assert refused(bob, file) == {verdict}
    assert time.monotonic() - began < LONG
    assert peak() - memory < 600 * MEGABYTE


def test_a_good_file_with_a_gigabyte_behind_it_is_refused(
    bob: Office, good: bytes, stick: Path
) -> None:
    began = time.monotonic()
    assert refused(bob, sparse(stick / "tail.rdexch", good)) == {FileVerdict.DAMAGED}
    assert time.monotonic() - began < LONG


def test_a_folder_of_large_texts_is_passed_over(bob: Office, stick: Path) -> None:
    folder = stick / "folder"
    folder.mkdir()
    sparse(folder / "film.mp4", b"ftyp")
    sparse(folder / "letter.txt", b"Dear colleague")
    assert refused(bob, folder) == {FileVerdict.TOO_LARGE}


def peak() -> int:
    """The most memory that this process ever had, in bytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used if sys.platform == "darwin" else used * 1024


NAMES = ("CON.rdexch", "a\u202excdr.txt", "..rdexch", "two\nlines.rdexch", "x" * 200)


@pytest.fixture
def desk(bob: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """Bob's command line; his profile is locked."""
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    bob.close()
    common = ["--profile", str(bob.folder), "--passphrase-file", str(passphrase)]
    return CommandLine(capsys, common)


@pytest.mark.parametrize("name", NAMES)
def test_the_command_says_one_sentence_that_names_the_file(
    desk: CommandLine, bob: Office, stick: Path, name: str
) -> None:
    file = stick / name
    file.write_bytes(b"RDEXCH\r\n\0\1\0\1" + bytes(400))
    before = bytes_of(bob)
    outcome = desk("package", "import", file)
    shown = name.replace("\u202e", "\ufffd").replace("\n", "\ufffd")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(f"{shown} cannot be used (")
    assert outcome.err.endswith("; nothing was changed.\n")
    assert outcome.err.count("\n") == 1
    assert bytes_of(bob) == before


@pytest.mark.parametrize("command", [("package", "inspect"), ("member", "join")])
def test_other_commands_name_the_file_too(
    desk: CommandLine, bob: Office, stick: Path, command: tuple[str, str]
) -> None:
    file = stick / "broken.rdexch"
    file.write_bytes(MAGIC)
    before = bytes_of(bob)
    code = ["--code", new_code(lambda _: 0)] if command[1] == "join" else []
    outcome = desk(*command, file, *code)
    assert outcome.code == 1
    assert outcome.err == (
        "broken.rdexch cannot be used (front): its end is missing; copy it again;"
        " nothing was changed.\n"
    )
    assert bytes_of(bob) == before


def test_the_good_of_several_files_are_taken_and_the_others_named(
    desk: CommandLine, alice: Office, bob: Office, stick: Path
) -> None:
    alice.answer("why_5", "worth having")
    file = alice.send(stick / "good.rdexch")
    (stick / "bad.rdexch").write_bytes(file.read_bytes()[:-1])
    outcome = desk("package", "import", stick / "bad.rdexch", file)
    assert outcome.code == 1
    assert "bad.rdexch cannot be used" in outcome.err
    assert outcome.err.endswith("; the others were taken in.\n")
    assert outcome.out.startswith("good.rdexch: good from Alice.\n")
    assert bob.reopen().stands("why_5") == {"worth having"}


def test_files_for_others_in_a_folder_are_nothing_wrong(
    desk: CommandLine, alice: Office, carol: Office, bob: Office, stick: Path
) -> None:
    alice.answer("why_5", "worth having")
    alice.send(stick / "carol.rdexch", to=[carol])
    outcome = desk("package", "import", stick)
    assert (outcome.code, outcome.err) == (0, "")
    assert "carol.rdexch cannot be used" in outcome.out
    outcome = desk("package", "import", stick / "carol.rdexch", "--json")
    assert (outcome.code, outcome.json["done"]) == (1, False)
    assert outcome.err.startswith("carol.rdexch cannot be used")


def test_an_invitation_that_cannot_be_used_leaves_no_profile(
    alice: Office, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    invited = alice.invite(stick)
    data = bytearray(invited.sent.files[0].read_bytes())
    data[-20] ^= 1
    file = stick / "altered.rdexch"
    file.write_bytes(data)
    passphrase = tmp_path / "passphrase.txt"
    passphrase.write_text(PASSPHRASE, encoding="utf-8")
    folder = tmp_path / "newcomer"
    desk = CommandLine(capsys, ["--profile", str(folder), "--passphrase-file", str(passphrase)])
    outcome = desk("member", "join", file, "--code", invited.code, "--name", "Eve")
    assert outcome.code == 1
    assert outcome.err.startswith("altered.rdexch cannot be used (chunk ")
    assert not folder.exists()
