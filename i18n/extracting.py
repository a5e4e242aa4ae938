"""Finds the texts of the window in the program's source, with the context of each.

`lupdate` reads Python itself, but not all of it: it takes no text as a plural that is
translated by `translate`, loses one whose number is not a plain name, and makes up a context
for the second text of an expression. So it is given what this module found, as C++.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from i18n.sources import ROOT

UI = ROOT / "desktop_app" / "ui"
_NUMBER = "%n"


@dataclass(frozen=True, slots=True)
class Text:
    """One text as the program asks for it. ``comment`` tells apart two of the same words."""

    context: str
    source: str
    comment: str = ""

    @property
    def is_plural(self) -> bool:
        """Whether it depends on a number."""
        return _NUMBER in self.source


def texts_of_the_program() -> list[Text]:
    """All of the window's texts, in the order of modules and lines; each once."""
    found: dict[Text, None] = {}
    for path in modules():
        found |= dict.fromkeys(texts_in(path.read_text("utf-8")).found)
    return list(found)


def modules() -> list[Path]:
    """Where the window's texts are."""
    return sorted(UI.rglob("*.py"))


def as_cpp(texts: Iterable[Text]) -> str:
    """The texts as a file that `lupdate` reads without a doubt."""
    return "".join(
        f"QCoreApplication::translate({_quoted(text.context)}, {_quoted(text.source)}, "
        f"{_quoted(text.comment)}{', n' if text.is_plural else ''});\n"
        for text in texts
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def texts_in(source: str) -> TextVisitor:
    """The texts of one module, and the calls that would not be translated as they stand."""
    visitor = TextVisitor()
    visitor.visit(ast.parse(source))
    return visitor


class TextVisitor(ast.NodeVisitor):
    """Collects what `self.tr` and `translate` are called with.

    ``found`` are the texts, ``faults`` the calls that cannot work, with their lines.
    """

    def __init__(self) -> None:
        self.found: list[Text] = []
        self.faults: list[str] = []
        self._classes: list[str] = []
        self._functions = 0

    def visit_ClassDef(self, node: ast.ClassDef) -> None:  # ast's name
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:  # ast's name
        for early in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if early is not None:
                self.visit(early)  # evaluated when the module is imported
        self._visit_later(node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:  # ast's name
        self._visit_later([node.body])

    def _visit_later(self, nodes: Sequence[ast.AST]) -> None:
        self._functions += 1
        for node in nodes:
            self.visit(node)
        self._functions -= 1

    def visit_Call(self, node: ast.Call) -> None:  # ast's name
        match node.func:
            case ast.Attribute(value=ast.Name(id="self"), attr="tr"):
                self._take_tr(node)
            case ast.Name(id="translate") | ast.Attribute(attr="translate"):
                self._take_translate(node)
            case ast.Name(id="tr") | ast.Attribute(attr="tr"):
                self._say(node, "call it self.tr or translate, or nobody finds the text")
        self.generic_visit(node)

    def _take_tr(self, node: ast.Call) -> None:
        context = self._classes[-1] if self._classes else ""
        text = self._take(node, context, node.args)
        if text is not None and text.is_plural:
            self._say(node, "in a subclass a plural stays English; name the context: translate")

    def _take_translate(self, node: ast.Call) -> None:
        """Those with one argument are another's: a painter's, a string's."""
        if len(node.args) < 2 or not _may_be_text(node.args[0]):
            return
        text = self._take(node, _literal(node.args[0]), node.args[1:])
        if text is not None and text.is_plural and len(node.args) < 4:
            self._say(node, "a text with %n needs the number")

    def _take(self, node: ast.Call, context: str, args: Sequence[ast.expr]) -> Text | None:
        source = _literal(args[0]) if args else ""
        if not (context and source):
            self._say(node, "context and text must be written out, so that they are found")
            return None
        if not self._functions:
            self._say(node, "it is translated once, when the module is imported")
        text = Text(context, source, _literal(args[1]) if len(args) > 1 else "")
        self.found.append(text)
        return text

    def _say(self, node: ast.Call, fault: str) -> None:
        self.faults.append(f"line {node.lineno}: {fault}")


def _may_be_text(node: ast.expr) -> bool:
    return not isinstance(node, ast.Constant) or isinstance(node.value, str)


def _literal(node: ast.expr) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else ""  # type: ignore[attr-defined]  # it is a Constant
