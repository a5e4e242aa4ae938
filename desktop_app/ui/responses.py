"""The responses of a profile, and what one can begin: never an empty page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.moments import here
from desktop_app.domain.responses import DossierInfo, PackInfo
from desktop_app.ui.icons import Icon
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Text, column
from desktop_app.ui.widgets.action_card import ActionCard
from desktop_app.ui.wording import apart, day_words, in_language

PACK_FILES = "*.rdpack"


class Responses(Scene):
    """What there is to go on with, and what to begin.

    Signals:
        response_chosen: (DossierId)
        pack_chosen: (PackHash) Begin a response to a questionnaire that came along.
        file_chosen: (path) Open a questionnaire file.
        join_wanted: Open a colleague's response.
        practice_wanted: (PackHash) Begin a practice response.
    """

    response_chosen = Signal(str)
    pack_chosen = Signal(str)
    file_chosen = Signal(str)
    join_wanted = Signal()
    practice_wanted = Signal(str)

    def __init__(
        self,
        dossiers: Sequence[DossierInfo],
        packs: Sequence[PackInfo],
        *,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent=parent)
        self._language = language
        self._first: QWidget | None = None
        if dossiers:
            self.set_title(self.tr("Your responses"))
        else:
            lead = self.tr("Your profile is ready. Here is what you can do now.")
            self.set_title(self.tr("What would you like to do?"), lead)
        # The cards stand on the page itself; a card in a card would be one too many.
        self.card.hide()
        self._choices = column(spacing=Measure.SMALL)
        self._add_responses(dossiers)
        if dossiers:
            self._choices.addSpacing(Measure.MEDIUM)
            self._choices.addWidget(
                Text(self.tr("Begin another"), TypeRole.QUESTION, strong=True)
            )
        self._add_beginnings(packs)
        self.body.insertLayout(self.body.indexOf(self.card), self._choices)

    def start(self) -> None:
        if self._first is not None:
            self._first.setFocus()

    def begin_work(self, what: str, *, cancellable: bool = False) -> None:
        super().begin_work(what, cancellable=cancellable)
        self._set_cards_enabled(False)

    def end_work(self) -> None:
        super().end_work()
        self._set_cards_enabled(True)

    def _set_cards_enabled(self, enabled: bool) -> None:
        for card in self.findChildren(ActionCard):
            card.setEnabled(enabled)

    def _add_responses(self, dossiers: Sequence[DossierInfo]) -> None:
        words = self.tr("{questionnaire}. Begun on {day}.")
        for dossier in dossiers:
            detail = words.format(
                questionnaire=apart(in_language(dossier.pack.titles, self._language)),
                day=day_words(here(dossier.created_at).date()),
            )
            card = self._card(Icon.QUESTIONNAIRE, dossier.party, detail, "response")
            card.setProperty("chosen", str(dossier.id))
            card.clicked.connect(self._on_response)

    def _add_beginnings(self, packs: Sequence[PackInfo]) -> None:
        begin = self.tr("Begin: {questionnaire}")
        detail = self.tr("Answer for your country. The questionnaire came with the program.")
        practise = self.tr("Try the practice response")
        harmless = self.tr("A made-up country to try everything with. Nothing in it counts.")
        for pack in packs:
            title = begin.format(questionnaire=apart(in_language(pack.titles, self._language)))
            card = self._card(Icon.ADD, title, detail, "begin")
            card.setProperty("chosen", str(pack.hash))
            card.clicked.connect(self._on_pack)
        title = self.tr("Open a questionnaire file…")
        detail = self.tr("From a stick or a message: a file that ends in .rdpack.")
        self._card(Icon.OPEN, title, detail, "open-file").clicked.connect(self._on_file)
        title = self.tr("Join a colleague's response…")
        detail = self.tr("With the file that you were sent, and the code that you were told.")
        self._card(Icon.KEY, title, detail, "join").clicked.connect(self.join_wanted)
        for pack in packs[:1]:
            card = self._card(Icon.PRACTICE, practise, harmless, "practice")
            card.setProperty("chosen", str(pack.hash))
            card.clicked.connect(self._on_practice)

    def _card(self, icon: Icon, title: str, detail: str, name: str) -> ActionCard:
        card = ActionCard(icon, title, detail, name=name)
        self._choices.addWidget(card)
        self._first = self._first or card
        return card

    @Slot()
    def _on_response(self) -> None:
        self.response_chosen.emit(self.sender().property("chosen"))

    @Slot()
    def _on_pack(self) -> None:
        self.pack_chosen.emit(self.sender().property("chosen"))

    @Slot()
    def _on_practice(self) -> None:
        self.practice_wanted.emit(self.sender().property("chosen"))

    @Slot()
    def _on_file(self) -> None:
        title = self.tr("Open a questionnaire file")
        kinds = self.tr("Questionnaires ({pattern})").format(pattern=PACK_FILES)
        file, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if file:
            self.file_chosen.emit(file)
