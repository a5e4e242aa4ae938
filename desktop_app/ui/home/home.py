"""Home: where I was, what is left to do, and how far each article is. Counts, no score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop_app.domain.access import Bar
from desktop_app.domain.entries import Place
from desktop_app.domain.responses import PackInfo, Part, Status
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.assignments.my_part import MyPart
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.home.blocks import Legend, PartBlock, ToDo
from desktop_app.ui.home.review import Findings, Review
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    Button,
    ButtonKind,
    CardFrame,
    ColumnPage,
    Ink,
    Text,
    column,
    row,
)
from desktop_app.ui.widgets.progress_counts import ProgressCounts
from desktop_app.ui.widgets.status_badge import StatusBadge
from desktop_app.ui.wording import apart, in_language, left_to_right


class Home(ColumnPage):
    """The first page of an open response.

    Signals:
        article_chosen: (NodeKey)
        node_chosen: (NodeKey)
        continue_wanted: Go to where the user was.
        report_wanted: The response is wanted on paper or as a file.
        my_part_wanted: Show the questions assigned to the person here.
        upgrade_wanted: The newer questionnaire that is offered is wanted.
    """

    article_chosen = Signal(object)
    node_chosen = Signal(object)
    continue_wanted = Signal()
    report_wanted = Signal()
    my_part_wanted = Signal()
    upgrade_wanted = Signal()

    def __init__(
        self,
        response: Response,
        hub: ChangeHub,
        *,
        language: str,
        assigned: Assigned,
        dates: TimelineCard,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(characters=92, parent=parent)
        self._response, self._language = response, language
        self._is_stale = True
        self._is_locked = response.access.bar is Bar.LOCKED
        self._parts: list[PartBlock] = []
        self._where = Text("", TypeRole.QUESTION, strong=True)
        self._go_on = Button("", kind=ButtonKind.PRIMARY, icon=Icon.CONTINUE, name="continue")
        self._newer = Banner()
        self._mine = MyPart(assigned, self)
        self._to_do = ToDo()
        self._dates = dates
        self._overall = ProgressCounts()
        self._counts = tuple(StatusBadge(status, count=0) for status in reversed(Status))
        self._review = Review(response, self)
        self._build()
        self._review.found.connect(self._on_found)
        hub.changed.connect(self._on_changed)

    def start(self) -> None:
        """Put the keyboard on going on."""
        self._go_on.setFocus()

    def show_place(self, place: Place | None) -> None:
        """Say where the user was, or that they can begin."""
        title = self._title_of(place)
        if title:
            self._where.setText(title)
            self._go_on.setText(self.tr("Continue where I was"))
            return
        if self._is_locked:
            self._where.setText(self.tr("The answers can be read."))
            self._go_on.setText(self.tr("Read from the first page"))
            return
        self._where.setText(self.tr("The questionnaire is ready."))
        self._go_on.setText(self.tr("Begin with the first page"))

    def show_step(self, step: str) -> None:
        """Bring a step of the timeline into sight, with the keyboard at it."""
        line = self._dates.step_line(step) or self._dates
        self.ensureWidgetVisible(line)
        for way in line.findChildren(Button):
            way.setFocus()
            return

    def offer_newer(self, pack: PackInfo | None) -> None:
        """Say that a newer version of the questionnaire came with the program, if it did."""
        if pack is None:
            self._newer.hide()
            return
        title = self.tr("Version {version} of the questionnaire came with the program.")
        self._newer.show_message(
            BannerKind.INFO,
            title.format(version=pack.version),
            self.tr("See what would become of your answers before you decide."),
            action=self.tr("See what would change…"),
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _title_of(self, place: Place | None) -> str:
        if place is None:
            return ""
        try:
            title = self._response.article(place.article).title
            card = self._response.card_of(place.node) if place.node else None
            reference = self._response.card(card).reference if card else ""
        except UnknownReference:  # the questionnaire has changed since
            return ""
        words = self.tr("{article}, at {question}")
        return (
            words.format(article=apart(title), question=left_to_right(reference))
            if reference
            else title
        )

    def _build(self) -> None:
        info = self._response.info
        self.body.setSpacing(Measure.LARGE)
        title = Text(info.party, TypeRole.PAGE, strong=True)
        name = Text(in_language(info.pack.titles, self._language), ink=Ink.SOFT)
        notice = Text(
            in_language(info.pack.notice, self._language), TypeRole.HINT, ink=Ink.SOFT
        )
        if not notice.text():
            notice.hide()
        report = Button(
            self.tr("Print or export…"), kind=ButtonKind.QUIET, icon=Icon.PRINT, name="report"
        )
        report.clicked.connect(self.report_wanted)
        head = row(title, report)
        head.setAlignment(report, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(column(head, name, notice, spacing=Measure.HAIR))
        self.body.addWidget(self._newer)
        self._newer.acted.connect(self.upgrade_wanted)
        self.body.addWidget(self._mine)
        self.body.addWidget(self._build_go_on())
        self.body.addWidget(self._to_do)
        self.body.addWidget(self._dates)
        self.body.addWidget(self._build_progress())
        self.body.addStretch(1)
        self._to_do.node_chosen.connect(self.node_chosen)
        self._mine.article_chosen.connect(self.article_chosen)
        self._mine.node_chosen.connect(self.node_chosen)
        self._mine.all_wanted.connect(self.my_part_wanted)

    def _build_go_on(self) -> CardFrame:
        card = CardFrame()
        card.body.addWidget(self._where)
        card.body.addLayout(row(self._go_on, 0))
        self._go_on.clicked.connect(self.continue_wanted)
        self.show_place(None)
        return card

    def _build_progress(self) -> CardFrame:
        card = CardFrame()
        title = self.tr("Progress by article")
        card.body.addWidget(Text(title, TypeRole.QUESTION, strong=True))
        card.body.addWidget(self._overall)
        card.body.addWidget(Legend(self._counts))
        for part in self._response.parts():
            self._add_part(card, part)
        return card

    def _add_part(self, card: CardFrame, part: Part) -> None:
        block = PartBlock(part)
        block.article_chosen.connect(self.article_chosen)
        self._parts.append(block)
        card.body.addWidget(block)

    def _refresh(self) -> None:
        """Count anew, if anything has changed since."""
        if not self._is_stale or not self.isVisible():
            return
        self._is_stale = False
        progress = self._response.progress()
        self._overall.set_progress(progress)
        for badge in self._counts:
            badge.set_status(badge.status, progress.counts.get(badge.status, 0))
        for block, part in zip(self._parts, self._response.parts(), strict=True):
            block.show_part(part, self._response)
        if not self._is_locked:  # else there is nothing that anybody could do
            self._review.start()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.cards or changes.nodes or changes.structure:
            self._is_stale = True
            self._review.stop()
            self._refresh()

    @Slot(object)
    def _on_found(self, findings: Findings) -> None:
        self._to_do.show_findings(findings)
