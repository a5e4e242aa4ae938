"""Invitations of the secretariat's: for whom they are, when the review began, and as text."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.servers import ServerOffer
from desktop_app.errors import NotConnected, ServerUnreachable
from desktop_app.exchange import connecting
from desktop_app.services import dossiers, receipts, servers, submitting, timeline
from desktop_app.services.desks import desk_of
from desktop_app.services.timeline import REVISED
from desktop_app.store import records
from review_protocol import armour
from review_protocol.changes import RecordType
from review_protocol.receipts import write_receipt
from review_protocol.server_invitations import ServerInvitation, write_server_invitation
from review_protocol.timelines import START
from tests.builders.carrying import carry
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import sample_pack
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.secretariats import approve, connect, serving, unlocked
from tests.builders.servers import Office as ServerOffice
from tests.builders.servers import make_office

STARTED = date(2026, 11, 1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerOffice]:
    """One that is never asked: connecting opens no line."""
    made = make_office(tmp_path / "server")
    yield made
    made.server.database.close()


@pytest.fixture
def letter(server: ServerOffice) -> ServerInvitation:
    """To the review of Ruritania, cluster 1, that began on the first of November."""
    server.now = int(time.time())
    return server.invitation()


def signed(server: ServerOffice, letter: ServerInvitation, **other: Any) -> bytes:
    return write_server_invitation(replace(letter, **other), server.server.keys.signing)


def file_of(tmp_path: Path, data: bytes) -> Path:
    file = tmp_path / "invitation.rdserver"
    file.write_bytes(data)
    return file


def started(who: Office) -> date | None:
    info = dossiers.find_dossier(who.profile, who.dossier)
    return timeline.read_timeline(who.profile, who.dossier, info).start


def kept(who: Office) -> bytes:
    return dossiers.export_dossier(who.profile, who.dossier)


def test_it_says_for_whom_it_is_before_anything_is_kept(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    before = kept(alice)
    offer = servers.preview(
        alice.profile, alice.dossier, file_of(tmp_path, signed(server, letter))
    )
    assert (offer.party, offer.cluster, offer.start) == ("Ruritania", "1", STARTED)
    assert (offer.own_party, offer.own_cluster, offer.own_start) == ("", "", None)
    assert kept(alice) == before


def test_another_cluster_is_refused_whatever_anybody_says(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    file = file_of(tmp_path, signed(server, letter, cluster="3", party="Graustark"))
    offer = servers.preview(alice.profile, alice.dossier, file)
    assert (offer.own_party, offer.own_cluster) == ("Ruritania", "I")
    with pytest.raises(NotConnected, match="other-cluster") as refused:
        servers.connect(alice.profile, alice.dossier, file, for_party="Graustark")
    assert (refused.value.invited, refused.value.own) == ("3", "I")
    assert servers.standing(alice.profile, alice.dossier).status is None


def test_another_party_is_asked_about(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    file = file_of(tmp_path, signed(server, letter, party="Kingdom of Ruritania"))
    for said in ("", "Graustark", "Ruritania"):
        with pytest.raises(NotConnected, match="other-party"):
            servers.connect(alice.profile, alice.dossier, file, for_party=said)
    assert servers.standing(alice.profile, alice.dossier).status is None
    servers.connect(alice.profile, alice.dossier, file, for_party="kingdom of Ruritania")
    assert servers.standing(alice.profile, alice.dossier).status is not None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80@evil.example", "http://evil.example", "evil.example", ""]
)
def test_a_record_that_names_no_address_that_is_used_names_no_server(
    alice: Office, bob: Office, letter: ServerInvitation, url: str
) -> None:
    """A program that looks less closely has made it; nothing goes there from this one."""
    connecting.connect(desk_of(alice.profile, alice.dossier), replace(letter, url=url))
    carry(alice, bob)
    assert servers.standing(bob.profile, bob.dossier).offer is None
    for use in (servers.preview, servers.connect):
        with pytest.raises(NotConnected, match="no-server"):
            use(bob.profile, bob.dossier, None)
    with pytest.raises(ServerUnreachable, match="address"):
        servers.synchronise(alice.profile, alice.dossier)


def test_the_start_is_taken_over_where_there_is_none_and_travels(
    alice: Office, bob: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    assert started(alice) is None
    servers.connect(alice.profile, alice.dossier, file_of(tmp_path, signed(server, letter)))
    assert started(alice) == STARTED
    carry(alice, bob)
    assert started(bob) == STARTED
    servers.connect(alice.profile, alice.dossier, file_of(tmp_path, signed(server, letter)))
    with alice.profile.store.read() as transaction:
        entered = records.read_records(transaction, alice.dossier, RecordType.TIMELINE)
    assert [(each.subject, each.fields[REVISED]) for each in entered] == [
        (START, STARTED.isoformat())
    ]


def test_a_start_that_the_response_has_stays_and_is_shown_beside_it(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    own = date(2026, 10, 15)
    info = dossiers.create_dossier(
        alice.profile, pack=sample_pack(), party="Ruritania", start=own
    )
    alice.dossier = info.id
    file = file_of(tmp_path, signed(server, letter))
    offer: ServerOffer = servers.preview(alice.profile, alice.dossier, file)
    assert (offer.start, offer.own_start) == (STARTED, own)
    servers.connect(alice.profile, alice.dossier, file)
    assert started(alice) == own


@pytest.mark.parametrize("start", ["", "soon"])
def test_without_a_start_none_is_taken_over(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path, start: str
) -> None:
    file = file_of(tmp_path, signed(server, letter, start=start))
    assert servers.preview(alice.profile, alice.dossier, file).start is None
    servers.connect(alice.profile, alice.dossier, file)
    assert started(alice) is None


def test_as_text_it_is_the_same(
    alice: Office, server: ServerOffice, letter: ServerInvitation, tmp_path: Path
) -> None:
    (text,) = armour.split(signed(server, letter), part_size=1 << 20)
    quoted = "Dear Ana,\n\n" + "".join(f"> {line}\n" for line in text.splitlines())
    in_one_line = " ".join(text.split())
    wanted = servers.preview(
        alice.profile, alice.dossier, file_of(tmp_path, signed(server, letter))
    )
    for each in (text, quoted, in_one_line):
        assert servers.preview(alice.profile, alice.dossier, each) == wanted
    saved = tmp_path / "mail.txt"
    saved.write_text(quoted, encoding="utf-16")
    assert servers.preview(alice.profile, alice.dossier, saved) == wanted
    servers.connect(alice.profile, alice.dossier, in_one_line)
    assert servers.status(alice.profile, alice.dossier).review == letter.review


@pytest.mark.parametrize("text", ["nothing of the kind", "RDTEXT 1 PART 1 OF 1", "x" * 70_000])
def test_other_text_is_damaged(alice: Office, text: str) -> None:
    with pytest.raises(NotConnected, match="damaged"):
        servers.preview(alice.profile, alice.dossier, text)


def test_text_with_a_letter_changed_is_damaged(
    alice: Office, server: ServerOffice, letter: ServerInvitation
) -> None:
    (text,) = armour.split(signed(server, letter), part_size=1 << 20)
    lines = text.splitlines()
    lines[3] = ("A" if lines[3][0] != "A" else "B") + lines[3][1:]
    with pytest.raises(NotConnected, match="damaged"):
        servers.preview(alice.profile, alice.dossier, "\n".join(lines))


@pytest.fixture
def commands(
    alice: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[CommandLine]:
    """Alice's, whose profile is locked between commands."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    alice.close()
    yield CommandLine(
        capsys, ["--profile", str(alice.folder), "--passphrase-file", str(secret)]
    )
    alice.reopen()


