"""Sending what was approved, by line or by file, and the receipt for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.submissions import ReceiptShown, Sending
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.receipt_view import ReceiptView
from desktop_app.ui.submission.refusal_view import refusal_view
from desktop_app.ui.submission.words import way_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Text,
)

COURIER_FILE = "submission.rdcour"


class SendingCard(CardFrame):
    """How it stands with sending; only what can be done is offered.

    Signals:
        submit_wanted: Send it by line.
        file_wanted: (Path) Write it into this file, for the courier.
        verify_wanted, save_wanted, print_wanted: As a receipt has them.
    """

    submit_wanted = Signal()
    file_wanted = Signal(object)
    verify_wanted = Signal(object)
    save_wanted = Signal(object, object)
    print_wanted = Signal(object, object)

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
            self._add_way(sending)
        if sending.receipt is None or sending.receipt.is_verified is False:
            self._add_sending(sending, deeds)
        self.body.addWidget(self.busy)

    def _add_way(self, sending: Sending) -> None:
        if sending.not_taken is not None:
            self.body.addWidget(refusal_view(sending.not_taken))
        if sending.not_taken is None or sending.way is not None:
            self.body.addWidget(Text(way_words(sending.way)))

    def _add_sending(self, sending: Sending, deeds: SendingDeeds) -> None:
        """Also beside a receipt of no use: that may be a former server's."""
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
        if receipt.other is not None:
            title = self.tr("The secretariat has the other approval of this number. Receipt:")
        if receipt.is_verified is False:  # then nothing is known for sure
            title = self.tr("A receipt came that you cannot rely on:")
        self.body.addWidget(Text(title, strong=True))
        view = ReceiptView(receipt, deeds, was_compared=True)
        view.verify_wanted.connect(self.verify_wanted)
        view.save_wanted.connect(self.save_wanted)
        view.print_wanted.connect(self.print_wanted)
        self.body.addWidget(view)

    @Slot()
    def _on_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the file for the courier"),
            str(Path(QDir.homePath()) / COURIER_FILE),
        )
        if name:
            self.file_wanted.emit(Path(name))
