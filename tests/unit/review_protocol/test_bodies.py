from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol import encoding
from review_protocol.bodies import read_body, write_body
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    DecisionChange,
    Kind,
    RecordChange,
    RecordType,
    RemoveChange,
    StatusChange,
)
from review_protocol.columns import MAX_CHANGES
from review_protocol.errors import (
    Malformed,
    ProtocolError,
    TooLarge,
    Unencodable,
    UnknownKind,
)
from review_protocol.names import ChangeId, SetId, change_id
from tests.builders.change_strategies import named_changes
from tests.builders.sets import AT, EVERY_CHANGE, ONE, TWO, local

OWN = SetId("99" * 32)
Named = Sequence[tuple[ChangeId, Change]]


def body_of(changes: Named) -> dict[str, Any]:
    value = encoding.decode(write_body(changes)[0])
    assert isinstance(value, dict)
    return value


def reading(value: encoding.Encodable) -> tuple[Change, ...]:
    return read_body(encoding.encode(value), OWN)


def answer(value: str, *replaces: ChangeId) -> AnswerChange:
    return AnswerChange(key="q1", value=value, replaces=replaces, at=AT)


def renamed(change: Change, names: dict[ChangeId, ChangeId]) -> Change:
    """The change as it is once it and its kin are sealed."""
    parts: dict[str, Any] = {
        part.name: tuple(names.get(each, each) for each in getattr(change, part.name))
        for part in fields(change)
        if part.name in {"replaces", "versions", "saw"}
    }
    return replace(change, **parts)


def assert_comes_back(changes: Named) -> None:
    plain, order = write_body(changes)
    names = {name: change_id(OWN, index) for index, name in enumerate(order)}
    by_name = {name: renamed(change, names) for name, change in changes}
    assert read_body(plain, OWN) == tuple(by_name[name] for name in order)


def test_the_builder_knows_every_kind() -> None:
    assert {type(change) for _, change in EVERY_CHANGE} == set(get_args(Change))


def test_one_of_every_kind_comes_back() -> None:
    assert_comes_back(EVERY_CHANGE)


@given(named_changes())
def test_whatever_is_written_comes_back(changes: Named) -> None:
    assert_comes_back(changes)


def test_nothing_is_a_body_too() -> None:
    assert_comes_back([])
    assert body_of([]) == {"at": 0, "sets": [], "kinds": {}}


def test_kinds_stand_in_alphabetical_order_and_changes_as_they_came() -> None:
    changes: Named = [
        (local("s"), StatusChange(versions=(), mark=1, at=AT)),  # type: ignore[arg-type]  # a number will do
        (local("b"), answer("b")),
        (local("a"), answer("a")),
        (local("+"), AddChange(key="law@i", order="", at=AT)),
    ]
    assert write_body(changes)[1] == ("+", "b", "a", "s")


def test_a_body_is_columns() -> None:
    first, second = answer("Yes"), answer("No", local("a"), change_id(ONE, 300))
    changes: Named = [(local("a"), first), (local("b"), replace(second, started=AT, at=AT + 9))]
    assert body_of(changes) == {
        "at": AT,
        "sets": [bytes.fromhex(ONE)],
        "kinds": {
            "answer": {
                "key": ["q1", "q1"],
                "facet": ["value", "value"],
                "value": ["Yes", "No"],
                "replaces": [0, 2, 0, 0, 1, 300],
                "started": [-AT, AT],
                "at": [0, 9],
            }
        },
    }


def test_sets_are_numbered_as_they_come_up() -> None:
    changes: Named = [(local("a"), answer("", change_id(TWO, 1), change_id(ONE, 2)))]
    assert body_of(changes)["sets"] == [bytes.fromhex(TWO), bytes.fromhex(ONE)]


@pytest.mark.parametrize(
    "name",
    ["elsewhere", f"{ONE}.", f"{ONE}.01", f"{ONE}.-1", f"{ONE}.{MAX_CHANGES}", "ab.1", ".1",
     f"{ONE}.\u0661", f"{ONE}.1.1", f"{ONE.replace('1', 'A')}.1"],
)  # fmt: skip
def test_a_change_that_is_nowhere_cannot_be_referred_to(name: str) -> None:
    with pytest.raises(Unencodable):
        write_body([(local("a"), answer("", ChangeId(name)))])


