"""Going on with a newer questionnaire: which one, and what would become of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QLayout, QVBoxLayout, QWidget

from desktop_app.domain.responses import DossierInfo, PackInfo
from desktop_app.domain.upgrades import Difference, Reason
from desktop_app.ui.icons import Icon
from desktop_app.ui.responses import PACK_FILES
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    Foot,
    Ink,
    Line,
    Picture,
    Text,
    column,
    row,
)
from desktop_app.ui.widgets.action_card import ActionCard
from desktop_app.ui.wording import in_language

if TYPE_CHECKING:  # it brings the form engine
    from desktop_app.services.upgrading import PlannedAnswer, UpgradePlan

translate = QCoreApplication.translate
FIRST = 30
"""How many answers of a list are shown before somebody asks for all."""
_LONGEST = 160


class Upgrade(Scene):
    """Two steps: choose a newer questionnaire, then look and agree.

    Signals:
        file_chosen: (path) Read it; then call `show_plan` or `show_problem`.
        pack_chosen: (PackHash) One that came with the program; the same.
        agreed: Go on with what was planned.
        left: Leave things as they are.
    """

    file_chosen = Signal(str)
    pack_chosen = Signal(str)
    agreed = Signal()
    left = Signal()

    def __init__(
        self, info: DossierInfo, *, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent=parent)
        self._info, self._language = info, language
        self._first: Button | None = None
        self.card.body.setSpacing(Measure.LARGE)

    def start(self) -> None:
        if self._first is not None:
            self._first.setFocus()

    def show_choice(self, newer: Sequence[PackInfo] = ()) -> None:
        """Ask which questionnaire it shall be."""
        lead = self.tr("{party} answers version {version} of “{questionnaire}”.")
        self.set_title(
            self.tr("Use a newer questionnaire"),
            lead.format(
                party=self._info.party,
                version=self._info.pack.version,
                questionnaire=in_language(self._info.pack.titles, self._language),
            ),
        )
        self._clear()
        body = self.card.body
        body.addWidget(
            Text(
                self.tr(
                    "The office that published the questionnaire may send a newer version as a "
                    "file. You will see what becomes of your answers before anything happens."
                )
            )
        )
        for pack in newer:
            self._add_shipped(pack)
        kind = ButtonKind.PLAIN if newer else ButtonKind.PRIMARY
        choose = self._file_button(self.tr("Open a questionnaire file…"), kind)
        body.addWidget(Line())
        body.addWidget(Foot([self._back_button()], [choose]))
        self._first = choose

    def show_plan(self, plan: UpgradePlan) -> None:
        """Say what would happen to every answer, and ask whether it shall."""
        self.end_work()
        lead = self.tr("This would happen to the answers of {party}. Nothing has changed yet.")
        title = self.tr("Version {new} in the place of version {old}")
        self.set_title(
            title.format(new=plan.new.version, old=plan.old.version),
            lead.format(party=self._info.party),
        )
        self._clear()
        body = self.card.body
        body.addLayout(self._counts(plan))
        other = self._file_button(self.tr("Open another file…"), ButtonKind.LINK)
        body.addLayout(row(other, 0))
        go = self.tr("Go on with version {new}").format(new=plan.new.version)
        agree = Button(go, kind=ButtonKind.PRIMARY, icon=Icon.CONTINUE, name="agree")
        agree.clicked.connect(self.agreed)
        self._first = self._back_button()  # nothing is agreed to by a hasty key
        body.addWidget(Foot([self._first], [agree]))
        if plan.flagged or plan.dropped:
            body.addWidget(Line())
        if plan.flagged:
            again = self.tr("To be looked at again")
            body.addWidget(AnswerList(again, plan.flagged, why_flagged))
        if plan.dropped:
            lost = self.tr("No place any more")
            body.addWidget(AnswerList(lost, plan.dropped, why_dropped))
        self.start()

    def _counts(self, plan: UpgradePlan) -> QVBoxLayout:
        kept = self.tr("Answers kept as they are: {count}").format(count=plan.kept)
        again = self.tr("Answers kept, to be looked at again: {count}")
        lost = self.tr("Answers without a place, which stay in the history: {count}")
        new = self.tr("New questions: {count}").format(count=plan.new_questions)
        lines = [
            (Icon.SAVED, Ink.ACCENT, kept),
            (Icon.WARNING, Ink.WAIT, again.format(count=len(plan.flagged))),
            (Icon.HISTORY, Ink.SOFT, lost.format(count=len(plan.dropped))),
            (Icon.ADD, Ink.SOFT, new),
        ]
        return column(*(row(Picture(icon, ink=ink), Text(text)) for icon, ink, text in lines))

    def _add_shipped(self, pack: PackInfo) -> None:
        title = self.tr("Version {version}").format(version=pack.version)
        detail = self.tr("It came with the program.")
        card = ActionCard(Icon.QUESTIONNAIRE, title, detail, name="shipped")
        card.setProperty("chosen", str(pack.hash))
        card.clicked.connect(self._on_shipped)
        self.card.body.addWidget(card)

    def _file_button(self, text: str, kind: ButtonKind) -> Button:
        button = Button(text, kind=kind, icon=Icon.OPEN, name="open-file")
        button.clicked.connect(self._on_file)
        return button

    def _back_button(self) -> Button:
        back = Button(self.tr("Leave it as it is"), icon=Icon.BACK, name="leave")
        back.clicked.connect(self.left)
        return back

    def _clear(self) -> None:
        _empty(self.card.body)

    @Slot()
    def _on_shipped(self) -> None:
        self.pack_chosen.emit(self.sender().property("chosen"))

    @Slot()
    def _on_file(self) -> None:
        title = self.tr("Open a questionnaire file")
        kinds = self.tr("Questionnaires ({pattern})").format(pattern=PACK_FILES)
        file, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if file:
            self.file_chosen.emit(file)


class AnswerList(QWidget):
    """Answers below each other, the first of them until somebody asks for all."""

    def __init__(
        self,
        title: str,
        answers: Sequence[PlannedAnswer],
        why: Callable[[PlannedAnswer], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rest, self._why = tuple(answers[FIRST:]), why
        self._lines = column(Text(title, TypeRole.QUESTION, strong=True))
        self._more = Button("", kind=ButtonKind.LINK, name="show-all")
        self._more.setText(self.tr("Show {count} more").format(count=len(self._rest)))
        if not self._rest:
            self._more.hide()
        self._more.clicked.connect(self._on_more)
        self._add(answers[:FIRST])
        self.setLayout(column(self._lines, row(self._more, 0)))

    def _add(self, answers: Sequence[PlannedAnswer]) -> None:
        for each in answers:
            self._lines.addLayout(_entry(each, self._why(each)))

    @Slot()
    def _on_more(self) -> None:
        self._more.hide()
        self._add(self._rest)


def why_flagged(answer: PlannedAnswer) -> str:
    """What has changed about the question of an answer that is kept."""
    words = {
        Reason.WORDING: translate("Upgrade", "other wording"),
        Reason.CHOICES: translate("Upgrade", "other choices"),
        Reason.KIND: translate("Upgrade", "another kind of answer"),
        Reason.LATE: translate("Upgrade", "given under an older version"),
    }
    return ", ".join(words[reason] for reason in Reason if reason in answer.reasons)


def why_dropped(answer: PlannedAnswer) -> str:
    """Why an answer has no place in the newer questionnaire."""
    words = {
        Difference.GONE: translate("Upgrade", "no longer asked"),
        Difference.MOVED: translate("Upgrade", "asked in another table now"),
        Difference.COMPUTED: translate("Upgrade", "worked out by the questionnaire now"),
        Difference.KIND: translate("Upgrade", "does not fit the question any more"),
    }
    return "" if answer.lost is None else words.get(answer.lost, "")


def _entry(answer: PlannedAnswer, why: str) -> QVBoxLayout:
    """The question, and below it what was answered and what is the matter."""
    reference = f"\u2066{answer.reference}\u2069" if answer.reference else ""
    question = " · ".join(filter(None, [reference, _apart(answer.label)]))
    value = " ".join(answer.value.split())
    value = value if len(value) <= _LONGEST else f"{value[: _LONGEST - 1]}…"
    shown = translate("Upgrade", "“{answer}”: {why}").format(answer=_apart(value), why=why)
    return column(Text(question), Text(shown, TypeRole.HINT, ink=Ink.SOFT), spacing=0)


def _apart(text: str) -> str:
    """A text in a line of ours, whatever direction it has."""
    return f"\u2068{text}\u2069"


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
