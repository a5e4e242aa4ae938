"""Beginning a response: for which party, since when, and which treaties are in force for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QLineEdit, QVBoxLayout, QWidget

from desktop_app.domain.keys import PackHash
from desktop_app.domain.responses import PackInfo
from desktop_app.ui.icons import Icon
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    Foot,
    Ink,
    Line,
    Text,
    column,
)
from desktop_app.ui.widgets.choice_buttons import CheckBox
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.wording import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a new response is made of."""

    pack: PackHash
    party: str
    start: date | None
    instruments: tuple[str, ...]


class NewResponse(Scene):
    """Party, start of the review if it is known, and instruments.

    Signals:
        begin_wanted: (Beginning) Make it, then drop the scene or call `show_problem`.
        left: The user goes back.
    """

    begin_wanted = Signal(object)
    left = Signal()

    def __init__(self, pack: PackInfo, *, language: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._pack = pack
        self.set_title(self.tr("Begin a response"), in_language(pack.titles, language))
        self._party = QLineEdit()
        self._has_start = CheckBox(self.tr("The review has a start date"))
        self._start = QDateEdit(QDate.currentDate())
        self._instruments = tuple(
            (info.code, CheckBox(in_language(info.titles, language)))
            for info in pack.instruments
        )
        self._begin = Button(
            self.tr("Begin"), kind=ButtonKind.PRIMARY, icon=Icon.CONTINUE, name="begin"
        )
        self._notice = in_language(pack.notice, language)
        self._build()

    @property
    def beginning(self) -> Beginning:
        """What is entered."""
        start = self._start.date()
        return Beginning(
            pack=self._pack.hash,
            party=self._party.text().strip(),
            start=date(start.year(), start.month(), start.day())
            if self._has_start.isChecked()
            else None,
            instruments=tuple(code for code, box in self._instruments if box.isChecked()),
        )

    def start(self) -> None:
        self._party.setFocus()

    def _build(self) -> None:
        self._party.setObjectName("party")
        self._party.setMaxLength(200)
        self._party.textChanged.connect(self._on_changed)
        self._party.returnPressed.connect(self._on_begin)
        party = Field(
            self.tr("Party"),
            self._party,
            hint=self.tr("The State or regional organization that answers."),
        )
        back = Button(self.tr("Back"), icon=Icon.BACK, name="back")
        back.clicked.connect(self.left)
        self._begin.clicked.connect(self._on_begin)
        body = self.card.body
        body.setSpacing(Measure.LARGE)
        body.addWidget(party)
        body.addLayout(self._build_instruments())
        body.addLayout(self._build_start())
        body.addWidget(Line())
        body.addWidget(Foot([back], [self._begin]))
        if self._notice:
            notice = Text(self._notice, TypeRole.HINT, ink=Ink.SOFT)
            self.body.insertWidget(self.body.indexOf(self.busy), notice)
        self._on_changed()

    def _build_instruments(self) -> QVBoxLayout:
        words = column(
            Text(self.tr("In force for this party")),
            spacing=Measure.HAIR,
        )
        for code, box in self._instruments:
            box.setObjectName(f"instrument-{code}")
            box.setChecked(True)
            box.toggled.connect(self._on_changed)
            words.addWidget(box)
        hint = self.tr(
            "Parts of the questionnaire on the others stay hidden. You can change this later; "
            "no answer is lost by it."
        )
        words.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        return words

    def _build_start(self) -> QVBoxLayout:
        self._has_start.setObjectName("has-start")
        self._start.setObjectName("start-date")
        self._start.setCalendarPopup(True)
        self._start.setDisplayFormat("d MMMM yyyy")
        self._start.setAccessibleName(self.tr("Start of the review"))
        self._start.setEnabled(False)
        self._has_start.toggled.connect(self._start.setEnabled)
        hint = self.tr("Dates of the following steps are reckoned from it.")
        return column(
            Foot([self._has_start, self._start]),
            Text(hint, TypeRole.HINT, ink=Ink.SOFT),
            spacing=Measure.HAIR,
        )

    @property
    def _is_complete(self) -> bool:
        return bool(self.beginning.party and self.beginning.instruments)

    @Slot()
    def _on_changed(self) -> None:
        self._begin.setEnabled(self._is_complete)

    @Slot()
    def _on_begin(self) -> None:
        if self._is_complete:
            self.begin_work(self.tr("Preparing the questionnaire…"))
            self.begin_wanted.emit(self.beginning)
