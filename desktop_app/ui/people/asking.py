"""Dialogs that ask for one thing about a member: which computer, which role, until when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Member, MemberRole, Person
from desktop_app.domain.responses import Part
from desktop_app.ui.dialogs.article_choice import ArticleChoice
from desktop_app.ui.dialogs.day_edit import DayEdit
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.people.words import name_of, role_meaning, role_words
from desktop_app.ui.theme import TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    Foot,
    Ink,
    Text,
)
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.radio_group import Option, RadioGroup
from desktop_app.ui.wording import isolated
from review_protocol.names import DeviceId

translate = QCoreApplication.translate

_ROLES = (MemberRole.EXPERT, MemberRole.OBSERVER, MemberRole.DEPUTY)


class ConfirmDialog(Dialog):
    """Shows the digits of whoever joined; of several computers one is chosen.

    Signals:
        agreed: (DeviceId) These are the digits of this computer.
    """

    agreed = Signal(str)

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        name = isolated(name_of(member))
        self.set_title(self.tr("Confirm {name}").format(name=name))
        words = self.tr(
            "Call {name} at a number that you know, and have them read out the digits on their "
            "page “People”. Confirm only if they are these:"
        )
        self.body.addWidget(Text(words.format(name=name)))
        self._options = RadioGroup(
            self.tr("Digits of the computer"),
            [Option(each.id, f"\u2066{each.fingerprint}\u2069") for each in member.to_confirm],
        )
        self.body.addWidget(self._options)
        if len(member.to_confirm) > 1:
            several = self.tr(
                "More than one computer waits. Choose the one whose digits they read out."
            )
            self.body.addWidget(Text(several, ink=Ink.WAIT))
        self.add_close_button(self.tr("Not now"))
        go = Button(
            self.tr("The digits are the same: confirm"), kind=ButtonKind.PRIMARY, name="agree"
        )
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(DeviceId(self._options.choice))


class RoleDialog(Dialog):
    """Which role a member has from now on.

    Signals:
        agreed: (MemberRole)
    """

    agreed = Signal(str)

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        name = isolated(name_of(member))
        self.set_title(self.tr("Role of {name}").format(name=name))
        self._roles = RadioGroup(
            self.tr("Role"),
            [Option(str(role), role_words(role), role_meaning(role)) for role in _ROLES],
        )
        self._roles.choose(str(member.role))
        self.body.addWidget(self._roles)
        hint = self.tr("The others learn of it with the next exchange file.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        self.add_close_button(self.tr("Leave it as it is"))
        go = Button(self.tr("Give this role"), kind=ButtonKind.PRIMARY, name="agree")
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(self._roles.choice)


class RestrictDialog(Dialog):
    """Which articles an expert may edit; those assigned to them are ticked.

    Signals:
        agreed: (frozenset of NodeKey)
    """

    agreed = Signal(object)

    def __init__(
        self,
        member: Member,
        parts: tuple[Part, ...],
        ticked: frozenset[NodeKey],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        name = isolated(name_of(member))
        self.set_title(self.tr("Restrict {name} to a part").format(name=name))
        words = self.tr(
            "{name} goes on seeing everything, but may edit only these articles. What is "
            "assigned to them is ticked."
        )
        self.body.addWidget(Text(words.format(name=name)))
        self._articles = ArticleChoice()
        self._articles.show_parts(parts)
        self._articles.tick(ticked)
        self._articles.changed.connect(self._on_changed)
        self.body.addWidget(self._articles)
        self.add_close_button(self.tr("Leave it as it is"))
        self._go = Button("", kind=ButtonKind.PRIMARY, name="agree")
        self._go.clicked.connect(self._on_agreed)
        self.add_buttons(self._go)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        count = len(self._articles.ticked)
        words = translate("RestrictDialog", "Restrict to %n articles", None, count)
        self._go.setText(words if count else self.tr("Restrict to these articles"))
        self._go.setEnabled(bool(count))

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(self._articles.ticked)


class HandOverDialog(Dialog):
    """Who is focal point from now on, for good or until a date.

    Signals:
        agreed: (date or None)
    """

    agreed = Signal(object)

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        name = isolated(name_of(member))
        self.set_title(self.tr("Hand over to {name}").format(name=name))
        words = self.tr(
            "{name} decides about people and approves from then on. You stay a member as an "
            "expert."
        )
        self.body.addWidget(Text(words.format(name=name)))
        self._for_a_time = QCheckBox(self.tr("Only until"))
        self._for_a_time.setObjectName("for-a-time")
        self._until = DayEdit("until", days=14)
        self._until.setAccessibleName(self.tr("Until which day"))
        self._until.setEnabled(False)
        self._for_a_time.toggled.connect(self._until.setEnabled)
        self.body.addWidget(Foot([self._for_a_time, self._until]))
        hint = self.tr(
            "The day is shown to everybody. When it has come, choose “Take back” here; nothing "
            "happens by itself."
        )
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        self.add_close_button(self.tr("Remain focal point"))
        go = Button(self.tr("Hand over"), kind=ButtonKind.PRIMARY, name="agree")
        go.clicked.connect(self._on_agreed)
        self.add_buttons(go)

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(self._until.day if self._for_a_time.isChecked() else None)


class DetailsDialog(Dialog):
    """Who somebody is.

    Signals:
        agreed: (Person)
    """

    agreed = Signal(object)

    def __init__(self, member: Member, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        title = self.tr("Name, title, telephone of {name}")
        self.set_title(title.format(name=isolated(name_of(member))))
        person = member.person
        self._edits: dict[str, QLineEdit] = {}
        for name, label, text in (
            ("name", self.tr("Name"), person.name),
            ("title", self.tr("Title or office"), person.title),
            ("email", self.tr("E-mail"), person.email),
            ("phone", self.tr("Telephone"), person.phone),
        ):
            edit = QLineEdit(text)
            edit.setObjectName(name)
            edit.setMaxLength(200)
            edit.textChanged.connect(self._on_changed)
            self._edits[name] = edit
            self.body.addWidget(Field(label, edit))
        self.add_close_button(self.tr("Leave it as it is"))
        self._go = Button(self.tr("Keep these"), kind=ButtonKind.PRIMARY, name="agree")
        self._go.clicked.connect(self._on_agreed)
        self.add_buttons(self._go)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._go.setEnabled(bool(self._edits["name"].text().strip()))

    @Slot()
    def _on_agreed(self) -> None:
        self.agreed.emit(Person(**{name: each.text() for name, each in self._edits.items()}))
