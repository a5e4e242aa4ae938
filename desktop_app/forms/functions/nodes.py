"""Functions of nodes: position, instances and lists, look-ups, texts of the questionnaire."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from typing import Any

from desktop_app.domain.nodes import NodeKind
from desktop_app.forms import values
from desktop_app.forms.code import Code, Context, Kind, Run, number_of, text_of, value_of
from desktop_app.forms.definition import Shape
from desktop_app.forms.functions.signature import MANY, Compiles, Function
from desktop_app.forms.parser import parse
from desktop_app.forms.paths import Cursor, Route, Scope, common_depth, gather
from desktop_app.forms.secondary import Item
from desktop_app.forms.syntax import BadExpression, Expression, Text
from desktop_app.forms.tree import Frame, Node
from desktop_app.forms.values import Value

Arguments = tuple[Expression, ...]
_PARK_MILLER = 2**31 - 1


def _nodes(compiler: Compiles, tree: Expression, scope: Scope, name: str) -> Code:
    code = compiler.code(tree, scope)
    if code.kind is not Kind.NODES:
        raise BadExpression(f"{name}() wants a path")
    scope.uses.add_present(*code.shapes or ())
    return code


def _position(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    """Place in a predicate, or, of a repeat's instance, among its siblings."""
    if not arguments:
        return Code(Kind.NUMBER, lambda context: float(context.position))
    code = _nodes(compiler, arguments[0], scope, "position")
    run = code.run
    for shape in code.shapes or ():
        if shape.kind is NodeKind.INSTANCE:
            repeat = shape.repeats[-1]
            scope.uses.add_structures((repeat, min(repeat.depth, scope.shared)))

    def position(context: Context) -> float:
        found = code.one(context) if code.one else next(iter(run(context)), None)
        if isinstance(found, Item) and found.parent is not None:
            context.session.spend(len(found.parent.children))
        return _place_of(found)

    return Code(Kind.NUMBER, position)


def _place_of(node: Any) -> float:
    if isinstance(node, Node):
        return float(node.frame.position) if node.frame.node is node else 1.0
    if isinstance(node, Item) and node.parent is not None:
        alike = [item for item in node.parent.children if item.name == node.name]
        return float(alike.index(node) + 1)
    return float("nan")


