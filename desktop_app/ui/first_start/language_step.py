"""Step 1: the language, the size of text and the colours, so that the rest can be read."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from desktop_app.services.settings import TEXT_PERCENTS
from desktop_app.ui import i18n
from desktop_app.ui.theme import Measure, Scheme
from desktop_app.ui.widgets import Text, column, row
from desktop_app.ui.widgets.choice_buttons import RadioButton, stop_at_chosen
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.wording import scheme_word


class LanguageStep(QWidget):
    """The choices, which take effect at once.

    Signals:
        language_chosen: (tag)
        look_chosen: (scheme, text size in per cent)
    """

    language_chosen = Signal(str)
    look_chosen = Signal(str, int)

    def __init__(
        self, language: str, scheme: str, text_percent: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._languages = QButtonGroup(self)
        self._buttons: list[RadioButton] = []
        self._schemes = QComboBox()
        self._sizes = QComboBox()
        self.setLayout(
            column(
                Text(self.tr("Language of the window"), strong=True),
                self._build_languages(language),
                row(
                    self._build_sizes(text_percent),
                    self._build_schemes(scheme),
                    spacing=Measure.LARGE,
                ),
                spacing=Measure.MEDIUM,
            )
        )

    @property
    def is_complete(self) -> bool:
        """There is always a choice."""
        return True

    def start(self) -> None:
        """Put the keyboard on the chosen language."""
        button = self._languages.checkedButton()
        if button is not None:
            button.setFocus()

    def _build_languages(self, language: str) -> QWidget:
        choices = QWidget()
        layout = column(spacing=Measure.HAIR)
        for tag in i18n.languages():
            button = RadioButton(i18n.own_name(tag))
            button.setObjectName(f"language-{tag}")
            button.setProperty("tag", tag)
            button.setChecked(tag == language)
            self._languages.addButton(button)
            self._buttons.append(button)
            layout.addLayout(row(button, 0))
        stop_at_chosen(self._buttons)
        choices.setLayout(layout)
        self._languages.buttonClicked.connect(self._on_language_clicked)
        return choices

    def _build_sizes(self, text_percent: int) -> Field:
        for percent in TEXT_PERCENTS:
            self._sizes.addItem(self.tr("{percent} %").format(percent=percent), percent)
        self._sizes.setCurrentIndex(self._sizes.findData(text_percent))
        self._sizes.setObjectName("text-size")
        self._sizes.activated.connect(self._on_look_chosen)
        return Field(self.tr("Size of text"), self._sizes)

    def _build_schemes(self, scheme: str) -> Field:
        for value in Scheme:
            self._schemes.addItem(scheme_word(value), str(value))
        self._schemes.setCurrentIndex(self._schemes.findData(scheme))
        self._schemes.setObjectName("scheme")
        self._schemes.activated.connect(self._on_look_chosen)
        return Field(self.tr("Colours"), self._schemes)

    @Slot()
    def _on_language_clicked(self) -> None:
        button = self._languages.checkedButton()
        if button is not None:
            self.language_chosen.emit(button.property("tag"))

    @Slot(int)
    def _on_look_chosen(self, _index: int) -> None:
        self.look_chosen.emit(self._schemes.currentData(), self._sizes.currentData())