@pytest.mark.parametrize(
    "change",
    [
        AnswerChange(key="", value="x"),
        AnswerChange(key="two words", value="x"),
        AnswerChange(key="nul\0", value="x"),
        AnswerChange(key="k" * 4_001, value="x"),
        AnswerChange(key="q", value="x" * 2_000_001),
        AnswerChange(key="q", value="x", at=2**40),
        AnswerChange(key="q", value="\ud800"),
        RecordChange(type=RecordType.NOTE, subject="s", fields={"": "x"}),
        RecordChange(type="poem", subject="s"),  # type: ignore[arg-type]  # wrong on purpose
        RecordChange(type=RecordType.NOTE, subject="s", withdrawn=1),  # type: ignore[arg-type]  # wrong on purpose
    ],
)
def test_what_nobody_would_read_is_not_written(change: Change) -> None:
    with pytest.raises(Unencodable):
        write_body([(local("a"), change)])


def test_more_changes_than_a_set_takes_are_not_written() -> None:
    with pytest.raises(TooLarge):
        write_body([(local("a"), answer(""))] * (MAX_CHANGES + 1))


def test_more_text_than_a_set_takes_is_not_written() -> None:
    long = "\u20ac" * 1_900_000
    with pytest.raises(TooLarge):
        write_body([(local(name), answer(long)) for name in "abc"])


def test_a_kind_of_tomorrow_is_told_from_a_broken_one() -> None:
    body = body_of(EVERY_CHANGE)
    body["kinds"]["poem"] = {"at": [0]}
    with pytest.raises(UnknownKind) as held:
        reading(body)
    assert held.value.kind == "poem"


def test_a_type_of_record_of_tomorrow_is_told_so() -> None:
    body = body_of(EVERY_CHANGE)
    body["kinds"]["record"]["type"][0] = "poem"
    with pytest.raises(UnknownKind):
        reading(body)


@pytest.mark.parametrize("kind", Kind)
def test_every_column_is_asked_for_and_no_other(kind: Kind) -> None:
    columns = body_of(EVERY_CHANGE)["kinds"][kind]
    for name in columns:
        body = body_of(EVERY_CHANGE)
        del body["kinds"][kind][name]
        with pytest.raises(Malformed):
            reading(body)
    body = body_of(EVERY_CHANGE)
    body["kinds"][kind]["more"] = columns["at"]
    with pytest.raises(Malformed):
        reading(body)


@pytest.mark.parametrize("kind", Kind)
def test_a_column_of_another_shape_is_refused(kind: Kind) -> None:
    for name, right in body_of(EVERY_CHANGE)["kinds"][kind].items():
        wrongs: list[Any] = [
            None,
            7,
            "text",
            b"",
            {},
            [{"": 0}],
            right[:-1],
            [*right, right[-1]],
        ]
        for wrong in wrongs:
            body = body_of(EVERY_CHANGE)
            body["kinds"][kind][name] = wrong
            with pytest.raises(ProtocolError):
                reading(body)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"at": 0, "sets": []},
        {"at": 0, "sets": [], "kinds": {}, "more": 1},
        {"at": "0", "sets": [], "kinds": {}},
        {"at": 2**50, "sets": [], "kinds": {}},
        {"at": 0, "sets": {}, "kinds": {}},
        {"at": 0, "sets": [bytes(31)], "kinds": {}},
        {"at": 0, "sets": [bytes(32), bytes(32)], "kinds": {}},
        {"at": 0, "sets": [bytes.fromhex(OWN)], "kinds": {}},
        {"at": 0, "sets": [], "kinds": []},
        {"at": 0, "sets": [], "kinds": {"answer": []}},
    ],
)
def test_another_shape_is_refused(value: encoding.Encodable) -> None:
    with pytest.raises(Malformed):
        reading(value)