def _last(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    return Code(Kind.NUMBER, lambda context: float(context.size))


def _current(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    shape = scope.current
    scope.uses.add_values((shape, shape.depth))
    return Code(
        Kind.NODES,
        lambda context: [context.current.node],
        shapes=(shape,),
        one=lambda context: context.current.node,
    )


def _instance(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    if not isinstance(arguments[0], Text):
        raise BadExpression("instance() wants a name in quotes")
    name = arguments[0].value
    items = compiler.documents.get(name)
    if items is None:
        raise BadExpression(f"there is no list or table {name!r}")
    return Code(Kind.NODES, lambda _: items, items=items)


def _randomize(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    code = _nodes(compiler, arguments[0], scope, "randomize")
    run = code.run
    seed = value_of(compiler.code(arguments[1], scope)) if len(arguments) > 1 else None

    def shuffled(context: Context) -> list[Any]:
        return _shuffle(run(context), context.session.seed if seed is None else seed(context))

    return Code(Kind.NODES, shuffled, shapes=code.shapes)


def _shuffle(items: list[Any], seed: Value) -> list[Any]:
    """Fisher-Yates, inside out, over a Park-Miller generator: what both peers do."""
    number = _seed_number(seed)
    state = abs(number) % _PARK_MILLER
    if number <= 0 or state == 0:
        state = _PARK_MILLER - 1 - state
    shuffled: list[Any] = []
    for place, item in enumerate(items):
        state = state * 16807 % _PARK_MILLER
        other = int((state - 1) / (_PARK_MILLER - 1) * (place + 1))
        shuffled.append(item)
        shuffled[place], shuffled[other] = shuffled[other], item
    return shuffled


def _seed_number(seed: Value) -> int:
    """A number as it is; of any other text the first quarter of its SHA-256, as ODK says."""
    number = values.to_number(seed)
    if math.isfinite(number):
        return math.trunc(number)
    text = values.to_text(seed)
    if not text or math.isinf(number):
        return 0
    return int.from_bytes(
        hashlib.sha256(text.encode(errors="surrogatepass")).digest()[:8], signed=True
    )


def _indexed_repeat(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    """A path in which the instance of each named repeat is picked by its number."""
    target = _one_shape(_quiet(compiler, arguments[0], scope))
    picks: list[tuple[Shape, Run]] = []
    for place in range(1, len(arguments) - 1, 2):
        instance = _one_shape(_quiet(compiler, arguments[place], scope))
        if instance.kind is not NodeKind.INSTANCE:
            raise BadExpression("indexed-repeat() wants a repeat before each number")
        index = number_of(compiler.code(arguments[place + 1], scope))
        picks.append((instance.repeats[-1], _pick(index)))
    route = Route(scope, _no_predicate)
    bound = min([common_depth(scope.shape, target), *(repeat.depth for repeat, _ in picks)])
    cursor = Cursor(target, bound, shared=scope.shared, picks=tuple(picks))
    return replace(route.end(cursor), run=gather(cursor, scope))


def _quiet(compiler: Compiles, tree: Expression, scope: Scope) -> Code:
    """The code of an argument that only names a place: what it uses does not count."""
    return compiler.code(tree, replace(scope, uses=type(scope.uses)()))


def _one_shape(code: Code) -> Shape:
    if code.shapes is None or len(code.shapes) != 1:
        raise BadExpression("indexed-repeat() wants paths in the form")
    return code.shapes[0]


def _pick(index: Run) -> Run:
    def pick(context: Context) -> Any:
        number = index(context)

        def chosen(frames: list[Frame]) -> list[Frame]:
            return [frame for frame in frames if frame.position == number]

        return chosen

    return pick


def _no_predicate(tree: Any, scope: Scope) -> Run:
    raise BadExpression("indexed-repeat() takes no predicates")


def _pulldata(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    if not isinstance(arguments[0], Text):
        raise BadExpression("pulldata() wants the name of a table in quotes")
    document = compiler.definition.secondary.get(arguments[0].value)
    if document is None:
        raise BadExpression(f"there is no table {arguments[0].value!r}")
    wanted, column, value = (text_of(compiler.code(tree, scope)) for tree in arguments[1:])

    def run(context: Context) -> str:
        name, text = column(context), value(context)
        rows = [item for root in document.children for item in root.children]
        context.session.spend(len(rows))
        for row in rows:
            if row.child_text(name) == text:
                return row.child_text(wanted(context))
        return ""

    return Code(Kind.TEXT, run)


def _choice_name(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    value = text_of(compiler.code(arguments[0], scope))
    path = arguments[1]
    select = compiler.code(parse(path.value) if isinstance(path, Text) else path, scope)
    one = select.one
    if one is None or select.shapes is None:
        raise BadExpression("jr:choice-name() wants the path of one question")
    scope.uses.add(compiler.choice_uses(select.shapes[0]))
    scope.uses.language = scope.uses.session = True
    return Code(
        Kind.TEXT,
        lambda context: context.session.choice_label(one(context), value(context)),
    )


def _itext(compiler: Compiles, arguments: Arguments, scope: Scope) -> Code:
    identity = text_of(compiler.code(arguments[0], scope))
    scope.uses.language = scope.uses.session = True
    return Code(Kind.TEXT, lambda context: context.session.text(identity(context)))


FUNCTIONS = {
    "position": Function(_position, 0, 1),
    "last": Function(_last, 0, 0),
    "current": Function(_current, 0, 0),
    "instance": Function(_instance, 1, 1),
    "randomize": Function(_randomize, 1, 2),
    "indexed-repeat": Function(_indexed_repeat, 3, MANY),
    "pulldata": Function(_pulldata, 4, 4),
    "jr:choice-name": Function(_choice_name, 2, 2),
    "jr:itext": Function(_itext, 1, 1),
}
