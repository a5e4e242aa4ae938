"""Patterns: the whole value, ASCII classes, and never more work than a limit."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.errors import StepRefused
from desktop_app.forms.patterns import checked_pattern, matches, matches_text
from desktop_app.forms.regex.automaton import Automaton
from desktop_app.forms.regex.parser import parse
from desktop_app.forms.syntax import BadExpression


def is_match(pattern: str, text: str) -> bool:
    return matches(checked_pattern(pattern), text, lambda _: None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("[a-z]+", "abc", True),
        ("[a-z]+", "abc1", False),
        ("^[a-z]+$", "abc", True),
        ("^abc", "abcd", False),
        ("a|bc", "bc", True),
        ("^a|bc$", "xbc", False),
        ("", "", True),
        ("a*", "", True),
        ("a{2}", "aa", True),
        ("a{2}", "aaa", False),
        ("a{2,}", "aaaa", True),
        ("a{1,3}?b", "aaab", True),
        ("(ab)+", "abab", True),
        ("(?:ab)?c", "c", True),
        ("(?<year>\\d{4})", "2026", True),
        (".", "\n", False),
        (".", "é", True),
        ("[^a]", "\n", True),
        ("\\d", "٣", False),
        ("\\w", "é", False),
        ("\\s", "\u00a0", False),
        ("\\p{L}+", "قانون", True),
        ("\\P{L}", "1", True),
        ("\\p{Lu}\\p{Ll}+", "Ñandú", True),
        ("[\\p{L} ']+", "l'État", True),
        ("[\\w.+-]+@\\w+\\.\\w{2,}", "a.b+c@d.org", True),
        ("[a\\-z]", "-", True),
        ("[a-]", "-", True),
        ("[-a]", "-", True),
        ("[\\d-x]", "-", True),
        ("\\bab\\b", "ab", True),
        ("a\\Bb", "ab", True),
        ("a\\bb", "ab", False),
        ("(?=.*\\d)(?=.*[a-z]).{3,}", "ab1", True),
        ("(?=.*\\d)(?=.*[a-z]).{3,}", "abc", False),
        ("(?!ab).*", "abc", False),
        ("(?!ab).*", "acb", True),
        ("a{", "a{", True),
        ("}", "}", True),
        ("\\u00e9\\x41\\t", "éA\t", True),
        ("\\.\\*\\/", ".*/", True),
        ("(a|b)*c|d", "ababc", True),
        ("x{0}", "", True),
    ],
)
def test_what_a_pattern_matches(pattern: str, text: str, expected: bool) -> None:
    assert is_match(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "never closed"),
        (")", "closes nothing"),
        ("[a", "never closed"),
        ("[^]", "holds no character"),
        ("*a", "nothing before *"),
        ("a|+", "nothing before +"),
        ("a**", "without parentheses"),
        ("a*+", "gives nothing back"),
        ("^*", "a place cannot be repeated"),
        ("(?=a)+", "a place cannot be repeated"),
        ("(a)\\1", "\\1 is not supported"),
        ("\\Qa\\E", "\\Q is not supported"),
        ("\\", "not supported"),
        ("(?i)a", "(?i is not supported"),
        ("(?<=a)b", "(?< is not supported"),
        ("(?>a)", "(?> is not supported"),
        ("[z-a]", "range"),
        ("[a-\\d]", "range"),
        ("a{3,1}", "ends below its start"),
        ("a{1,99999}", "more than 10000 times"),
        ("(a{1,999}){1,999}", "too large"),
        pytest.param("(" * 60 + ")" * 60, "nests deeper", id="deep"),
        pytest.param("a" * 1001, "longer than", id="long"),
    ],
)
def test_a_pattern_that_cannot_be_used_says_why(pattern: str, reason: str) -> None:
    with pytest.raises(BadExpression) as caught:
        checked_pattern(pattern)
    assert reason in caught.value.reason


RUNAWAYS = [
    ("(a+)+b", "a" * 5_000),
    ("(a|a)*b", "a" * 5_000),
    ("(a*)*b", "a" * 5_000),
    ("(.*)*x", "a" * 5_000),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 5_000),
    ("(x+x+)+y", "x" * 5_000),
    ("a{1,999}b", "a" * 5_000),
    ("(((((((a?)*)*)*)*)*)*)*b", "a" * 5_000),
    ("((?=.*b)a)*", "a" * 5_000),
    (".*.*.*.*.*=.*", "x" * 20_000),
]


@pytest.mark.parametrize(
    ("pattern", "text"), RUNAWAYS, ids=[pattern for pattern, _ in RUNAWAYS]
)
def test_a_pattern_that_would_run_away_elsewhere_is_done_at_once(
    pattern: str, text: str
) -> None:
    started = time.process_time()
    with suppress(StepRefused):
        assert is_match(pattern, text) is False
    assert time.process_time() - started < 5


def test_too_much_work_is_refused_rather_than_answered() -> None:
    with pytest.raises(StepRefused):
        is_match("(a|b)*a(a|b){900}", "".join(Random(0).choices("ab", k=100_000)))


def test_work_is_accounted_for() -> None:
    spent: list[int] = []
    matches(checked_pattern("[a-z]+"), "a" * 8_000, spent.append)
    assert sum(spent) >= 1_000


def test_a_pattern_known_only_now_that_cannot_be_used_never_matches() -> None:
    assert not matches_text("(", "(", lambda _: None)
    assert matches_text("a+", "aa", lambda _: None)


ATOMS = ["a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "(?:ab)", "(a|bc)", "\\W", "\\b"]
ATOMS += ["(?=a)", "(?!b)", "^", "\\Z", "", "\\.", "[\\w-]", "[^\\d\\s]"]
COUNTS = ["", "", "*", "+", "?", "{2}", "{1,2}", "{0,}", "*?", "+?"]
PLACES = {"\\b", "^", "\\Z", "(?=a)", "(?!b)", ""}
PIECES = st.tuples(st.sampled_from(ATOMS), st.sampled_from(COUNTS)).map(
    lambda piece: piece[0] if piece[0] in PLACES else "".join(piece)
)
SERIES = st.lists(PIECES, max_size=4).map("".join)
PATTERNS = st.recursive(
    SERIES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("|".join),
        st.tuples(st.sampled_from(["*", "+", "?", "{2}", "{0,2}"]), inner, SERIES).map(
            lambda parts: f"(?:(?:{parts[1]})x?){parts[0]}{parts[2]}"
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(PATTERNS, st.text("aabc1 -.\n", max_size=7))
def test_it_matches_what_pythons_own_matcher_does(pattern: str, text: str) -> None:
    ours = Automaton(parse(pattern.replace("\\Z", "$"))).match(text)[0]
    assert ours is (re.compile(pattern, re.ASCII).fullmatch(text) is not None)


@settings(max_examples=400, deadline=None)
@given(st.text("ab()[]{}|*+?^$\\.,-0123dwsbBpLu<=!:", max_size=20), st.text(max_size=20))
def test_any_text_is_a_pattern_or_refused(pattern: str, text: str) -> None:
    with suppress(BadExpression):
        assert matches(checked_pattern(pattern), text, lambda _: None) in {True, False}
