"""How hard a passphrase is to guess: a bar, a sentence, and what would make it better."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.theme import Measure, TypeRole, colours_of
from desktop_app.ui.widgets.layout import column
from desktop_app.ui.widgets.text import Ink, Text

translate = QCoreApplication.translate

_PARTS = 4
# A thief with the stolen file and a room of good computers; each guess costs them as much
# memory and time as one unlocking costs here.
_GUESSES_PER_SECOND_LOG10 = 4.0
_MINUTE, _HOUR, _DAY, _YEAR, _CENTURY = 1.78, 3.56, 4.94, 7.5, 9.5  # log10 of seconds


class Estimate(Protocol):
    """What is known of a passphrase's strength."""

    @property
    def score(self) -> int:
        """0, guessed at once, to 4."""

    @property
    def hint(self) -> str:
        """What would make it better."""

    @property
    def guesses_log10(self) -> float:
        """10 to the power of this tries find it."""

    @property
    def is_accepted(self) -> bool:
        """Whether it may be used."""


def time_to_guess(guesses_log10: float) -> str:
    """How long a well equipped thief would need, in words."""
    seconds = guesses_log10 - _GUESSES_PER_SECOND_LOG10
    if seconds < _MINUTE:
        return translate("StrengthBar", "less than a minute")
    if seconds < _HOUR:
        return translate("StrengthBar", "some minutes")
    if seconds < _DAY:
        return translate("StrengthBar", "some hours")
    if seconds < _YEAR:
        return translate("StrengthBar", "days or months")
    if seconds < _CENTURY:
        return translate("StrengthBar", "years")
    return translate("StrengthBar", "centuries")


def advice(hint: str) -> str:
    """What would make a passphrase better."""
    words = {
        "short": translate("StrengthBar", "Make it longer: at least 12 characters."),
        "personal": translate(
            "StrengthBar", "Leave out your name and address: they are tried first."
        ),
        "keyboard": translate(
            "StrengthBar", "Avoid neighbouring keys: they are among the first things tried."
        ),
        "pattern": translate(
            "StrengthBar", "Avoid dates, repetitions and sequences: they are quickly tried."
        ),
        "common-words": translate(
            "StrengthBar", "These are words that many people choose. Add rarer ones."
        ),
        "more-words": translate(
            "StrengthBar", "Add words. Four or five that do not belong together are good."
        ),
        "good": translate("StrengthBar", "This is hard to guess."),
    }
    return words.get(hint, "")


class StrengthBar(QWidget):
    """Empty until `show_estimate`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._words = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self.setLayout(column(self._bar, self._words, spacing=Measure.HAIR))
        self.show_estimate(None)

    @property
    def words(self) -> str:
        """What is said of the passphrase."""
        return self._words.text()

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Show how strong the passphrase is; None: nothing was typed."""
        self._bar.show_parts(estimate.score if estimate else 0)
        self._words.setText(self._sentence(estimate))
        is_weak = estimate is not None and not estimate.is_accepted
        self._words.set_ink(Ink.WAIT if is_weak else Ink.SOFT)
        self._bar.setAccessibleName(self._words.text())

    def _sentence(self, estimate: Estimate | None) -> str:
        if estimate is None:
            return self.tr(
                "Four or five words that do not belong together are easy to keep in mind "
                "and hard to guess."
            )
        words = self.tr(
            "Somebody who stole this computer would need {time} to guess it. {advice}"
        )
        time = time_to_guess(estimate.guesses_log10)
        return words.format(time=time, advice=advice(estimate.hint))


class _Bar(QWidget):
    """Four lengths, filled as far as the passphrase is strong."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, filled: int) -> None:
        self._filled = filled
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = colours_of(self.palette())
        filled = colours.accent if self._filled >= _PARTS - 1 else colours.wait
        length = (self.width() - Measure.HAIR * (_PARTS - 1)) / _PARTS
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for part in range(_PARTS):
            place = _PARTS - 1 - part if is_rtl else part
            frame = QRectF(place * (length + Measure.HAIR), 0, length, self.height())
            # An empty length is a frame: in high contrast a line is as bright as a filling.
            is_filled = part < self._filled
            painter.setPen(QColor(filled if is_filled else colours.ink_soft))
            painter.setBrush(QColor(filled if is_filled else colours.page))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        painter.end()
