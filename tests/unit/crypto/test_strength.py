"""The estimate of a passphrase, and what it says would make it better."""

from __future__ import annotations

import pytest

from desktop_app.crypto.strength import Hint, strength


@pytest.mark.parametrize(
    ("passphrase", "hint"),
    [
        ("", Hint.SHORT),
        ("xkqvbwm zzt", Hint.SHORT),
        ("seven grey herons over Ruritania", Hint.GOOD),
        ("anna2024", Hint.PERSONAL),
        ("dfgtyhnbvc", Hint.KEYBOARD),
        ("aaaaaaaaaaaaaaa", Hint.PATTERN),
        ("19.11.2024", Hint.PATTERN),
        ("password", Hint.COMMON_WORDS),
        ("xq7#", Hint.MORE_WORDS),
    ],
)
def test_the_hint_fits(passphrase: str, hint: Hint) -> None:
    assert strength(passphrase, ("Anna Ruritanova", "anna@ministry.example")).hint == hint


def test_a_long_sentence_is_accepted() -> None:
    assert strength("seven grey herons over Ruritania").is_accepted


def test_a_strong_but_short_one_is_not() -> None:
    found = strength("xkqvbwm zzt")
    assert found.score >= 3
    assert not found.is_accepted


def test_a_long_but_common_one_is_not() -> None:
    found = strength("passwordpassword")
    assert found.long_enough
    assert not found.is_accepted


def test_own_names_weaken_it() -> None:
    passphrase = "anastasia ruritanova"
    own = strength(passphrase, ("Anastasia Ruritanova",))
    assert own.guesses_log10 < strength(passphrase).guesses_log10


def test_any_length_can_be_estimated() -> None:
    assert strength("heron lighthouse " * 200).is_accepted


@pytest.mark.parametrize(
    "passphrase",
    [
        "\u5bc6\u7801\u5b89\u5168" * 4,
        "\u0643\u0644\u0645\u0629 \u0645\u0631\u0648\u0631 \u0637\u0648\u064a\u0644\u0629",
    ],
)
def test_every_script_can_be_estimated(passphrase: str) -> None:
    assert strength(passphrase).long_enough
