"""Which server it would be, before it is used: where, for which review, and its digits."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.servers import ServerOffer
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Ink, Text, column
from desktop_app.ui.wording import day_words, isolated, left_to_right


class OfferView(QWidget):
    """Says what is to be known before somebody agrees.

    Signals:
        may_agree_changed: (bool) Whether it can be used as it is: never for another cluster,
            and for a party of another name once somebody has said that it is meant.
    """

    may_agree_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ServerOffer | None = None
        self._who = Text()
        self._url, self._review = Text(strong=True), Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._digits = Text("", TypeRole.QUESTION)
        self._digits.setObjectName("server-digits")
        self._late = Text(ink=Ink.WAIT)
        self._for, self._start, self._other = Text(strong=True), Text(), Text(ink=Ink.RISK)
        self._same = QCheckBox(self.tr("Both are the same party"))
        self._same.setObjectName("same-party")
        self._same.toggled.connect(self.may_agree_changed)
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
                column(self._for, self._start, self._other, self._same, spacing=Measure.HAIR),
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
        self._show_review(offer)

    @property
    def may_agree(self) -> bool:
        """Whether what is shown can be used as it is."""
        if self._shown is None or self._shown.own_cluster:
            return False
        return not self._shown.own_party or self._same.isChecked()

    def _show_review(self, offer: ServerOffer) -> None:
        """For whom it is. What somebody has confirmed of one offer is not said of another."""
        if offer != self._shown:
            self._same.setChecked(False)
        self._shown = offer
        party, cluster = isolated(offer.party), isolated(offer.cluster)
        words = self.tr("For {party}, cluster {cluster}")
        self._for.setText(words.format(party=party, cluster=cluster))
        self._for.setVisible(bool(offer.party or offer.cluster))
        self._start.setText(self._start_words(offer))
        self._start.setVisible(offer.start is not None)
        self._other.setText(self._other_words(offer))
        self._other.setVisible(bool(offer.own_party or offer.own_cluster))
        self._same.setVisible(bool(offer.own_party) and not offer.own_cluster)

    def _start_words(self, offer: ServerOffer) -> str:
        if offer.start is None:
            return ""
        words = self.tr("The review began on {day}.")
        if offer.own_start is not None:
            words = self.tr(
                "The review began on {day}. This response has {own}, and that stays."
            )
        own = day_words(offer.own_start) if offer.own_start else ""
        return words.format(day=day_words(offer.start), own=own)

    def _other_words(self, offer: ServerOffer) -> str:
        if offer.own_cluster:
            words = self.tr(
                "This response is of another cluster: {own}. The invitation cannot be used for "
                "it. Ask the secretariat for the right one."
            )
            return words.format(own=isolated(offer.own_cluster))
        words = self.tr(
            "This response is that of another party: {own}. If you go on, the secretariat "
            "registers it for {other}, and the receipts name {other}. Ask it for the right "
            "invitation, unless both are the same party."
        )
        return words.format(own=isolated(offer.own_party), other=isolated(offer.party))
