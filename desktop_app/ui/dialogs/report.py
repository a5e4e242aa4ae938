"""Print and export: what, as which kind of file, which articles, and where to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind, ReportOptions
from desktop_app.domain.responses import Part
from desktop_app.services.written_files import file_name
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.dialogs.report_choices import ReportChoices
from desktop_app.ui.errors import Problem
from desktop_app.ui.icons import Icon
from desktop_app.ui.widgets import Button, ButtonKind, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What there is to print.

    ``cluster`` is the short name of the questionnaire, ``parts`` are all of its parts,
    ``here`` is the article that the user is at.
    """

    party: str
    cluster: str
    parts: tuple[Part, ...]
    is_approved: bool
    today: date
    here: NodeKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is wanted, and where."""

    is_blank: bool = False
    kind: FileKind = FileKind.PDF
    options: ReportOptions = field(default_factory=ReportOptions)
    file: Path = Path()


class ReportDialog(Dialog):
    """Asks what is wanted; whoever opened it makes the file and says how it went.

    Signals:
        wanted: (Wish) Make it; then call `show_done`, `show_stopped` or `show_problem`.
        stop_wanted: The user wants the work to end, or has closed the dialog over it.
    """

    wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(
        self, material: Material, last: Wish | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(characters=84, parent=parent)
        self._material = material
        self._folder = last.file.parent if last is not None else _documents()
        self._done = Path()
        self._is_working = False
        self._choices = ReportChoices(
            material.parts, here=material.here, is_approved=material.is_approved
        )
        self._save = Button("", kind=ButtonKind.PRIMARY, icon=Icon.SAVE_FILE, name="save")
        self._open = Button(self.tr("Open the file"), icon=Icon.EXTERNAL, name="open-file")
        self._show = Button(self.tr("Open its folder"), icon=Icon.OPEN, name="open-folder")
        self._after = QWidget()
        self.set_title(self.tr("Print or export"))
        self._build()
        if last is not None:
            options = last.options
            self._choices.take(last.kind, options, is_blank=last.is_blank)
        self._refresh()

    @property
    def wish(self) -> Wish:
        """What is chosen now; there is no file yet."""
        choices = self._choices
        return Wish(is_blank=choices.is_blank, kind=choices.kind, options=choices.options)

    def save_to(self, file: Path) -> None:
        """Ask for what is chosen to be written into this file."""
        self._folder = file.parent
        self._after.hide()
        self.wanted.emit(replace(self.wish, file=file))

    def begin_work(self, what: str, *, cancellable: bool = True) -> None:
        self._is_working = True
        self._refresh()
        super().begin_work(what, cancellable=cancellable)

    def end_work(self) -> None:
        super().end_work()
        self._is_working = False
        self._refresh()

    def show_done(self, file: Path, check_code: str) -> None:
        """The file is written; ``check_code`` is "" for what has none."""
        self._done = file
        self._after.show()
        folder = QDir.toNativeSeparators(str(file.parent))
        where = self.tr("It is in {folder}.").format(folder=folder)
        if check_code:
            code = self.tr("Its check code is {code}.").format(code=check_code)
            where = f"{where} {code}"
        self.show_success(self.tr("“{file}” is ready.").format(file=file.name), where)
        self._open.setFocus()

    def show_stopping(self) -> None:
        """The user has stopped it; it ends as soon as it can."""
        self.begin_work(self.tr("Stopping…"), cancellable=False)

    def show_stopped(self) -> None:
        """The work ended before anything was written."""
        self.show_success(self.tr("Stopped. No file was written."))

    def reject(self) -> None:
        if self._is_working:
            self.stop_wanted.emit()
        super().reject()

    def _build(self) -> None:
        self._after.setLayout(row(self._open, self._show, 0))
        self._after.hide()
        self.body.addWidget(self._after)
        self.body.addWidget(self._choices)
        self.add_close_button(self.tr("Close"))
        self.add_buttons(self._save)
        self._save.setDefault(True)
        self._choices.changed.connect(self._refresh)
        self._save.clicked.connect(self._on_save)
        self._open.clicked.connect(self._on_open_file)
        self._show.clicked.connect(self._on_open_folder)
        self.busy.cancelled.connect(self.stop_wanted)
        self._choices.setFocus()

    @Slot()
    def _refresh(self) -> None:
        words = {
            FileKind.PDF: self.tr("Save as PDF…"),
            FileKind.WORD: self.tr("Save as Word file…"),
            FileKind.XML: self.tr("Save as XML…"),
        }
        self._save.setText(words[self._choices.kind])
        self._save.setEnabled(self._choices.is_complete and not self._is_working)
        self._fit()

    @Slot()
    def _on_save(self) -> None:
        """Ask where to. The system asks before a file is replaced."""
        kinds = {
            FileKind.PDF: self.tr("PDF files ({pattern})"),
            FileKind.WORD: self.tr("Word files ({pattern})"),
            FileKind.XML: self.tr("XML files ({pattern})"),
        }
        kind = self._choices.kind
        chooser = QFileDialog(self, self.windowTitle(), str(self._folder))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setNameFilter(kinds[kind].format(pattern=f"*.{kind}"))
        chooser.setDefaultSuffix(str(kind))
        chooser.selectFile(self._file_name())
        chooser.fileSelected.connect(self._on_file_selected)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def _on_file_selected(self, file: str) -> None:
        self.save_to(Path(file))

    def _file_name(self) -> str:
        material, suffix = self._material, str(self._choices.kind)
        if self._choices.is_blank:
            return file_name(material.cluster, self.tr("blank"), suffix=suffix)
        day = material.today.isoformat()
        return file_name(material.party, material.cluster, day, suffix=suffix)

    @Slot()
    def _on_open_file(self) -> None:
        self._open_outside(self._done)

    @Slot()
    def _on_open_folder(self) -> None:
        self._open_outside(self._done.parent)

    def _open_outside(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return
        happened = self.tr("No program on this computer opens {path}.")
        path_words = QDir.toNativeSeparators(str(path))
        self.show_problem(Problem(happened.format(path=path_words)))


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or QDir.homePath())
