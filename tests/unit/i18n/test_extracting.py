"""Texts are found in the context they are asked for; calls that cannot work are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from i18n.extracting import Text, as_cpp, modules, texts_in, texts_of_the_program


def found(*lines: str) -> list[tuple[str, str]]:
    return [(text.context, text.source) for text in texts_in("\n".join(lines)).found]


def faults(*lines: str) -> list[str]:
    return texts_in("\n".join(lines)).faults


class TestFound:
    def test_tr_is_of_the_class_it_stands_in(self) -> None:
        lines = ("class Page(Base):", " def build(self):", "  return self.tr('Words')")
        assert found(*lines) == [("Page", "Words")]

    def test_of_the_inner_class_if_there_are_two(self) -> None:
        lines = (
            "class Page:",
            " class Row:",
            "  def a(self): return self.tr('In')",
            " def b(self): return self.tr('Out')",
        )
        assert found(*lines) == [("Row", "In"), ("Page", "Out")]

    def test_translate_names_its_context(self) -> None:
        lines = ("def f(n):", " return translate('Finder', '%n places', None, n.count)")
        assert found(*lines) == [("Finder", "%n places")]

    def test_two_in_one_expression_are_both_found(self) -> None:
        line = "def f(): return translate('A', 'One') + QCoreApplication.translate('B', 'Two')"
        assert found(line) == [("A", "One"), ("B", "Two")]

    def test_parts_that_python_joins_are_one_text(self) -> None:
        lines = ("def f():", " return translate('A', 'One '", "  'text')")
        assert found(*lines) == [("A", "One text")]

    def test_what_tells_two_of_the_same_words_apart_is_kept(self) -> None:
        texts = texts_in("def f(): return translate('A', ', ', 'between counts')").found
        assert texts == [Text("A", ", ", "between counts")]

    @pytest.mark.parametrize("call", ["translate(2, 3)", "translate(at.topLeft())"])
    def test_to_move_a_painter_is_no_text(self, call: str) -> None:
        line = f"def f(painter, at): painter.{call}"
        assert (found(line), faults(line)) == ([], [])


class TestFaults:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("def f(self): return self.tr(f'Broken {name}')", "written out"),
            ("def f(self): return self.tr(words)", "written out"),
            ("def f(): return translate(where, 'Words')", "written out"),
            ("def f(): return translate('A', words)", "written out"),
            ("def f(): return tr('A', 'Words')", "call it"),
            ("def f(other): return other.tr('Words')", "call it"),
            ("WORDS = translate('A', 'Words')", "when the module is imported"),
            ("def f(words=translate('A', 'Words')): pass", "when the module is imported"),
            ("def f(): return translate('A', '%n rows')", "needs the number"),
        ],
    )
    def test_what_would_not_be_translated_is_told(self, line: str, said: str) -> None:
        assert [said in fault for fault in faults(line)][:1] == [True]

    def test_a_plural_by_tr_is_told(self) -> None:
        lines = ("class Page:", " def f(self, n): return self.tr('%n rows', None, n)")
        assert ["subclass" in fault for fault in faults(*lines)] == [True]

    def test_in_a_function_or_lambda_nothing_is_early(self) -> None:
        assert faults("WORDS = lambda: translate('A', 'Words')") == []


def test_the_file_for_lupdate_escapes_what_must_be() -> None:
    cpp = as_cpp([Text("A", 'Say "no"\\ or\n“nothing”'), Text("B", "%n rows", "c")])
    assert cpp.splitlines() == [
        r'QCoreApplication::translate("A", "Say \"no\"\\ or\n“nothing”", "");',
        'QCoreApplication::translate("B", "%n rows", "c", n);',
    ]


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.stem)
def test_every_text_of_the_program_can_be_translated(path: Path) -> None:
    assert texts_in(path.read_text("utf-8")).faults == []


def test_the_program_has_texts() -> None:
    texts = texts_of_the_program()
    assert Text("Unlock", "Passphrase") in texts
    assert len(texts) == len(set(texts)) > 500