def test_the_command_shows_it_and_asks(
    server: ServerOffice, letter: ServerInvitation, tmp_path: Path, commands: CommandLine
) -> None:
    file = file_of(tmp_path, signed(server, letter, party="Graustark"))
    looked = commands("server", "connect", "--invitation", file, "--dry-run")
    assert looked.code == 0
    assert "for Graustark, cluster 1, begun on 2026-11-01" in looked.out
    assert "ANOTHER party: Ruritania" in looked.out
    assert "Nothing was changed" in looked.out
    refused = commands("server", "connect", "--invitation", file)
    assert (refused.code, refused.out) == (1, "")
    assert "another party (Graustark)" in refused.err
    assert "that of Ruritania" in refused.err
    assert commands("server", "status").code == 1  # nothing was connected
    words = ("server", "connect", "--invitation", file, "--for-party", "Graustark")
    assert "The receipts will name Graustark." in commands(*words).out
    assert commands("server", "status").code == 0


def test_the_command_takes_text(
    server: ServerOffice,
    letter: ServerInvitation,
    tmp_path: Path,
    commands: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (text,) = armour.split(signed(server, letter), part_size=1 << 20)
    told = commands("server", "connect", "--code", text, "--dry-run", "--json").json
    assert (told["party"], told["cluster"], told["start"]) == ("Ruritania", "1", "2026-11-01")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("ascii"))))
    assert commands("server", "connect", "--code", "-", "--json").json["review"] == (
        letter.review
    )
    both = commands("server", "connect", "--code", text, "--invitation", tmp_path / "i")
    assert both.code == 2


@pytest.mark.parametrize(
    "words", [("--code", "-"), ("--code", " "), ("--for-party", "Ruritania")], ids=" ".join
)
def test_the_command_takes_nothing_for_an_invitation_that_is_not_there(
    commands: CommandLine,
    server: ServerOffice,
    letter: ServerInvitation,
    tmp_path: Path,
    words: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would use the focal point's server, which nobody asked for."""
    file = file_of(tmp_path, signed(server, letter))
    assert commands("server", "connect", "--invitation", file).code == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    refused = commands("server", "connect", *words)
    assert (refused.code, refused.out) == (2, "")
    assert words[0] in refused.err
    assert len(refused.err.splitlines()) == 1


def test_a_receipt_of_another_review_says_so(
    alice: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path / "secretariat") as made:
        alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())
        connect(alice, made)
        approve(alice, q_5_model="conspiracy")
        own = submitting.submit(alice.profile, alice.dossier, pause=lambda _: None)
        key = unlocked(made).keys.signing
    assert own.is_of_this_review
    file = tmp_path / "other.rdreceipt"
    file.write_bytes(write_receipt(replace(own.receipt, party="Graustark", cluster="3"), key))
    found = receipts.verify(alice.profile, alice.dossier, file)
    assert (found.is_verified, found.own_party, found.own_cluster) == (True, "Ruritania", "I")
    assert not found.is_of_this_review
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    alice.close()
    desk = CommandLine(
        capsys, ["--profile", str(alice.folder), "--passphrase-file", str(secret)]
    )
    told = desk("receipt", "verify", file)
    assert told.code == 1
    assert "for ANOTHER party: Graustark" in told.out
    assert "for ANOTHER cluster: 3" in told.out
    facts = desk("receipt", "verify", file, "--json").json
    assert (facts["other_party"], facts["other_cluster"]) == (True, True)
    alice.reopen()
