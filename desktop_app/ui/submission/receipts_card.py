"""All receipts of a response: they stay, also once it was opened again."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.submissions import ReceiptShown
from desktop_app.ui.submission.given import SendingDeeds
from desktop_app.ui.submission.receipt_view import ReceiptView
from desktop_app.ui.submission.words import receipt_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Ink, Text, column

translate = QCoreApplication.translate


class ReceiptsCard(CardFrame):
    """A line for each, with the receipt itself behind a button.

    Signals: those of `ReceiptView`.
    """

    verify_wanted = Signal(object)
    save_wanted = Signal(object, object)
    print_wanted = Signal(object, object)

    def __init__(
        self,
        receipts: Iterable[ReceiptShown],
        deeds: SendingDeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("receipts")
        self.body.setSpacing(Measure.MEDIUM)
        self.body.addWidget(Text(self.tr("All receipts"), TypeRole.QUESTION, strong=True))
        hint = self.tr("Deadlines run from the first one.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        for each in receipts:
            self._add(each, deeds)

    def _add(self, receipt: ReceiptShown, deeds: SendingDeeds) -> None:
        view = ReceiptView(receipt, deeds, was_compared=False)
        view.verify_wanted.connect(self.verify_wanted)
        view.save_wanted.connect(self.save_wanted)
        view.print_wanted.connect(self.print_wanted)
        view.hide()
        words = receipt_words(receipt)
        show = Button(self.tr("Show"), kind=ButtonKind.LINK, name="show-receipt")
        show.setAccessibleName(f"{show.text()}. {words}")
        show.clicked.connect(partial(self._turn, view, show, words))
        self.body.addLayout(column(Text(words), Foot([show]), view, spacing=Measure.SMALL))

    def _turn(self, view: ReceiptView, button: Button, words: str) -> None:
        is_shown = view.isHidden()
        view.setVisible(is_shown)
        hide = translate("ReceiptsCard", "Hide")
        button.setText(hide if is_shown else translate("ReceiptsCard", "Show"))
        button.setAccessibleName(f"{button.text()}. {words}")
