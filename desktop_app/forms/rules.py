"""A questionnaire's rules, compiled: bind expressions, texts with outputs, filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from desktop_app.domain.nodes import NodeKind
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.choices import ChoicePlan, plan_choices
from desktop_app.forms.code import Code, Context, Uses, boolean_of, number_of, value_of
from desktop_app.forms.compiler import Compiler
from desktop_app.forms.definition import (
    Action,
    Definition,
    ItemsetSource,
    Shape,
    TextSource,
)
from desktop_app.forms.syntax import BadExpression, Expression
from desktop_app.forms.texts import Part, Texts


class RuleKind(IntEnum):
    """What a rule decides. The first three move other rules, the rest only show."""

    CALCULATE = 0
    RELEVANT = 1
    COUNT = 2
    READONLY = 3
    REQUIRED = 4
    CONSTRAINT = 5
    TEXT = 6
    CHOICES = 7


COLUMNS = {
    RuleKind.CALCULATE: "calculation",
    RuleKind.RELEVANT: "relevant",
    RuleKind.COUNT: "repeat_count",
    RuleKind.READONLY: "readonly",
    RuleKind.REQUIRED: "required",
    RuleKind.CONSTRAINT: "constraint",
    RuleKind.TEXT: "label",
    RuleKind.CHOICES: "choice_filter",
}
MOVERS = {RuleKind.CALCULATE, RuleKind.RELEVANT, RuleKind.COUNT}


class Rule:
    """One compiled expression of one shape, with its place in the order of evaluation."""

    __slots__ = ("kind", "rank", "run", "shape", "uses")

    def __init__(
        self, kind: RuleKind, shape: Shape, run: Callable[..., Any], uses: Uses
    ) -> None:
        self.kind, self.shape, self.run, self.uses = kind, shape, run, uses
        self.rank = 0

    def __repr__(self) -> str:
        return f"<{self.kind.name.lower()} of {self.shape.path}>"


@dataclass(slots=True)
class TextPlan:
    """The five texts of a node: label, hint, help, constraint and required message."""

    parts: tuple[Part, ...]
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class CompiledAction:
    """A ``setvalue``: where its value goes, and how it is computed there."""

    event: str
    target: Shape
    source: Shape | None
    run: Callable[[Context], Any]


@dataclass(slots=True)
class RuleBook:
    """Everything compiled of a questionnaire."""

    rules: list[Rule] = field(default_factory=list)
    always_required: set[Shape] = field(default_factory=set)
    always_readonly: set[Shape] = field(default_factory=set)
    calculated: dict[Shape, Rule] = field(default_factory=dict)
    constraints: dict[Shape, Rule] = field(default_factory=dict)
    texts: dict[Shape, TextPlan] = field(default_factory=dict)
    choices: dict[Shape, ChoicePlan] = field(default_factory=dict)
    actions: list[CompiledAction] = field(default_factory=list)


_CASTS: Mapping[RuleKind, Callable[[Code], Callable[[Context], Any]]] = {
    RuleKind.CALCULATE: value_of,
    RuleKind.RELEVANT: boolean_of,
    RuleKind.COUNT: number_of,
    RuleKind.READONLY: boolean_of,
    RuleKind.REQUIRED: boolean_of,
    RuleKind.CONSTRAINT: boolean_of,
}


class RuleReader:
    """Compiles the rules of a questionnaire and collects what is wrong with them."""

    def __init__(
        self, definition: Definition, trees: Mapping[str, Expression] | None = None
    ) -> None:
        self._definition = definition
        self._compiler = Compiler(definition, trees, self._choice_uses)
        self._plans: dict[Shape, tuple[ChoicePlan | None, Uses]] = {}
        self._planning: set[Shape] = set()
        self.texts = Texts(definition, self._compiler)
        self.book = RuleBook()
        self._faults: list[Fault] = []
        self._fixed_choices: dict[ItemsetSource, ChoicePlan] = {}

    @property
    def trees(self) -> Mapping[str, Expression]:
        """The syntax trees of the expressions that were compiled, by their texts."""
        return self._compiler.trees

    def read(self) -> RuleBook:
        """All rules, or FormRefused with every fault."""
        for shape in self._definition.shapes:
            if shape.kind is not NodeKind.INSTANCE:
                self._bind(shape)
                self._texts(shape)
                self._choices(shape)
        for action in self._definition.actions:
            self._action(action)
        if self._faults:
            raise FormRefused(*self._faults)
        return self.book

    def _bind(self, shape: Shape) -> None:
        bind = shape.bind
        if bind.calculate and shape.is_question:
            rule = self._rule(RuleKind.CALCULATE, shape, bind.calculate)
            if rule is not None:
                self.book.calculated[shape] = rule
        if bind.relevant:
            self._rule(RuleKind.RELEVANT, shape, bind.relevant)
        if shape.count:
            self._rule(RuleKind.COUNT, shape, shape.count)
        if bind.readonly:
            self._flag(RuleKind.READONLY, shape, bind.readonly, self.book.always_readonly)
        if bind.required:
            self._flag(RuleKind.REQUIRED, shape, bind.required, self.book.always_required)
        if bind.constraint:
            rule = self._rule(RuleKind.CONSTRAINT, shape, bind.constraint)
            if rule is not None:
                self.book.constraints[shape] = rule

    def _flag(self, kind: RuleKind, shape: Shape, text: str, always: set[Shape]) -> None:
        if text == "true()":
            always.add(shape)
        elif text != "false()":
            self._rule(kind, shape, text)

    def _rule(self, kind: RuleKind, shape: Shape, text: str) -> Rule | None:
        uses = Uses()
        try:
            code = self._compiler.compile(text, shape, uses)
        except BadExpression as bad:
            self._faults.append(_fault(shape.path, COLUMNS[kind], bad))
            return None
        return self._add(Rule(kind, shape, _CASTS[kind](code), uses))

    def _add(self, rule: Rule) -> Rule:
        self.book.rules.append(rule)
        return rule

    def _texts(self, shape: Shape) -> None:
        control, bind = shape.control, shape.bind
        label = control.label if control else None
        hint = control.hint if control else None
        messages = (bind.constraint_message, bind.required_message)
        sources = [each for each in (label, hint, *messages) if each is not None]
        if not sources:
            return
        guidance = _NO_TEXT if hint is None else Part(hint, guidance=True)
        parts = (_part(label), _part(hint), guidance, *map(_part, messages))
        plan = TextPlan(parts, all(map(self.texts.is_fixed, sources)))
        for own in filter(None, (shape, shape.instance)):
            self.book.texts[own] = plan
            if not plan.is_fixed:
                self._text_rule(own, parts)

    def _text_rule(self, shape: Shape, parts: tuple[Part, ...]) -> None:
        uses = Uses()
        try:
            runs = [self.texts.compile(part, shape, uses) for part in parts]
        except BadExpression as bad:
            self._faults.append(_fault(shape.path, COLUMNS[RuleKind.TEXT], bad))
            return

        def run(context: Context, language: str) -> tuple[str, ...]:
            return tuple(by_language[language](context) for by_language in runs)

        self._add(Rule(RuleKind.TEXT, shape, run, uses))

    def _choices(self, shape: Shape) -> None:
        if shape.control is None:
            return
        try:
            plan, uses = self._plan(shape)
        except BadExpression as bad:
            self._faults.append(_fault(shape.path, COLUMNS[RuleKind.CHOICES], bad))
            return
        if plan is not None:
            self.book.choices[shape] = plan
            if not plan.is_fixed:
                self._add(Rule(RuleKind.CHOICES, shape, plan.run, uses))

    def _plan(self, shape: Shape) -> tuple[ChoicePlan | None, Uses]:
        """How a node's options come about; made once, as other rules may ask for it."""
        if shape not in self._plans:
            if shape in self._planning:
                raise BadExpression(f"the choices of {shape.path} depend on themselves")
            self._planning.add(shape)
            self._plans[shape] = self._made_plan(shape)
            self._planning.discard(shape)
        return self._plans[shape]

    def _made_plan(self, shape: Shape) -> tuple[ChoicePlan | None, Uses]:
        control, uses = shape.control, Uses()
        if control is None:
            return None, uses
        itemset = control.itemset
        if itemset is not None and itemset in self._fixed_choices:
            return self._fixed_choices[itemset], uses
        plan = plan_choices(shape, control, uses, self._compiler, self.texts)
        if plan is not None and plan.is_fixed and itemset is not None:
            self._fixed_choices[itemset] = plan  # it is the same for whoever asks
        return plan, uses

    def _choice_uses(self, shape: Shape) -> Uses:
        return self._plan(shape)[1]

    def _action(self, action: Action) -> None:
        target = self._definition.by_path.get(action.target)
        source = self._definition.by_path.get(action.source)
        if target is None or not target.is_question:
            self._faults.append(Fault(f"setvalue: {action.target} is not in the form"))
            return
        run: Callable[[Context], Any] = lambda _: ""  # noqa: E731
        if action.expression:
            try:
                code = self._compiler.compile(action.expression, target, Uses())
            except BadExpression as bad:
                column = COLUMNS[RuleKind.CALCULATE] if action.source else "default"
                self._faults.append(_fault(target.path, column, bad))
                return
            run = value_of(code)
        self.book.actions.append(CompiledAction(action.event, target, source, run))


_NO_TEXT = Part(None)


def _part(source: TextSource | None) -> Part:
    return _NO_TEXT if source is None else Part(source)


def _fault(path: str, column: str, bad: BadExpression) -> Fault:
    return Fault(f"{path}: {bad.reason}", column=column)
