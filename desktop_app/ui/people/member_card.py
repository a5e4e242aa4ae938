"""One member on the people page: who they are, how it stands with them, what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.domain.members import Computer, Member, People
from desktop_app.services.parts import Share
from desktop_app.ui.assignments.words import due_words
from desktop_app.ui.icons import Icon
from desktop_app.ui.people.acts import Act, Chosen, act_words, acts_on
from desktop_app.ui.people.words import heard_words, name_of, sent_words, state_words
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    CardFrame,
    IconButton,
    Ink,
    Text,
    column,
    row,
)
from desktop_app.ui.wording import isolated

_MOST_GIVEN = 3


def digits_text(fingerprint: str) -> Text:
    """Digits to be compared, in one order in every language, that can be selected."""
    digits = Text(f"\u2066{fingerprint}\u2069", TypeRole.BODY)
    digits.setObjectName("digits")
    digits.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return digits


class MemberCard(CardFrame):
    """A member.

    Signals:
        chosen: (Chosen) Something is to be done about them.
    """

    chosen = Signal(object)

    def __init__(
        self,
        member: Member,
        people: People,
        given: Sequence[Share] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self.member = member
        self.setObjectName("member")
        self._acts = list(acts_on(member, people))
        name = name_of(member)
        self.setAccessibleName(name)
        words = self.tr("{name} (you)").format(name=isolated(name)) if member.is_me else name
        state = Text(state_words(member, people), ink=Ink.SOFT)
        state.setObjectName("member-state")
        if member.is_provisional and not member.is_removed:
            state.set_ink(Ink.WAIT)
        head = column(Text(words, strong=True), state, spacing=0)
        controls = self._controls(name)
        line = row(head, *controls)
        line.setStretch(0, 1)
        for widget in controls:
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self._add_contacts()
        if member.is_disputed:
            words = self.tr("Two people wrote different details: choose on “To settle”.")
            disputed = Text(words, TypeRole.HINT, ink=Ink.WAIT)
            disputed.setObjectName("disputed")
            self.body.addWidget(disputed)
        self._add_given(given)
        if sent := sent_words(member):
            self.body.addWidget(Text(sent, TypeRole.HINT, ink=Ink.SOFT))
        for computer in member.computers:
            self.body.addLayout(self._computer(computer))

    def _controls(self, name: str) -> list[QWidget]:
        """A button to confirm where that is due, and a menu with the rest."""
        controls: list[QWidget] = []
        if any(each.act is Act.CONFIRM for each in self._acts):
            confirm = Button(act_words(Act.CONFIRM), name="confirm")
            confirm.setAccessibleName(self.tr("Confirm {name}").format(name=name))
            confirm.clicked.connect(self._on_confirm)
            controls.append(confirm)
        rest = [each for each in self._acts if each.act is not Act.CONFIRM]
        if rest:
            words = self.tr("What can be done about {name}").format(name=name)
            button = IconButton(Icon.MENU, words, name="member-acts")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(self._menu(rest, button))
            controls.append(button)
        return controls

    def _menu(self, acts: list[Chosen], parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        computer = self.tr("Remove the computer {digits}…")
        for each in acts:
            words = act_words(each.act)
            if each.computer is not None:
                words = computer.format(digits=self._short(each.computer))
            action = QAction(words, menu)
            action.setObjectName(str(each.act))
            action.setData(self._acts.index(each))
            menu.addAction(action)
        menu.triggered.connect(self._on_triggered)
        return menu

    def _short(self, computer: str) -> str:
        found = next(each for each in self.member.computers if each.id == computer)
        return f"\u2066{found.fingerprint.split()[0]}…\u2069"

    def _add_contacts(self) -> None:
        person = self.member.person
        contacts = [each for each in (person.title, person.email, person.phone) if each]
        if contacts:
            separator = self.tr(" · ", "between title, e-mail and telephone")
            line = Text(separator.join(isolated(each) for each in contacts), ink=Ink.SOFT)
            line.setObjectName("contacts")
            self.body.addWidget(line)

    def _add_given(self, given: Sequence[Share]) -> None:
        """What they are asked to do; of much the first, which is due first."""
        if not given:
            return
        words = self.tr("Assigned: {what}. {due}.")
        lines = [
            words.format(what=isolated(each.title), due=due_words(each))
            for each in given[:_MOST_GIVEN]
        ]
        if len(given) > _MOST_GIVEN:
            more = self.tr("And {count} more.")
            lines.append(more.format(count=len(given) - _MOST_GIVEN))
        text = Text("\n".join(lines), TypeRole.HINT, ink=Ink.SOFT)
        text.setObjectName("given")
        self.body.addWidget(text)

    def _computer(self, computer: Computer) -> QVBoxLayout:
        heard = Text(heard_words(computer), TypeRole.HINT, ink=Ink.SOFT)
        lines = column(digits_text(computer.fingerprint), spacing=0)
        if computer in self.member.to_confirm:
            unsure = Text(self.tr("Not confirmed yet."), TypeRole.HINT, ink=Ink.WAIT)
            unsure.setObjectName("unconfirmed")
            lines.addWidget(unsure)
        lines.addWidget(heard)
        return lines

    @Slot()
    def _on_confirm(self) -> None:
        self.chosen.emit(next(each for each in self._acts if each.act is Act.CONFIRM))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(self._acts[action.data()])
