"""What can happen between offices, how often, and as one step of a sequence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from random import Random

QUESTIONS = ("why_5", "party_name", "body_name", "reason_6")


class Kind(Enum):
    """What can happen."""

    ANSWER = auto()
    ANSWER_IN_ROW = auto()
    ADD = auto()
    DROP = auto()
    MARK = auto()
    SETTLE = auto()
    NOTE = auto()
    UPGRADE = auto()
    HAND = auto()
    SEND = auto()
    RECEIVE = auto()
    RECEIVE_ALL = auto()
    CUT = auto()
    LOSE = auto()
    IMAGE = auto()
    PUT_BACK = auto()
    TWIN = auto()
    RESTRICT = auto()
    REMOVE = auto()
    READMIT = auto()
    HAND_OVER = auto()
    TAKE_BACK = auto()
    TAKE_OVER = auto()
    SET_ROLE = auto()
    DECIDE = auto()
    ADD_COMPUTER = auto()
    REMOVE_COMPUTER = auto()
    MAKE_RESERVE = auto()
    USE_RESERVE = auto()


OFTEN = {
    Kind.ANSWER: 10,
    Kind.ANSWER_IN_ROW: 4,
    Kind.ADD: 3,
    Kind.DROP: 3,
    Kind.MARK: 3,
    Kind.SETTLE: 3,
    Kind.NOTE: 2,
    Kind.HAND: 12,
    Kind.SEND: 4,
    Kind.RECEIVE: 5,
    Kind.RECEIVE_ALL: 4,
    Kind.PUT_BACK: 2,
    Kind.HAND_OVER: 2,
    Kind.TAKE_BACK: 2,
}
"""How often, compared with the others; those that are not here once.

Without many files from hand to hand hardly anybody writes on top of what two others wrote at
the same time, and a program that mixes that up is not found out.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens."""

    kind: Kind
    who: int
    one: int = 0
    other: int = 0

    def __repr__(self) -> str:
        return f"Step(Kind.{self.kind.name}, {self.who}, {self.one}, {self.other})"


def any_steps(chance: Random, count: int) -> list[Step]:
    """Steps by chance."""
    kinds = chance.choices(list(Kind), [OFTEN.get(kind, 1) for kind in Kind], k=count)
    return [Step(kind, *(chance.randrange(1 << 16) for _ in range(3))) for kind in kinds]
