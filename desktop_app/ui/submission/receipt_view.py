"""A receipt: its times, its digits, whose it is; verifying it, saving and printing it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.submissions import ReceiptShown
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.words import (
    in_three_zones,
    other_approval_words,
    other_review_words,
    unverifiable_words,
)
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, Foot, Ink, Text, column

RECEIPT_FILE = ".rdreceipt"


class ReceiptView(QWidget):
    """One receipt; its verdict only where it was compared.

    Signals:
        verify_wanted: (id) Check it.
        save_wanted: (id, Path) Write it as the server signed it.
        print_wanted: (id, Path) Write it as PDF.
    """

    verify_wanted = Signal(object)
    save_wanted = Signal(object, object)
    print_wanted = Signal(object, object)

    def __init__(
        self,
        receipt: ReceiptShown,
        deeds: SendingDeeds,
        *,
        was_compared: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._receipt = receipt
        parts: list[QWidget | QVBoxLayout] = [self._times()]
        if receipt.digits:
            parts.append(self._digits())
        parts += (Text(words, ink=Ink.RISK) for words in other_review_words(receipt))
        if was_compared:
            parts.append(self._verdict())
        if buttons := self._buttons(deeds):
            parts.append(Foot(buttons))
        self.setLayout(column(*parts, spacing=Measure.MEDIUM))

    def _times(self) -> QVBoxLayout:
        """Sent, received, registered; which of them counts is said, not only shown."""
        receipt = self._receipt
        named = (
            ("sent", self.tr("Sent"), receipt.sent_at),
            ("received", self.tr("Physically received"), receipt.received_at),
            ("registered", self.tr("Registered"), receipt.registered_at),
        )
        counts = self.tr("{what} (this time counts)")
        lines: list[QVBoxLayout] = []
        for name, title, moment in named:
            if moment is None:
                continue
            is_it = name == receipt.counts
            head = Text(counts.format(what=title) if is_it else title, strong=is_it)
            times = Text(in_three_zones(moment), TypeRole.HINT, ink=Ink.SOFT)
            times.setObjectName(f"time-{name}")
            lines.append(column(head, times, spacing=0))
        return column(*lines)

    def _digits(self) -> Text:
        digits = Text(f"\u2066{self._receipt.digits}\u2069")
        digits.setObjectName("receipt-digits")
        digits.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return digits

    def _verdict(self) -> Text:
        """Whether it may be relied on; where that is not known, just that."""
        if self._receipt.is_verified is None:
            return Text(unverifiable_words())
        if self._receipt.other is not None:
            return Text(other_approval_words(self._receipt.other), ink=Ink.WAIT)
        if self._receipt.is_verified:
            return Text(
                self.tr("Its signature is the server's, and it is of what was approved.")
            )
        bad = self.tr(
            "It could not be verified: it is not the server's, or not of what was approved. "
            "Tell the secretariat."
        )
        return Text(bad, ink=Ink.WAIT)

    def _buttons(self, deeds: SendingDeeds) -> list[QWidget]:
        buttons: list[QWidget] = []
        if deeds.verify is not None:
            verify = Button(
                self.tr("Verify the receipt"), icon=Icon.DONE, name="verify-receipt"
            )
            verify.clicked.connect(self._on_verify)
            buttons.append(verify)
        if deeds.print_receipt is not None:
            paper = Button(
                self.tr("Save the receipt as PDF…"), icon=Icon.SAVE_FILE, name="print-receipt"
            )
            paper.clicked.connect(self._on_print)
            buttons.append(paper)
        if deeds.save_receipt is not None:
            file = Button(
                self.tr("Save the signed receipt…"), icon=Icon.SAVE_FILE, name="save-receipt"
            )
            file.clicked.connect(self._on_save)
            buttons.append(file)
        return buttons

    @Slot()
    def _on_verify(self) -> None:
        self.verify_wanted.emit(self._receipt.id)

    @Slot()
    def _on_print(self) -> None:
        if file := self._ask_for_file("pdf", self.tr("PDF (*.pdf)")):
            self.print_wanted.emit(self._receipt.id, file)

    @Slot()
    def _on_save(self) -> None:
        kinds = self.tr("Receipts ({pattern})").format(pattern=f"*{RECEIPT_FILE}")
        if file := self._ask_for_file(RECEIPT_FILE.removeprefix("."), kinds):
            self.save_wanted.emit(self._receipt.id, file)

    def _ask_for_file(self, suffix: str, kinds: str) -> Path | None:
        number = self._receipt.number
        name = f"receipt {number}.{suffix}" if number else f"receipt.{suffix}"
        file, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the receipt"), str(Path(QDir.homePath()) / name), kinds
        )
        return Path(file) if file else None
