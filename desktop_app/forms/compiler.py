"""Syntax trees to closures, with a record of what each expression depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.domain.nodes import NodeKind
from desktop_app.forms import values
from desktop_app.forms.chains import chain, comparison, negative
from desktop_app.forms.code import (
    Code,
    Context,
    Kind,
    Run,
    Uses,
    boolean_of,
    constant,
    number_of,
)
from desktop_app.forms.definition import Definition, Shape
from desktop_app.forms.functions import FUNCTIONS
from desktop_app.forms.limits import MAX_STEPS
from desktop_app.forms.parser import parse
from desktop_app.forms.paths import (
    Cursor,
    Route,
    Scope,
    code_outside,
    filtered,
    item_step,
    scope_of,
    step_over,
)
from desktop_app.forms.secondary import Item
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


@dataclass(frozen=True, slots=True)
class UnknownPath:
    """A path in a rule of ``shape`` that leads to nothing in the questionnaire."""

    shape: Shape
    path: str


class Compiler:
    """Compiles the expressions of one questionnaire.

    A path that leads nowhere gives no nodes, as in both reference engines; it is listed in
    ``unknown``, for those who check questionnaires. ``trees`` are the expressions that were
    compiled, by their texts. ``choice_uses`` says what the options of a select depend on,
    for functions that look into them.
    """

    def __init__(
        self,
        definition: Definition,
        trees: Mapping[str, Expression] | None = None,
        choice_uses: Callable[[Shape], Uses] = lambda _: Uses(),
    ) -> None:
        self.definition, self.choice_uses = definition, choice_uses
        self._known = {} if trees is None else trees
        self.trees: dict[str, Expression] = {}
        self.unknown: list[UnknownPath] = []
        self._steps_left = MAX_STEPS
        self._document = Shape("", NodeKind.GROUP, None, "")
        self._document.children.append(definition.root)
        self._by_class: dict[type[Expression], Callable[[Any, Scope], Code]] = {
            Path: self._path,
            Text: self._literal,
            Number: self._literal,
            Call: self._call,
            Comparison: self._comparison,
            Chain: self._chain,
            Negative: self._negative,
            Filtered: self._filtered,
        }
        self.documents: dict[str, Sequence[Item]] = {
            name: [item] for name, item in definition.secondary.items()
        }
        # By the identity of items, which are kept along so that it stays theirs.
        self._fixed_steps: dict[
            tuple[int, Axis, str], tuple[Sequence[Item], Sequence[Item]]
        ] = {}
        # Outside of all repeats a path has the same code wherever it stands.
        self._outside: dict[Shape, Code] = {}

    def compile(self, text: str, shape: Shape, uses: Uses) -> Code:
        """The code of an expression of a shape; what it depends on is added to ``uses``."""
        return self.code(self.tree(text), scope_of(shape, uses))

    def tree(self, text: str) -> Expression:
        """The syntax tree of an expression; one that was parsed before is taken as it is."""
        tree = self.trees.get(text)
        if tree is None:
            tree = self._known[text] if text in self._known else parse(text)
            self.trees[text] = tree
        return tree

    def code(self, tree: Expression, scope: Scope) -> Code:
        """The code of a syntax tree in a scope."""
        return self._by_class[type(tree)](tree, scope)

    def _literal(self, literal: Text | Number, scope: Scope) -> Code:
        return constant(literal.value)

    def _call(self, call: Call, scope: Scope) -> Code:
        function, count = FUNCTIONS.get(call.name), len(call.arguments)
        if function is None:
            raise BadExpression(f"unknown function {call.name}()")
        if not function.fewest <= count <= function.most:
            raise BadExpression(f"{call.name}() cannot take {count} arguments")
        return function.build(self, call.arguments, scope)

    def _comparison(self, tree: Comparison, scope: Scope) -> Code:
        left, right = self.code(tree.left, scope), self.code(tree.right, scope)
        return comparison(tree.operator, left, right)

    def _chain(self, tree: Chain, scope: Scope) -> Code:
        return chain(tree.operators, [self.code(each, scope) for each in tree.operands])

    def _negative(self, tree: Negative, scope: Scope) -> Code:
        return negative(self.code(tree.operand, scope))

    def _filtered(self, tree: Filtered, scope: Scope) -> Code:
        return self._filter(self._nodes(tree.base, scope), tree.predicates, scope)

    def _nodes(self, tree: Expression, scope: Scope) -> Code:
        code = self.code(tree, scope)
        if code.kind is not Kind.NODES:
            raise BadExpression("a path must start at nodes")
        return code

    def _path(self, path: Path, scope: Scope) -> Code:
        start, steps = path.start, path.steps
        if path.plain:
            return self._plain(path, scope)
        if start is Start.ROOT:
            cursor = Cursor(self._document, 0, pinned=False)
            return self._follow(cursor, steps, scope)
        if start is Start.HERE:
            if scope.in_items:
                here = Code(Kind.NODES, lambda context: [context.node])
                return self._over_items(here, steps, scope)
            cursor = Cursor(scope.shape, scope.shape.depth, shared=scope.shared)
            return self._follow(cursor, steps, scope)
        if start == Call("current"):
            return self._from_current(steps, scope)
        base = self._nodes(start, scope)
        if base.shapes is None:
            return self._over_items(base, steps, scope)
        return _union([self._from_nodes(base, each, steps, scope) for each in base.shapes])

    def _plain(self, path: Path, scope: Scope) -> Code:
        """``/a/b/c``, which is most of what questionnaires hold."""
        shape = self.definition.by_path.get(path.plain)
        if shape is None:
            return self._follow(Cursor(self._document, 0, pinned=False), path.steps, scope)
        if shape.element.repeats:
            return Route(scope, self._predicate).end(Cursor(shape.element, 0, pinned=False))
        scope.uses.add_values((shape, 0))
        code = self._outside.get(shape)
        if code is None:
            code = self._outside[shape] = code_outside(shape)
        return code

    def _follow(self, cursor: Cursor, steps: tuple[Step, ...], scope: Scope) -> Code:
        route = Route(scope, self._predicate, self._spend)
        ends = [route.end(each) for each in route.follow(cursor, steps) if each.shape]
        if not ends:
            self.unknown.append(UnknownPath(scope.current, written(steps)))
        return _union(ends)

    def _spend(self, steps: int) -> None:
        """Wildcards in predicates of wildcards would otherwise be compiled for ever."""
        self._steps_left -= steps
        if self._steps_left < 0:
            raise BadExpression(
                "the paths of this form mean too many nodes; name them one by one"
            )

    def _from_current(self, steps: tuple[Step, ...], scope: Scope) -> Code:
        """``current()/...``: compiled as if it stood outside all predicates."""
        outside = scope.of_current()
        cursor = Cursor(outside.shape, outside.shape.depth, shared=outside.shared)
        code = self._follow(cursor, steps, outside)
        run, one = code.run, code.one
        return replace(
            code,
            run=lambda context: run(context.current),
            one=None if one is None else lambda context: one(context.current),
        )

    def _from_nodes(
        self, base: Code, shape: Shape, steps: tuple[Step, ...], scope: Scope
    ) -> Code:
        run = base.run

        def own(context: Context) -> list[Any]:
            return [node for node in run(context) if node.shape is shape]

        return self._follow(Cursor(shape, shape.depth, own, shape.depth), steps, scope)

    def _over_items(self, base: Code, steps: tuple[Step, ...], scope: Scope) -> Code:
        code = base
        for step in steps:
            if code.items is None:
                code = Code(Kind.NODES, item_step(code.run, step))
            else:
                items = self._fixed_step(code.items, step)
                code = Code(Kind.NODES, _always(items), items=items)
            if step.predicates:
                code = self._filter(code, step.predicates, scope)
        return code

    def _fixed_step(self, items: Sequence[Item], step: Step) -> Sequence[Item]:
        """A step over items that never change; many questions share a list."""
        key = id(items), step.axis, step.name
        if key not in self._fixed_steps:
            self._fixed_steps[key] = items, step_over(step)(items)
        return self._fixed_steps[key][1]

    def _filter(self, code: Code, predicates: tuple[Expression, ...], scope: Scope) -> Code:
        if code.shapes == ():  # a path that leads nowhere
            return code
        inner = scope.inside_items()
        if code.shapes is not None:
            inner = scope.inside(code.shapes[0], 0)
        run = code.run
        for predicate in predicates:
            run = filtered(run, self._predicate(predicate, inner))
        return Code(Kind.NODES, run, shapes=code.shapes)

    def _predicate(self, tree: Expression, scope: Scope) -> Run:
        """A test; a number means that place among the nodes (XPath 1.0 section 2.4)."""
        code = self.code(tree, scope)
        if code.kind is Kind.NUMBER:
            number = number_of(code)
            return lambda context: number(context) == context.position
        if code.kind is not Kind.ANY:
            return boolean_of(code)
        run = code.run

        def test(context: Context) -> bool:
            value = run(context)
            if isinstance(value, float):
                return value == context.position
            return values.to_boolean(value)

        return test


def _always(items: Any) -> Callable[[Context], Any]:
    return lambda _: items


def written(steps: tuple[Step, ...]) -> str:
    """Steps as a path that a person can read."""
    marks = {Axis.PARENT: "..", Axis.SELF: "."}
    return "/".join(marks.get(step.axis, step.name) for step in steps)


def _union(codes: list[Code]) -> Code:
    if len(codes) == 1:
        return codes[0]
    runs = [code.run for code in codes]
    shapes = tuple(shape for code in codes for shape in code.shapes or ())

    def run(context: Context) -> list[Any]:
        return list(dict.fromkeys(node for each in runs for node in each(context)))

    return Code(Kind.NODES, run, shapes=shapes)
