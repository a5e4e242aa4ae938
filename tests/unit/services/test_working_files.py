"""Working files, on real profiles: attached, listed, given out, taken back."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.contents import ContentId
from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.working_files import FilesAtHand, FileState, WorkingFile
from desktop_app.errors import FileRefused, NotEntitled
from desktop_app.services import journal, profile_backup, working_files
from desktop_app.services.working_files import MAX_FILE, add, get, list_files, withdraw
from desktop_app.store import contents, records
from review_protocol.changes import RecordType
from review_protocol.statements import Role
from tests.builders.offices import Office

WHY, NAME = NodeKey.parse("why_5"), NodeKey.parse("party_name")
LAW = b"Article 5. Whoever ... shall be punished. " * 30
Draft = Callable[..., Path]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Makes a file on the person's disk."""

    def make(name: str = "law.pdf", data: bytes = LAW) -> Path:
        folder = tmp_path / "disk"
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def listed(office: Office, question: NodeKey | None = None) -> tuple[WorkingFile, ...]:
    return list_files(office.profile, office.dossier, question)


def attach(office: Office, path: Path, question: NodeKey = WHY) -> str:
    office.tick()
    return add(office.profile, office.dossier, question, path)


def held(office: Office) -> set[ContentId]:
    with office.profile.store.read() as transaction:
        return set(contents.held_contents(transaction, office.dossier))


def record(office: Office, subject: str = "f" * 32, **fields: str) -> str:
    """What another program could write as the record of a file."""
    entry = Recorded(
        id=ChangeId(new_id()), type=RecordType.FILE, subject=subject, fields=fields,
        at=office.tick(),
    )  # fmt: skip
    journal.write(office.profile, office.dossier, [entry])
    return subject


def test_a_file_says_what_it_is_and_who_attached_it(alice: Office, draft: Draft) -> None:
    id_ = attach(alice, draft())
    (file,) = listed(alice)
    assert (file.id, file.question, file.name) == (id_, "why_5", "law.pdf")
    assert (file.media_type, file.size_bytes) == ("application/pdf", len(LAW))
    assert (file.author, file.author_name, file.is_mine) == (alice.member, "Alice", True)
    assert (file.state, file.made_at) == (FileState.HERE, alice.clock())


def test_files_come_the_oldest_first_and_by_question(alice: Office, draft: Draft) -> None:
    for name, question in [("b.txt", WHY), ("c.txt", NAME), ("a.txt", WHY)]:
        attach(alice, draft(name), question)
    assert [each.name for each in listed(alice)] == ["b.txt", "c.txt", "a.txt"]
    assert [each.name for each in listed(alice, WHY)] == ["b.txt", "a.txt"]
    assert listed(alice, NodeKey.parse("body_name")) == ()


def test_it_comes_out_as_it_went_in(alice: Office, draft: Draft, out: Path) -> None:
    id_ = attach(alice, draft())
    again = alice.again()
    written = get(again.profile, alice.dossier, id_, out / "copy.pdf")
    assert written == out / "copy.pdf"
    assert written.read_bytes() == LAW


def test_in_a_folder_it_has_its_own_name_and_nothing_is_written_over(
    alice: Office, draft: Draft, out: Path
) -> None:
    id_ = attach(alice, draft())
    names = [get(alice.profile, alice.dossier, id_, out).name for _ in range(3)]
    assert names == ["law.pdf", "law (2).pdf", "law (3).pdf"]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_the_same_file_twice_is_encrypted_twice(alice: Office, draft: Draft) -> None:
    attach(alice, draft())
    attach(alice, draft())
    assert len(held(alice)) == 2


@pytest.mark.parametrize("size", [1, MAX_FILE])
def test_the_smallest_and_the_largest_are_taken(
    alice: Office, draft: Draft, out: Path, size: int
) -> None:
    data = b"x" * size
    id_ = attach(alice, draft(data=data))
    assert get(alice.profile, alice.dossier, id_, out).read_bytes() == data


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (bytes(MAX_FILE + 1), "too-large")], ids=["0", "more"]
)
def test_what_is_no_working_file_is_refused(
    alice: Office, draft: Draft, data: bytes, reason: str
) -> None:
    with pytest.raises(FileRefused, match=reason) as refused:
        attach(alice, draft(data=data))
    assert refused.value.name == "law.pdf"
    assert (listed(alice), held(alice)) == ((), set())


