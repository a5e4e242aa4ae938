"""Inviting somebody, or somebody who comes back with another computer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.domain.members import Member, MemberRole, Person
from desktop_app.ui.people.code_file import CodeFileDialog, CodeFileWords
from desktop_app.ui.people.words import name_of, role_meaning, role_words
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.widgets.radio_group import Option, RadioGroup
from desktop_app.ui.wording import isolated

translate = QCoreApplication.translate
_ROLES = (MemberRole.EXPERT, MemberRole.OBSERVER, MemberRole.DEPUTY)


class InviteDialog(CodeFileDialog):
    """Who, in which role, and where to with the file."""

    def __init__(self, again: Member | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_words(again), parent)
        self._again = again
        self._name, self._email = QLineEdit(), QLineEdit()
        for edit, name in ((self._name, "name"), (self._email, "email")):
            edit.setObjectName(name)
            edit.setMaxLength(200)
            edit.textChanged.connect(self._on_changed)
        self._role = RadioGroup(
            self.tr("Role"),
            [Option(str(role), role_words(role), role_meaning(role)) for role in _ROLES],
        )
        hint = self.tr("The others see it. They can correct it themselves later.")
        self.body.addWidget(Field(self.tr("Name"), self._name, hint=hint))
        self.body.addWidget(Field(self.tr("E-mail (if you know it)"), self._email))
        self.body.addWidget(self._role)
        if again is not None:
            self._name.setText(again.person.name)
            self._email.setText(again.person.email)
            self._role.choose(str(again.role))
        self._on_changed()
        self._name.setFocus()

    @property
    def person(self) -> Person:
        """Who is invited."""
        known = self._again.person if self._again else Person()
        return Person(
            name=self._name.text().strip(),
            title=known.title,
            email=self._email.text().strip(),
            phone=known.phone,
        )

    @property
    def role(self) -> MemberRole:
        """What they may do."""
        return MemberRole(self._role.choice)

    @property
    def is_complete(self) -> bool:
        return bool(self.person.name)

    @Slot()
    def _on_changed(self) -> None:
        self._save.setEnabled(self.is_complete)


def _words(again: Member | None) -> CodeFileWords:
    lead = [
        translate(
            "InviteDialog",
            "Every member sees the whole response. Experts may edit any question, unless you "
            "restrict them to a part.",
        )
    ]
    title = translate("InviteDialog", "Invite somebody")
    if again is not None:
        title = translate("InviteDialog", "Invite {name} again")
        title = title.format(name=isolated(name_of(again)))
        lead.append(
            translate(
                "InviteDialog",
                "For another computer, after a loss. What they wrote stays theirs. Remove the "
                "lost computer afterwards.",
            )
        )
    told = translate(
        "InviteDialog",
        "Tell this code by telephone. Never send it along with the file. It is shown only now.",
    )
    use = translate(
        "InviteDialog",
        "Install Review Desk, choose “Join a colleague's response”, choose the file, and type "
        "the digits.",
    )
    once = translate("InviteDialog", "Destroy this sheet when the invitation has been used.")
    return CodeFileWords(
        title=title,
        lead=tuple(lead),
        file="invitation.rdexch",
        working=translate("InviteDialog", "Writing the invitation…"),
        done=translate("InviteDialog", "The invitation is written, and was read back."),
        told=told,
        sheet=translate("InviteDialog", "Code of an invitation"),
        whose=translate("InviteDialog", "Made on {day}"),
        use=(use, once),
    )


def computer_words() -> CodeFileWords:
    """For a second computer of one's own."""
    return CodeFileWords(
        title=translate("SecondComputer", "Add a second computer"),
        lead=(
            translate(
                "SecondComputer",
                "The file brings this response to another computer of yours, with keys of its "
                "own. What you write there is yours, and exchange files keep both alike.",
            ),
            translate(
                "SecondComputer",
                "Do not copy the profile's folder instead: two copies of one profile get in "
                "each other's way.",
            ),
        ),
        file="second-computer.rdexch",
        working=translate("SecondComputer", "Writing the file…"),
        done=translate("SecondComputer", "The file is written, and was read back."),
        told=translate(
            "SecondComputer",
            "Note this code apart from the file. It is shown only now.",
        ),
        sheet=translate("SecondComputer", "Code of a second computer"),
        whose=translate("SecondComputer", "Made on {day}"),
        use=(
            translate(
                "SecondComputer",
                "On the other computer choose “Join a colleague's response”, choose the file, "
                "and type the digits. Then destroy this sheet.",
            ),
        ),
    )


def reserve_words(*, replaces: bool) -> CodeFileWords:
    """For the ministry's safe; ``replaces`` one that was made before."""
    lead = [
        translate(
            "Reserve",
            "If the focal point is ill or their computer is lost, whoever opens the reserve "
            "becomes focal point. It is a file and a printed code.",
        ),
        translate(
            "Reserve",
            "Put both into the ministry's safe, in two envelopes. Whoever has both can read "
            "and decide everything.",
        ),
    ]
    if replaces:
        lead.append(
            translate("Reserve", "The reserve made before is worth nothing from then on.")
        )
    return CodeFileWords(
        title=translate("Reserve", "Make the reserve for the safe"),
        lead=tuple(lead),
        file="reserve.rdexch",
        working=translate("Reserve", "Writing the reserve…"),
        done=translate("Reserve", "The reserve is written, and was read back."),
        told=translate("Reserve", "Print this code for the safe. It is shown only now."),
        sheet=translate("Reserve", "Code of the reserve"),
        whose=translate("Reserve", "Made on {day}"),
        use=(
            translate(
                "Reserve",
                "Whoever has to become focal point: install Review Desk, choose “Join a "
                "colleague's response”, choose the file of the reserve, and type the digits.",
            ),
            translate("Reserve", "Keep this sheet in the safe, apart from the file."),
        ),
    )
