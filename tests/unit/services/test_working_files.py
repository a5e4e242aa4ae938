"""Working files, on real profiles: attached, listed, given out, taken back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.working_files import FilesAtHand, FileState
from desktop_app.errors import FileRefused, NotEntitled
from desktop_app.services import profile_backup, working_files
from desktop_app.services.working_files import MAX_FILE, add, get, withdraw
from review_protocol.statements import Role
from tests.builders.attachments import LAW, WHY, attach, fields_of, forge, held, listed
from tests.builders.offices import Office

NAME = NodeKey.parse("party_name")


def test_a_file_says_what_it_is_and_who_attached_it(alice: Office) -> None:
    id_ = attach(alice)
    (file,) = listed(alice)
    assert (file.id, file.question, file.name) == (id_, "why_5", "law.pdf")
    assert (file.media_type, file.size_bytes) == ("application/pdf", len(LAW))
    assert (file.author, file.author_name, file.is_mine) == (alice.member, "Alice", True)
    assert (file.state, file.made_at) == (FileState.HERE, alice.clock())


def test_files_come_the_oldest_first_and_by_question(alice: Office) -> None:
    for name, question in [("b.txt", WHY), ("c.txt", NAME), ("a.txt", WHY)]:
        attach(alice, name, question=question)
    assert [each.name for each in listed(alice)] == ["b.txt", "c.txt", "a.txt"]
    assert [each.name for each in listed(alice, WHY)] == ["b.txt", "a.txt"]
    assert listed(alice, NodeKey.parse("body_name")) == ()


def test_it_comes_out_as_it_went_in(alice: Office, out: Path) -> None:
    id_ = attach(alice)
    again = alice.again()
    written = get(again.profile, alice.dossier, id_, out / "copy.pdf")
    assert written == out / "copy.pdf"
    assert written.read_bytes() == LAW


def test_in_a_folder_it_has_its_own_name_and_nothing_is_written_over(
    alice: Office, out: Path
) -> None:
    id_ = attach(alice)
    names = [get(alice.profile, alice.dossier, id_, out).name for _ in range(3)]
    assert names == ["law.pdf", "law (2).pdf", "law (3).pdf"]
    assert sorted(path.name for path in out.iterdir()) == sorted(names)


def test_the_same_file_twice_is_encrypted_twice(alice: Office) -> None:
    attach(alice)
    attach(alice)
    assert len(held(alice)) == 2


@pytest.mark.parametrize("size", [1, MAX_FILE])
def test_the_smallest_and_the_largest_are_taken(alice: Office, out: Path, size: int) -> None:
    data = b"x" * size
    id_ = attach(alice, data=data)
    assert get(alice.profile, alice.dossier, id_, out).read_bytes() == data


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (bytes(MAX_FILE + 1), "too-large")], ids=["0", "more"]
)
def test_what_is_no_working_file_is_refused(alice: Office, data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason) as refused:
        attach(alice, data=data)
    assert refused.value.name == "law.pdf"
    assert (listed(alice), held(alice)) == ((), set())


def test_what_cannot_be_read_is_refused(alice: Office, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "gone.pdf", pipe, tmp_path / ("x" * 300), Path("a\0b")):
        with pytest.raises(FileRefused, match="unreadable"):
            add(alice.profile, alice.dossier, WHY, path)
    assert listed(alice) == ()


def test_stopped_before_the_end_nothing_is_kept(alice: Office, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    file = tmp_path / "law.pdf"
    file.write_bytes(LAW)
    with pytest.raises(Stopped):
        add(alice.profile, alice.dossier, WHY, file, go_on=stop)
    assert (listed(alice), held(alice)) == ((), set())


def test_a_file_that_is_taken_back_is_gone_with_its_bytes(alice: Office) -> None:
    kept, id_ = attach(alice, "kept.txt"), attach(alice)
    withdraw(alice.profile, alice.dossier, id_)
    assert [each.id for each in listed(alice)] == [kept]
    assert len(held(alice)) == 1
    with pytest.raises(FileRefused, match="unknown"):
        withdraw(alice.profile, alice.dossier, id_)
    with pytest.raises(FileRefused, match="unknown"):
        get(alice.profile, alice.dossier, id_, Path("never"))


def test_bytes_that_somebody_else_names_stay(alice: Office) -> None:
    id_ = attach(alice)
    forge(alice, fields_of(alice, id_), "a" * 32)
    withdraw(alice.profile, alice.dossier, id_)
    assert [each.state for each in listed(alice)] == [FileState.HERE]


def test_it_stays_gone_when_it_was_sealed(alice: Office) -> None:
    id_ = attach(alice)
    alice.declare()
    withdraw(alice.profile, alice.dossier, id_)
    alice.declare()
    assert listed(alice) == ()
    assert alice.is_sound()


def test_others_see_what_is_still_to_come(alice: Office, tmp_path: Path, out: Path) -> None:
    id_ = attach(alice)
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
    alice: Office, tmp_path: Path, stick: Path
) -> None:
    hers = attach(alice, "hers.txt")
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    his = attach(bob, "his.txt")
    assert {each.id: each.may_withdraw for each in listed(bob)} == {hers: False, his: True}
    with pytest.raises(NotEntitled):
        withdraw(bob.profile, bob.dossier, hers)
    alice.receive(bob.send(stick))
    withdraw(alice.profile, alice.dossier, his)
    bob.receive(alice.send(stick))
    assert [each.id for each in listed(bob)] == [hers]
    assert held(bob) == set()
    bob.close()


def test_an_observer_sees_files_and_attaches_none(alice: Office, tmp_path: Path) -> None:
    attach(alice)
    bob = Office(name="Bob", folder=tmp_path / "bob")
    bob.join(alice.invite(tmp_path, Role.OBSERVER))
    assert [each.name for each in listed(bob)] == ["law.pdf"]
    assert not working_files.may_attach(bob.profile, bob.dossier)
    with pytest.raises(NotEntitled):
        attach(bob)
    assert held(bob) == set()
    bob.close()


def test_a_backup_carries_the_bytes(alice: Office, tmp_path: Path, out: Path) -> None:
    id_ = attach(alice)
    profile_backup.backup(alice.profile, tmp_path / "all.rdbackup")
    profile_backup.restore(tmp_path / "all.rdbackup", tmp_path / "restored")
    restored = Office(name="Alice", folder=tmp_path / "restored", dossier=alice.dossier)
    assert get(restored.profile, alice.dossier, id_, out).read_bytes() == LAW
    restored.close()


def test_the_export_has_the_record_and_no_bytes(alice: Office) -> None:
    attach(alice)
    exported = alice.export()
    assert b"law.pdf" in exported
    assert LAW[:20] not in exported
    assert len(exported) < 6_000


def test_nothing_of_it_is_in_clear_in_the_profile(alice: Office, tmp_path: Path) -> None:
    attach(alice, data=b"Unmistakable words of a law. " * 9_000)
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
    alice: Office, out: Path, changes: dict[str, str]
) -> None:
    id_ = attach(alice)
    bad = forge(alice, {**fields_of(alice, id_), **changes})
    assert [each.state for each in listed(alice)] == [FileState.HERE, FileState.DAMAGED]
    with pytest.raises(FileRefused, match="damaged"):
        get(alice.profile, alice.dossier, bad, out)
    assert working_files.at_hand(alice.profile, alice.dossier).to_come == 0
    assert get(alice.profile, alice.dossier, id_, out).read_bytes() == LAW
    withdraw(alice.profile, alice.dossier, bad)
    assert len(listed(alice)) == 1


def test_an_empty_record_is_listed_and_can_be_taken_back(alice: Office) -> None:
    bad = forge(alice, {})
    (file,) = listed(alice)
    assert (file.name, file.question, file.state) == ("file", "", FileState.DAMAGED)
    withdraw(alice.profile, alice.dossier, bad)
    assert listed(alice) == ()


def test_the_key_of_another_file_does_not_open_it(alice: Office, out: Path) -> None:
    one, two = attach(alice, "one.txt"), attach(alice, "two.txt")
    bad = forge(alice, {**fields_of(alice, one), "key": fields_of(alice, two)["key"]})
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
    alice: Office, out: Path, name: str, written: str
) -> None:
    sent = attach(alice)
    id_ = forge(alice, {**fields_of(alice, sent), "name": name})
    assert listed(alice)[1].name == written
    assert get(alice.profile, alice.dossier, id_, out) == out / written
    assert [path.name for path in out.iterdir()] == [written]
