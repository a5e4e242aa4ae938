"""Sending what was approved, by line or by file, and the receipt for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop_app.domain.submissions import ReceiptShown, Sending
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.words import in_three_zones, unverifiable_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)
from desktop_app.ui.wording import moment_words

COURIER_FILE = "submission.rdcour"


class SendingCard(CardFrame):
    """How it stands with sending; only what can be done is offered.

    Signals:
        submit_wanted: Send it by line.
        file_wanted: (Path) Write it into this file, for the courier.
        verify_wanted: Check the receipt.
        receipt_print_wanted: (Path) Write the receipt as PDF.
    """

    submit_wanted = Signal()
    file_wanted = Signal(object)
    verify_wanted = Signal()
    receipt_print_wanted = Signal(object)

    def __init__(
        self, sending: Sending, deeds: SendingDeeds, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sending")
        self.body.setSpacing(Measure.MEDIUM)
        self.busy = BusyLine()
        self.body.addWidget(Text(self.tr("Submission"), TypeRole.QUESTION, strong=True))
        if sending.receipt is not None:
            self._add_receipt(sending.receipt, deeds)
        else:
            self._add_sending(sending, deeds)
        self.body.addWidget(self.busy)

    def _add_sending(self, sending: Sending, deeds: SendingDeeds) -> None:
        words = self.tr("Not sent yet.")
        if sending.sent_at is not None:
            words = self.tr("Sent on {when}. No receipt has come yet.")
            words = words.format(when=moment_words(sending.sent_at))
        self.body.addWidget(Text(words))
        controls: list[QWidget] = []
        if deeds.submit is not None and sending.by_line:
            line = Button(self.tr("Submit by line"), kind=ButtonKind.PRIMARY, name="submit")
            line.clicked.connect(self.submit_wanted)
            controls.append(line)
        if deeds.submit_file is not None:
            file = Button(
                self.tr("Write a file for the courier…"),
                icon=Icon.SAVE_FILE,
                name="submit-file",
            )
            file.clicked.connect(self._on_file)
            controls.append(file)
        if controls:
            self.body.addWidget(Foot(controls))

    def _add_receipt(self, receipt: ReceiptShown, deeds: SendingDeeds) -> None:
        title = self.tr("The secretariat has it. Receipt:")
        if receipt.is_verified is False:  # then nothing is known for sure
            title = self.tr("A receipt came that you cannot rely on:")
        self.body.addWidget(Text(title, strong=True))
        self.body.addLayout(self._times(receipt))
        if receipt.digits:
            digits = Text(f"\u2066{receipt.digits}\u2069")
            digits.setObjectName("receipt-digits")
            digits.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.body.addWidget(digits)
        self.body.addWidget(self._verdict(receipt))
        controls: list[QWidget] = []
        if deeds.verify is not None:
            verify = Button(
                self.tr("Verify the receipt"), icon=Icon.DONE, name="verify-receipt"
            )
            verify.clicked.connect(self.verify_wanted)
            controls.append(verify)
        if deeds.print_receipt is not None:
            paper = Button(
                self.tr("Save the receipt as PDF…"), icon=Icon.SAVE_FILE, name="print-receipt"
            )
            paper.clicked.connect(self._on_print)
            controls.append(paper)
        if controls:
            self.body.addWidget(Foot(controls))

    def _verdict(self, receipt: ReceiptShown) -> Text:
        """Whether it may be relied on; where that is not known, just that."""
        if receipt.is_verified is None:
            return Text(unverifiable_words())
        if receipt.is_verified:
            return Text(
                self.tr("Its signature is the server's, and it is of what was approved.")
            )
        bad = self.tr(
            "It could not be verified: it is not the server's, or not of what was approved. "
            "Tell the secretariat."
        )
        return Text(bad, ink=Ink.WAIT)

    def _times(self, receipt: ReceiptShown) -> QVBoxLayout:
        """Sent, received, registered; which of them counts is said, not only shown."""
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

    @Slot()
    def _on_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the file for the courier"),
            str(Path(QDir.homePath()) / COURIER_FILE),
        )
        if name:
            self.file_wanted.emit(Path(name))

    @Slot()
    def _on_print(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the receipt"),
            str(Path(QDir.homePath()) / "receipt.pdf"),
            self.tr("PDF (*.pdf)"),
        )
        if name:
            self.receipt_print_wanted.emit(Path(name))
