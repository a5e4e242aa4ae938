"""The text form on its way through mail: what is borne, and what is told of what is not."""

from __future__ import annotations

import email.message
import random
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.exchanges import FileLook, FileVerdict
from desktop_app.services import invitations, packages
from review_protocol import armour
from tests.builders.offices import Office

PART = 1_000
Texts = list[str]


def as_text(office: Office, target: Path, *, part: int = PART) -> Texts:
    """The texts of the parts that an office exports."""
    sent = packages.export(office.profile, office.dossier, target, text_part_bytes=part)
    return [file.read_bytes().decode("ascii") for file in sent.files]


def written(folder: Path, texts: Texts, name: str = "mail {}.txt") -> list[Path]:
    """A file for each text."""
    folder.mkdir()
    files = [folder / name.format(number) for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_bytes(text.encode())
    return files


def mailed(text: str) -> str:
    """The text in the body of a message, as a mail program saves it."""
    message = email.message.EmailMessage()
    message["Subject"] = "For you"
    message.set_content(f"Dear Bob,\n\n{text}\nRegards", cte="quoted-printable")
    return message.as_string()


@pytest.fixture
def texts(alice: Office, bob: Office, tmp_path: Path) -> Texts:
    """Alice's answer in some parts; Bob has something typed and not sealed yet."""
    alice.answer("why_5", "An answer that is worth having. " * 40)
    found = as_text(alice, tmp_path / "first")
    assert len(found) > 4
    bob.answer("body_name", "typed by Bob")
    return found


def look_at(office: Office, *files: Path) -> FileLook:
    """The one thing that these files come to; nothing has changed unless it is good."""
    before = state_of(office)
    (look,) = office.plan(*files).files
    office.receive(*files)
    assert (state_of(office) != before) is (look.verdict is FileVerdict.GOOD)
    return look


def state_of(office: Office) -> object:
    """All that a person could notice."""
    log = packages.log(office.profile, office.dossier)
    return office.load(), frozenset(each.id for each in office.held().sealed), log


BORNE: dict[str, Callable[[Texts], Texts]] = {
    "as it is": lambda texts: texts,
    "in another order": lambda texts: random.Random(1).sample(texts, len(texts)),
    "all in one": lambda texts: ["\n\n".join(texts)],
    "some twice": lambda texts: [*texts, *texts[:2]],
    "line feeds alone": lambda texts: [text.replace("\r\n", "\n") for text in texts],
    "carriage returns twice": lambda texts: [text.replace("\n", "\r\n") for text in texts],
    "blanks at the ends": lambda texts: [text.replace("\r\n", "  \t\r\n") for text in texts],
    "quoted": lambda texts: [textwrap.indent(text, "> ", lambda _: True) for text in texts],
    "quoted again": lambda texts: [textwrap.indent(text, ">> ") for text in texts],
    "forwarded": lambda texts: [f"----- Forwarded -----\n{text}\n-- \nBob" for text in texts],
    "as a saved message": lambda texts: [mailed(text) for text in texts],
}


@pytest.mark.parametrize("way", BORNE)
def test_what_mail_does_is_borne(bob: Office, texts: Texts, tmp_path: Path, way: str) -> None:
    files = written(tmp_path / "inbox", BORNE[way](texts))
    assert look_at(bob, *files).verdict is FileVerdict.GOOD
    assert bob.stands("why_5") == {"An answer that is worth having. " * 40}
    assert bob.plan(tmp_path / "inbox").is_empty


@pytest.mark.parametrize(
    "name", ["text-{}-of-9 (1).txt", "Re Fwd {}.eml", "{}.txt.TXT", "part {}.htm"]
)
def test_names_do_not_matter(bob: Office, texts: Texts, tmp_path: Path, name: str) -> None:
    written(tmp_path / "inbox", texts, name)
    assert look_at(bob, tmp_path / "inbox").verdict is FileVerdict.GOOD


@pytest.mark.parametrize(
    "name", ["exchange-20260302-0900-0001 (1).rdexch", "no extension", "photo.jpg"]
)
def test_the_name_of_a_package_does_not_matter(
    alice: Office, bob: Office, tmp_path: Path, name: str
) -> None:
    alice.answer("why_5", "worth having")
    file = alice.send(tmp_path / "x.rdexch").rename(tmp_path / name)
    assert look_at(bob, file).verdict is FileVerdict.GOOD
    folder = tmp_path / "folder"
    folder.mkdir()
    file.rename(folder / name)
    assert look_at(bob, folder).is_taken


def damaged(text: str) -> str:
    """One character of the content is another one."""
    at = len(text) // 2
    while not text[at].isalnum():
        at += 1
    return text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]


