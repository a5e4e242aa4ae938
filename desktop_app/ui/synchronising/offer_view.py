"""Which server it would be, before it is used: where, for which review, and its digits."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from desktop_app.domain.servers import ServerOffer
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Ink, Text, column
from desktop_app.ui.wording import day_words, left_to_right


class OfferView(QWidget):
    """Says what is to be known before somebody agrees."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._who = Text()
        self._url, self._review = Text(strong=True), Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._digits = Text("", TypeRole.QUESTION)
        self._digits.setObjectName("server-digits")
        self._late = Text(ink=Ink.WAIT)
        compare = self.tr(
            "These are the server's digits. Compare them with the secretariat's letter, or by "
            "telephone: they show that it is the right one."
        )
        sees = self.tr(
            "The server can see that this response exists, how many computers take part in it "
            "and in which roles, when they synchronise, and how much comes and goes. It cannot "
            "read answers, notes, names or files."
        )
        nothing = self.tr("Nothing is sent before you synchronise.")
        self.setLayout(
            column(
                column(self._who, self._url, self._review, self._late, spacing=Measure.HAIR),
                column(
                    self._digits,
                    Text(compare, TypeRole.HINT, ink=Ink.SOFT),
                    spacing=Measure.HAIR,
                ),
                Text(sees),
                Text(nothing),
                spacing=Measure.MEDIUM,
            )
        )

    def show_offer(self, offer: ServerOffer) -> None:
        """Show this one."""
        who = self.tr("The invitation is to this server:")
        if offer.is_told:
            who = self.tr("The focal point has named this server:")
        self._who.setText(who)
        self._url.setText(left_to_right(offer.url))
        words = self.tr("Review {review}")
        self._review.setText(words.format(review=left_to_right(offer.review)))
        self._review.setVisible(bool(offer.review))
        self._digits.setText(left_to_right(offer.fingerprint))
        late = offer.expires is not None and offer.expires <= datetime.now(UTC)
        self._late.setVisible(late)
        if late and offer.expires is not None:
            expired = self.tr("The invitation expired on {day}.")
            self._late.setText(expired.format(day=day_words(offer.expires.date())))