def test_a_kind_without_changes_is_refused() -> None:
    body = body_of(EVERY_CHANGE)
    body["kinds"]["add"] = {name: [] for name in body["kinds"]["add"]}
    with pytest.raises(Malformed):
        reading(body)


@pytest.mark.parametrize(
    "replaces",
    [
        [1, 0, 0],
        [1, 0, 2],
        [1, 2, 0],
        [1, 1, MAX_CHANGES],
        [1, 0],
        [1],
        [2, 1, 0],
        [0, 0],
        [-1],
        [100_001],
        [1, True, 0],
    ],
    ids=str,
)
def test_a_reference_to_nowhere_is_refused(replaces: list[encoding.Encodable]) -> None:
    body = body_of([(local("a"), answer("x", change_id(ONE, 0)))])
    body["kinds"]["answer"]["replaces"] = replaces
    with pytest.raises(Malformed):
        reading(body)


def test_changes_do_not_refer_to_each_other_in_a_circle() -> None:
    changes: Named = [
        (local("add"), AddChange(key="law@i", order="", replaces=(local("remove"),), at=AT)),
        (local("remove"), RemoveChange(key="law@i", replaces=(local("add"),), at=AT)),
    ]
    with pytest.raises(Malformed):
        read_body(write_body(changes)[0], OWN)


def test_a_long_chain_of_references_is_no_circle() -> None:
    changes = [(local("0"), answer("0"))]
    for number in range(1, 3_000):
        changes.append((local(str(number)), answer("", local(str(number - 1)))))
    assert len(read_body(write_body(changes)[0], OWN)) == 3_000


def test_times_outside_the_calendar_are_refused() -> None:
    body = body_of([(local("a"), answer("x"))])
    body["kinds"]["answer"]["at"] = [2**38]
    with pytest.raises(Malformed):
        reading(body)


def test_more_changes_than_a_set_takes_are_refused() -> None:
    rows = MAX_CHANGES // 2 + 1
    marks = {
        "versions": [0] * rows,
        "mark": [1] * rows,
        "replaces": [0] * rows,
        "at": [0] * rows,
    }
    accepted = {"sets": [0] * rows, "accept": [True] * rows, "at": [0] * rows}
    kinds: dict[str, Any] = {"status": marks, "decision": accepted}
    with pytest.raises(TooLarge):
        reading({"at": 0, "sets": [], "kinds": kinds})


def assert_refused_or_sound(plain: bytes) -> None:
    """Whatever is read could have been written by an honest program."""
    try:
        changes = read_body(plain, OWN)
    except ProtocolError:
        return
    assert_comes_back([(change_id(OWN, at), change) for at, change in enumerate(changes)])


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_sound(data: bytes) -> None:
    assert_refused_or_sound(data)


LEAVES = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3) | st.binary()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(st.data())
def test_one_value_put_anywhere_is_refused_or_sound(data: st.DataObject) -> None:
    body = body_of(EVERY_CHANGE)
    kind = data.draw(st.sampled_from(sorted(body["kinds"])))
    columns = body["kinds"][kind]
    name = data.draw(st.sampled_from(sorted(columns)))
    at = data.draw(st.integers(0, len(columns[name]) - 1))
    columns[name][at] = data.draw(VALUES)
    assert_refused_or_sound(encoding.encode(body))


def test_one_changed_bit_is_refused_or_sound() -> None:
    plain, _ = write_body(EVERY_CHANGE)
    for bit in range(0, len(plain) * 8, 13):
        changed = bytearray(plain)
        changed[bit // 8] ^= 1 << bit % 8
        assert_refused_or_sound(bytes(changed))


@pytest.mark.parametrize(
    "change",
    [
        AnswerChange(key="q", value="x", replaces=(ChangeId(f"{'a' * 64}.0"),) * 4),
        DecisionChange(sets=(SetId("a" * 64),) * 4, accept=True),
    ],
)
def test_a_list_that_no_reader_takes_is_not_written(
    change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review_protocol.fields.MAX_COUNT", 3)
    with pytest.raises(Unencodable):
        write_body([(ChangeId("c"), change)])
