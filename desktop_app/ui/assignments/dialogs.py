"""Giving out work: an article or question to a member, or articles to somebody chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Member, MemberRole
from desktop_app.domain.responses import Part
from desktop_app.services.parts import Share
from desktop_app.ui.assignments.words import given_words
from desktop_app.ui.dialogs.article_choice import ArticleChoice
from desktop_app.ui.dialogs.day_edit import DayEdit
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.people.words import name_of, role_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Foot, Ink, Text, column, row
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.wording import isolated

translate = QCoreApplication.translate
_USUAL_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be assigned, to whom, by when."""

    targets: tuple[NodeKey, ...]
    assignee: str
    due: date | None


class AssignDialog(Dialog):
    """What both have: the due date, and what is assigned so far.

    Signals:
        agreed: (Order) Assign this; then close, or call `show_problem`.
        withdrawn: (str) Take the assignment of this id back; then call `show_given`.
    """

    agreed = Signal(object)
    withdrawn = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._given = QVBoxLayout()
        self._given.setSpacing(Measure.SMALL)
        self._has_date = QCheckBox(self.tr("Due on"))
        self._has_date.setObjectName("has-date")
        self._has_date.setChecked(True)
        self._due = DayEdit("due", days=_USUAL_DAYS)
        self._due.setAccessibleName(self.tr("Due on which day"))
        self._has_date.toggled.connect(self._due.setEnabled)
        self._go = Button("", kind=ButtonKind.PRIMARY, name="agree")
        self._go.clicked.connect(self._on_agreed)

    def show_given(self, found: Iterable[Share]) -> None:
        """What is assigned already, each with a way to take it back."""
        while (item := self._given.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        lines = list(found)
        if lines:
            self._given.addWidget(Text(self.tr("Assigned so far"), strong=True))
        for share in lines:
            self._given.addWidget(self._line(share))
        self.end_work()
        self._fit()

    def targets(self) -> tuple[NodeKey, ...]:
        """What is chosen."""
        raise NotImplementedError

    def assignee(self) -> str:
        """Who is chosen."""
        raise NotImplementedError

    def _finish(self) -> None:
        """Date, what is assigned so far, and the buttons; called last when building."""
        self.body.addWidget(Foot([self._has_date, self._due]))
        hint = self.tr("Everybody sees who does what. They learn of it by an exchange file.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        self.body.addLayout(self._given)
        self.add_close_button(self.tr("Close"))
        self.add_buttons(self._go)

    def _line(self, share: Share) -> QWidget:
        words = given_words(share)
        back = Button(self.tr("Take back"), kind=ButtonKind.LINK, name="withdraw")
        back.setAccessibleName(f"{back.text()}. {words}")
        back.setProperty("assignment", share.assignment.id)
        back.clicked.connect(self._on_withdrawn)
        line = QWidget()
        across = row(Text(words), back)
        across.setStretch(0, 1)
        line.setLayout(across)
        return line

    @Slot()
    def _on_agreed(self) -> None:
        due = self._due.day if self._has_date.isChecked() else None
        self.agreed.emit(Order(targets=self.targets(), assignee=self.assignee(), due=due))

    @Slot()
    def _on_withdrawn(self) -> None:
        self.withdrawn.emit(self.sender().property("assignment"))


class AssignArticle(AssignDialog):
    """The open article, or one of its questions (keys and words), to a member."""

    def __init__(
        self,
        article: NodeKey,
        title: str,
        questions: Iterable[tuple[NodeKey, str]],
        members: Iterable[Member],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_title(self.tr("Assign to somebody"))
        self._what, self._who = _box("what"), _box("who")
        self._what.addItem(
            self.tr("The whole article: {article}").format(article=isolated(title)), article
        )
        for key, words in questions:
            self._what.addItem(words, key)
        for member in members:
            self._who.addItem(f"{name_of(member)} · {role_words(member.role)}", member.id)
        self._go.setText(self.tr("Assign"))
        self.body.addLayout(
            column(
                Field(self.tr("What"), self._what),
                Field(self.tr("To whom"), self._who),
                spacing=Measure.MEDIUM,
            )
        )
        self._finish()

    def targets(self) -> tuple[NodeKey, ...]:
        return (self._what.currentData(),)

    def assignee(self) -> str:
        return str(self._who.currentData())


class AssignMember(AssignDialog):
    """Articles to a member."""

    def __init__(
        self, member: Member, parts: Iterable[Part], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._member = member
        name = isolated(name_of(member))
        self.set_title(self.tr("Assign articles to {name}").format(name=name))
        self._articles = ArticleChoice()
        self._articles.show_parts(parts)
        self._articles.changed.connect(self._on_changed)
        self.body.addWidget(self._articles)
        single = self.tr("A single question is assigned on the page of its article.")
        self.body.addWidget(Text(single, TypeRole.HINT, ink=Ink.SOFT))
        self._finish()
        self._on_changed()

    def targets(self) -> tuple[NodeKey, ...]:
        return tuple(sorted(self._articles.ticked))

    def assignee(self) -> str:
        return self._member.id

    @Slot()
    def _on_changed(self) -> None:
        count = len(self._articles.ticked)
        words = translate("AssignMember", "Assign %n articles", None, count)
        self._go.setText(words if count else self.tr("Assign articles"))
        self._go.setEnabled(bool(count))


def assignable(members: Iterable[Member]) -> tuple[Member, ...]:
    """Those who can do something about it, oneself last: not observers, nor who is out."""
    found = [
        each for each in members if not each.is_removed and each.role is not MemberRole.OBSERVER
    ]
    return tuple(sorted(found, key=lambda each: each.is_me))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    # As wide as the dialog, not as its longest entry.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(20)
    return box
