"""Deeds about people: the dialog or question for each, and the work behind it.

All work is on the store lane, after whatever was written before it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.domain.members import Assignment, MemberRole, People, Person, WaitingWork
from desktop_app.services import members
from desktop_app.services.assignments import list_assignments
from desktop_app.services.invitations import ForCode
from desktop_app.services.nominations import SUFFIX
from desktop_app.services.written_files import free_name
from desktop_app.ui.assignments.giving import Giving
from desktop_app.ui.changes import Changes
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.people.acts import Act, Chosen
from desktop_app.ui.people.asking import (
    ConfirmDialog,
    DetailsDialog,
    HandOverDialog,
    RestrictDialog,
    RoleDialog,
)
from desktop_app.ui.people.code_file import CodeFileDialog
from desktop_app.ui.people.invite import InviteDialog, computer_words, reserve_words
from desktop_app.ui.people.nominations import nomination_work, nominations_done
from desktop_app.ui.people.reserve_trial import ReserveTrialDialog
from desktop_app.ui.people.words import name_of
from desktop_app.ui.windows.page import Given
from desktop_app.ui.wording import isolated
from desktop_app.ui.work import Work
from review_protocol.names import DeviceId, MemberId

CHANGED = Changes(people=True, exchange=True)


class PeopleDeeds(QObject):
    """What the people page can have done. ``people`` is what it shows.

    Signals:
        succeeded: (what happened, and what to do, in words)
        failed: (error) Of something without a dialog of its own.
        shown_anew: (str) What was done changes how answers are shown: read them anew, say it.
    """

    succeeded = Signal(str, str)
    failed = Signal(object)
    shown_anew = Signal(str)

    def __init__(self, given: Given, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.people = People()
        self._given, self._work = given, work
        self._giving = Giving(given.response, given.hub, given.runner, work, parent)

    def choose(self, chosen: Chosen) -> None:
        """Do what was chosen about a member, after asking what is to be asked."""
        acts: dict[Act, Callable[[Chosen], None]] = {
            Act.CONFIRM: self._confirm,
            Act.DESCRIBE: self._describe,
            Act.ASSIGN: self._assign,
            Act.SET_ROLE: self._set_role,
            Act.RESTRICT: self._restrict,
            Act.LIFT: self._lift,
            Act.HAND_OVER: self._hand_over,
            Act.READMIT: self._readmit,
            Act.REMOVE_COMPUTER: self._remove_computer,
            Act.REMOVE: self._remove,
        }
        acts[chosen.act](chosen)

    # Files with a code

    @Slot()
    def invite(self) -> None:
        """Somebody new."""
        self._open_invitation(InviteDialog(parent=self._window()))

    def _readmit(self, chosen: Chosen) -> None:
        member = chosen.member
        self._open_invitation(InviteDialog(member, self._window()), member.id)

    def _open_invitation(self, dialog: InviteDialog, member: MemberId | None = None) -> None:
        def make(file: Path) -> Callable[[], ForCode]:
            return self._work(
                members.invite, file, person=dialog.person, role=dialog.role, member=member
            )

        self._open_code_file(dialog, make)

    @Slot()
    def add_computer(self) -> None:
        """A second computer of one's own."""
        dialog = CodeFileDialog(computer_words(), self._window())
        self._open_code_file(dialog, lambda file: self._work(members.add_computer, file))

    @Slot()
    def make_reserve(self) -> None:
        """The reserve for the safe."""
        words = reserve_words(replaces=self.people.has_reserve)
        dialog = CodeFileDialog(words, self._window())
        self._open_code_file(dialog, lambda file: self._work(members.make_reserve, file))

    @Slot()
    def try_reserve(self) -> None:
        """The drill: nothing is used or changed."""
        dialog = ReserveTrialDialog(self._window())

        def on_wanted(file: Path, code: str) -> None:
            self._given.runner.submit(
                self._work(members.try_reserve, file, code),
                owner=dialog,
                on_done=dialog.show_outcome,
                on_error=lambda error: dialog.show_problem(problem_of(error)),
            )

        dialog.trial_wanted.connect(on_wanted)
        dialog.open()

    def _open_code_file(
        self, dialog: CodeFileDialog, make: Callable[[Path], Callable[[], ForCode]]
    ) -> None:
        def on_wanted(file: Path) -> None:
            self._save_first()
            self._given.runner.submit(
                make(file),
                owner=dialog,
                on_done=on_made,
                on_error=lambda error: dialog.show_problem(problem_of(error)),
            )

        def on_made(made: ForCode) -> None:
            dialog.show_code(made)
            self._given.hub.tell(CHANGED, self)

        dialog.file_wanted.connect(on_wanted)
        dialog.open()

    # About a member

    def _confirm(self, chosen: Chosen) -> None:
        dialog = ConfirmDialog(chosen.member, self._window())
        name = name_of(chosen.member)
        words = self.tr("{name} is confirmed.")
        if not chosen.member.is_provisional:  # they have another computer, which may be lost
            words = self.tr(
                "The new computer of {name} is confirmed. If the old one is lost, remove it "
                "now, in their menu."
            )
        words = words.format(name=isolated(name))
        is_felt = name in self._given.response.unconfirmed
        dialog.agreed.connect(
            lambda device: self._run(
                self._work(members.confirm, chosen.member.id, DeviceId(device)),
                words,
                dialog,
                is_felt=is_felt,
            )
        )
        dialog.open()

    def _describe(self, chosen: Chosen) -> None:
        dialog = DetailsDialog(chosen.member, self._window())
        words = self.tr("The details are kept.")

        def on_agreed(person: Person) -> None:
            work = self._work(members.describe, chosen.member.id, person)
            self._run(work, words, dialog)

        dialog.agreed.connect(on_agreed)
        dialog.open()

    def _assign(self, chosen: Chosen) -> None:
        self._save_first()
        self._giving.give_to(chosen.member)

    def _set_role(self, chosen: Chosen) -> None:
        dialog = RoleDialog(chosen.member, self._window())
        words = self.tr("{name} has another role.")
        words = words.format(name=isolated(name_of(chosen.member)))

        def on_agreed(role: str) -> None:
            work = self._work(members.set_role, chosen.member.id, MemberRole(role))
            self._run(work, words, dialog)

        dialog.agreed.connect(on_agreed)
        dialog.open()

    def _restrict(self, chosen: Chosen) -> None:
        """What is assigned to them is asked for first: that is what is ticked."""
        self._given.runner.submit(
            self._work(list_assignments),
            owner=self,
            on_done=lambda assigned: self._ask_part(chosen, assigned),
            on_error=self.failed.emit,
        )

    def _ask_part(self, chosen: Chosen, assigned: tuple[Assignment, ...]) -> None:
        response = self._given.response
        parts = tuple(part for part in response.parts() if part.relevant)
        targets = {each.target for each in assigned if each.assignee == chosen.member.id}
        own = chosen.member.restricted_to
        ticked = frozenset(
            article.key
            for part in parts
            for article in part.articles
            if (article.key.question in own if own is not None else str(article.key) in targets)
        )
        dialog = RestrictDialog(chosen.member, parts, ticked, self._window())
        words = self.tr("{name} is restricted to a part.")
        words = words.format(name=isolated(name_of(chosen.member)))

        def on_agreed(articles: frozenset[NodeKey]) -> None:
            names: set[QuestionId] = set()
            for key in articles:
                names |= response.form.names_inside(key)
            self._run(self._work(members.restrict, chosen.member.id, names), words, dialog)

        dialog.agreed.connect(on_agreed)
        dialog.open()

    def _lift(self, chosen: Chosen) -> None:
        words = self.tr("{name} may edit any question again.")
        words = words.format(name=isolated(name_of(chosen.member)))
        self._run(self._work(members.restrict, chosen.member.id, None), words)

    def _hand_over(self, chosen: Chosen) -> None:
        dialog = HandOverDialog(chosen.member, self._window())
        words = self.tr("{name} is focal point now.")
        words = words.format(name=isolated(name_of(chosen.member)))

        def on_agreed(until: date | None) -> None:
            work = self._work(members.hand_over, chosen.member.id, until=until)
            self._run(work, words, dialog, is_felt=True)

        dialog.agreed.connect(on_agreed)
        dialog.open()

    def _remove_computer(self, chosen: Chosen) -> None:
        found = [each for each in chosen.member.computers if each.id == chosen.computer]
        self._ask(
            self.tr("Remove this computer?"),
            self.tr("It reads nothing that is written from now on. What it has stays there."),
            emphasis=f"\u2066{found[0].fingerprint}\u2069",
            consequence=self.tr("Remove the computer"),
            work=self._work(members.remove_computer, found[0].id),
            done=self.tr("The computer is removed."),
        )

    def _remove(self, chosen: Chosen) -> None:
        name = isolated(name_of(chosen.member))
        words = self.tr(
            "What {name} wrote stays in the response. They keep what they have, but read "
            "nothing that is written from now on, and what they write is not taken any more."
        )
        self._ask(
            self.tr("Remove {name} from the response?").format(name=name),
            words.format(name=name),
            consequence=self.tr("Remove {name}").format(name=name),
            work=self._work(members.remove, chosen.member.id),
            done=self.tr("{name} is removed.").format(name=name),
        )

    # About the role of focal point, and what waits

    @Slot()
    def take_over(self) -> None:
        """The deputy becomes focal point."""
        self._ask(
            self.tr("Take over as focal point?"),
            self.tr(
                "You decide about people and approve from then on. Do this only if the focal "
                "point cannot hand over; they become an expert."
            ),
            consequence=self.tr("Become the focal point"),
            work=self._work(members.take_over),
            done=self.tr("You are the focal point."),
            is_felt=True,
        )

    @Slot()
    def take_back(self) -> None:
        """Whoever handed over for a time is focal point again."""
        self._ask(
            self.tr("Take back the role of focal point?"),
            self.tr("You handed it over for a time. From now on you decide and approve again."),
            consequence=self.tr("Be the focal point again"),
            work=self._work(members.take_back),
            done=self.tr("You are the focal point."),
            is_felt=True,
        )

    @Slot()
    def choose_nominations(self) -> None:
        """Choose where the list of members for the note verbale goes."""
        title = self.tr("Nomination list for a note verbale")
        start = QDir.home().filePath(self.tr("Nominations") + SUFFIX)
        kinds = self.tr("Word files ({pattern})").format(pattern=f"*{SUFFIX}")
        file, _ = QFileDialog.getSaveFileName(self._window(), title, start, kinds)
        if file:
            self.write_nominations(Path(file))

    def write_nominations(self, file: Path) -> None:
        """Have it written there."""
        if file.suffix != SUFFIX:
            # Nobody was asked whether one of that name may go.
            file = free_name(file.parent, file.name + SUFFIX)
        self._save_first()
        self._given.runner.submit(
            nomination_work(self._work, file, self._given.language),
            owner=self,
            on_done=lambda listed: self.succeeded.emit(*nominations_done(listed, file)),
            on_error=self.failed.emit,
        )

    def decide(self, waiting: WaitingWork, accept: bool) -> None:
        """Work that waits is taken, or never, after a question."""
        work = self._work(members.decide, waiting.sets, accept=accept)
        if accept:
            self._run(work, self.tr("The work is in the response."), is_felt=True)
            return
        name = isolated(waiting.author_name)
        self._ask(
            self.tr("Never take this work?"),
            self.tr("What {name} wrote stays out of the response for good.").format(name=name),
            consequence=self.tr("Leave it out for good"),
            work=work,
            done=self.tr("The work stays out."),
        )

    # Own

    def _ask(
        self,
        title: str,
        words: str,
        *,
        consequence: str,
        work: Callable[[], object],
        done: str,
        emphasis: str = "",
        is_felt: bool = False,
    ) -> None:
        question = Question(
            title,
            words,
            emphasis=emphasis,
            consequence=consequence,
            otherwise=self.tr("Leave it as it is"),
            parent=self._window(),
        )
        question.agreed.connect(lambda: self._run(work, done, is_felt=is_felt))
        question.open()

    def _run(
        self,
        work: Callable[[], object],
        done: str,
        dialog: Dialog | None = None,
        *,
        is_felt: bool = False,
    ) -> None:
        """Have it done; a dialog closes when it is, and says what went wrong if it is not.

        ``is_felt``: other answers stand then, or other things may be done here.
        """
        self._save_first()
        if dialog is not None:
            dialog.begin_work(self.tr("One moment…"))

        def on_done(_nothing: object) -> None:
            if dialog is not None:
                dialog.accept()
            told = self.tr("The others learn of it with the next exchange file.")
            self.succeeded.emit(done, told)
            self._given.hub.tell(CHANGED, self)
            if is_felt:
                self._show_anew(f"{done} {told}")

        def on_error(error: Exception) -> None:
            if dialog is None:
                self.failed.emit(error)
            else:
                dialog.show_problem(problem_of(error))

        owner: QObject = dialog if dialog is not None else self
        self._given.runner.submit(work, owner=owner, on_done=on_done, on_error=on_error)

    def _show_anew(self, words: str) -> None:
        """Once nobody types or clicks: whoever goes on at once is not thrown out of a page."""
        if self._given.server is not None:
            self._given.server.show_when_quiet(words)
        else:
            self.shown_anew.emit(words)

    def _save_first(self) -> None:
        self._given.response.leave()
        self._given.autosave.flush()

    def _window(self) -> QWidget | None:
        page = self.parent()
        return page.window() if isinstance(page, QWidget) else None
