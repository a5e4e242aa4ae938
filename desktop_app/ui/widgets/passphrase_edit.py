"""A field for a passphrase: shown on demand, with what the keyboard is doing below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import keyboard
from desktop_app.ui.widgets.button import IconButton
from desktop_app.ui.widgets.layout import column, row
from desktop_app.ui.widgets.text import Ink, Text


class PassphraseEdit(QWidget):
    """A labelled field, its "show" button, and a line on caps lock and keyboard layout.

    Signals:
        changed: The text is another one.
        entered: Return was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, label: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caps = False
        self._label = Text(label, wraps=False)
        self._field = QLineEdit()
        self._keyboard = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._show = IconButton(Icon.SHOW, "", name=f"{name}-show")
        self._keyboard.hide()
        self._build(label, name)
        self._on_shown(False)
        self._tell_keyboard()

    @property
    def text(self) -> str:
        """What was entered."""
        return self._field.text()

    @property
    def keyboard_words(self) -> str:
        """What is said of the keyboard now."""
        return self._keyboard.text()

    def clear(self) -> None:
        """Empty the field, and hide what is typed next."""
        self._field.clear()
        self._show.setChecked(False)

    def start(self) -> None:
        """Put the cursor here; typing replaces what is there."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                self._caps = keyboard.learned_from(event, self._caps)
                self._tell_keyboard()
            elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.KeyRelease):
                self._tell_keyboard()
        return super().eventFilter(watched, event)

    def _build(self, label: str, name: str) -> None:
        self._field.setObjectName(name)
        self._field.setAccessibleName(label)
        # What is typed must reach neither a dictionary nor a suggestion bar.
        self._field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._field.setMaxLength(1024)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self.entered)
        self._label.setBuddy(self._field)
        self._show.setCheckable(True)
        self._show.toggled.connect(self._on_shown)
        self.setFocusProxy(self._field)
        field = row(self._field, self._show, spacing=Measure.HAIR)
        self.setLayout(column(self._label, field, self._keyboard, spacing=Measure.HAIR))
        QGuiApplication.inputMethod().localeChanged.connect(self._tell_keyboard)

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self.changed.emit()

    @Slot(bool)
    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._field.setEchoMode(mode)
        self._show.set_icon(Icon.HIDE if shown else Icon.SHOW)
        hide = self.tr("Hide what is typed")
        show = self.tr("Show what is typed")
        self._show.set_label(hide if shown else show)

    @Slot()
    def _tell_keyboard(self) -> None:
        asked = keyboard.has_caps_lock()
        is_caps = self._caps if asked is None else asked
        layout = keyboard.layout_name()
        words = self.tr("Keyboard: {language}").format(language=layout) if layout else ""
        if is_caps:
            caps = self.tr("Caps lock is on.")
            words = f"{caps} {words}".strip()
        if words == self._keyboard.text():
            return
        self._keyboard.setText(words)
        self._keyboard.set_ink(Ink.WAIT if is_caps else Ink.SOFT)
        self._keyboard.setVisible(bool(words))
        if is_caps and self._field.hasFocus():
            announce(self._field, words)
