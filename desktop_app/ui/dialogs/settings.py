"""Settings: language, colours, size of text, and when the window locks. At once, no "apply"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from desktop_app.errors import UserError
from desktop_app.services.settings import (
    AUTO_LOCK,
    AUTO_LOCK_MINUTES,
    DESKTOP_NOTICES,
    LANGUAGE,
    OPTIONS,
    SCHEME,
    TEXT_PERCENT,
    TEXT_PERCENTS,
    Option,
    Settings,
)
from desktop_app.ui import i18n
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.theme import Measure, Scheme
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.wording import scheme_word


class SettingsDialog(Dialog):
    """Every choice takes effect when it is made.

    Signals:
        changed: (key of the option)
    """

    changed = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._settings = settings
        self.set_title(self.tr("Settings"))
        self.body.setSpacing(Measure.LARGE)
        self._add(self.tr("Language of the window"), LANGUAGE, self._languages())
        self._add(self.tr("Size of text"), TEXT_PERCENT, self._sizes())
        self._add(self.tr("Colours"), SCHEME, self._schemes())
        lock_hint = self.tr("What you wrote is saved first. You come back to where you were.")
        lock = self.tr("Lock the window when nobody has used it for")
        self._add(lock, AUTO_LOCK, self._minutes(), lock_hint)
        notices = self.tr("Tell on the desktop that the inbox has something new")
        notices_hint = self.tr("It says how much is new, and nothing of what it says.")
        self._add(notices, DESKTOP_NOTICES, self._yes_or_no(), notices_hint)
        self.add_close_button(self.tr("Close"))

    def _add(
        self,
        label: str,
        option: Option[Any],
        choices: Sequence[tuple[str, str | int]],
        hint: str = "",
    ) -> None:
        box = QComboBox()
        box.setObjectName(option.key)
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(self._settings.get(option))))
        box.activated.connect(self._on_chosen)
        self.body.addWidget(Field(label, box, hint=hint))

    def _languages(self) -> list[tuple[str, str | int]]:
        system = self.tr("As the system has it")
        return [(system, ""), *((i18n.own_name(tag), tag) for tag in i18n.languages())]

    def _sizes(self) -> list[tuple[str, str | int]]:
        words = self.tr("{percent} %")
        return [(words.format(percent=percent), percent) for percent in TEXT_PERCENTS]

    def _schemes(self) -> list[tuple[str, str | int]]:
        return [(scheme_word(scheme), str(scheme)) for scheme in Scheme]

    def _minutes(self) -> list[tuple[str, str | int]]:
        words = self.tr("{minutes} minutes")
        return [(words.format(minutes=minutes), minutes) for minutes in AUTO_LOCK_MINUTES]

    def _yes_or_no(self) -> list[tuple[str, str | int]]:
        return [(self.tr("No"), False), (self.tr("Yes"), True)]

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self._choose(box.objectName(), box.currentData())

    def _choose(self, key: str, value: str | int) -> None:
        (option,) = (each for each in OPTIONS if each.key == key)
        try:
            self._settings.choose(option, value)
        except UserError as error:
            self.show_problem(problem_of(error))
        self.changed.emit(key)
