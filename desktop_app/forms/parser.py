"""Tokens to a syntax tree, by recursive descent (XPath 1.0, section 3, without variables)."""

from __future__ import annotations

from functools import lru_cache

from desktop_app.forms.lexer import Token, tokens
from desktop_app.forms.limits import MAX_EXPRESSION_DEPTH
from desktop_app.forms.syntax import (
    Axis,
    BadExpression,
    Call,
    Chain,
    Comparison,
    Expression,
    Filtered,
    Negative,
    Number,
    Path,
    Start,
    Step,
    Text,
)

# From the loosest to the tightest; operators of one rank associate to the left.
_RANK = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_RANK |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6, "|": 8}
_EQUALITY, _RELATION, _SIGN = 3, 4, 7
_NODE_TYPES = {"node", "text", "comment", "processing-instruction"}
_STEP_SIGNS = {".", "..", "@", "*"}


def parse(text: str) -> Expression:
    """The syntax tree of an expression; raises BadExpression."""
    parser = _Parser(tokens(text))
    if parser.kind == "end":
        raise BadExpression("the expression is empty")
    tree = parser.expression(0)
    if parser.kind != "end":
        raise parser.unexpected()
    return tree


@lru_cache(maxsize=20_000)
def plain_path(text: str) -> Path:
    """A path of names from the root, ``/a/b/c``, without parsing it."""
    return Path(Start.ROOT, _plain_steps(text), text)


@lru_cache(maxsize=20_000)
def _plain_steps(text: str) -> tuple[Step, ...]:
    return tuple(map(_child_step, text[1:].split("/")))


@lru_cache(maxsize=20_000)
def _child_step(name: str) -> Step:
    return Step(Axis.CHILD, name)


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._index = 0
        self._depth = 0
        self.kind, self.text, self.position = found[0]

    def _advance(self) -> None:
        self._index += 1
        self.kind, self.text, self.position = self._tokens[self._index]

    def _next_is(self, sign: str) -> bool:
        following = self._tokens[min(self._index + 1, len(self._tokens) - 1)]
        return following.kind == "sign" and following.text == sign

    def _at(self, sign: str) -> bool:
        return self.text == sign and self.kind == "sign"

    def _take(self, sign: str) -> None:
        if not self._at(sign):
            raise self.unexpected(sign)
        self._advance()

    def unexpected(self, wanted: str = "") -> BadExpression:
        found = "the end" if self.kind == "end" else repr(self.text)
        hint = f", where {wanted!r} should stand" if wanted else ""
        return BadExpression(f"unexpected {found}{hint}", self.position)

    def expression(self, above: int) -> Expression:
        """An expression whose operators all bind tighter than ``above``."""
        self._depth += 1
        if self._depth > MAX_EXPRESSION_DEPTH:
            raise BadExpression(
                f"the expression nests deeper than {MAX_EXPRESSION_DEPTH} levels", self.position
            )
        left = self._signed()
        while (rank := self._operator_rank()) > above:
            if rank in {_EQUALITY, _RELATION}:
                operator = self.text
                self._advance()
                left = Comparison(operator, left, self.expression(rank))
            else:
                left = self._chain(left, rank)
        self._depth -= 1
        return left

    def _operator_rank(self) -> int:
        if self.kind in {"sign", "name"}:
            return _RANK.get(self.text, 0)
        return 0

    def _chain(self, first: Expression, rank: int) -> Chain:
        operators: list[str] = []
        operands = [first]
        while self._operator_rank() == rank:
            operators.append(self.text)
            self._advance()
            operands.append(self.expression(rank))
        return Chain(tuple(operators), tuple(operands))

    def _signed(self) -> Expression:
        if not self._at("-"):
            return self._operand()
        self._advance()
        return Negative(self.expression(_SIGN))

    def _operand(self) -> Expression:
        base = self._primary()
        if base is None:
            return self._path()
        if self._at("["):
            base = Filtered(base, self._predicates())
        if self.kind == "path" or self._at("/") or self._at("//"):
            return Path(base, self._further_steps())
        return base

    def _primary(self) -> Expression | None:
        """A literal, call or parenthesis, or None where a path begins."""
        kind, text = self.kind, self.text
        if kind == "text":
            self._advance()
            return Text(text[1:-1])
        if kind == "number":
            self._advance()
            return Number(float(text))
        if kind == "name" and self._next_is("(") and text not in _NODE_TYPES:
            return self._call()
        if self._at("("):
            self._advance()
            inner = self.expression(0)
            self._take(")")
            return inner
        return None

    def _call(self) -> Call:
        name = self.text
        self._advance()
        self._advance()
        arguments: list[Expression] = []
        if not self._at(")"):
            arguments.append(self.expression(0))
            while self._at(","):
                self._advance()
                arguments.append(self.expression(0))
        self._take(")")
        return Call(name, tuple(arguments))

    def _path(self) -> Path:
        if self.kind == "path":
            plain = plain_path(self.text)
            self._advance()
            return plain
        if self._at("/"):
            self._advance()
            steps = (self._step(), *self._further_steps()) if self._at_step() else ()
            return Path(Start.ROOT, steps)
        if self._at("//"):
            return Path(Start.ROOT, self._further_steps())
        if not self._at_step():
            raise self.unexpected()
        return Path(Start.HERE, (self._step(), *self._further_steps()))

    def _at_step(self) -> bool:
        return self.kind == "name" or (self.kind == "sign" and self.text in _STEP_SIGNS)

    def _further_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.text[:1] == "/":
            if self.kind == "path":
                steps += _plain_steps(self.text)
                self._advance()
                continue
            if self.text == "//":
                steps.append(Step(Axis.DESCENDANT))
            self._advance()
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        if self._at("."):
            self._advance()
            return Step(Axis.SELF, "*", self._predicates())
        if self._at(".."):
            self._advance()
            return Step(Axis.PARENT, "*", self._predicates())
        axis = self._axis()
        name = self.text
        if not (self.kind == "name" or self._at("*")):
            raise self.unexpected()
        self._advance()
        if name in _NODE_TYPES and self._at("("):
            name = self._node_type(name)
        return Step(axis, name, self._predicates())

    def _axis(self) -> Axis:
        if self._at("@"):
            self._advance()
            return Axis.ATTRIBUTE
        if self.kind != "name" or not self._next_is("::"):
            return Axis.CHILD
        try:
            axis = Axis(self.text)
        except ValueError:
            raise BadExpression(f"unknown axis {self.text}::", self.position) from None
        self._advance()
        self._advance()
        return axis

    def _node_type(self, name: str) -> str:
        if name != "node":
            raise BadExpression(f"{name}() is not supported in a path", self.position)
        self._advance()
        self._take(")")
        return "*"

    def _predicates(self) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while self._at("["):
            self._advance()
            found.append(self.expression(0))
            self._take("]")
        return tuple(found)
