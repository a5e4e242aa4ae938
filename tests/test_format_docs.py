"""`docs/file-formats.md` and `docs/protocol.md` say what the code holds true, line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from desktop_app.store import payloads
from review_protocol import (
    bodies,
    codes,
    fields,
    invitations,
    manifests,
    sets,
    statement_coding,
)
from review_protocol.changes import Kind, RecordType
from review_protocol.columns import Each, References, Sets, Times
from review_protocol.fields import Field, Shape
from review_protocol.rules import CHANGES, CLEARED, STATEMENTS
from review_protocol.statement_coding import SHAPES
from review_protocol.statements import Role

ROOT = Path(__file__).parents[1]
FORMATS = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
PROTOCOL_CODE = ROOT / "review_protocol"
KINDS = {
    id(fields.ID): "id",
    id(fields.HASH): "hash",
    id(fields.PUBLIC_KEY): "key",
    id(fields.KEM_KEY): "sealing key",
    id(fields.SIGNATURE): "signature",
    id(fields.TIME): "time",
    id(fields.FLAG): "flag",
    id(fields.KEY): "name",
    id(fields.LINE): "line",
    id(fields.TEXT): "text",
    id(fields.TEXTS): "texts",
    id(statement_coding._ROLE): "role",
    id(statement_coding._EPOCH_ID): "16 bytes",
}
"""What the documents call the kinds of value that have a name in the code."""
INITIALS = {"F": Role.FOCAL_POINT, "D": Role.DEPUTY, "E": Role.EXPERT, "O": Role.OBSERVER}


def table(document: str, *heads: str) -> list[list[str]]:
    """The rows of the one table of a document that has these heads."""
    start = f"| {' | '.join(heads)} |".replace("|  |", "| |")
    found = [part for part in document.split("\n\n") if part.startswith(start)]
    assert len(found) == 1, f"{len(found)} tables begin {start}"
    rows = found[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def by_kind(rows: list[list[str]]) -> dict[str, dict[str, str]]:
    """Field to kind of value, by what the first column names."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, field, value, *_ in rows:
        found[named(kind)[0]] |= {named(field)[0]: value} if named(field) else {}
    return dict(found)


def differences(told: dict[str, str], coded: dict[str, Field]) -> Iterator[str]:
    """Where a table and a shape of the code do not say the same."""
    if told.keys() != coded.keys():
        yield f"{sorted(told)} instead of {sorted(coded)}"
    for name in told.keys() & coded.keys():
        kind = KINDS.get(id(coded[name]))
        if kind is not None and told[name] != kind:
            yield f"{name} is {kind}, not {told[name]}"


def test_statements_have_the_fields_of_the_table() -> None:
    told = by_kind(table(FORMATS, "kind", "field", "kind of value", ""))
    assert told.keys() == SHAPES.keys()
    wrong = {kind: list(differences(told[kind], dict(SHAPES[kind].fields))) for kind in told}
    assert not any(wrong.values()), wrong


def test_changes_have_the_columns_of_the_table() -> None:
    told = by_kind(table(FORMATS, "kind", "column", "entry", ""))
    assert told.keys() == set(Kind) == bodies._COLUMNS.keys()
    for kind, (_, columns) in bodies._COLUMNS.items():
        assert told[kind].keys() == columns.keys(), kind
        for name, column in columns.items():
            wanted = {Times: "time", References: "changes", Sets: "sets"}.get(type(column))
            if isinstance(column, Each):
                wanted = KINDS.get(id(column.field))
            assert wanted in {None, told[kind][name]}, f"{name} of {kind}"


def test_headers_manifests_and_grants_have_the_fields_of_the_tables() -> None:
    headers = [part for part in FORMATS.split("\n\n") if part.startswith("| key | kind | |")]
    first, second = ({named(row)[0] for row in each.splitlines()[2:]} for each in headers)
    assert first == sets._HEADER.fields.keys()
    assert second == manifests._ALWAYS | manifests._SOMETIMES.keys()
    grants = by_kind(table(FORMATS, "purpose", "field of `grant`", "kind", ""))
    shapes: dict[str, Shape[object]] = {str(k): v for k, v in invitations._SHAPES.items()}
    assert {k: v.keys() for k, v in grants.items()} == {
        k: v.fields.keys() for k, v in shapes.items()
    }


