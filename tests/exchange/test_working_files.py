"""Working files in exchange files: by choice, whole or not at all, only what is named."""

from __future__ import annotations

import hashlib
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.exchanges import FileVerdict, SentFile
from desktop_app.errors import ExchangeRefused, FileRefused
from desktop_app.exchange import packing
from desktop_app.services import packages, working_files
from desktop_app.store import contents
from review_protocol.names import ContentId
from review_protocol.working_files import MAX_FILE, write_file
from tests.builders.attachments import (
    LAW,
    attach,
    fields_of,
    forge,
    held,
    listed,
    states,
    written,
)
from tests.builders.hostile_files import Forger
from tests.builders.offices import Office


def send(who: Office, target: Path, **options: bool | int) -> SentFile:
    return packages.export(who.profile, who.dossier, target, **{"with_files": True, **options})  # type: ignore[arg-type]  # each option has its own type


def test_they_go_along_if_asked(alice: Office, bob: Office, stick: Path, out: Path) -> None:
    file = attach(alice)
    sent = send(alice, stick)
    assert (sent.working_files, sent.left_out) == (1, 0)
    plan = bob.plan(*sent.files)
    (look,) = plan.files
    assert (look.working_files, len(plan.working_files), plan.to_come) == (1, 1, 0)
    note = packages.apply(bob.profile, plan)
    assert note.working_files == 1
    assert written(bob, file, out) == LAW
    assert [each.working_files for each in packages.log(bob.profile, bob.dossier)][:1] == [1]


def test_they_stay_if_not_asked_and_are_still_to_come(
    alice: Office, bob: Office, stick: Path
) -> None:
    attach(alice)
    plan = bob.plan(alice.send(stick))
    assert (len(plan.working_files), plan.to_come) == (0, 1)
    packages.apply(bob.profile, plan)
    assert states(bob) == {"law.pdf": "coming"}


def test_they_can_come_after_all_that_is_said_of_them(
    alice: Office, bob: Office, stick: Path, out: Path
) -> None:
    file = attach(alice)
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    sent = send(alice, stick)
    plan = bob.plan(*sent.files)
    assert [each.verdict for each in plan.files] == [FileVerdict.GOOD]
    assert not plan.is_empty
    packages.apply(bob.profile, plan)
    assert written(bob, file, out) == LAW


def test_taking_them_in_again_changes_nothing(alice: Office, bob: Office, stick: Path) -> None:
    attach(alice)
    sent = send(alice, stick)
    bob.receive(*sent.files)
    plan = bob.plan(*sent.files)
    assert [each.verdict for each in plan.files] == [FileVerdict.NOTHING_NEW]
    lines = len(packages.log(bob.profile, bob.dossier))
    packages.apply(bob.profile, plan)
    assert len(packages.log(bob.profile, bob.dossier)) == lines


def test_a_file_that_came_half_by_line_comes_whole_by_stick(
    alice: Office, bob: Office, stick: Path, out: Path
) -> None:
    file = attach(alice)
    (name,) = held(alice)
    with alice.profile.store.read() as transaction:
        data = contents.read_content(transaction, alice.dossier, name) or b""
    bob.receive(alice.send(stick))
    with bob.profile.store.begin() as transaction:
        dossier = bob.dossier
        contents.begin_content(transaction, dossier, name, ContentKind.FILE, len(data))
        contents.extend_content(transaction, dossier, name, 0, data[:500])
    assert listed(bob)[0].come_bytes == 500
    bob.receive(*send(alice, stick).files)
    assert written(bob, file, out) == LAW


def test_text_for_mails_carries_them_too(
    alice: Office, bob: Office, stick: Path, out: Path
) -> None:
    file = attach(alice)
    sent = send(alice, stick / "mail", text_part_bytes=4_000)
    assert len(sent.files) > 1
    bob.receive(*reversed(sent.files))
    assert written(bob, file, out) == LAW


def test_one_in_two_exchange_files_is_taken_once(
    alice: Office, bob: Office, stick: Path
) -> None:
    attach(alice)
    files = [send(alice, stick / name).files[0] for name in ("one", "two")]
    plan = bob.plan(*files)
    assert [each.working_files for each in plan.files] == [1, 0]
    assert packages.apply(bob.profile, plan).working_files == 1


