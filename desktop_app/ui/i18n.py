"""The window's language: which there are, and putting one on the application.

English needs no file. The other languages of the United Nations are offered when their
translation is there.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.ui.resources import TRANSLATIONS

ENGLISH = "en"
_UNITED_NATIONS = ("ar", "en", "es", "fr", "ru", "zh")
_RIGHT_TO_LEFT = frozenset({"ar"})


def languages() -> tuple[str, ...]:
    """The tags of the languages that the window can be shown in."""
    return tuple(
        tag
        for tag in _UNITED_NATIONS
        if tag == ENGLISH or (TRANSLATIONS / f"review-desk_{tag}.qm").is_file()
    )


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
        if tag != ENGLISH:
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._load(f"qtbase_{tag}", qt)
            self._load(f"review-desk_{tag}", str(TRANSLATIONS))
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

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._install(translator)

    def _install(self, translator: QTranslator) -> None:
        self._app.installTranslator(translator)
        self._translators.append(translator)

    def _turn(self, *, is_rtl: bool) -> None:
        direction = Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        self._app.setLayoutDirection(direction)


def _locale_of(tag: str) -> QLocale:
    """The system's own locale if it speaks the language (its dates), else the language's."""
    system = QLocale.system()
    return system if system.name().split("_")[0] == tag else QLocale(tag)
