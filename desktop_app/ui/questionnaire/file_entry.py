"""One working file of a question: what it is, whether it is here, what one may do with it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.working_files import FileState, WorkingFile
from desktop_app.ui.exchange.words import size_words
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Ink, Text
from desktop_app.ui.wording import apart, moment_words


class FileEntry(CardFrame):
    """One file.

    Signals:
        save_wanted: (WorkingFile) It is wanted outside the profile.
        withdraw_wanted: (WorkingFile) It is to be taken back.
    """

    save_wanted = Signal(object)
    withdraw_wanted = Signal(object)

    def __init__(self, file: WorkingFile, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self._file = file
        self.setObjectName("working-file")
        self.body.setSpacing(Measure.HAIR)
        self.body.addWidget(Text(apart(file.name), strong=True))
        ink = Ink.SOFT if file.state is FileState.HERE else Ink.WAIT
        self.body.addWidget(Text(self._state_words(), TypeRole.HINT, ink=ink))
        whence = f"{file.author_name}, {moment_words(file.made_at)}"
        self.body.addWidget(Text(whence, TypeRole.HINT, ink=Ink.SOFT))
        buttons = []
        if file.state is FileState.HERE:
            save = Button(
                self.tr("Save a copy…"),
                kind=ButtonKind.LINK,
                icon=Icon.SAVE_FILE,
                name="save-file",
            )
            save.setAccessibleDescription(file.name)
            save.clicked.connect(self._on_save)
            buttons.append(save)
        if file.may_withdraw:
            back = Button(self.tr("Remove"), kind=ButtonKind.LINK, name="withdraw-file")
            back.setAccessibleDescription(file.name)
            back.clicked.connect(self._on_withdraw)
            buttons.append(back)
        if buttons:
            self.body.addWidget(Foot(buttons))

    def _state_words(self) -> str:
        size = size_words(self._file.size_bytes)
        if self._file.state is FileState.DAMAGED:
            return self.tr("Damaged: it cannot be opened.")
        if self._file.state is FileState.HERE:
            return size
        if self._file.come_bytes:
            words = self.tr("Still to come: {come} of {size} are here.")
            return words.format(come=size_words(self._file.come_bytes), size=size)
        return self.tr("Still to come: {size}.").format(size=size)

    @Slot()
    def _on_save(self) -> None:
        self.save_wanted.emit(self._file)

    @Slot()
    def _on_withdraw(self) -> None:
        self.withdraw_wanted.emit(self._file)
