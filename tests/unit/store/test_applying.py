"""Entries into the journal: sessions, registers, and that writing again changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from desktop_app.domain.entries import Closed, Entry, InstanceAdded, Wording
from desktop_app.domain.keys import NodeKey, QuestionId, VersionId
from desktop_app.domain.nodes import Instance
from desktop_app.domain.responses import Status
from desktop_app.errors import BugError
from desktop_app.services import journal
from desktop_app.store.applying import storable
from desktop_app.store.payloads import Fields
from desktop_app.store.schema import DERIVED, changes, versions
from tests.builders.profiles import Desk

Q1 = NodeKey.parse("q1")


def count(desk: Desk, kind: str = "answer") -> int:
    with desk.profile.store.read() as connection:
        found = select(func.count()).select_from(changes).where(changes.c.kind == kind)
        return connection.scalar(found) or 0


def payload(desk: Desk, change: str) -> bytes | None:
    with desk.profile.store.read() as connection:
        return connection.scalar(select(changes.c.payload).where(changes.c.id == change))


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    with desk.profile.store.read() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in (*DERIVED, changes)
        }


def test_what_was_typed_is_the_answer(desk: Desk) -> None:
    desk.answer("q1", "Yes, since 2019")
    assert desk.values() == {"q1": "Yes, since 2019"}


def test_an_editing_session_is_one_version(desk: Desk) -> None:
    for text in ("Y", "Ye", "Yes"):
        desk.write(desk.typed("q1", text, version="v1", closes=False))
    assert (count(desk), desk.values()) == (1, {"q1": "Yes"})


def test_an_open_session_has_no_payload_yet(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Y", version="v1", closes=False))
    assert payload(desk, "v1") is None


def test_a_closed_session_is_written_out(desk: Desk) -> None:
    old = desk.answer("q1", "Yes")
    new = desk.answer("q1", "No", [old])
    content = Fields.of(payload(desk, new) or b"")
    assert (content.text("value"), content.texts("replaces")) == ("No", (old,))


def test_closing_apart_is_the_same(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Yes", version="v1", closes=False))
    desk.write(Closed(version_id=VersionId("v1"), at=desk.tick()))
    assert payload(desk, "v1") is not None


def test_closing_what_is_closed_or_unknown_does_no_harm(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    before = dump(desk)
    desk.write(
        Closed(version_id=version, at=desk.tick()),
        Closed(version_id=VersionId("gone"), at=desk.tick()),
    )
    assert dump(desk) == before


def test_a_closed_version_never_changes(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    with pytest.raises(BugError):
        desk.write(desk.typed("q1", "No", version=version))
    assert desk.values() == {"q1": "Yes"}


def test_a_new_version_takes_the_place_of_those_it_names(desk: Desk) -> None:
    old = desk.answer("q1", "Yes")
    new = desk.answer("q1", "No", [old])
    assert [version.id for version in desk.load().versions[Q1]] == [new]


def test_a_version_that_names_none_stands_beside_the_other(desk: Desk) -> None:
    both = {desk.answer("q1", "Yes"), desk.answer("q1", "No")}
    assert {version.id for version in desk.load().versions[Q1]} == both


def test_one_version_can_settle_two(desk: Desk) -> None:
    both = [desk.answer("q1", "Yes"), desk.answer("q1", "No")]
    settled = desk.answer("q1", "In part", both)
    assert [version.id for version in desk.load().versions[Q1]] == [settled]


def test_what_was_replaced_before_it_came_is_not_current(desk: Desk) -> None:
    late = VersionId("f" * 32)
    new = desk.answer("q1", "No", [late])
    desk.write(desk.typed("q1", "Yes", version=late))
    assert [version.id for version in desk.load().versions[Q1]] == [new]


def test_a_cleared_answer_is_an_answer(desk: Desk) -> None:
    desk.answer("q1", "", [desk.answer("q1", "Yes")])
    assert desk.values() == {"q1": ""}


def test_a_note_is_not_the_answer(desk: Desk) -> None:
    desk.write(desk.typed("q1", "ask the prosecutor", facet="note"))
    assert desk.values() == {}


def test_entries_are_written_all_or_none(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    with pytest.raises(BugError):
        desk.write(desk.typed("q2", "new"), desk.typed("q1", "No", version=version))
    assert desk.values() == {"q1": "Yes"}


@pytest.mark.parametrize(
    "text", ["a\x00b", "\U0001f54a", "\u0627\u064e", "line\r\nline", "x" * 50_000]
)
def test_every_text_comes_back_as_it_was(desk: Desk, text: str) -> None:
    desk.answer("q1", text)
    assert desk.values() == {"q1": text}


def test_halves_of_a_pair_are_joined_or_replaced() -> None:
    assert storable("a\ud83d\udd4ab\ud83d") == "a\U0001f54ab\ufffd"


def test_half_a_pair_does_not_stop_the_rest_from_being_saved(desk: Desk) -> None:
    desk.answer("q1", "saved \ud83d")
    assert desk.values() == {"q1": "saved \ufffd"}


def test_a_status_is_that_of_the_version(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    desk.set_status(Status.READY, version)
    assert desk.load().versions[Q1][0].status is Status.READY


def test_a_new_version_is_a_draft_again(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    desk.set_status(Status.READY, version)
    desk.answer("q1", "No", [version])
    assert desk.load().versions[Q1][0].status is Status.DRAFT


def test_the_last_status_counts_where_it_saw_the_others(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    for status in (Status.READY, Status.CLEARED, Status.DRAFT, Status.READY):
        desk.set_status(status, version)
    assert desk.load().versions[Q1][0].status is Status.READY


def test_a_status_names_the_ones_it_replaces(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    first = desk.set_status(Status.READY, version)
    second = desk.set_status(Status.DRAFT, version)
    assert Fields.of(payload(desk, second.id) or b"").texts("replaces") == (first.id,)


def test_a_status_closes_the_session(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Yes", version="v1", closes=False))
    desk.set_status(Status.READY, VersionId("v1"))
    assert payload(desk, "v1") is not None


@pytest.mark.parametrize("ids", [(), (VersionId("gone"),)])
def test_a_status_of_nothing_is_a_bug(desk: Desk, ids: tuple[VersionId, ...]) -> None:
    with pytest.raises(BugError):
        desk.set_status(Status.READY, *ids)


def test_an_added_instance_is_there(desk: Desk) -> None:
    desk.add("law@i1", "7")
    assert desk.load().answers.instances == (Instance(NodeKey.parse("law@i1"), "7"),)


def test_a_removed_instance_takes_its_answers_along(desk: Desk) -> None:
    desk.add("law@i1", "7")
    inside = desk.answer("law_title@i1", "Penal Code")
    desk.remove("law@i1", inside)
    answers = desk.load().answers
    assert (answers.instances, answers.values, answers.removed) == ((), {}, frozenset())


def test_what_was_inside_a_removed_instance_is_kept(desk: Desk) -> None:
    desk.add("law@i1", "7")
    inside = desk.answer("law_title@i1", "Penal Code")
    desk.remove("law@i1", inside)
    assert desk.load().versions[NodeKey.parse("law_title@i1")][0].id == inside


def test_a_removal_taken_back_brings_all_back(desk: Desk) -> None:
    desk.add("law@i1", "7")
    desk.answer("law_title@i1", "Penal Code")
    desk.remove("law@i1")
    desk.add("law@i1", "another order")
    answers = desk.load().answers
    assert answers.instances == (Instance(NodeKey.parse("law@i1"), "7"),)
    assert desk.values() == {"law_title@i1": "Penal Code"}


def test_the_form_s_own_instance_is_named_when_it_is_removed(desk: Desk) -> None:
    desk.remove("law@t1")
    assert desk.load().answers.removed == {NodeKey.parse("law@t1")}


def test_the_form_s_own_instance_is_nobody_s_when_it_comes_back(desk: Desk) -> None:
    desk.remove("law@t1")
    desk.add("law@t1", "1")
    answers = desk.load().answers
    assert (answers.instances, answers.removed) == ((), frozenset())


def test_what_is_nested_in_a_removed_instance_goes_with_it(desk: Desk) -> None:
    desk.add("law@i1", "1")
    desk.add("article@i1/j1", "1")
    desk.answer("article_number@i1/j1", "5")
    desk.remove("law@i1")
    answers = desk.load().answers
    assert (answers.instances, answers.values) == ((), {})


def test_instances_come_outermost_first_and_in_order(desk: Desk) -> None:
    for key, order in (("article@i1/j1", "0"), ("law@i2", "2"), ("law@i1", "1")):
        desk.add(key, order)
    keys = [str(instance.key) for instance in desk.load().answers.instances]
    assert keys == ["law@i1", "law@i2", "article@i1/j1"]


def test_wording_takes_the_place_of_what_was_there(desk: Desk) -> None:
    desk.word("card", "old")
    desk.word("card", "neuf", language="fr")
    desk.word("card", "new", number="5")
    assert desk.load().wording == (
        Wording(QuestionId("card"), "en", "5", "new"),
        Wording(QuestionId("card"), "fr", "1", "neuf"),
    )


def test_writing_again_changes_nothing(desk: Desk) -> None:
    written: list[Entry] = []
    write = desk.write
    desk.write = lambda *entries: (written.extend(entries), write(*entries))[1]  # type: ignore[method-assign,func-returns-value]  # a recorder
    version = desk.answer("q1", "Yes")
    desk.set_status(Status.READY, version)
    desk.add("law@i1", "1")
    desk.remove("law@i1")
    desk.word("card", "text")
    before = dump(desk)
    write(*written)
    write(*written[:1])
    assert dump(desk) == before


def test_an_autosave_that_comes_again_after_the_close_changes_nothing(desk: Desk) -> None:
    early = desk.typed("q1", "Y", version="v1", closes=False)
    desk.write(early)
    desk.write(replace(early, value="Yes", at=desk.tick(), closes=True))
    before = dump(desk)
    desk.write(early)
    assert dump(desk) == before


def test_the_first_entry_of_a_dossier_is_written_once(desk: Desk) -> None:
    assert count(desk, "dossier") == 1


def test_an_instance_entry_that_comes_again_changes_nothing(desk: Desk) -> None:
    key = NodeKey.parse("law@i1")
    entry = InstanceAdded(id=desk.change_id(), key=key, order="1", at=desk.tick())
    desk.write(entry, entry)
    assert count(desk, "add") == 1


def test_versions_left_open_end_when_they_were_last_saved(desk: Desk) -> None:
    typed = desk.typed("q1", "Yes", closes=False)
    desk.write(typed)
    desk.profile.store.close()
    with desk.profile.store.read() as connection:
        row = connection.execute(select(versions)).one()
    assert row.ended_at == row.saved_at


def test_an_empty_batch_is_nothing(desk: Desk) -> None:
    before = dump(desk)
    journal.write(desk.profile, desk.dossier, ())
    assert dump(desk) == before


@pytest.mark.parametrize("seed", range(3))
def test_any_way_of_cutting_a_session_into_batches_gives_the_same(
    desk: Desk, seed: int
) -> None:
    chance = random.Random(seed)
    entries = [desk.typed("q1", "x" * n, version="v1", closes=n == 30) for n in range(31)]
    while entries:
        size = chance.randint(1, 6)
        desk.write(*entries[:size])
        entries = entries[size:]
    assert (desk.values(), count(desk)) == ({"q1": "x" * 30}, 1)
