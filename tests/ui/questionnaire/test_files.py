"""Working files of a question: attached, dropped, saved, removed, and what goes wrong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QElapsedTimer,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTabBar
from pytestqt.qtbot import QtBot

from desktop_app.errors import DiskFull
from desktop_app.services import dossiers, packages, working_files
from desktop_app.services.working_files import MAX_FILE
from desktop_app.ui import deeds
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.questionnaire.files_panel import FilesPanel
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Sources, Work
from review_protocol.statements import Role
from tests.builders.attachments import LAW, attach, listed
from tests.builders.offices import Office
from tests.builders.responses import key

QUESTION = key("q_party")
LONG_MS = 30_000
COPY = Qt.DropAction.CopyAction
NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


class Files:
    """Somebody before the files of a question."""

    def __init__(self, qtbot: QtBot, page: QuestionnairePage, hub: ChangeHub) -> None:
        self.qtbot, self.page, self.hub = qtbot, page, hub
        panel = page.findChild(FilesPanel)
        assert panel is not None
        self.panel = panel

    def says(self, words: str) -> bool:
        labels = self.panel.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def waits_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.says(words), timeout=LONG_MS)

    def buttons(self, name: str) -> list[QAbstractButton]:
        found = self.panel.findChildren(QAbstractButton, name)
        return [each for each in found if each.isVisible() and each.isEnabled()]

    def press(self, name: str) -> None:
        self.qtbot.waitUntil(lambda: bool(self.buttons(name)), timeout=LONG_MS)
        QTest.mouseClick(self.buttons(name)[0], LEFT)

    def question(self) -> Question:
        """What the program asks, once it is on the screen."""

        def asked() -> list[Question]:
            found = QApplication.topLevelWidgets()
            return [each for each in found if isinstance(each, Question) and each.isVisible()]

        self.qtbot.waitUntil(lambda: bool(asked()), timeout=LONG_MS)
        return asked()[0]

    def agree(self) -> None:
        button = self.question().findChild(QAbstractButton, "agree")
        assert button is not None
        QTest.mouseClick(button, LEFT)


@pytest.fixture
def alice(tmp_path: Path) -> Office:
    """The focal point; her office is closed by the page's fixture."""
    return Office(name="Alice", folder=tmp_path / "alice").found()


def opened(qtbot: QtBot, runner: TaskRunner, office: Office, keep: QObject) -> Files:
    response = dossiers.open_response(office.profile, office.dossier, language="en")
    hub = ChangeHub(keep)
    write = deeds.writer(office.profile, office.dossier)
    page = QuestionnairePage(
        response,
        runner=runner,
        autosave=Autosave(response, write, runner=runner, parent=keep),
        hub=hub,
        sources=Sources(
            history=lambda _key: (), work=Work(profile=office.profile, dossier=office.dossier)
        ),
    )
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    tabs = page.findChild(QTabBar, "side-tabs")
    assert tabs is not None
    tabs.setCurrentIndex(3)
    page.show_node(key("party_name"))
    return Files(qtbot, page, hub)


@pytest.fixture
def files(qtbot: QtBot, runner: TaskRunner, alice: Office) -> Iterator[Files]:
    """Alice before the files of the first question."""
    keep = QObject()
    yield opened(qtbot, runner, alice, keep)
    runner.shutdown()
    alice.close()
    keep.deleteLater()


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A file on her disk."""
    path = tmp_path / "law.pdf"
    path.write_bytes(LAW)
    return path


def drop(files: Files, *paths: Path) -> bool:
    """Drag files over the panel and let go; whether they were welcome."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    enter = QDragEnterEvent(QPoint(5, 5), COPY, mime, LEFT, NO_KEY)
    QApplication.sendEvent(files.panel.viewport(), enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(
        files.panel.viewport(), QDropEvent(QPointF(5, 5), COPY, mime, LEFT, NO_KEY)
    )
    return True


def test_a_question_without_files_says_so(files: Files) -> None:
    files.waits_for("Nothing is attached to this question yet.")
    assert files.buttons("attach-file")


def test_a_file_is_chosen_and_listed_with_size_and_name(
    files: Files, law: Path, alice: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(law)], ""))
    with files.qtbot.waitSignal(files.hub.changed, timeout=LONG_MS) as told:
        files.press("attach-file")
    assert told.args is not None
    assert told.args[0] == Changes(files=True)
    files.waits_for("law.pdf")
    assert files.says("1 kB")
    assert files.says("Alice, ")
    assert [each.question for each in listed(alice)] == [str(QUESTION)]
    assert not files.says("Nothing is attached")


