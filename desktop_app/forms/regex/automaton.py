"""A pattern as an automaton: all its states at once walk over the text, once.

Each step depends on the states, the character before and the character after, so it is
computed when it first occurs and looked up from then on. Where a pattern looks ahead, what
comes later counts too, and every step is computed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.forms.regex.parser import WORD, BadPattern
from desktop_app.forms.regex.syntax import (
    UNBOUNDED,
    Ahead,
    Chars,
    Either,
    Mark,
    Pattern,
    Repeat,
    Series,
)

MAX_STATES = 5_000
MAX_VISITS = 500_000
_MAX_HELD = 200_000  # states in all the places that are remembered
# What stands before a place; the first also after the last character.
_END, _WORD, _OTHER = "", "word", "other"


class TooManySteps(Exception):
    """The pattern asks for too much on this text."""


@dataclass(slots=True)
class _State:
    """Where the automaton can be: what it may read here, and where it goes without reading."""

    chars: Chars | None = None
    condition: Mark | _Look | None = None
    following: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Look:
    automaton: Automaton
    is_negated: bool


class _Place:
    """Where a walk stands: its states, whether a word's character came before, what followed.

    ``moves`` are the places after a character, as far as they are known.
    """

    __slots__ = ("before", "moves", "states")

    def __init__(self, states: frozenset[int], before: str) -> None:
        self.states, self.before = states, before
        self.moves: dict[str, _Place] = {}


class Automaton:
    """A compiled pattern. ``match`` may be called any number of times."""

    def __init__(self, pattern: Pattern) -> None:
        self._states: list[_State] = []
        self._final = self._add(_State())
        self._start = self._build(pattern, self._final)
        self._looks = any(isinstance(state.condition, _Look) for state in self._states)
        self._places: dict[tuple[frozenset[int], str], _Place] = {}
        self._held = 0
        self.first = _Place(frozenset({self._start}), _END)

    # Building, from the end to the start.

    def _add(self, state: _State) -> int:
        if len(self._states) >= MAX_STATES:
            raise BadPattern("its repetitions make it too large; repeat less often")
        self._states.append(state)
        return len(self._states) - 1

    def _build(self, pattern: Pattern, following: int) -> int:
        """The state from which a pattern leads to what follows it."""
        match pattern:
            case Chars():
                return self._add(_State(chars=pattern, following=[following]))
            case Mark():
                return self._add(_State(condition=pattern, following=[following]))
            case Ahead(inner, is_negated):
                look = _Look(Automaton(inner), is_negated)
                return self._add(_State(condition=look, following=[following]))
            case Series(parts):
                for part in reversed(parts):
                    following = self._build(part, following)
                return following
            case Either(parts):
                starts = [self._build(part, following) for part in parts]
                return self._add(_State(following=starts))
            case Repeat():
                return self._repeat(pattern, following)

    def _repeat(self, repeat: Repeat, following: int) -> int:
        start = following
        if repeat.most == UNBOUNDED:
            start = self._add(_State())
            again = self._build(repeat.inner, start)
            self._states[start].following += [again, following]
        else:
            # (x(x)?)? rather than x?x?, so that few states are in use at a time.
            for _ in range(repeat.most - repeat.least):
                once = self._build(repeat.inner, start)
                start = self._add(_State(following=[once, following]))
        for _ in range(repeat.least):
            start = self._build(repeat.inner, start)
        return start

    # Walking.

    def match(self, text: str) -> tuple[bool, int]:
        """Whether the whole text matches, and how much work that was. Raises TooManySteps."""
        walk = _Walk(self, text)
        return walk.is_whole(), walk.visits + (len(text) >> 3)

    def move(self, walk: _Walk, place: _Place, index: int, char: str) -> _Place:
        """The place after a character; remembered, unless what comes later counts too."""
        readers, _ = self.reached(walk, place, index, char)
        states = frozenset(
            reader.following[0]
            for reader in readers
            if reader.chars is not None and reader.chars.holds(char)
        )
        key = states, _WORD if WORD.holds(char) else _OTHER
        if self._looks:
            return _Place(*key)
        found = self._places.get(key)
        if found is None:
            self._make_room(len(states) + 1)
            found = self._places[key] = _Place(*key)
        place.moves[char] = found
        return found

    def _make_room(self, size: int) -> None:
        self._held += size
        if self._held > _MAX_HELD:
            self._places.clear()
            self.first.moves.clear()
            self._held = size

    def reached(
        self, walk: _Walk, place: _Place, index: int, char: str
    ) -> tuple[list[_State], bool]:
        """The states that can read what follows, and whether the pattern may end here."""
        seen = set(place.states)
        pending = list(place.states)
        readers: list[_State] = []
        while pending:
            number = pending.pop()
            state = self._states[number]
            walk.visit()
            if state.chars is not None:
                readers.append(state)
                continue
            if state.condition is not None and not walk.holds(
                state.condition, place, index, char
            ):
                continue
            fresh = [each for each in state.following if each not in seen]
            seen.update(fresh)
            pending += fresh
        return readers, self._final in seen


class _Walk:
    """One match: the text, and how much has been done for it."""

    def __init__(
        self, automaton: Automaton, text: str, visits: list[int] | None = None
    ) -> None:
        self._automaton, self._text = automaton, text
        self._visits = visits if visits is not None else [0]
        self._ahead: dict[tuple[int, int], bool] = {}

    def is_whole(self) -> bool:
        """Whether the pattern ends where the text does."""
        automaton, place = self._automaton, self._automaton.first
        for index, char in enumerate(self._text):
            found = place.moves.get(char)
            place = found or automaton.move(self, place, index, char)
            if not place.states:
                return False
        return automaton.reached(self, place, len(self._text), _END)[1]

    def begins(self, index: int) -> bool:
        """Whether the pattern matches some text from a place on."""
        automaton = self._automaton
        place = _Place(automaton.first.states, self._before(index))
        for here in range(index, len(self._text) + 1):
            char = self._text[here : here + 1]
            if automaton.reached(self, place, here, char)[1]:
                return True
            if not char:
                return False
            place = automaton.move(self, place, here, char)
            if not place.states:
                return False
        return False

    def _before(self, index: int) -> str:
        if index == 0:
            return _END
        return _WORD if WORD.holds(self._text[index - 1]) else _OTHER

    @property
    def visits(self) -> int:
        """How many states were looked at so far."""
        return self._visits[0]

    def visit(self) -> None:
        """One more state was looked at."""
        self._visits[0] += 1
        if self._visits[0] > MAX_VISITS:
            raise TooManySteps

    def holds(self, condition: Mark | _Look, place: _Place, index: int, char: str) -> bool:
        """Whether a condition holds between two characters."""
        if isinstance(condition, _Look):
            return self._sees(condition, index)
        if condition.sign == "^":
            return index == 0
        if condition.sign == "$":
            return char == _END
        is_edge = (place.before == _WORD) is not (char != _END and WORD.holds(char))
        return is_edge is (condition.sign == "\\b")

    def _sees(self, look: _Look, index: int) -> bool:
        key = id(look), index
        if key not in self._ahead:
            walk = _Walk(look.automaton, self._text, self._visits)
            self._ahead[key] = walk.begins(index)
        return self._ahead[key] is not look.is_negated
