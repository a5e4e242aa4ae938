"""Sending: for whom, into which folder, as a file or as text for mails."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop_app.domain.exchanges import SentFile
from desktop_app.domain.members import Computer, Member, People
from desktop_app.domain.working_files import FilesAtHand
from desktop_app.ui.errors import Problem
from desktop_app.ui.exchange.given import SendWish
from desktop_app.ui.exchange.text_form import TextForm
from desktop_app.ui.exchange.words import size_words
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
    row,
)
from desktop_app.ui.wording import moment_words

translate = QCoreApplication.translate


class SendCard(CardFrame):
    """The left half of the page.

    Signals:
        send_wanted: (SendWish) The file that was asked for.
        people_wanted: Nobody is there to send to; go to the page of people.
    """

    send_wanted = Signal(object)
    people_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("send")
        self._folder = Path()
        self._boxes: dict[str, QCheckBox] = {}
        self.banner = Banner()
        self.busy = BusyLine()
        self._alone = Text(
            self.tr(
                "Nobody else works on this response yet. Invite a colleague on the page "
                "“People”; then you can send each other files."
            ),
            ink=Ink.SOFT,
        )
        self._invite = Button(
            self.tr("Go to people"), kind=ButtonKind.PLAIN, icon=Icon.CONTINUE, name="to-people"
        )
        self._for_whom = Text(self.tr("For whom"), strong=True)
        self._members = QVBoxLayout()
        self._as_text = TextForm()
        self._with_files = QCheckBox()
        self._with_files.setObjectName("with-files")
        self._files_hint = Text("", TypeRole.HINT, ink=Ink.SOFT)
        self._lacking = QWidget()
        self._everything = QCheckBox(self.tr("Everything once more"))
        self._everything.setObjectName("everything")
        self._again = QWidget()
        self._choose = Button(
            self.tr("Choose a folder or stick…"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.SAVE_FILE,
            name="send-file",
        )
        self._open = Button(
            self.tr("Open its folder"), kind=ButtonKind.LINK, name="open-folder"
        )
        self._build()

    def show_people(self, people: People) -> None:
        """Offer everybody who works on the response, all chosen."""
        others = [each for each in people.members if not (each.is_me or each.is_removed)]
        second = [
            each
            for each in people.members
            if each.is_me and sum(not one.is_removed for one in each.computers) > 1
        ]
        chosen = {id_ for id_, box in self._boxes.items() if not box.isChecked()}
        self._clear()
        for member in (*others, *second):
            self._add(member, is_chosen=member.id not in chosen)
        is_alone = not self._boxes
        self._alone.setVisible(is_alone)
        self._invite.setVisible(is_alone)
        self._for_whom.setVisible(not is_alone)
        self._as_text.setVisible(not is_alone)
        self._again.setVisible(not is_alone)
        self._choose.setVisible(not is_alone)
        self._on_toggled()

    def show_files(self, files: FilesAtHand) -> None:
        """Offer to take the working files along, if there are any here."""
        words = translate("SendCard", "With %n working files", None, files.here)
        self._with_files.setText(f"{words} ({size_words(files.size_bytes)})")
        has_any = bool(files.here) and bool(self._boxes)
        self._with_files.setVisible(has_any)
        hint = translate("SendCard", "%n others are still to come here.", None, files.to_come)
        self._files_hint.setText(hint)
        self._lacking.setVisible(has_any and bool(files.to_come))
        if not has_any:
            self._with_files.setChecked(False)

    def begin_work(self) -> None:
        """The file is being made."""
        self.banner.hide()
        self._open.hide()
        self._choose.setEnabled(False)
        self.busy.start(self.tr("Making the file, and reading it back to be sure…"))

    def show_sent(self, sent: SentFile) -> None:
        """It is there and was read back."""
        self._end_work()
        self._everything.setChecked(False)  # the next one is as usual
        self._folder = sent.files[0].parent
        name = sent.files[0].name
        title = self.tr("Done. The file was read back and is whole: {name}")
        if len(sent.files) > 1:
            title = self.tr("Done. {count} parts, beginning with {name}; send all of them.")
        detail = self.tr(
            "{size}, encrypted: only its addressees can open it. Hand it over in any way you "
            "like; if it is lost, the next one has all of it again."
        )
        details = [detail.format(size=size_words(sent.size_bytes))]
        if sent.left_out:
            details.append(
                translate(
                    "SendCard", "There was no room for %n working files.", None, sent.left_out
                )
            )
        self.banner.show_message(
            BannerKind.INFO,
            title.format(name=name, count=len(sent.files)),
            " ".join(details),
        )
        self._open.show()

    def show_problem(self, problem: Problem) -> None:
        """It could not be made."""
        self._end_work()
        self.banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)

    def send_to(self, folder: Path) -> None:
        """Ask for the file in this folder."""
        chosen = [id_ for id_, box in self._boxes.items() if box.isChecked()]
        wish = SendWish(
            folder=folder,
            to=None if len(chosen) == len(self._boxes) else chosen,
            part_bytes=self._as_text.part_bytes,
            with_files=self._with_files.isChecked(),
            everything=self._everything.isChecked(),
        )
        self.send_wanted.emit(wish)

    def _build(self) -> None:
        self.body.setSpacing(Measure.MEDIUM)
        title = Text(self.tr("Send"), TypeRole.QUESTION, strong=True)
        what = self.tr(
            "A file with everything that the others lack. Put it on a stick or into a mail: "
            "only they can open it."
        )
        for piece in (title, Text(what), self._alone, self._for_whom):
            self.body.addWidget(piece)
        self.body.addLayout(self._members)
        self._lacking.setLayout(_below(self._with_files, self._files_hint))
        hint = Text(
            self.tr(
                "For a colleague whose computer was put back from a backup, and who cannot "
                "take in your files since."
            ),
            TypeRole.HINT,
            ink=Ink.SOFT,
        )
        self._everything.setAccessibleDescription(hint.text())
        again = column(self._everything, _below(self._everything, hint), spacing=0)
        self._again.setLayout(again)
        self.body.addWidget(self._as_text)
        self.body.addLayout(column(self._with_files, self._lacking, spacing=0))
        self.body.addWidget(self._again)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.busy)
        self.body.addWidget(Foot([self._choose, self._invite], [self._open]))
        self.body.addStretch(1)
        self._open.hide()
        for piece in (self._alone, self._for_whom):
            piece.hide()  # until it is known who there is
        for control in (
            self._as_text,
            self._with_files,
            self._lacking,
            self._again,
            self._choose,
            self._invite,
        ):
            control.hide()
        self._choose.clicked.connect(self._on_choose)
        self._open.clicked.connect(self._on_open)
        self._invite.clicked.connect(self.people_wanted)

    def _add(self, member: Member, *, is_chosen: bool) -> None:
        box = QCheckBox(member.person.name or self.tr("Somebody without a name"))
        if member.is_me:
            box.setText(self.tr("My other computer"))
        box.setObjectName(f"to-{member.id}")
        box.setChecked(is_chosen)
        box.toggled.connect(self._on_toggled)
        hint = Text(self._lacks_words(member), TypeRole.HINT, ink=Ink.SOFT)
        box.setAccessibleDescription(hint.text())
        self._boxes[member.id] = box
        lines = column(box, _below(box, hint), spacing=0)
        both = QWidget()
        both.setLayout(lines)
        self._members.addWidget(both)

    def _lacks_words(self, member: Member) -> str:
        """When somebody was heard from, and whether they lack anything that is known."""
        if member.is_me:
            return self._second_words(member)
        heard = _heard_from(member)
        if not heard:
            return self.tr("Nothing has come from them yet; they get everything.")
        latest = max(each.heard_at for each in heard if each.heard_at is not None)
        words = self.tr("Last heard from them: {when}. They had everything then.")
        if any(each.lacks for each in heard):
            words = self.tr("Last heard from them: {when}. Not all that is here is confirmed.")
        return words.format(when=moment_words(latest))

    def _second_words(self, member: Member) -> str:
        """The same of one's own other computers: when one was heard from, and what it lacks."""
        heard = _heard_from(member)
        if not heard:
            return self.tr("Nothing has come from it yet; it gets everything.")
        latest = max(each.heard_at for each in heard if each.heard_at is not None)
        words = self.tr("Last heard from it: {when}. It had everything then.")
        if any(each.lacks for each in heard):
            words = self.tr("Last heard from it: {when}. Not all that is here is confirmed.")
        return words.format(when=moment_words(latest))

    def _clear(self) -> None:
        self._boxes.clear()
        while (item := self._members.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _end_work(self) -> None:
        self.busy.stop()
        self._on_toggled()

    @Slot()
    def _on_toggled(self) -> None:
        self._choose.setEnabled(any(box.isChecked() for box in self._boxes.values()))

    @Slot()
    def _on_choose(self) -> None:
        title = self.tr("Where to put the file")
        folder = QFileDialog.getExistingDirectory(self, title, QDir.homePath())
        if folder:
            self.send_to(Path(folder))

    @Slot()
    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _below(box: QCheckBox, hint: Text) -> QHBoxLayout:
    """A hint in line with the words of a box, which begin after it."""
    box.ensurePolished()
    indent = box.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
    below = row(indent + Measure.MEDIUM + 2, hint, spacing=0)
    below.setStretch(1, 1)
    return below


def _heard_from(member: Member) -> list[Computer]:
    """The computers that can say something still, and have."""
    return [
        each for each in member.computers if each.heard_at is not None and not each.is_removed
    ]
