"""Where the rows of a survey stand: their paths, the repeats around them, what paths mean.

Known from the rows alone, before anything is compiled, so that what is wrong with a path
can be told with its cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.forms.columns import cell
from desktop_app.forms.sheets import Row
from desktop_app.forms.syntax import Axis, Call, Path, Start, Step

# A reference is parsed as this path with the question's name behind it: no author writes it.
STAND_IN = Step(Axis.CHILD, "reference")
_FORM = "/data"
_ANYWHERE = "*"
_REPEATS = {"repeat", "looped group"}


@dataclass(frozen=True, slots=True)
class Place:
    """A node of the form to be: its path, and the paths of the repeats around, outermost first.

    A repeat is among its own, as what its path means are its rows.
    """

    path: str
    repeats: tuple[str, ...] = ()
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a path leads to: ``fresh`` are the repeats of which it may mean several rows."""

    place: Place
    fresh: tuple[str, ...] = ()


class Unknown(Exception):
    """A path that leads nowhere."""


class Layout:
    """The places of a survey's rows."""

    def __init__(self, survey: Iterable[Row]) -> None:
        self._by_row: dict[int, Place] = {}
        self.by_name: dict[str, Place] = {}
        self._by_path = {_FORM: Place(_FORM), f"{_FORM}/meta": Place(f"{_FORM}/meta")}
        around = [self._by_path[_FORM]]
        for row in survey:
            kind, _, what = cell(row, "type").replace("_", " ").partition(" ")
            if kind == "end":
                self._by_row[id(row)] = around.pop() if len(around) > 1 else around[-1]
            elif kind == "begin":
                around.append(self._enter(row, around[-1], what.strip()))
            else:
                self._enter(row, around[-1], "")

    def _enter(self, row: Row, outer: Place, group: str) -> Place:
        path = f"{outer.path}/{cell(row, 'name')}"
        repeats = (*outer.repeats, path) if group in _REPEATS else outer.repeats
        place = Place(path, repeats, is_question=not group)
        self._by_row[id(row)] = place
        self.by_name.setdefault(cell(row, "name"), place)
        self._by_path.setdefault(path, place)
        if cell(row, "type").endswith(("or_other", "or specify other")):
            other = Place(f"{path}_other", repeats, is_question=True)
            self._by_path.setdefault(other.path, other)
        return place

    def of(self, row: Row) -> Place:
        """Where a row stands."""
        return self._by_row[id(row)]

    def target(self, path: Path, here: Place | None) -> Target | None:
        """What a path means that stands in a row at ``here``; None if it cannot be told.

        Raises Unknown when it leads nowhere.
        """
        steps = path.steps
        if path.start is Start.ROOT:
            return self._absolute(steps, here)
        if here is None or path.start not in {Start.HERE, Call("current")}:
            return None
        return self._walk(here, here.repeats, steps)

    def _absolute(self, steps: tuple[Step, ...], here: Place | None) -> Target | None:
        if steps[:1] == (STAND_IN,):
            place = self.by_name.get(steps[1].name)
            if place is None or steps[1].predicates:
                return None
            shared = () if here is None else _shared(place, here)
            return self._walk(place, shared, steps[2:])
        known = self._walk(Place(""), (), steps)
        if known is None or here is None or any(step.predicates for step in steps):
            return None
        shared = _shared(known.place, here)
        return Target(known.place, known.place.repeats[len(shared) :])

    def _walk(
        self, start: Place, shared: tuple[str, ...], steps: tuple[Step, ...]
    ) -> Target | None:
        """Follow steps; ``shared`` are the repeats of which the row in question is known."""
        path = start.path
        for step in steps:
            if step.predicates or step.axis in {Axis.DESCENDANT, Axis.ATTRIBUTE}:
                return None
            if step.axis is Axis.PARENT:
                path = path.rpartition("/")[0]
                shared = tuple(each for each in shared if f"{path}/".startswith(f"{each}/"))
            elif step.axis is Axis.CHILD:
                if step.name == _ANYWHERE or path == f"{_FORM}/meta":
                    return None
                path = f"{path}/{step.name}"
        place = self._by_path.get(path)
        if place is None:
            raise Unknown(path)
        return Target(place, place.repeats[len(shared) :])


def _shared(place: Place, here: Place) -> tuple[str, ...]:
    """The repeats of which an absolute path means the row that it stands in.

    A path to a repeat itself means all its rows, wherever it stands.
    """
    limit = len(place.repeats) - (place.repeats[-1:] == (place.path,))
    found: list[str] = []
    for one, other in zip(place.repeats[:limit], here.repeats, strict=False):
        if one != other:
            break
        found.append(one)
    return tuple(found)