def test_every_type_of_record_is_in_the_table() -> None:
    rows = table(FORMATS, "type", "subject", "fields")
    assert sorted(name for row in rows for name in named(row[0])) == sorted(RecordType)


def test_every_payload_of_the_journal_is_in_the_table() -> None:
    rows = table(FORMATS, "kind", "further keys")
    source = Path(payloads.__file__).read_text(encoding="utf-8")
    written = {}
    for name, body in re.findall(r'"kind": ([A-Z]+),(.*?)\n    }\n', source, re.DOTALL):
        written[getattr(payloads, name)] = set(re.findall(r'"(\w+)":', body)) - {"at"}
    told = {named(kind)[0]: set(re.findall(r"[`\"](\w+)[`\"]", keys)) for kind, keys in rows}
    assert told == written


def test_every_limit_is_that_of_the_code() -> None:
    for _, value, constant in table(FORMATS, "limit", "value", "constant"):
        module, name = named(constant)[0].split(".")
        coded = getattr(import_module(f"review_protocol.{module}"), name)
        assert int(value.replace(",", "")) == coded, constant


def test_no_limit_of_the_same_modules_is_left_out() -> None:
    told = {named(row[2])[0] for row in table(FORMATS, "limit", "value", "constant")}
    modules = {name.partition(".")[0] for name in told} - {"encoding"}
    coded = {
        f"{module}.{name}"
        for module in modules
        for name in re.findall(
            r"^(MAX_\w+) = ", (PROTOCOL_CODE / f"{module}.py").read_text("utf-8"), re.MULTILINE
        )
    }
    assert coded - told == set()


def test_every_purpose_is_in_the_document_and_the_table_has_no_other() -> None:
    rows = table(FORMATS, "purpose", "used for")
    listed = {name for row in rows for name in named(row[0])}
    coded = {
        purpose
        for package in ("review_protocol", "desktop_app")
        for path in (ROOT / package).rglob("*.py")
        for purpose in re.findall(
            r"[\"'](review-desk/1 [a-z -]+)(?:\\0)?[\"']", path.read_text(encoding="utf-8")
        )
    }
    assert listed <= coded
    assert [purpose for purpose in coded if f"`{purpose}`" not in FORMATS] == []


def test_the_check_digits_are_those_of_the_table() -> None:
    (block,) = re.findall(r"```\n((?:\d{10}\n){10})```", FORMATS)
    assert [list(map(int, row)) for row in block.split()] == [list(row) for row in codes._DAMM]


# Who may do what


def roles_of(cell: str) -> set[Role]:
    """The roles that stand in a cell, as capitals."""
    return {INITIALS[word] for word in re.findall(r"\b([FDEO])\b", cell)}


def rows_of_changes() -> Iterator[tuple[str, str]]:
    """Kind of change, or type of record, and who may make it as the document has it."""
    for kind, who, *_ in table(PROTOCOL, "kind", "who may", "register", "at the same time"):
        for name in named(kind):
            if name != "join":
                yield name, who


def test_who_may_make_a_change_is_what_the_code_says() -> None:
    told = dict(rows_of_changes())
    assert told.keys() == {str(kind) for kind in CHANGES} - {CLEARED}
    for name, rule in CHANGES.items():
        who = told[str(Kind.STATUS if name == CLEARED else name)]
        if name == CLEARED:
            assert "cleared: F" in who
        elif "as `answer`" in who:
            assert rule.roles == CHANGES[Kind.ANSWER].roles
            assert rule.in_part
        else:
            assert roles_of(who) == rule.roles, name
        assert ("S" in re.findall(r"\b[A-Z]\b", who)) == rule.secretariat, name


def test_who_may_make_a_statement_is_what_the_code_says() -> None:
    rows = table(PROTOCOL, "statement", "who may", "says")
    told = {named(name)[0]: who for name, who, _ in rows}
    assert told.keys() == SHAPES.keys()
    for kind, shape in SHAPES.items():
        rule = next(rule for made, rule in STATEMENTS.items() if made is shape.make)
        assert roles_of(told[kind]) == rule.roles, kind
        assert ("S" in re.findall(r"\b[A-Z]\b", told[kind])) == rule.secretariat, kind
