"""Working files and questionnaires over the line: real profiles, a real server, real HTTP."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path

import pytest

from desktop_app.cli import Program, main
from desktop_app.domain.contents import ContentKind, HeldContent
from desktop_app.domain.servers import Synchronised
from desktop_app.errors import ServerRefused, ServerUnreachable
from desktop_app.exchange.carrying import ProfileShelf, wares_of
from desktop_app.remote.line import Line, Reply
from desktop_app.services import packages, servers, working_files
from desktop_app.services.dossiers import find_dossier
from desktop_app.services.stopping import Stop
from desktop_app.services.upgrading import upgrade_dossier
from desktop_app.store import contents
from review_protocol import packs
from review_protocol.contents import content_id
from review_protocol.names import ContentId
from review_protocol.statements import Role
from tests.builders.attachments import LAW, attach, held, listed, states, waiting, written
from tests.builders.hostile_files import Forger
from tests.builders.later_packs import later_pack
from tests.builders.lines import Cutting
from tests.builders.offices import PASSPHRASE, Office
from tests.builders.over_lines import sync, through
from tests.builders.servers import Process, make_office
from tests.exchange.test_server import connect, meet

MEGABYTE = 1_000_000


def some_bytes(size: int) -> bytes:
    """What no compression and no padding makes much shorter or longer."""
    return random.Random(size).randbytes(size)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    """A server that serves."""
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def two(server: Process, alice: Office, bob: Office) -> tuple[Office, Office]:
    """Alice and Bob, in step with the server and with its time."""
    for each in (alice, bob):
        each.clock.pass_by(seconds=(datetime.now(UTC) - each.clock()).total_seconds())
    meet(server, alice, bob)
    return alice, bob


def listening(heard: list[bytes]) -> Callable[[str], Line]:
    """A line with somebody on the way who keeps all that passes."""

    class Listening(Line):
        def ask(self, data: bytes, *, limit: int) -> Reply:
            reply = super().ask(data, limit=limit)
            heard.extend([data, reply.data])
            return reply

    return Listening


def test_a_file_goes_with_one_synchronisation_and_comes_with_another(
    two: tuple[Office, Office], out: Path
) -> None:
    alice, bob = two
    file = attach(alice)
    assert waiting(alice) == 1
    went = sync(alice)
    assert (went.files_went, went.files_came, went.files_to_come) == (1, 0, 0)
    came = sync(bob)
    assert waiting(alice) == waiting(bob) == 0
    assert (came.files_went, came.files_came, came.files_to_come) == (0, 1, 0)
    assert came.file_bytes == went.file_bytes > len(LAW)
    assert written(bob, file, out) == LAW
    assert packages.log(bob.profile, bob.dossier)[0].working_files == 1


def test_what_nobody_has_brought_yet_is_still_to_come(
    two: tuple[Office, Office], stick: Path, out: Path
) -> None:
    alice, bob = two
    file = attach(alice)
    bob.receive(alice.send(stick))
    assert sync(bob).files_to_come == 1
    assert states(bob) == {"law.pdf": "coming"}
    sync(alice)
    assert sync(bob).files_came == 1
    assert written(bob, file, out) == LAW


def test_many_files_both_ways(two: tuple[Office, Office]) -> None:
    alice, bob = two
    for number in range(5):
        attach(alice, f"a{number}.txt", some_bytes(1_000 * number + 1))
        attach(bob, f"b{number}.txt", some_bytes(900 * number + 1))
    for each in (alice, bob, alice):
        sync(each)
    assert states(alice) == states(bob)
    assert set(states(bob).values()) == {"here"}
    assert len(states(bob)) == 10
    assert alice.export() == bob.export()


def test_with_files_on_both_sides_nothing_new_is_still_one_small_request(
    two: tuple[Office, Office],
) -> None:
    alice, bob = two
    for number in range(20):
        attach(alice, f"{number}.txt", bytes(number + 1))
    for each in (alice, bob):
        sync(each)
    for each in (alice, bob):
        done = sync(each)
        assert (done.requests, done.file_bytes) == (1, 0)
        assert done.bytes_sent + done.bytes_received <= 400


def test_without_files_a_request_has_no_byte_more(two: tuple[Office, Office]) -> None:
    heard: list[bytes] = []
    sync(two[0], listening(heard))
    assert len(heard) == 2
    assert b"files" not in heard[0] + heard[1]


def test_what_was_taken_back_does_not_come(two: tuple[Office, Office]) -> None:
    alice, bob = two
    file = attach(alice)
    sync(alice)
    working_files.withdraw(alice.profile, alice.dossier, file)
    sync(alice)
    done = sync(bob)
    assert (done.files_came, done.files_to_come) == (0, 0)
    assert (listed(bob), held(bob), held(alice)) == ((), set(), set())


def test_nothing_of_a_file_can_be_read_on_the_way_or_at_the_server(
    two: tuple[Office, Office], server: Process
) -> None:
    alice, bob = two
    words, name = b"Unmistakable words of a law. ", "Unmistakable name.txt"
    attach(alice, name, words * 3_000)
    heard: list[bytes] = []
    for each in (alice, bob):
        sync(each, listening(heard))
    stored = [path.read_bytes() for path in server.folder.rglob("*") if path.is_file()]
    assert sum(map(len, heard)) > 2 * len(words) * 3_000
    assert sum(map(len, stored)) > len(words) * 3_000
    for data in (*heard, *stored):
        assert words not in data
        assert b"Unmistakable" not in data


def test_a_large_file_comes_over_a_line_that_is_cut_again_and_again(
    two: tuple[Office, Office], server: Process, out: Path
) -> None:
    """Each connection bears 160 kB, as 64 kbit/s do in twenty seconds."""
    alice, bob = two
    data = some_bytes(2 * MEGABYTE)
    file = attach(alice, "large.bin", data)
    proxy = Cutting(server.ports[0], repeat(160_000))
    went = sync(alice, through(proxy))
    up, cuts = proxy.carried, proxy.connections
    came = sync(bob, through(proxy))
    down = proxy.carried - up
    proxy.close()
    assert (went.files_went, came.files_came) == (1, 1)
    assert written(bob, file, out) == data
    assert cuts > 10
    (size,) = (each.size for each in sizes(alice))
    # What the first connection carried is lost: nobody knew yet that the line is poor.
    assert up <= 1.3 * size + 160_000
    assert down <= 1.3 * size + 160_000


def sizes(who: Office) -> list[HeldContent]:
    with who.profile.store.read() as transaction:
        return list(contents.held_contents(transaction, who.dossier).values())


def test_a_line_that_bears_almost_nothing_brings_it_over_several_runs(
    two: tuple[Office, Office], server: Process, out: Path
) -> None:
    """What came stays in the profile: each run goes on where the last one stopped."""
    alice, bob = two
    file = attach(alice, "letter.bin", some_bytes(200_000))
    runs = 0
    for who in (alice, bob):
        numbers = iter(range(10**6))
        cuts = (30_000 if next(numbers) % 9 < 2 else 50 for _ in repeat(None))
        proxy = Cutting(server.ports[0], cuts)
        before = 0
        while True:
            try:
                sync(who, through(proxy))
                break
            except ServerUnreachable:
                runs += 1
                assert waiting(who) == (who is alice), "half of it is there"
                come = sum(each.come for each in sizes(who))
                assert come >= before
                before = come
        proxy.close()
    assert runs > 4
    assert written(bob, file, out) == some_bytes(200_000)


def test_a_program_that_is_stopped_goes_on_where_it_was(
    two: tuple[Office, Office], server: Process, out: Path
) -> None:
    alice, bob = two
    file = attach(alice, "large.bin", some_bytes(MEGABYTE))
    sync(alice)
    proxy = Cutting(server.ports[0], iter([100_000, *repeat(10**9, 10**6)]))
    stop, left = Stop(), iter([None] * 4)

    def tell(_so_far: Synchronised) -> None:
        if next(left, stop) is stop:
            stop.now()

    with pytest.raises(ServerUnreachable, match="stopped"):
        servers.synchronise(
            bob.profile, bob.dossier, stop=stop, tell=tell, open_line=through(proxy)
        )
    proxy.close()
    come = listed(bob)[0].come_bytes
    assert 0 < come < MEGABYTE
    bob = bob.again()
    done = sync(bob)
    assert done.bytes_received < MEGABYTE + MEGABYTE // 10 - come
    assert written(bob, file, out) == some_bytes(MEGABYTE)


def test_a_server_that_was_put_back_gets_its_contents_again(
    two: tuple[Office, Office], server: Process, tmp_path: Path, carol: Office, out: Path
) -> None:
    alice, bob = two
    carol.clock.pass_by(seconds=(alice.clock() - carol.clock()).total_seconds())

    def moved(_url: str) -> Line:
        return Line(f"http://127.0.0.1:{server.ports[0]}")

    def copy(source: Path, target: Path) -> None:
        server.stop()
        server.office.server.database.close()
        target.mkdir(exist_ok=True)
        for path in target.glob("server.db*"):
            path.unlink()
        for path in source.glob("server.db*"):
            shutil.copy(path, target)
        server.start()

    copy(server.folder, tmp_path / "yesterday")
    file = attach(alice, data=some_bytes(50_000))
    for each in (alice, bob):
        sync(each, moved)
    copy(tmp_path / "yesterday", server.folder)
    done = sync(bob, moved)  # whoever comes first brings it
    assert (done.files_went, done.files_came) == (1, 0)
    assert sync(alice, moved).files_went == 0
    carol.receive(alice.send(out))
    servers.connect(carol.profile, carol.dossier, None)
    sync(carol, moved)
    (out / "given").mkdir()
    assert written(carol, file, out / "given") == some_bytes(50_000)


def test_who_was_removed_gets_none_and_brings_none(
    two: tuple[Office, Office], stick: Path
) -> None:
    alice, bob = two
    attach(alice, "before.txt")
    bob.receive(alice.send(stick))
    sync(alice)
    alice.remove(bob.member)
    sync(alice)
    attach(bob, "his.txt")
    with pytest.raises(ServerRefused, match="removed"):
        sync(bob)
    assert states(bob) == {"before.txt": "coming"}
    assert len(held(bob)) == 1  # his own, which the focal point may still take
    assert sync(alice).files_came == 0


def test_an_observer_gets_files_and_does_not_try_to_bring_any(
    two: tuple[Office, Office], stick: Path, tmp_path: Path, out: Path, server: Process
) -> None:
    alice, _ = two
    olga = Office(name="Olga", folder=tmp_path / "olga", clock=alice.clock)
    olga.join(alice.invite(stick, Role.OBSERVER))
    sync(alice)
    connect(olga, server)
    for each in (olga, alice):
        sync(each)
    one = attach(alice, "one.txt")
    sent = packages.export(alice.profile, alice.dossier, stick, with_files=True)
    olga.receive(*sent.files)
    assert waiting(olga) == 0, "she brings none"
    done = sync(olga)
    assert (done.files_went, done.refused, done.file_bytes) == (0, {}, 0)
    two_ = attach(alice, "two.txt", some_bytes(10))
    sync(alice)
    assert sync(olga).files_came == 1
    assert written(olga, two_, out) == some_bytes(10)
    assert written(olga, one, out) == LAW
    olga.close()


def test_a_client_that_was_put_back_gets_its_files_again(
    two: tuple[Office, Office], tmp_path: Path, out: Path
) -> None:
    alice, bob = two
    image = bob.image(tmp_path / "image of bob")
    file = attach(alice)
    for each in (alice, bob):
        sync(each)
    bob.put_back(image)
    assert listed(bob) == ()
    assert sync(bob).files_came == 1
    assert written(bob, file, out) == LAW


# Questionnaires


def version(who: Office) -> int:
    return find_dossier(who.profile, who.dossier).pack.version


def test_a_newer_questionnaire_comes_with_the_round_that_says_so(
    two: tuple[Office, Office],
) -> None:
    alice, bob = two
    alice.answer("q_5_conspiracy", "part")
    upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    assert sync(alice).files_went == 1
    done = sync(bob)
    assert (done.files_came, done.files_to_come) == (1, 0)
    assert (version(alice), version(bob)) == (2, 2)
    assert alice.export() == bob.export()
    assert bob.is_sound()
    assert held(bob) == set()
    assert sync(bob).requests == 1


def test_one_that_is_lacking_for_long_is_named_and_comes_when_somebody_brings_it(
    two: tuple[Office, Office], stick: Path, server: Process
) -> None:
    """Bob hears of it by a way that did not bring it along."""
    alice, bob = two
    upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    file = stick / "without.rdexch"
    forger = Forger(sender=alice, receiver=bob, key=alice.device.signing)
    file.write_bytes(forger.without_packs())
    bob.receive(file)
    assert version(bob) == 1
    done = sync(bob)
    assert (done.files_to_come, version(bob)) == (1, 1)
    sync(alice)
    assert sync(bob).files_came == 1
    assert version(bob) == 2


def test_two_upgrades_come_both(two: tuple[Office, Office]) -> None:
    alice, bob = two
    for number in (2, 3):
        pack = later_pack("reworded", version=number)
        upgrade_dossier(alice.profile, alice.dossier, pack)
    sync(alice)
    assert sync(bob).files_came == 2
    assert version(bob) == 3


def test_what_is_no_questionnaire_is_looked_at_and_left(two: tuple[Office, Office]) -> None:
    """Others' contents that this member does not name: none is kept for a questionnaire."""
    alice, bob = two
    file = attach(alice, data=some_bytes(100_000))
    sync(alice)
    working_files.withdraw(alice.profile, alice.dossier, file)
    upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    sync(alice)
    assert sync(bob).files_came == 1
    assert (version(bob), held(bob)) == (2, set())