def test_several_are_dropped_and_attached_one_after_the_other(
    files: Files, law: Path, tmp_path: Path, alice: Office
) -> None:
    (tmp_path / "letter.txt").write_bytes(b"Dear colleague")
    assert drop(files, law, tmp_path / "letter.txt")
    files.waits_for("letter.txt")
    files.waits_for("law.pdf")
    files.qtbot.waitUntil(lambda: not files.says("Encrypting"), timeout=LONG_MS)
    assert {each.name for each in listed(alice, QUESTION)} == {"law.pdf", "letter.txt"}


@pytest.mark.parametrize(
    ("size", "words"), [(0, "is empty"), (MAX_FILE + 1, "a file may have 15 MiB")]
)
def test_what_cannot_be_attached_is_told_and_the_next_goes_on(
    files: Files, law: Path, tmp_path: Path, alice: Office, size: int, words: str
) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(size))
    files.panel.attach([tmp_path / "odd.bin", tmp_path / "gone.txt", law])
    files.waits_for("1 kB")
    assert [each.name for each in listed(alice)] == ["law.pdf"]
    assert files.says(words)
    assert files.says("cannot be read")
    assert files.buttons("attach-file")


def test_a_copy_is_saved_after_one_warning_that_comes_once(
    files: Files, law: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.panel.attach([law])
    files.waits_for("law.pdf")
    targets = iter([str(out / "one.pdf"), str(out / "two.pdf")])
    started: list[str] = []

    def choose(_parent: object, _title: str, start: str) -> tuple[str, str]:
        started.append(Path(start).name)
        return next(targets), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    files.press("save-file")
    assert any("not encrypted" in each.text() for each in files.question().findChildren(QLabel))
    files.agree()
    files.waits_for("It is not encrypted there")
    assert (out / "one.pdf").read_bytes() == LAW
    files.press("save-file")
    files.qtbot.waitUntil((out / "two.pdf").exists, timeout=LONG_MS)
    assert started == ["law.pdf", "law.pdf"]


def test_declined_nothing_is_saved(
    files: Files, law: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked"))
    files.panel.attach([law])
    files.press("save-file")
    files.question().reject()
    assert list(out.iterdir()) == []


def test_a_full_disk_is_told(
    files: Files, law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "no folder" / "x.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    files.panel.attach([law])
    files.press("save-file")
    files.agree()
    files.waits_for("is not allowed to write")


def test_a_file_is_removed_when_that_is_meant(files: Files, law: Path, alice: Office) -> None:
    files.panel.attach([law])
    files.press("withdraw-file")
    files.question().reject()
    assert len(listed(alice)) == 1
    files.press("withdraw-file")
    files.agree()
    files.waits_for("Nothing is attached to this question yet.")
    assert listed(alice) == ()


def test_files_that_come_by_exchange_appear_and_say_what_is_still_to_come(
    files: Files, alice: Office, tmp_path: Path, stick: Path
) -> None:
    invited = alice.invite(tmp_path / "invitation.rdexch")
    bob = Office(name="Bob", folder=tmp_path / "bob").join(invited)
    attach(bob, "from Bob.txt", LAW, QUESTION)
    alice.receive(bob.send(stick))
    files.hub.tell(Changes(exchange=True))
    files.waits_for("Still to come: 1 kB.")
    assert not files.buttons("save-file")
    sent = packages.export(bob.profile, bob.dossier, stick, with_files=True)
    alice.receive(*sent.files)
    files.hub.tell(Changes(exchange=True))
    files.qtbot.waitUntil(lambda: bool(files.buttons("save-file")), timeout=LONG_MS)
    bob.close()


def test_another_question_has_its_own(files: Files, alice: Office) -> None:
    attach(alice, "elsewhere.txt")
    files.hub.tell(Changes(files=True))
    files.waits_for("Nothing is attached to this question yet.")
    assert not files.says("elsewhere.txt")


def test_an_observer_is_offered_nothing_to_attach(
    qtbot: QtBot, runner: TaskRunner, alice: Office, tmp_path: Path, law: Path
) -> None:
    attach(alice, "hers.txt", LAW, QUESTION)
    bob = Office(name="Bob", folder=tmp_path / "bob")
    bob.join(alice.invite(tmp_path / "invitation.rdexch", Role.OBSERVER))
    keep = QObject()
    files = opened(qtbot, runner, bob, keep)
    files.waits_for("hers.txt")
    assert not files.buttons("attach-file")
    assert not files.buttons("withdraw-file")
    assert files.says("You are an observer: you can read everything and change nothing.")
    assert not drop(files, law)
    runner.shutdown()
    for office in (alice, bob):
        office.close()
    keep.deleteLater()


def test_attaching_a_large_one_does_not_hold_up_the_window(
    files: Files, tmp_path: Path
) -> None:
    (tmp_path / "large.bin").write_bytes(bytes(MAX_FILE))
    beats: list[int] = []
    clock = QElapsedTimer()
    clock.start()
    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(lambda: beats.append(clock.restart()))
    timer.start()
    files.panel.attach([tmp_path / "large.bin"])
    assert files.says("Encrypting")
    files.waits_for("15.7 MB")
    timer.stop()
    assert max(beats) < 1_000  # what a busy machine adds; the work itself takes longer


@dataclass
class Slow:
    """Attaching that waits at each file until the test lets it go on."""

    begun: list[str] = field(default_factory=list)
    goes_on: threading.Event = field(default_factory=threading.Event)

    def add(self, *args: object, **named: object) -> str:
        assert isinstance(args[3], Path)
        self.begun.append(args[3].name)
        assert self.goes_on.wait(20)
        return _add(*args, **named)  # type: ignore[arg-type]  # handed on as it came


_add = working_files.add


@pytest.fixture
def slow(files: Files, law: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """One file is attached; those that come now wait."""
    files.panel.attach([law])
    files.waits_for("law.pdf")
    files.qtbot.waitUntil(lambda: not files.says("Encrypting"), timeout=LONG_MS)
    made = Slow()
    monkeypatch.setattr(working_files, "add", made.add)
    yield made
    made.goes_on.set()


def attach_two(files: Files, slow: Slow, folder: Path) -> None:
    paths = [folder / "one.txt", folder / "two.txt"]
    for path in paths:
        path.write_bytes(b"words")
    files.panel.attach(paths)
    files.qtbot.waitUntil(lambda: slow.begun == ["one.txt"], timeout=LONG_MS)


def goes_on(files: Files, slow: Slow) -> bool:
    """Whether the first of the two is still being attached, and shown so."""
    is_shown = files.says("Encrypting") and files.says("one.txt")
    return is_shown and slow.begun == ["one.txt"] and not files.buttons("attach-file")


def both_come(files: Files, slow: Slow, alice: Office) -> None:
    slow.goes_on.set()
    files.qtbot.waitUntil(lambda: bool(files.buttons("attach-file")), timeout=LONG_MS)
    assert slow.begun == ["one.txt", "two.txt"]
    names = {each.name for each in listed(alice, QUESTION)}
    assert names - {"law.pdf"} == {"one.txt", "two.txt"}


def test_one_is_removed_while_others_are_attached(
    files: Files, slow: Slow, alice: Office, tmp_path: Path
) -> None:
    attach_two(files, slow, tmp_path)
    files.press("withdraw-file")
    files.agree()
    files.waits_for("Nothing is attached to this question yet.")
    assert goes_on(files, slow)
    both_come(files, slow, alice)


def test_removing_or_listing_that_fails_ends_nothing_else(
    files: Files,
    slow: Slow,
    alice: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_anything: object) -> None:
        raise DiskFull("database")

    attach_two(files, slow, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(working_files, "withdraw", fail)
        files.press("withdraw-file")
        files.agree()
        files.waits_for("no room left")
    assert goes_on(files, slow)
    files.panel._say("")
    with monkeypatch.context() as patch:
        patch.setattr(working_files, "on_question", fail)
        files.panel.refresh()
        files.waits_for("no room left")
    assert goes_on(files, slow)
    both_come(files, slow, alice)


def test_a_copy_is_saved_when_what_is_attached_is_done_and_is_not_to_be_stopped(
    files: Files, slow: Slow, alice: Office, tmp_path: Path, out: Path
) -> None:
    attach_two(files, slow, tmp_path)
    assert files.buttons("busy-cancel")
    offered: list[bool] = []

    def save(*args: object, **_named: object) -> Path:
        assert isinstance(args[3], Path)
        offered.append(bool(files.buttons("busy-cancel")))
        args[3].write_bytes(LAW)
        return args[3]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(working_files, "get", save)
        files.panel.save(listed(alice, QUESTION)[0], out / "copy.pdf")
        assert goes_on(files, slow)
        slow.goes_on.set()
        files.waits_for("It is not encrypted there")
    assert offered == [False]
    both_come(files, slow, alice)


def test_cancelling_attaches_no_more_and_saves_what_was_to_be_saved(
    files: Files, slow: Slow, alice: Office, tmp_path: Path, out: Path
) -> None:
    attach_two(files, slow, tmp_path)
    files.panel.save(listed(alice, QUESTION)[0], out / "copy.pdf")
    files.press("busy-cancel")
    files.waits_for("It is not encrypted there")
    slow.goes_on.set()
    assert (out / "copy.pdf").read_bytes() == LAW
    assert slow.begun == ["one.txt"]


def test_what_is_begun_is_told_to_whoever_closes_the_profile(files: Files, law: Path) -> None:
    with files.qtbot.waitSignal(files.panel.begun, timeout=LONG_MS):
        files.panel.attach([law])
    files.waits_for("law.pdf")