BROKEN: dict[str, tuple[int, Callable[[Texts], Texts]]] = {
    "changed": (2, lambda texts: [texts[0], damaged(texts[1]), *texts[2:]]),
    "cut": (1, lambda texts: [texts[0][:500], *texts[1:]]),
    "without its last line": (
        4,
        lambda texts: [*texts[:3], texts[3][: texts[3].index("RDTEXT END")], *texts[4:]],
    ),
}


@pytest.fixture
def five(alice: Office, bob: Office, tmp_path: Path) -> Texts:
    """An answer of Alice's in five parts."""
    alice.answer("why_5", "worth having")
    size = alice.send(tmp_path / "x.rdexch").stat().st_size
    texts = as_text(alice, tmp_path / "five", part=size * 4 // 3 // 5 + 300)
    assert len(texts) == 5
    return texts


@pytest.mark.parametrize("missing", [(3,), (1, 5), (1, 2, 3, 4)])
def test_parts_that_are_missing_are_named(
    bob: Office, five: Texts, tmp_path: Path, missing: tuple[int, ...]
) -> None:
    kept = [text for number, text in enumerate(five, start=1) if number not in missing]
    files = written(tmp_path / "inbox", kept)
    look = look_at(bob, *files)
    assert (look.name, look.verdict) == (files[0].name, FileVerdict.MISSING_PARTS)
    assert look.detail == ", ".join(map(str, missing))
    assert look_at(bob, *files, *written(tmp_path / "again", five)).is_taken


@pytest.mark.parametrize("way", BROKEN)
def test_a_part_that_is_damaged_is_named(
    bob: Office, five: Texts, tmp_path: Path, way: str
) -> None:
    number, change = BROKEN[way]
    files = written(tmp_path / "inbox", change(five))
    before = state_of(bob)
    looks = {look.name: (look.verdict, look.detail) for look in bob.plan(*files).files}
    bob.receive(*files)
    assert state_of(bob) == before
    whole = files[1 if number == 1 else 0].name
    assert looks == {
        files[number - 1].name: (FileVerdict.DAMAGED, f"part {number} of 5"),
        whole: (FileVerdict.MISSING_PARTS, str(number)),
    }
    assert look_at(bob, *files, *written(tmp_path / "again", five)).is_taken


def test_parts_of_two_packages_are_kept_apart(
    alice: Office, bob: Office, texts: Texts, tmp_path: Path
) -> None:
    """Some parts of each are missing: both are named, neither is taken for the other."""
    alice.answer("party_name", "said later")
    others = as_text(alice, tmp_path / "second")
    files = written(tmp_path / "inbox", [texts[0], *others[1:]])
    looks = bob.plan(*files).files
    assert [look.verdict for look in looks] == [FileVerdict.MISSING_PARTS] * 2
    assert [look.name for look in looks] == [files[0].name, files[1].name]
    assert looks[1].detail == "1"


def test_two_packages_come_out_of_one_heap(
    alice: Office, bob: Office, texts: Texts, tmp_path: Path
) -> None:
    alice.answer("party_name", "said later")
    heap = [*texts, *as_text(alice, tmp_path / "second")]
    random.Random(2).shuffle(heap)
    written(tmp_path / "inbox", heap)
    looks = bob.plan(tmp_path / "inbox").files
    assert all(look.is_taken for look in looks)
    assert len(looks) == 2
    bob.receive(tmp_path / "inbox")
    assert bob.stands("party_name") == {"said later"}


def test_parts_of_a_newer_program_are_told_so(
    bob: Office, texts: Texts, tmp_path: Path
) -> None:
    later = [text.replace("RDTEXT 1", "RDTEXT 2") for text in texts]
    files = written(tmp_path / "inbox", later)
    assert {look.verdict for look in bob.plan(*files).files} == {FileVerdict.NEWER}


def test_a_letter_is_no_exchange_file_and_in_a_folder_passed_over(
    bob: Office, tmp_path: Path
) -> None:
    files = written(tmp_path / "inbox", ["Dear Bob, the text is RDTEXT 1 and so on."])
    assert look_at(bob, *files).verdict is FileVerdict.NOT_AN_EXCHANGE_FILE
    assert bob.plan(tmp_path / "inbox").files == ()


def test_an_invitation_may_come_as_text(alice: Office, tmp_path: Path) -> None:
    invited = alice.invite(tmp_path)
    data = invited.sent.files[0].read_bytes()
    written(tmp_path / "inbox", [mailed(text) for text in armour.split(data, part_size=PART)])
    eve = Office(name="Eve", folder=tmp_path / "eve")
    eve.dossier = invitations.join(eve.profile, tmp_path / "inbox", invited.code)
    assert eve.dossier == alice.dossier
    eve.close()