# What a server may try


@pytest.fixture
def shelf(two: tuple[Office, Office], stick: Path) -> tuple[ProfileShelf, ContentId, bytes]:
    """Where Bob's contents go; the name and the bytes of a file that he waits for."""
    alice, bob = two
    attach(alice, data=some_bytes(5_000))
    bob.receive(alice.send(stick))
    (name,) = held(alice)
    with alice.profile.store.read() as transaction:
        data = contents.read_content(transaction, alice.dossier, name)
    with bob.profile.store.read() as transaction:
        wares = wares_of(transaction, bob.dossier, bob.held().state, bob.device.id)
    assert data is not None
    return ProfileShelf(bob.profile.store, bob.dossier, wares), name, data


def test_the_shelf_takes_what_is_waited_for_stretch_by_stretch(
    shelf: tuple[ProfileShelf, ContentId, bytes],
) -> None:
    place, name, data = shelf
    assert (place.length(name), place.come(name)) == (None, 0)
    assert place.take(name, 0, data[:3_000], len(data))
    assert (place.length(name), place.come(name)) == (None, 3_000)
    assert place.take(name, 3_000, data[3_000:], len(data))
    assert place.length(name) == len(data)
    assert place.read(name, 100, 50) == data[100:150]


def test_the_shelf_does_not_take_what_cannot_be_it(
    shelf: tuple[ProfileShelf, ContentId, bytes], two: tuple[Office, Office]
) -> None:
    place, name, data = shelf
    assert not place.take(name, 0, data, 0)
    assert not place.take(name, 0, data, 2**31)
    assert not place.take(name, 0, data, len(data) - 1)
    assert not place.take(name, 10, data[10:], len(data))
    assert not place.take(name, 0, data[:-1] + b"x", len(data))
    assert place.come(name) == 0
    assert place.take(name, 0, data[:100], len(data))
    assert not place.take(name, 100, b"", 5_000_000)  # of another length: all begins anew
    stranger = content_id(b"stranger")
    assert not place.take(stranger, 0, b"stranger", 8)
    assert not place.take(stranger, 8, b"stranger", 100)
    assert stranger not in held(two[1])


