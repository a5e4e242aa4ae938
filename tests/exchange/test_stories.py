"""What happens between offices that share no network, told as stories."""

from __future__ import annotations

from pathlib import Path

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.services import profiles
from review_protocol.state import AlarmKind
from tests.builders.offices import Office

NAME = "party_name"
WHY = "why_5"


def meet(*offices: Office, stick: Path) -> None:
    """Everybody sends to everybody and takes in all that is on the stick, until all agree."""
    for _ in range(3):
        for office in offices:
            office.send(stick)
        for office in offices:
            office.receive(stick)


def agree(*offices: Office) -> bool:
    """Whether all computers say the same, byte for byte."""
    return len({office.export() for office in offices}) == 1


def test_work_goes_there_and_back(alice: Office, bob: Office, stick: Path) -> None:
    alice.answer(WHY, "Because the law of 1998 says so.")
    bob.receive(alice.send(stick))
    assert bob.values()[WHY] == "Because the law of 1998 says so."
    bob.answer(WHY, "Because the law of 1998, as amended, says so.")
    alice.receive(bob.send(stick))
    assert alice.values()[WHY] == "Because the law of 1998, as amended, says so."
    assert agree(alice, bob)


def test_a_lost_stick_costs_nothing(alice: Office, bob: Office, stick: Path) -> None:
    alice.answer(NAME, "Ruritania, first")
    alice.send(stick).unlink()
    alice.answer(WHY, "Later on")
    bob.receive(alice.send(stick))
    assert (bob.values()[NAME], bob.values()[WHY]) == ("Ruritania, first", "Later on")


def test_both_edit_and_nothing_is_overwritten(alice: Office, bob: Office, stick: Path) -> None:
    meet(alice, bob, stick=stick)
    alice.answer(WHY, "Alice's reasons")
    bob.answer(WHY, "Bob's reasons")
    meet(alice, bob, stick=stick)
    assert alice.stands(WHY) == bob.stands(WHY) == {"Alice's reasons", "Bob's reasons"}
    assert alice.values()[WHY] == "Alice's reasons"
    assert bob.values()[WHY] == "Bob's reasons"
    assert agree(alice, bob)
    alice.settle(WHY, "The reasons of both")
    meet(alice, bob, stick=stick)
    assert bob.stands(WHY) == {"The reasons of both"}
    assert {"Alice's reasons", "Bob's reasons"} <= bob.history(WHY)


def test_the_same_words_are_no_conflict(alice: Office, bob: Office, stick: Path) -> None:
    meet(alice, bob, stick=stick)
    for office in (alice, bob):
        office.answer(WHY, "The same reasons")
    meet(alice, bob, stick=stick)
    assert alice.stands(WHY) == {"The same reasons"}
    assert agree(alice, bob)


def test_a_row_removed_while_somebody_writes_in_it(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.add("laws_5@row", "5")
    alice.answer("laws_5_title@row", "Penal Code")
    meet(alice, bob, stick=stick)
    alice.drop("laws_5@row")
    bob.answer("laws_5_title@row", "Penal Code, chapter 7")
    meet(alice, bob, stick=stick)
    assert agree(alice, bob)
    assert alice.values()["laws_5_title@row"] == "Penal Code, chapter 7"
    assert [str(key) for key in alice.load().disputed] == ["laws_5@row"]
    alice.drop("laws_5@row")
    meet(alice, bob, stick=stick)
    assert "laws_5_title@row" not in bob.values()
    assert bob.load().disputed == frozenset()


def test_a_file_taken_in_twice_changes_nothing(alice: Office, bob: Office, stick: Path) -> None:
    alice.answer(WHY, "Once")
    file = alice.send(stick)
    bob.receive(file)
    before = (bob.export(), len(bob.held().sealed))
    plan = bob.plan(file)
    assert plan.is_empty
    bob.receive(file)
    assert (bob.export(), len(bob.held().sealed)) == before


def test_the_order_of_files_does_not_matter(alice: Office, bob: Office, stick: Path) -> None:
    meet(alice, bob, stick=stick)
    files = []
    for number in range(3):
        alice.answer(WHY, f"Draft {number}")
        files.append(alice.send(stick, to=[bob]))
    for file in reversed(files):
        bob.receive(file)
    assert bob.stands(WHY) == {"Draft 2"}
    assert agree(alice, bob)


def test_a_restored_laptop_notices_and_heals(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    meet(alice, bob, stick=stick)
    old = bob.image(tmp_path / "old")
    bob.answer(WHY, "Written after the backup")
    alice.receive(bob.send(stick))
    bob.put_back(old)
    assert profiles.check(bob.profile).behind == {bob.dossier}
    assert WHY not in bob.values()
    bob.answer(NAME, "Written without knowing")
    meet(alice, bob, stick=stick)
    assert profiles.check(bob.profile).behind == frozenset()
    assert bob.values()[WHY] == "Written after the backup"
    assert alice.values()[NAME] == "Written without knowing"
    assert agree(alice, bob)


def test_its_own_files_bring_a_restored_laptop_its_work_back(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    old = bob.image(tmp_path / "old")
    bob.answer(WHY, "On the stick, and nowhere else")
    file = bob.send(stick)
    bob.put_back(old)
    bob.receive(file)
    assert bob.values()[WHY] == "On the stick, and nowhere else"
    assert profiles.check(bob.profile).behind == frozenset()


def test_a_copied_profile_is_a_fork_that_everybody_sees(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    meet(alice, bob, stick=stick)
    twin = bob.twin(tmp_path / "twin")
    bob.answer(WHY, "At the office")
    twin.answer(WHY, "At home")
    meet(alice, bob, twin, stick=stick)
    assert alice.stands(WHY) == {"At the office", "At home"}
    assert [alarm.kind for alarm in alice.held().state.alarms] == [AlarmKind.FORK]
    assert agree(alice, bob, twin)
    twin.close()


def test_three_offices_in_a_chain(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    alice.answer(WHY, "From Alice")
    bob.receive(alice.send(stick, to=[bob]))
    bob.answer(NAME, "From Bob")
    carol.receive(bob.send(stick))
    assert (carol.values()[WHY], carol.values()[NAME]) == ("From Alice", "From Bob")


def test_who_was_removed_reads_nothing_new(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    meet(alice, bob, carol, stick=stick)
    alice.remove(carol.member)
    alice.answer(WHY, "Not for Carol")
    news = alice.send(stick)
    bob.receive(news)
    assert bob.values()[WHY] == "Not for Carol"
    (look,) = carol.plan(news).files
    assert look.verdict is FileVerdict.NOT_FOR_US


def test_what_a_removed_member_had_written_waits(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    meet(alice, bob, carol, stick=stick)
    carol.answer(WHY, "Carol did not know yet")
    late = carol.send(stick)
    alice.remove(carol.member)
    note = alice.receive(late)
    assert (note.tally.waiting, alice.stands(WHY)) == (1, set())
    bob.receive(alice.send(stick))
    assert agree(alice, bob)


def test_a_clock_that_is_wrong_by_years_changes_nothing_but_times(
    alice: Office, bob: Office, stick: Path
) -> None:
    meet(alice, bob, stick=stick)
    alice.clock.pass_by(days=-9000)
    bob.clock.pass_by(days=9000)
    bob.answer(WHY, "Bob, from the future")
    meet(alice, bob, stick=stick)
    alice.answer(WHY, "Alice, from the past, having read it")
    meet(alice, bob, stick=stick)
    assert bob.stands(WHY) == {"Alice, from the past, having read it"}
    assert agree(alice, bob)
