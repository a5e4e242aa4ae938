"""One question of the questionnaire with everything that belongs to it, in one order always:
reference and level, wording, choice, follow-ups."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeState
from desktop_app.domain.responses import CardState, CardWarning, Status, WarningKind
from desktop_app.ui.announcement import announce
from desktop_app.ui.questionnaire.barred import bar_words, common_bar
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.card_header import CardHeader
from desktop_app.ui.questionnaire.editing import Flip
from desktop_app.ui.questionnaire.field import FaultLine, Field
from desktop_app.ui.questionnaire.second_look import SecondLook
from desktop_app.ui.questionnaire.stack import Stack
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    CardFrame,
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.status_badge import status_word
from desktop_app.ui.wording import apart, isolated, left_to_right

translate = QCoreApplication.translate

UNBUILT_HEIGHT = 190


class Card(CardFrame):
    """A question's card. Empty until it is built, a piece at a time."""

    def __init__(self, key: NodeKey, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._bench = key, bench
        self.body.setSpacing(Measure.MEDIUM)
        self.setObjectName(f"card-{key}")
        self.is_built = False
        self._state: CardState | None = None
        self._steps: Iterator[None] | None = None
        self._header: CardHeader | None = None
        self._stack: Stack | None = None
        self._banner: Banner | None = None
        self._warning: FaultLine | None = None
        self._look: SecondLook | None = None
        self._unsure: Text | None = None

    @property
    def state(self) -> CardState:
        """What it shows."""
        if self._state is None:
            self._state = self._bench.response.card(self.key)
        return self._state

    @property
    def stack(self) -> Stack | None:
        """Its questions; none before it is built."""
        return self._stack

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) if self.is_built else UNBUILT_HEIGHT

    def build(self) -> None:
        """Make all that is not there yet."""
        while self.build_more():
            pass

    def build_more(self) -> bool:
        """Make one piece more; whether there may be more to make."""
        if self.is_built:
            return False
        if self._steps is None:
            self._steps = self._build()
        next(self._steps, None)
        return not self.is_built

    def _build(self) -> Iterator[None]:
        state = self.state
        self.setAccessibleName(f"{state.reference} {state.title}")
        approves = self._bench.response.access.approves
        self._header = CardHeader(state, approves=approves, parent=self)
        self._header.status_chosen.connect(self._on_status_chosen)
        self._stack = Stack(self.key, self._bench, self)
        self._bench.enter(self)
        parts: list[QWidget] = [self._header, *self._bar(), self._stack]
        if state.official_text or state.official_number:
            parts.insert(1, _Official(state, self))
        for part in parts:
            # A half-built card must not be seen; and Qt shows by itself what is added
            # to a visible widget only later, too late to be measured now.
            part.hide()
            self.body.addWidget(part)
        yield None
        yield from self._stack.build()
        self._show_warnings()
        self._show_flags()
        self._show_unconfirmed()
        for part in parts:
            part.show()
        self.is_built = True
        self._steps = None
        self.updateGeometry()

    def _bar(self) -> list[QWidget]:
        """Why it can be read only, unless the article says it of all its cards."""
        bar = self._bench.response.access.objection(self.key)
        if bar is None or self._header is None:
            return []
        self._header.bar()
        if bar is common_bar(
            self._bench.response, self._bench.response.outline.siblings(self.key)
        ):
            return []
        words = Text(bar_words(bar), TypeRole.HINT, ink=Ink.SOFT)
        words.setObjectName("bar")
        return [words]

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """The card's own group is another now: only its relevance, which the page shows."""

    def refresh(self) -> None:
        """The card's state is another now."""
        before, self._state = self._state, None
        if self._header is None or before is None:
            return
        state = self.state
        if state == before:
            return
        self._header.apply(state)
        self._show_warnings()
        self._show_flags()
        self._show_unconfirmed()
        if before.status is not state.status:
            announce(self, status_word(state.status))

    def sync(self) -> None:
        """Some of its questions apply now, or no longer."""
        if self._stack is not None:
            self._stack.sync()
            self._show_warnings()

    def tell_flip(self, flip: Flip) -> None:
        """Say that answers were hidden, or came back, and offer to undo it."""
        self._tell(BannerKind.INFO, _flip_text(flip), flip.key, action=self.tr("Undo"))

    def tell_unfinished(self, node: NodeKey, reason: str) -> None:
        """Say why the question cannot be called finished, and go where it is mended."""
        label = self._bench.response.state(node).label
        if reason == "blank" and node == self.key:
            text = self.tr("Answer the question before you call it finished.")
        elif reason == "blank":
            text = self.tr("Not finished yet: “{question}” needs an answer.")
        else:
            text = self.tr("Not finished yet: “{question}” has an answer that is not allowed.")
        self._tell(BannerKind.WAIT, text.format(question=apart(label)), self._line_of(node))
        piece = self._bench.piece(node)
        if isinstance(piece, Field):
            piece.point_out()

    def tell_refused(self, node: NodeKey, why: str) -> None:
        """Say why a step was not done."""
        self._tell(BannerKind.WAIT, why, self._line_of(node))

    def be_quiet(self) -> None:
        """Nothing is to be said any more."""
        if self._banner is not None:
            self._banner.hide()

    def _tell(self, kind: BannerKind, text: str, after: NodeKey, *, action: str = "") -> None:
        if self._stack is None:
            return
        if self._banner is None:
            self._banner = Banner(self)
            self._banner.acted.connect(self._on_undo)
        self._stack.put(self._banner, self._line_of(after))
        self._banner.show_message(kind, text, action=action)

    def _line_of(self, node: NodeKey) -> NodeKey:
        """The piece of this card's own stack that a node sits in."""
        response = self._bench.response
        walker: NodeKey | None = node
        while walker is not None:
            parent = response.form.parent(walker)
            if parent == self.key:
                return walker
            walker = parent
        return node

    def _show_warnings(self) -> None:
        found = next(iter(self.state.warnings), None)
        text = self._warning_text(found) if found is not None else ""
        if text and self._warning is None:
            self._warning = FaultLine(self)
            self._warning.setObjectName("card-warning")
            self._warning.hide()
        if text and self.is_built and self._warning is not None and self._warning.isHidden():
            announce(self, text)
        if self._warning is not None and self._stack is not None:
            if found is not None:
                self._stack.put(self._warning, self._line_of(found.key))
            self._warning.show_text(text)
            self._warning.setVisible(bool(text))

    def _show_flags(self) -> None:
        """Ask for a second look, under the header, where answers need one."""
        flagged = self.state.flagged
        if flagged and self._look is None:
            self._look = SecondLook(self)
            self._look.acted.connect(self._on_confirmed)
            self.body.insertWidget(1, self._look)
        if self._look is not None:
            self._look.show_flags(flagged)

    def _show_unconfirmed(self) -> None:
        """Name, under the header, whoever wrote here and was not confirmed yet."""
        names = self.state.unconfirmed
        if names and self._unsure is None:
            self._unsure = Text(role=TypeRole.HINT, ink=Ink.WAIT, parent=self)
            self._unsure.setObjectName("unconfirmed")
            self.body.insertWidget(1, self._unsure)
        if self._unsure is not None:
            shown = ", ".join(map(isolated, names))
            words = self.tr("Written by {names}, whom the focal point has not confirmed yet.")
            self._unsure.setText(words.format(names=shown))
            self._unsure.setVisible(bool(names))

    def _warning_text(self, warning: CardWarning) -> str:
        if warning.kind is WarningKind.MISSING_LEGAL_REFERENCE:
            return self.tr(
                "No legal reference yet. A Yes is expected to name the law and its article;"
                " the question can be finished without."
            )
        return ""

    @Slot(object)
    def _on_status_chosen(self, status: Status) -> None:
        self._bench.editing.set_status(self.key, status)

    @Slot()
    def _on_confirmed(self) -> None:
        self._bench.editing.confirm(self.key)

    @Slot()
    def _on_undo(self) -> None:
        self.be_quiet()
        key = self._bench.editing.undo()
        if key is not None:
            self._bench.shown.emit(key)


class _Official(QWidget):
    """The official wording, and the word that ours is not."""

    def __init__(self, state: CardState, parent: QWidget) -> None:
        super().__init__(parent)
        number = f"{left_to_right(state.official_number)} " if state.official_number else ""
        title = Text(self.tr("Official wording"), TypeRole.HINT, ink=Ink.SOFT)
        if not state.official_text:
            title.setText(self.tr("Number in the official questionnaire"))
        text = Text(number + state.official_text, TypeRole.QUESTION)
        text.setObjectName("official")
        ours = Text(self.tr("Unofficial working text"), TypeRole.HINT, ink=Ink.SOFT)
        self.setLayout(column(title, text, Measure.HAIR, ours, spacing=Measure.HAIR))


def _flip_text(flip: Flip) -> str:
    """ "3 answers hidden; they come back with “Yes”." """
    if not flip.hidden:
        return translate("Card", "%n answers given before are shown again.", None, flip.shown)
    if not flip.before:
        return translate(
            "Card",
            "%n answers hidden; they are kept, and undo brings them back.",
            None,
            flip.hidden,
        )
    text = translate(
        "Card", "%n answers hidden; they come back with “{choice}”.", None, flip.hidden
    )
    return text.format(choice=apart(flip.before))
