"""Help for one question: what is asked in plain words, an example, what the treaty asks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeState
from desktop_app.services.response import Response
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.card_header import level_explained, level_title
from desktop_app.ui.theme import NO_RING, Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Ink, Text, column
from desktop_app.ui.wording import left_to_right


class HelpPanel(QScrollArea):
    """The help leaf.

    Signals:
        copy_wanted: (NodeKey) This question is wanted as plain text.
    """

    copy_wanted = Signal(object)

    def __init__(self, response: Response, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._card: NodeKey | None = None
        self.setObjectName("help")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(NO_RING, False)
        self._reference = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._title = Text(strong=True)
        self._words = Text()
        self._words.setObjectName("help-words")
        self._level_title = Text(strong=True)
        self._level = Text()
        self._level.setObjectName("help-level")
        self._empty = Text(self.tr("Go to a question, and its help stands here."), ink=Ink.SOFT)
        self._copy = Button(
            self.tr("Copy"),
            kind=ButtonKind.QUIET,
            icon=Icon.COPY,
            name="copy-answer",
        )
        self._copy.setAccessibleName(self.tr("Copy question and answer"))
        self._copy.setToolTip(self._copy.accessibleName())
        self._copy.clicked.connect(self._on_copy)
        inside = QWidget()
        # Never wider than the panel, however long a word or a button is.
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(Measure.SMALL, Measure.HAIR, Measure.SMALL, Measure.SMALL)
        lines.setSpacing(Measure.SMALL)
        lines.addWidget(self._empty)
        lines.addLayout(column(self._reference, self._title, spacing=0))
        for piece in (self._words, self._level_title, self._level, self._copy):
            lines.addWidget(piece)
        lines.addStretch(1)
        self.setWidget(inside)
        self.show_question(None, None)

    def show_question(self, card: NodeKey | None, node: NodeKey | None) -> None:
        """Help with this question."""
        self._card = card
        has_card = card is not None
        self._empty.setVisible(not has_card)
        for piece in (
            self._reference, self._title, self._words, self._level_title, self._level,
            self._copy,
        ):  # fmt: skip
            piece.setVisible(has_card)
        if card is None:
            self.setAccessibleName(self._empty.text())
            return
        state = self._response.card(card)
        self._reference.setText(left_to_right(state.reference))
        self._title.setText(state.title)
        words = self._words_for(card, node)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._level_title.setText(level_title(state.level))
        self._level.setText(level_explained(state.level))
        for piece in (self._level_title, self._level):
            piece.setVisible(state.level is not None)
        said = filter(None, [state.reference, state.title, words, self._level.text()])
        self.setAccessibleName(self.tr("Help"))
        self.setAccessibleDescription(" ".join(said))

    def _words_for(self, card: NodeKey, node: NodeKey | None) -> str:
        """The help of the node, of what is around it, or of the card's main question."""
        walker = node
        while walker is not None and walker != card:
            if words := _paragraphs(self._response.state(walker)):
                return words
            walker = self._response.form.parent(walker)
        own = self._response.state(card)
        inside = (self._response.state(key) for key in self._response.children(card))
        return next(filter(None, (_paragraphs(state) for state in (own, *inside))), "")

    @Slot()
    def _on_copy(self) -> None:
        if self._card is not None:
            self.copy_wanted.emit(self._card)


def _paragraphs(state: NodeState) -> str:
    return state.help.strip()
