"""The people page: what to do next, who there is, who was invited, what waits."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.members import Allotted, MemberDeed, People, WaitingWork
from desktop_app.domain.moments import here
from desktop_app.services.assignments import allotted
from desktop_app.services.parts import Share, shares
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.icons import Icon
from desktop_app.ui.people.acts import Act, Chosen
from desktop_app.ui.people.deeds import PeopleDeeds
from desktop_app.ui.people.member_card import MemberCard
from desktop_app.ui.people.next_step import NextStep, Way, next_step
from desktop_app.ui.people.own_deeds import OwnDeeds
from desktop_app.ui.people.waiting_card import WaitingCard
from desktop_app.ui.people.words import role_words, warning_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    Button,
    ButtonKind,
    CardFrame,
    Ink,
    Text,
    column,
    row,
)
from desktop_app.ui.windows.page import Given, Page
from desktop_app.ui.wording import day_words, isolated
from desktop_app.ui.work import Work


class PeoplePage(Page):
    """Everybody in a response, and what may be done about them from here."""

    def __init__(self, given: Given, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(given, parent=parent)
        self.setObjectName("people-page")
        self._work = work
        self._people = People()
        self._shares: tuple[Share, ...] = ()
        self._waiting: WaitingCard | None = None
        self._deeds = PeopleDeeds(given, work, self)
        self._deeds.succeeded.connect(self._on_succeeded)
        self._deeds.failed.connect(self._on_failed)
        self._deeds.shown_anew.connect(self.reload_wanted)
        self.body.setSpacing(Measure.LARGE)
        self._banner = Banner()
        self._invite = Button(
            self.tr("Invite somebody…"), kind=ButtonKind.PLAIN, icon=Icon.ADD, name="invite"
        )
        self._invite.clicked.connect(self._deeds.invite)
        self._invite.hide()
        head = row(Text(self.tr("People"), TypeRole.PAGE, strong=True), self._invite)
        head.setStretch(0, 1)
        self._own = OwnDeeds(self._deeds)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(Measure.LARGE)
        self.body.addLayout(head)
        self.body.addWidget(self._banner)
        self.body.addLayout(self._parts)
        self.body.addWidget(self._own)
        self.body.addStretch(1)

    def concerns(self, changes: Changes) -> bool:
        return changes.people or changes.exchange or changes.assignments

    def reload(self) -> None:
        self.given.runner.submit(
            self._work(allotted),
            owner=self,
            on_done=self._show_allotted,
            on_error=self._on_failed,
        )

    def start(self) -> None:
        step = self.findChild(Button, "take-step")
        (step or self._invite).setFocus()

    def _show_allotted(self, found: Allotted) -> None:
        self._shares = shares(self.given.response, found.assignments)
        self.show_people(found.people)

    def show_people(self, people: People) -> None:
        """Show these, in the place of what was shown."""
        self._people = people
        self._deeds.people = people
        self._waiting = None
        self._clear()
        step = next_step(people)
        invites_above = step is not None and step.way is Way.INVITE
        self._invite.setVisible(MemberDeed.INVITE in people.deeds and not invites_above)
        if step is not None:
            self._add_step(step)
        for warning in people.warnings:
            banner = Banner()
            self._parts.addWidget(banner)
            happened, to_do = warning_words(warning, people)
            banner.show_message(BannerKind.WAIT, happened, to_do, closable=False)
        self._add_members(people)
        self._add_invited(people)
        self._add_waiting(people)
        self._own.show_people(people)

    def _add_step(self, step: NextStep) -> None:
        card = _StepCard(step)
        card.taken.connect(self._on_step)
        self._parts.addWidget(card)

    def _add_members(self, people: People) -> None:
        present = [each for each in people.members if not each.is_removed]
        former = [each for each in people.members if each.is_removed]
        for title, members in ((self.tr("Members"), present), (self.tr("Removed"), former)):
            if not members:
                continue
            part = self._part(title)
            if members is present:
                hint = self.tr("The digits are those of a computer, to compare by telephone.")
                part.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
            for member in members:
                given = [each for each in self._shares if each.assignment.assignee == member.id]
                card = MemberCard(member, people, given)
                card.chosen.connect(self._on_chosen)
                part.addWidget(card)

    def _add_invited(self, people: People) -> None:
        out = [each for each in people.invited if not each.joined]
        if not out:
            return
        part = self._part(self.tr("Invited, not here yet"))
        words = self.tr("{name}, {role}")
        since = self.tr("Invited on {day}. Nothing has come back yet.")
        for each in out:
            name = isolated(each.name or self.tr("Somebody without a name"))
            line = words.format(name=name, role=role_words(each.role))
            part.addWidget(Text(line))
            if each.made_at is not None:
                day = day_words(here(each.made_at).date())
                part.addWidget(Text(since.format(day=day), TypeRole.HINT, ink=Ink.SOFT))

    def _add_waiting(self, people: People) -> None:
        if not people.waiting:
            return
        part = self._part(self.tr("Waits for a decision"))
        may_decide = MemberDeed.DECIDE in people.deeds
        for work in people.waiting:
            card = WaitingCard(work, self.given.response, may_decide=may_decide)
            card.decided.connect(self._on_decided)
            part.addWidget(card)
            self._waiting = self._waiting or card

    def _part(self, title: str) -> QVBoxLayout:
        whole = QWidget()
        lines = column(Text(title, TypeRole.QUESTION, strong=True))
        whole.setLayout(lines)
        self._parts.addWidget(whole)
        return lines

    def _clear(self) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    @Slot(object)
    def _on_chosen(self, chosen: Chosen) -> None:
        self._deeds.choose(chosen)

    @Slot(object)
    def _on_step(self, step: NextStep) -> None:
        if step.way is Way.CONFIRM and step.member is not None:
            self._deeds.choose(Chosen(act=Act.CONFIRM, member=step.member))
        elif step.way is Way.INVITE:
            self._deeds.invite()
        elif step.way is Way.RESERVE:
            self._deeds.make_reserve()
        elif self._waiting is not None:
            self.ensureWidgetVisible(self._waiting)

    @Slot(object, bool)
    def _on_decided(self, work: WaitingWork, accept: bool) -> None:
        self._deeds.decide(work, accept)

    @Slot(str, str)
    def _on_succeeded(self, words: str, detail: str) -> None:
        self._banner.show_message(BannerKind.INFO, words, detail)
        self.scroll_to_top()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        problem = problem_of(error)
        self._banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)
        self.scroll_to_top()


class _StepCard(CardFrame):
    """What to do next.

    Signals:
        taken: (NextStep) Its button was pressed.
    """

    taken = Signal(object)

    def __init__(self, step: NextStep) -> None:
        super().__init__()
        self._step = step
        self.setObjectName("next-step")
        self.body.addWidget(Text(step.title, TypeRole.QUESTION, strong=True))
        for sentence in step.detail.splitlines():
            self.body.addWidget(Text(sentence))
        if step.action:
            go = Button(step.action, kind=ButtonKind.PRIMARY, name="take-step")
            go.clicked.connect(self._on_clicked)
            self.body.addLayout(row(go, 0))

    @Slot()
    def _on_clicked(self) -> None:
        self.taken.emit(self._step)