def test_one_that_was_taken_back_does_not_come(alice: Office, bob: Office, stick: Path) -> None:
    file = attach(alice)
    old = send(alice, stick / "old")
    working_files.withdraw(alice.profile, alice.dossier, file)
    bob.receive(alice.send(stick))
    plan = bob.plan(*old.files)
    assert (len(plan.working_files), plan.to_come) == (0, 0)
    packages.apply(bob.profile, plan)
    assert held(bob) == set()


def test_what_has_no_room_is_left_and_said(
    alice: Office, stick: Path, bob: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in (30_000, 10_000, 20_000):
        attach(alice, f"{size}.txt", bytes(size))
    with monkeypatch.context() as patch:
        patch.setattr(packing, "MAX_PACKAGE", packing._FOR_PADDING + 50_000)
        sent = send(alice, stick)
    assert (sent.working_files, sent.left_out) == (2, 1)
    bob.receive(*sent.files)
    assert states(bob) == {"30000.txt": "coming", "10000.txt": "here", "20000.txt": "here"}


def test_a_stick_that_is_gone_before_they_are_taken_in_changes_nothing(
    alice: Office, bob: Office, stick: Path
) -> None:
    attach(alice)
    sent = send(alice, stick)
    plan = bob.plan(*sent.files)
    before = bob.export()
    sent.files[0].unlink()
    with pytest.raises(ExchangeRefused, match="unreadable"):
        packages.apply(bob.profile, plan)
    assert (bob.export(), held(bob)) == (before, set())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        lambda _: b"",
    ],
    ids=["shorter", "altered", "empty"],
)
def test_a_file_that_changes_after_it_was_looked_at_changes_nothing(
    alice: Office, bob: Office, stick: Path, spoil: Callable[[bytes], bytes]
) -> None:
    attach(alice)
    (file,) = send(alice, stick).files
    plan = bob.plan(file)
    before = bob.export()
    file.write_bytes(spoil(file.read_bytes()))
    with pytest.raises(ExchangeRefused):
        packages.apply(bob.profile, plan)
    assert (bob.export(), held(bob)) == (before, set())


def test_another_package_of_the_same_name_is_noticed(
    alice: Office, bob: Office, stick: Path
) -> None:
    attach(alice)
    (file,) = send(alice, stick / "x").files
    plan = bob.plan(file)
    attach(alice, "other.txt")
    file.write_bytes(send(alice, stick / "y").files[0].read_bytes())
    with pytest.raises(ExchangeRefused, match="damaged"):
        packages.apply(bob.profile, plan)
    assert held(bob) == set()


# From somebody who wants to do harm


def forged(alice: Office, bob: Office, stick: Path, *files: bytes) -> Path:
    """A package of Alice's with these contents as working files."""
    forger = Forger(sender=alice, receiver=bob, key=alice.device.signing)
    path = stick / "forged.rdexch"
    path.write_bytes(forger.package(files=files))
    return path


def test_contents_that_nobody_names_are_not_kept(
    alice: Office, bob: Office, stick: Path
) -> None:
    attach(alice)
    alice.declare()
    path = forged(alice, bob, stick, write_file(b"unnamed", bytes(32)), b"not even a file")
    plan = bob.plan(path)
    assert (len(plan.working_files), plan.to_come) == (0, 1)
    packages.apply(bob.profile, plan)
    assert held(bob) == set()


def test_a_named_content_that_is_no_file_is_told_when_it_is_opened(
    alice: Office, bob: Office, stick: Path, out: Path
) -> None:
    rubbish = b"not a file at all"
    good = attach(alice)
    name = hashlib.sha256(rubbish).hexdigest()
    bad = forge(alice, {**fields_of(alice, good), "content": name})
    alice.declare()
    bob.receive(forged(alice, bob, stick, rubbish))
    assert ContentId(name) in held(bob)
    with pytest.raises(FileRefused, match="damaged"):
        written(bob, bad, out)
    assert list(out.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="how much memory was used is not known")
def test_many_large_ones_take_the_memory_of_one_or_two(
    alice: Office, bob: Office, stick: Path
) -> None:
    for number in range(6):
        attach(alice, f"{number}.bin", bytes([number]) * MAX_FILE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sent = send(alice, stick)
    bob.receive(*sent.files)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert sent.size_bytes > 6 * MAX_FILE
    assert set(states(bob).values()) == {"here"}
    assert grown < 4 * MAX_FILE
