"""The window's language: which there are, and putting one on the application.

English is what the texts are written in; its file only has its plurals. It lies below every
other language, so that what is not translated yet is English. The other languages of the
United Nations are offered when their translation is there (`python3 dev.py texts`).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.ui.resources import TRANSLATIONS

ENGLISH = "en"
_UNITED_NATIONS = ("ar", "en", "es", "fr", "ru", "zh")
_RIGHT_TO_LEFT = frozenset({"ar"})
_QT_CALLS_IT = {"zh": "zh_CN"}


def languages() -> tuple[str, ...]:
    """The tags of the languages that the window can be shown in."""
    return tuple(tag for tag in _UNITED_NATIONS if tag == ENGLISH or _texts(tag).is_file())


def own_name(tag: str) -> str:
    """What a language calls itself."""
    name = QLocale(tag).nativeLanguageName() if tag != ENGLISH else "English"
    return name[:1].upper() + name[1:]


def language_for(chosen: str) -> str:
    """The language to use: the chosen one, else the system's first that there is."""
    offered = languages()
    if chosen in offered:
        return chosen
    for wanted in QLocale.system().uiLanguages():
        tag = wanted.split("-")[0]
        if tag in offered:
            return tag
    return ENGLISH


class Language(QObject):
    """Puts a language on the application: texts, direction, dates and numbers."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self.tag = ENGLISH

    def use(self, tag: str) -> None:
        """Show what is built from now on in this language."""
        self._clear()
        self.tag = tag
        QLocale.setDefault(_locale_of(tag))
        self._load(_texts(ENGLISH))
        if tag != ENGLISH:
            self._load(_texts_of_qt(tag))
            self._load(_texts(tag))
        self._turn(is_rtl=tag in _RIGHT_TO_LEFT)

    def use_translator(self, translator: QTranslator, *, is_rtl: bool) -> None:
        """Show what is built from now on as this translator has it."""
        self._clear()
        self._install(translator)
        self._turn(is_rtl=is_rtl)

    def _clear(self) -> None:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators.clear()

    def _load(self, file: Path) -> None:
        translator = QTranslator(self)
        if translator.load(str(file)):
            self._install(translator)

    def _install(self, translator: QTranslator) -> None:
        self._app.installTranslator(translator)
        self._translators.append(translator)

    def _turn(self, *, is_rtl: bool) -> None:
        direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(direction)


def _texts(tag: str) -> Path:
    return TRANSLATIONS / f"review-desk_{tag}.qm"


def _texts_of_qt(tag: str) -> Path:
    """What Qt itself says: in its dialogs, and on the menu of a text field."""
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return Path(folder) / f"qtbase_{_QT_CALLS_IT.get(tag, tag)}.qm"


def _locale_of(tag: str) -> QLocale:
    """The system's own locale if it speaks the language (its dates), else the language's."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == tag else QLocale(tag)
