"""Two versions of a person, an assignment or a date, side by side: one of them is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.record_conflicts import RecordConflict, RecordVersion
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, CardFrame, Foot, Ink, Text, column
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.wording import day_words, isolated, moment_words
from review_protocol.changes import RecordType

translate = QCoreApplication.translate


class RecordView(QWidget):
    """What it is about, and the versions.

    Signals:
        chosen: (str) This version shall stand.
    """

    chosen = Signal(str)

    def __init__(
        self, conflict: RecordConflict, response: Response, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conflict, self._response = conflict, response
        self.setObjectName("record-conflict")
        title = Text(record_title(conflict, response), TypeRole.QUESTION, strong=True)
        views = [self._view(each, number) for number, each in enumerate(conflict.versions, 1)]
        pieces: list[QWidget] = [title]
        if len(views) == 2:
            both = QWidget()
            both.setLayout(Beside(*views))
            pieces.append(both)
        else:
            pieces += views
        if not conflict.may_settle:
            words = self.tr("You may not choose here. The focal point settles it.")
            pieces.append(Text(words, ink=Ink.WAIT))
        self.setLayout(column(*pieces, spacing=Measure.MEDIUM))

    def _view(self, version: RecordVersion, number: int) -> QWidget:
        card = CardFrame(padding=Measure.MEDIUM)
        card.setObjectName("record-version")
        card.body.addWidget(Text(version.author, strong=True))
        card.body.addWidget(Text(moment_words(version.at), TypeRole.HINT, ink=Ink.SOFT))
        if version.withdrawn:
            card.body.addWidget(Text(self.tr("Taken back")))
        for line in record_lines(self._conflict, version, self._response):
            label = Text(line.label, TypeRole.HINT, ink=Ink.SOFT)
            value = Text(line.value, strong=line.differs)
            card.body.addLayout(column(label, value, spacing=0))
        keep = Button(
            self.tr("{number}  Keep this version").format(number=number), name=f"keep-{number}"
        )
        keep.setAccessibleName(
            self.tr("Keep the version of {author}").format(author=version.author)
        )
        keep.setEnabled(self._conflict.may_settle)
        keep.clicked.connect(partial(self.chosen.emit, version.id))
        card.body.addWidget(Foot([keep]))
        return card


def record_title(conflict: RecordConflict, response: Response) -> str:
    """Who or what two people wrote different things about."""
    about = isolated(_about(conflict, response))
    words = {
        RecordType.PERSON: translate("Records", "Who {about} is"),
        RecordType.ASSIGNMENT: translate("Records", "Assignment of {about}"),
        RecordType.TIMELINE: translate("Records", "Date of {about}"),
        RecordType.NOTE: translate("Records", "Note on {about}"),
        RecordType.FILE: translate("Records", "File {about}"),
        RecordType.SERVER: translate("Records", "Server {about}"),
    }
    return words[conflict.type].format(about=about)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One thing that a version says; ``differs`` if another version says something else."""

    label: str
    value: str
    differs: bool


def record_lines(
    conflict: RecordConflict, version: RecordVersion, response: Response
) -> Iterator[RecordLine]:
    """What a version says, line by line, without what every version leaves blank."""
    nothing = translate("Records", "nothing")
    for name, label in _labels(conflict.type).items():
        said = {each.fields.get(name, "") for each in conflict.versions}
        if said == {""}:
            continue
        value = version.fields.get(name, "")
        if name in _NODES:
            value = _node_words(value, response)
        elif name in _DAYS:
            value = _day_words(value)
        yield RecordLine(label, value or nothing, differs=len(said) > 1)


_NODES = frozenset({"target", "question"})
_DAYS = frozenset({"due", "revised", "done"})


def _labels(type_: RecordType) -> dict[str, str]:
    return {
        RecordType.PERSON: {
            "name": translate("Records", "Name"),
            "title": translate("Records", "Title or office"),
            "email": translate("Records", "E-mail"),
            "phone": translate("Records", "Telephone"),
        },
        RecordType.ASSIGNMENT: {
            "target": translate("Records", "What"),
            "assignee": translate("Records", "To whom"),
            "due": translate("Records", "Due on"),
        },
        RecordType.TIMELINE: {
            "revised": translate("Records", "Moved to"),
            "done": translate("Records", "Done on"),
            "reason": translate("Records", "Reason"),
        },
        RecordType.NOTE: {"text": translate("Records", "Note")},
        RecordType.FILE: {"name": translate("Records", "Name")},
        RecordType.SERVER: {"url": translate("Records", "Address")},
    }[type_]


def _about(conflict: RecordConflict, response: Response) -> str:
    if conflict.type in {RecordType.ASSIGNMENT, RecordType.NOTE}:
        return _node_words(conflict.about, response)
    if conflict.type is RecordType.TIMELINE:
        rules = {each.step: each.titles for each in response.info.pack.timeline}
        titles = rules.get(conflict.subject, {})
        return titles.get("en") or conflict.subject
    return conflict.about


def _node_words(name: str, response: Response) -> str:
    try:
        return response.state(NodeKey.parse(name)).label or name
    except UnknownReference:
        return name


def _day_words(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text
