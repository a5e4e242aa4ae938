"""Cards of a source sheet to plain XLSForm rows, by way of block definitions.

A card is `begin block NAME` ... `end block`. The block's definition is itself a list of
XLSForm rows, and expanding puts it in the card's place, inside a group named as the card:

- ``{card}`` in any cell is the card's name, ``{ask}`` the card's cell `block:ask`, of the
  same language where the column has one, ``{ask|other words}`` the same with words for
  when the card has none; ``{label}``, ``{hint}`` and ``{guidance_hint}`` likewise;
- a row whose label is a placeholder that the card says nothing for is left out;
- `rows` stands for the card's own rows; `include NAME` for another definition, the first
  row of which takes the cells of the including row that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.sheets import Row

Blocks = Mapping[str, Sequence[Row]]

TEXT_PREFIX = "block:"
_BEGIN = re.compile(r"begin[ _]block\s+(\S+)")
_END = re.compile(r"end[ _]block")
_INCLUDE = re.compile(r"include\s+(\S+)")
# `${name}` is a reference of the form, so a brace after a dollar opens no placeholder.
_PLACEHOLDER = re.compile(r"(?<!\$)\{([a-z][a-z0-9_]*)(?:\|([^{}]*))?\}")
_OWN_TEXTS = ("label", "hint", "guidance_hint")
_GROUP_COLUMNS = re.compile(r"name|label(::.*)?|relevant|appearance|bind::(?!rd:role$).*")
_CARD_COLUMNS = re.compile(r"type|(guidance_)?hint(::.*)?|block:.*|" + _GROUP_COLUMNS.pattern)
_MAX_DEPTH = 5


def expand(rows: Sequence[Row], blocks: Blocks) -> tuple[Row, ...]:
    """The rows with every card expanded. Raises FormRefused with all faults found."""
    expansion = _Expansion(blocks, _words_known(rows))
    expanded = tuple(expansion.rows(rows))
    if expansion.faults:
        raise FormRefused(*dict.fromkeys(expansion.faults))
    return expanded


def without_block_columns(row: Row) -> Row:
    """The same row without the cells that only blocks read."""
    cells = {name: cell for name, cell in row.cells.items() if not name.startswith(TEXT_PREFIX)}
    return Row(cells, row.sheet, row.number, row.note, row.card)


@dataclass(slots=True)
class _Card:
    begin: Row
    block: str
    rows: list[Row] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.begin.get("name")

    def text(self, word: str, language: str) -> str | None:
        """What the card says for a placeholder in a language; None if nothing."""
        if word == "card":
            return self.name
        columns = [f"{TEXT_PREFIX}{word}", *([word] if word in _OWN_TEXTS else [])]
        for column in columns:
            for full in (f"{column}::{language}", column):
                if full in self.begin.cells:
                    return self.begin.cells[full]
        return None


@dataclass(slots=True)
class _Expansion:
    blocks: Blocks
    words: frozenset[str]
    faults: list[Fault] = field(default_factory=list)

    def rows(self, rows: Sequence[Row]) -> Iterator[Row]:
        card: _Card | None = None
        for row in rows:
            kind = row.get("type")
            begin = _BEGIN.fullmatch(kind)
            if begin:
                if card is not None:
                    self.faults.append(
                        row.fault(f"a card starts inside the card {card.name}", "type")
                    )
                card = self._open(row, begin[1])
            elif _END.fullmatch(kind):
                if card is None:
                    self.faults.append(row.fault("no card is open here", "type"))
                else:
                    yield from self._card(card)
                card = None
            elif card is not None:
                card.rows.append(row)
            else:
                yield row
        if card is not None:
            self.faults.append(card.begin.fault("the card is never closed", "type"))

    def _open(self, row: Row, block: str) -> _Card:
        if not row.get("name"):
            self.faults.append(row.fault("a card needs a name", "name"))
        self.faults += [
            row.fault("a card has no use for this cell", column)
            for column in row.cells
            if not _CARD_COLUMNS.fullmatch(column)
        ]
        return _Card(row, block)

    def _card(self, card: _Card) -> Iterator[Row]:
        if card.block not in self.blocks:
            self.faults.append(card.begin.fault(f"there is no block {card.block}", "type"))
            return
        prefix = f"{card.name}_"
        self.faults += [
            row.fault(f"names in the card {card.name} start with {prefix}", "name")
            for row in card.rows
            if row.get("name") and not row.get("name").startswith(prefix)
        ]
        group = {
            name: cell
            for name, cell in card.begin.cells.items()
            if _GROUP_COLUMNS.fullmatch(name)
        }
        begin = card.begin
        yield Row({"type": "begin group", **group}, begin.sheet, begin.number, card=card.name)
        yield from self._definition(card, card.block, {}, 0)
        yield Row({"type": "end group"}, begin.sheet, begin.number, card=card.name)

    def _definition(
        self, card: _Card, name: str, extra: Mapping[str, str], depth: int
    ) -> Iterator[Row]:
        for index, row in enumerate(self.blocks[name]):
            kind = row.get("type")
            include = _INCLUDE.fullmatch(kind)
            if kind == "rows":
                yield from card.rows
            elif include:
                yield from self._included(card, row, include[1], depth)
            else:
                made = self._filled(card, row, extra if index == 0 else {})
                if made is not None:
                    yield made

    def _included(self, card: _Card, row: Row, name: str, depth: int) -> Iterator[Row]:
        if name not in self.blocks:
            self.faults.append(row.fault(f"there is no block {name}", "type"))
            return
        if depth == _MAX_DEPTH:
            self.faults.append(row.fault("the blocks include each other without end", "type"))
            return
        extra = {column: cell for column, cell in row.cells.items() if column != "type"}
        yield from self._definition(card, name, extra, depth + 1)

    def _filled(self, card: _Card, row: Row, extra: Mapping[str, str]) -> Row | None:
        """A definition's row for one card, or None if the card has nothing to say there."""
        cells: dict[str, str] = {}
        for column, template in {**extra, **row.cells}.items():
            text = self._text(card, row, column, template)
            if text:
                cells[column] = text
            elif column.partition("::")[0] == "label" and _is_plain_question(row):
                return None
        note = f"block {row.sheet}, row {row.number}"
        return Row(cells, card.begin.sheet, card.begin.number, note, card.name)

    def _text(self, card: _Card, row: Row, column: str, template: str) -> str:
        language = column.partition("::")[2]

        def fill(match: re.Match[str]) -> str:
            word, otherwise = match.groups()
            if otherwise is None and word not in self.words:
                self.faults.append(row.fault(f"no card has the text {{{word}}}", column))
            said = card.text(word, language)
            return (otherwise or "") if said is None else said

        return _PLACEHOLDER.sub(fill, template)


def _is_plain_question(row: Row) -> bool:
    return not row.get("type").startswith(("begin", "end"))


def _words_known(rows: Sequence[Row]) -> frozenset[str]:
    words = {"card", *_OWN_TEXTS}
    for row in rows:
        for column in row.cells:
            if column.startswith(TEXT_PREFIX):
                words.add(column.removeprefix(TEXT_PREFIX).partition("::")[0])
    return frozenset(words)