def test_a_questionnaire_that_nobody_named_is_not_kept(
    two: tuple[Office, Office], shelf: tuple[ProfileShelf, ContentId, bytes]
) -> None:
    place, bob = shelf[0], two[1]
    fake = packs.seal({"id": "another"})
    assert place.take(content_id(fake), 0, fake, len(fake))
    sync(bob)
    assert held(bob) & {content_id(fake)} == set()


def test_one_that_this_program_cannot_use_waits_for_a_newer_program(
    two: tuple[Office, Office], stick: Path
) -> None:
    """It is there already then, and does not come with every synchronisation."""
    alice, bob = two
    upgrade_dossier(alice.profile, alice.dossier, later_pack("reworded"))
    forger = Forger(sender=alice, receiver=bob, key=alice.device.signing)
    (stick / "x").write_bytes(forger.without_packs())
    bob.receive(stick / "x")
    odd = packs.MAGIC + b"\0\7" + bytes(1_000)
    with bob.profile.store.begin() as transaction:
        contents.add_content(transaction, bob.dossier, ContentKind.QUESTIONNAIRE, odd)
    sync(bob)
    assert held(bob) == {content_id(odd)}
    sync(alice)
    sync(bob)
    assert (version(bob), held(bob)) == (2, set())


def test_the_command_line_says_what_came(
    two: tuple[Office, Office], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alice, bob = two
    attach(alice)
    (tmp_path / "secret").write_text(PASSPHRASE)
    program = Program(open_window=lambda _: 1, run_demo=lambda _: 1)

    def run(who: Office, *words: str) -> str:
        secret = str(tmp_path / "secret")
        base = ("--profile", str(who.folder), "--passphrase-file", secret)
        assert main(program, [*words, *base]) == 0
        return capsys.readouterr().out

    alice.close()
    assert "0 working files came, 1 went" in run(alice, "sync")
    alice.reopen()
    bob.close()
    done = json.loads(run(bob, "sync", "--json"))
    bob.reopen()
    assert (done["files_came"], done["files_went"], done["files_to_come"]) == (1, 0, 0)
    assert done["file_bytes"] > len(LAW)