def test_what_cannot_be_read_is_refused(alice: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "gone.pdf", pipe, tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(FileRefused, match="unreadable"):
            attach(alice, path)
    assert listed(alice) == ()


def test_stopped_before_the_end_nothing_is_kept(alice: Office, draft: Draft) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        add(alice.profile, alice.dossier, WHY, draft(), go_on=stop)
    assert (listed(alice), held(alice)) == ((), set())


def test_a_file_that_is_taken_back_is_gone_with_its_bytes(alice: Office, draft: Draft) -> None:
    kept, id_ = attach(alice, draft("kept.txt")), attach(alice, draft())
    withdraw(alice.profile, alice.dossier, id_)
    assert [each.id for each in listed(alice)] == [kept]
    assert len(held(alice)) == 1
    with pytest.raises(FileRefused, match="unknown"):
        withdraw(alice.profile, alice.dossier, id_)
    with pytest.raises(FileRefused, match="unknown"):
        get(alice.profile, alice.dossier, id_, Path("never"))


def test_bytes_that_somebody_else_names_stay(alice: Office, draft: Draft) -> None:
    id_ = attach(alice, draft())
    with alice.profile.store.read() as transaction:
        (found,) = records.read_records(transaction, alice.dossier, RecordType.FILE)
    record(alice, "a" * 32, **found.fields)
    withdraw(alice.profile, alice.dossier, id_)
    assert [each.state for each in listed(alice)] == [FileState.HERE]


def test_it_stays_gone_when_it_was_sealed(alice: Office, draft: Draft) -> None:
    id_ = attach(alice, draft())
    alice.declare()
    withdraw(alice.profile, alice.dossier, id_)
    alice.declare()
    assert listed(alice) == ()
    assert alice.is_sound()


def test_others_see_what_is_still_to_come(
    alice: Office, draft: Draft, tmp_path: Path, out: Path
) -> None:
    id_ = attach(alice, draft())
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    (file,) = listed(bob)
    assert (file.name, file.author_name, file.state) == ("law.pdf", "Alice", FileState.COMING)
    with pytest.raises(FileRefused, match="not-here") as refused:
        get(bob.profile, bob.dossier, id_, out)
    assert refused.value.name == "law.pdf"
    assert working_files.at_hand(bob.profile, bob.dossier) == FilesAtHand(to_come=1)
    assert working_files.at_hand(alice.profile, alice.dossier).here == 1
    bob.close()


def test_an_expert_takes_back_their_own_and_the_focal_point_any(
    alice: Office, draft: Draft, tmp_path: Path, stick: Path
) -> None:
    hers = attach(alice, draft("hers.txt"))
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    his = attach(bob, draft("his.txt"))
    assert [each.may_withdraw for each in listed(bob)] == [False, True]
    with pytest.raises(NotEntitled):
        withdraw(bob.profile, bob.dossier, hers)
    alice.receive(bob.send(stick))
    withdraw(alice.profile, alice.dossier, his)
    bob.receive(alice.send(stick))
    assert [each.id for each in listed(bob)] == [hers]
    assert held(bob) == set()
    bob.close()


def test_an_observer_sees_files_and_attaches_none(
    alice: Office, draft: Draft, tmp_path: Path
) -> None:
    attach(alice, draft())
    bob = Office(name="Bob", folder=tmp_path / "bob")
    bob.join(alice.invite(tmp_path, Role.OBSERVER))
    assert [each.name for each in listed(bob)] == ["law.pdf"]
    assert not working_files.may_attach(bob.profile, bob.dossier)
    with pytest.raises(NotEntitled):
        attach(bob, draft())
    assert held(bob) == set()
    bob.close()


def test_a_backup_carries_the_bytes(
    alice: Office, draft: Draft, tmp_path: Path, out: Path
) -> None:
    id_ = attach(alice, draft())
    profile_backup.backup(alice.profile, tmp_path / "all.rdbackup")
    profile_backup.restore(tmp_path / "all.rdbackup", tmp_path / "restored")
    restored = Office(name="Alice", folder=tmp_path / "restored", dossier=alice.dossier)
    assert get(restored.profile, alice.dossier, id_, out).read_bytes() == LAW
    restored.close()


def test_the_export_has_the_record_and_no_bytes(alice: Office, draft: Draft) -> None:
    attach(alice, draft())
    exported = alice.export()
    assert b"law.pdf" in exported
    assert LAW[:20] not in exported
    assert len(exported) < 6_000


def test_nothing_of_it_is_in_clear_in_the_profile(
    alice: Office, draft: Draft, tmp_path: Path
) -> None:
    attach(alice, draft(data=b"Unmistakable words of a law. " * 9_000))
    files = [path for path in (tmp_path / "alice").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"Unmistakable words" in path.read_bytes()]


# What another program, or a hostile member, may have written


@pytest.mark.parametrize(
    "changes",
    [
        {"content": ""},
        {"content": "../../etc/passwd"},
        {"content": "AB" * 32},
        {"key": ""},
        {"key": "AAAA"},
        {"key": "not base64 !"},
        {"key": "\u00e9" * 44},
        {"size": ""},
        {"size": "0"},
        {"size": "-1"},
        {"size": "1e9"},
        {"size": "\u0661"},
        {"size": str(MAX_FILE + 1)},
        {"size": "9" * 400},
    ],
    ids=str,
)
def test_a_record_that_names_nothing_is_listed_as_damaged(
    alice: Office, draft: Draft, out: Path, changes: dict[str, str]
) -> None:
    id_ = attach(alice, draft())
    with alice.profile.store.read() as transaction:
        (found,) = records.read_records(transaction, alice.dossier, RecordType.FILE)
    bad = record(alice, **{**found.fields, **changes})
    assert [each.state for each in listed(alice)] == [FileState.HERE, FileState.DAMAGED]
    with pytest.raises(FileRefused, match="damaged"):
        get(alice.profile, alice.dossier, bad, out)
    assert working_files.at_hand(alice.profile, alice.dossier).to_come == 0
    assert get(alice.profile, alice.dossier, id_, out).read_bytes() == LAW
    withdraw(alice.profile, alice.dossier, bad)
    assert len(listed(alice)) == 1


def test_an_empty_record_is_listed_and_can_be_taken_back(alice: Office) -> None:
    bad = record(alice)
    (file,) = listed(alice)
    assert (file.name, file.question, file.state) == ("file", "", FileState.DAMAGED)
    withdraw(alice.profile, alice.dossier, bad)
    assert listed(alice) == ()


def test_the_key_of_another_file_does_not_open_it(
    alice: Office, draft: Draft, out: Path
) -> None:
    attach(alice, draft("one.txt"))
    attach(alice, draft("two.txt"))
    with alice.profile.store.read() as transaction:
        one, two = records.read_records(transaction, alice.dossier, RecordType.FILE)
    bad = record(alice, **{**one.fields, "key": two.fields["key"]})
    with pytest.raises(FileRefused, match="damaged"):
        get(alice.profile, alice.dossier, bad, out)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("\u202excod.exe", "xcod.exe"),
        ("letter\u202efdp.exe", "letterfdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("", "file"),
        ("...", "file"),
        (".ssh", "ssh"),
        ("C:evil.txt", "C evil.txt"),
    ],
)
def test_a_name_from_elsewhere_stays_in_the_folder(
    alice: Office, draft: Draft, out: Path, name: str, written: str
) -> None:
    attach(alice, draft())
    with alice.profile.store.read() as transaction:
        (found,) = records.read_records(transaction, alice.dossier, RecordType.FILE)
    id_ = record(alice, **{**found.fields, "name": name})
    assert listed(alice)[1].name == written
    assert get(alice.profile, alice.dossier, id_, out) == out / written
    assert [path.name for path in out.iterdir()] == [written]
