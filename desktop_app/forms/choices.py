"""The options of a select or rank: fixed lists, filtered lists, answers as options."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop_app.domain.nodes import Choice
from desktop_app.forms.code import Code, Context, Kind, Run, Uses, text_of
from desktop_app.forms.compiler import Compiler
from desktop_app.forms.definition import Control, ItemsetSource, Shape, TextSource
from desktop_app.forms.paths import Scope, scope_of
from desktop_app.forms.secondary import Item
from desktop_app.forms.syntax import (
    BadExpression,
    Call,
    Chain,
    Comparison,
    Expression,
    Filtered,
    Negative,
    Path,
    Text,
)
from desktop_app.forms.texts import Part, TextRun, Texts

ChoicesRun = Callable[[Context, str], tuple[Choice, ...]]


@dataclass(slots=True)
class ChoicePlan:
    """How a question's options come about; fixed ones depend on the language alone."""

    run: ChoicesRun
    is_fixed: bool
    _fixed: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def fixed(self, language: str) -> tuple[Choice, ...]:
        """The options of a plan that needs no answers."""
        if language not in self._fixed:
            self._fixed[language] = self.run(_NOWHERE, language)
        return self._fixed[language]


_NOWHERE = Context.nowhere()


def plan_choices(
    shape: Shape, control: Control, uses: Uses, compiler: Compiler, texts: Texts
) -> ChoicePlan | None:
    """The plan for a question's options, or None when it has none."""
    if control.itemset is not None:
        return _Itemset(shape, uses, compiler, texts).plan(control.itemset)
    if not control.items:
        return None
    return _plan_items(shape, control, uses, texts)


def _plan_items(shape: Shape, control: Control, uses: Uses, texts: Texts) -> ChoicePlan:
    parts = [(item.value, Part(item.label)) for item in control.items]
    if all(texts.is_fixed(part.source) for _, part in parts):
        return ChoicePlan(
            lambda _, language: tuple(
                Choice(value, texts.fixed(part, language)) for value, part in parts
            ),
            is_fixed=True,
        )
    runs = [(value, texts.compile(part, shape, uses)) for value, part in parts]
    return ChoicePlan(
        lambda context, language: tuple(
            Choice(value, labels[language](context)) for value, labels in runs
        ),
        is_fixed=False,
    )


class _Itemset:
    def __init__(self, shape: Shape, uses: Uses, compiler: Compiler, texts: Texts) -> None:
        self._shape, self._uses = shape, uses
        self._compiler, self._texts = compiler, texts

    def plan(self, source: ItemsetSource) -> ChoicePlan:
        scope = scope_of(self._shape, self._uses)
        tree = self._compiler.tree(source.nodes)
        nodes = self._compiler.code(tree, scope)
        if nodes.kind is not Kind.NODES:
            raise BadExpression("the choices must be a path")
        if nodes.shapes == ():  # a path that leads nowhere
            return ChoicePlan(lambda *_: (), is_fixed=True)
        inner = scope.inside_items()
        if nodes.shapes is not None:
            inner = scope.inside(nodes.shapes[0], 0)
        value = self._own(source.value, nodes, inner)
        label = self._label(source.label, nodes, inner, tree)
        uses = self._uses
        is_fixed = nodes.items is not None and not (uses.values or uses.session)
        return ChoicePlan(_over(nodes.run, value, label), is_fixed)

    def _own(self, expression: str, nodes: Code, inner: Scope) -> TextRun:
        """A part of an option; mostly the name of a column, which needs no path."""
        if nodes.shapes is None and expression.isidentifier():
            return lambda context: context.node.child_text(expression)
        return text_of(self._compiler.code(self._compiler.tree(expression), inner))

    def _label(
        self, source: TextSource, nodes: Code, inner: Scope, tree: Expression
    ) -> Callable[[Context, str], str]:
        texts = self._texts
        if not source.expression:
            part = Part(source)
            return lambda _, language: texts.fixed(part, language)
        own = self._own(source.expression, nodes, inner)
        if not source.is_id:
            return lambda context, _: own(context)
        rendered = self._labels_with_outputs(tree)
        if not rendered:
            return lambda context, language: texts.fixed(
                Part(TextSource(itext=own(context))), language
            )

        def label(context: Context, language: str) -> str:
            identity = own(context)
            if identity in rendered:
                return rendered[identity][language](context.current)
            return texts.fixed(Part(TextSource(itext=identity)), language)

        return label

    def _labels_with_outputs(self, tree: Expression) -> dict[str, dict[str, TextRun]]:
        """Of the lists that an itemset names: the option labels that hold outputs."""
        wanted = self._texts.with_outputs
        if not wanted:
            return {}
        found = {
            text
            for name in instances_in(tree)
            for text in _leaves(self._compiler.definition.secondary.get(name))
            if text in wanted
        }
        return {
            identity: self._texts.compile(
                Part(TextSource(itext=identity)), self._shape, self._uses
            )
            for identity in found
        }


def _over(nodes: Run, value: TextRun, label: Callable[[Context, str], str]) -> ChoicesRun:
    def run(context: Context, language: str) -> tuple[Choice, ...]:
        found = nodes(context)
        context.session.spend(len(found))
        at, size = context.at, len(found)
        inner = (at(node, place, size) for place, node in enumerate(found, 1))
        return tuple(Choice(value(each), label(each, language)) for each in inner)

    return run


def _leaves(item: Item | None) -> Iterator[str]:
    pending = [] if item is None else [item]
    while pending:
        found = pending.pop()
        if not found.children:
            yield found.value
        pending += found.children


def instances_in(tree: Expression) -> Iterator[str]:
    """The names in every ``instance('...')`` of an expression."""
    if tree_is_instance(tree):
        assert isinstance(tree, Call)
        assert isinstance(tree.arguments[0], Text)
        yield tree.arguments[0].value
    for inner in _inner(tree):
        yield from instances_in(inner)


def tree_is_instance(tree: Expression) -> bool:
    """Whether an expression is ``instance('...')``."""
    return (
        isinstance(tree, Call)
        and tree.name == "instance"
        and len(tree.arguments) == 1
        and isinstance(tree.arguments[0], Text)
    )


def _inner(tree: Expression) -> tuple[Expression, ...]:
    match tree:
        case Call(_, arguments):
            return arguments
        case Path(start, steps):
            predicates = tuple(p for step in steps for p in step.predicates)
            return predicates if isinstance(start, str) else (start, *predicates)
        case Filtered(base, predicates):
            return (base, *predicates)
        case Comparison(_, left, right):
            return (left, right)
        case Chain(_, operands):
            return operands
        case Negative(operand):
            return (operand,)
        case _:
            return ()
