"""The window's texts in other languages: extracted whole, compiled, shown, never broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop_app.ui import i18n
from desktop_app.ui.i18n import Language, language_for, languages, own_name
from desktop_app.ui.resources import TRANSLATIONS
from desktop_app.ui.unlock import Unlock
from i18n.building import TARGET, compile_all, compile_one, extract_into
from i18n.extracting import Text, texts_of_the_program
from i18n.sources import LANGUAGES, PLURALS_OF_ENGLISH, messages, read, source_of

ALL = (PLURALS_OF_ENGLISH, *LANGUAGES)
translate = QCoreApplication.translate

# The sources


@pytest.mark.parametrize("language", ALL)
def test_extraction_changes_nothing(language: str, tmp_path: Path) -> None:
    """Whoever changes a text runs `python3 dev.py texts`."""
    copy = tmp_path / source_of(language).name
    shutil.copy(source_of(language), copy)
    extract_into(copy, language)
    assert copy.read_text("utf-8") == source_of(language).read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_is_extracted_in_the_context_it_is_asked_for(language: str) -> None:
    extracted = {
        Text(each.context, each.source, each.comment)
        for each in messages(read(source_of(language)))
    }
    assert extracted == set(texts_of_the_program())


@pytest.mark.parametrize("language", ALL)
def test_no_translation_lacks_or_breaks_a_placeholder(language: str) -> None:
    faults = [(m.source, m.fault) for m in messages(read(source_of(language))) if m.fault]
    assert faults == []


def test_english_has_all_its_plurals() -> None:
    plurals = list(messages(read(source_of(PLURALS_OF_ENGLISH))))
    assert plurals
    assert all(each.is_plural and each.is_finished for each in plurals)
    assert {(each.context, each.source) for each in plurals} == {
        (text.context, text.source) for text in texts_of_the_program() if text.is_plural
    }
    wrong = [each.source for each in plurals if each.forms[1] != each.source]
    assert wrong == []


# The compiled files

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en"><context><name>Unlock</name>
<message><source>Passphrase</source><translation>Phrase secrète</translation></message>
<message><source>Unlock</source><translation type="unfinished">Ouvrir</translation></message>
</context><context><name>Errors</name><message>
<source>There is no profile in the folder {folder}.</source>
<translation>Aucun profil dans {dossier}.</translation>
</message></context></TS>"""


@pytest.fixture
def translations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of compiled files for the window, with a little French."""
    source = tmp_path / "review-desk_fr.ts"
    source.write_text(SOURCE, "utf-8")
    folder = tmp_path / "translations"
    compile_all(folder)
    left_out = compile_one(source, folder / "review-desk_fr.qm")
    assert [each.fault for each in left_out] != []
    monkeypatch.setattr(i18n, "TRANSLATIONS", folder)
    return folder


@pytest.fixture
def french(translations: Path, language: Language) -> Iterator[Language]:
    before = QLocale()
    language.use("fr")
    yield language
    QLocale.setDefault(before)


def test_what_is_translated_is_shown(french: Language) -> None:
    assert translate("Unlock", "Passphrase") == "Phrase secrète"


@pytest.mark.parametrize(
    ("context", "text"),
    [
        ("Unlock", "Unlock"),  # not finished
        ("Errors", "There is no profile in the folder {folder}."),  # a broken placeholder
        ("Unlock", "Good to see you"),  # not there at all
    ],
)
def test_what_cannot_be_used_is_english(french: Language, context: str, text: str) -> None:
    assert translate(context, text) == text


@pytest.mark.parametrize(("number", "words"), [(1, "1 place found"), (3, "3 places found")])
def test_plurals_that_are_not_translated_are_right_in_english(
    french: Language, number: int, words: str
) -> None:
    assert translate("Finder", "%n places found", None, number) == words


def test_english_again_is_english(french: Language) -> None:
    french.use("en")
    assert translate("Unlock", "Passphrase") == "Passphrase"
    assert translate("Finder", "%n places found", None, 1) == "1 place found"


def test_a_scene_is_built_in_the_language(french: Language, qapp: QApplication) -> None:
    words = [label.text() for label in Unlock().findChildren(QLabel)]
    assert "Phrase secrète" in words


def test_a_language_is_offered_once_something_of_it_can_be_used(translations: Path) -> None:
    assert "fr" in languages()
    (translations / "review-desk_fr.qm").unlink()
    assert "fr" not in languages()


def test_nothing_is_compiled_of_a_language_without_a_translation(tmp_path: Path) -> None:
    source = tmp_path / "review-desk_ru.ts"
    unfinished = SOURCE.replace("<translation>", '<translation type="unfinished">')
    source.write_text(unfinished, "utf-8")
    compile_one(source, tmp_path / "review-desk_ru.qm")
    assert not (tmp_path / "review-desk_ru.qm").exists()


def test_the_chosen_language_comes_before_the_systems(translations: Path) -> None:
    assert language_for("fr") == "fr"


def test_a_language_that_is_not_there_gives_way(translations: Path) -> None:
    (translations / "review-desk_fr.qm").unlink()
    assert language_for("fr") in languages()


def test_arabic_reads_from_right_to_left(language: Language, qapp: QApplication) -> None:
    before = QLocale()
    language.use("ar")
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    language.use("en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    QLocale.setDefault(before)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_qt_itself_speaks_every_language(tag: str) -> None:
    assert i18n._texts_of_qt(tag).is_file()


@pytest.mark.parametrize(("tag", "name"), [("fr", "Français"), ("en", "English")])
def test_a_language_is_called_by_its_own_name(tag: str, name: str) -> None:
    assert own_name(tag) == name


def test_the_program_reads_what_is_compiled() -> None:
    assert TRANSLATIONS == TARGET
