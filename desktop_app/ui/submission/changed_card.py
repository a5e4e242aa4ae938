"""What is not as it was approved: the text then, the text now, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.submissions import ChangedAnswer
from desktop_app.errors import UnknownReference
from desktop_app.services.completeness import card_around
from desktop_app.services.response import Response
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Foot, Ink, Text, column
from desktop_app.ui.wording import isolated, left_to_right, moment_words

_MOST = 20
_MOST_CHARACTERS = 300


class ChangedCard(CardFrame):
    """The answers that changed after approval.

    Signals:
        chosen: (NodeKey) Go to this question.
        anew_wanted: (ChangedAnswer) Approve the question as it is now.
        back_wanted: (ChangedAnswer) Bring the approved text back.
    """

    chosen = Signal(object)
    anew_wanted = Signal(object)
    back_wanted = Signal(object)

    def __init__(
        self,
        changed: Sequence[ChangedAnswer],
        response: Response,
        *,
        may_decide: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("changed")
        self.body.setSpacing(Measure.MEDIUM)
        title = self.tr("Changed after approval")
        self.body.addWidget(Text(title, TypeRole.QUESTION, strong=True))
        hint = self.tr("What was approved is not altered by this.")
        self.body.addWidget(Text(hint, TypeRole.HINT, ink=Ink.SOFT))
        for each in changed[:_MOST]:
            row = _Changed(each, _label(each, response), may_decide=may_decide)
            row.chosen.connect(self.chosen)
            row.anew_wanted.connect(self.anew_wanted)
            row.back_wanted.connect(self.back_wanted)
            self.body.addWidget(row)
        if len(changed) > _MOST:
            more = self.tr("And {count} more.").format(count=len(changed) - _MOST)
            self.body.addWidget(Text(more, ink=Ink.SOFT))


class _Changed(QWidget):
    chosen = Signal(object)
    anew_wanted = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, changed: ChangedAnswer, label: str, *, may_decide: bool) -> None:
        super().__init__()
        self.setObjectName("changed-answer")
        self._changed = changed
        head = Button(isolated(label), kind=ButtonKind.LINK, name="go-to-changed")
        head.clicked.connect(self._on_chosen)
        pieces: list[QWidget] = [head]
        then = self.tr("Approved: {text}").format(text=isolated(self._then()))
        now = self.tr("Now: {text}").format(text=isolated(self._now()))
        pieces += [Text(then, ink=Ink.SOFT), Text(now)]
        if changed.at is not None:
            by = self.tr("{name}, {when}")
            words = by.format(
                name=isolated(changed.author), when=isolated(moment_words(changed.at))
            )
            pieces.append(Text(words, TypeRole.HINT, ink=Ink.SOFT))
        if may_decide:
            pieces.append(self._deeds())
        self.setLayout(column(*pieces, spacing=Measure.HAIR))

    def _deeds(self) -> Foot:
        anew = Button(self.tr("Approve as it is now"), name="approve-anew")
        anew.clicked.connect(self._on_anew)
        back = Button(self.tr("Bring the approved text back"), name="bring-back")
        back.clicked.connect(self._on_back)
        return Foot([anew] if self._changed.is_gone else [anew, back])

    def _then(self) -> str:
        if self._changed.is_new:
            return self.tr("not answered")
        return _short(self._changed.approved) or self.tr("cleared")

    def _now(self) -> str:
        if self._changed.is_gone:
            return self.tr("removed with its row")
        return _short(self._changed.now) or self.tr("cleared")

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.emit(self._changed.key)

    @Slot()
    def _on_anew(self) -> None:
        self.anew_wanted.emit(self._changed)

    @Slot()
    def _on_back(self) -> None:
        self.back_wanted.emit(self._changed)


def _label(changed: ChangedAnswer, response: Response) -> str:
    try:
        label = response.state(changed.key).label
    except UnknownReference:  # it stood in a row that is gone
        label = ""
    card = card_around(response, changed.key)
    if label or card is None:
        return label or str(changed.key.question)
    state = response.card(card)
    return f"{left_to_right(state.reference)} {isolated(state.title)}".strip()


def _short(text: str) -> str:
    return text[:_MOST_CHARACTERS] + (" …" if text[_MOST_CHARACTERS:] else "")
