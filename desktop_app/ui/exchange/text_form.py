"""Whether a file goes out as text for mails, and how large each of its parts may be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QWidget

from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Foot, Ink, Text, column, row

translate = QCoreApplication.translate

_MEGABYTE = 1_000_000
_SIZES = (_MEGABYTE, 2 * _MEGABYTE, 5 * _MEGABYTE, 10 * _MEGABYTE, 20 * _MEGABYTE)
"""What mail gateways let through, with and without what they add."""
_USUAL = 5 * _MEGABYTE


class TextForm(QWidget):
    """A box to tick, and below it, once it is, the size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(self.tr("As text, for mail that takes no such attachments"))
        self.box.setObjectName("as-text")
        label = Text(self.tr("Each part at most"), TypeRole.HINT, ink=Ink.SOFT, wraps=False)
        self._size = QComboBox()
        self._size.setObjectName("part-size")
        self._size.setAccessibleName(label.text())
        words = translate("Exchange", "{number} MB")
        for size in _SIZES:
            self._size.addItem(words.format(number=size // _MEGABYTE), size)
        self._size.setCurrentIndex(_SIZES.index(_USUAL))
        label.setBuddy(self._size)
        self._below = QWidget()
        self.box.ensurePolished()
        metric = QStyle.PixelMetric.PM_IndicatorWidth
        indent = self.box.style().pixelMetric(metric, None, self.box)
        below = row(indent + Measure.MEDIUM + 2, Foot([label, self._size]), spacing=0)
        below.setStretch(1, 1)
        self._below.setLayout(below)
        self.setLayout(column(self.box, self._below, spacing=Measure.HAIR))
        self._below.hide()
        self.box.toggled.connect(self._on_toggled)

    @property
    def part_bytes(self) -> int | None:
        """The size of a part, or None where it goes out as one file that is no text."""
        return int(self._size.currentData()) if self.box.isChecked() else None

    @Slot(bool)
    def _on_toggled(self, is_text: bool) -> None:
        self._below.setVisible(is_text)
