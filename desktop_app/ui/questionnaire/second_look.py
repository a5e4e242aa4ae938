"""What a card says when its question has changed since it was answered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.upgrades import Reason
from desktop_app.ui.widgets import Banner, BannerKind


class SecondLook(Banner):
    """Asks to look again, and takes the word that the answers still hold (`acted`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("second-look")
        self._shown: frozenset[Reason] = frozenset()

    def show_flags(self, flagged: Mapping[NodeKey, frozenset[Reason]]) -> None:
        """Ask, or be silent when there is nothing to look at."""
        reasons = frozenset(reason for found in flagged.values() for reason in found)
        if not reasons:
            self.hide()
        elif reasons != self._shown or self.isHidden():
            detail = self.tr("Read it again. Change the answer, or say that it still holds.")
            action = self.tr("It still holds")
            title = what_changed(reasons)
            self.show_message(BannerKind.WAIT, title, detail, action=action, closable=False)
        self._shown = reasons


def what_changed(reasons: frozenset[Reason]) -> str:
    """Why an answer should be looked at again, as a sentence."""
    translate = QCoreApplication.translate
    if Reason.KIND in reasons:
        return translate("SecondLook", "This question asks for another kind of answer now.")
    if {Reason.WORDING, Reason.CHOICES} <= reasons:
        return translate(
            "SecondLook", "Wording and choices have changed since this was answered."
        )
    if Reason.CHOICES in reasons:
        return translate("SecondLook", "The choices have changed since this was answered.")
    if Reason.WORDING in reasons:
        return translate("SecondLook", "The wording has changed since this was answered.")
    return translate(
        "SecondLook", "This was answered under an older version of the questionnaire."
    )
