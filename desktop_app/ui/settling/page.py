"""What is to be settled: versions side by side, with what they share, and removed rows.

One stands, none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import AppError, UnknownReference
from desktop_app.services.response import Edit
from desktop_app.services.search import shown_value
from desktop_app.services.settling import (
    Conflict,
    RemovedRow,
    Side,
    Unsettled,
    settle,
    settle_row,
    sides,
)
from desktop_app.ui.announcement import announce
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.editing import changes_of
from desktop_app.ui.settling.differences import stretches
from desktop_app.ui.settling.row_view import RowView
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.theme import Measure, TypeRole, font_for
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.beside import Beside
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.windows.page import Given, Page
from desktop_app.ui.wording import moment_words

translate = QCoreApplication.translate
_OWN_LINES = 6
_TYPED = frozenset({"text"})
Find = Callable[[Sequence[NodeKey], Sequence[NodeKey]], Unsettled]
Item = Conflict | RemovedRow


class SettlingPage(Page):
    """One answer after the other; where one choice fits all, all at once."""

    def __init__(self, given: Given, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(given, characters=110, parent=parent)
        self._find = find
        self._items: tuple[Item, ...] = ()
        self._at = 0
        self._banner = Banner()
        self._count = Text("", ink=Ink.SOFT)
        self._count.setObjectName("count")
        self._whole = QVBoxLayout()
        self._shown = QWidget()
        self._empty = EmptyState(
            Icon.DONE,
            self.tr("There is nothing to settle."),
            self.tr(
                "When two people change the same answer without knowing of each other, both "
                "versions are kept, and you choose here which one stands. The same when one "
                "removes an entry in which another was writing."
            ),
        )
        self._text = QPlainTextEdit()
        self._text.setObjectName("what-stands")
        self._text.setTabChangesFocus(True)
        self._build()

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.nodes or changes.cards or changes.exchange or changes.structure)

    def reload(self) -> None:
        """Ask for the versions of what is to be settled, and for what was removed."""
        response = self.given.response
        self.given.runner.submit(
            partial(self._find, response.unsettled.answers(), response.unsettled.rows()),
            owner=self,
            on_done=self._show_all,
            on_error=self._on_error,
        )

    def start(self) -> None:
        """Put the keyboard where it settles nothing."""
        for button in self._shown.findChildren(Button, "show-question"):
            button.setFocus()

    def _build(self) -> None:
        self.body.setSpacing(Measure.LARGE)
        title = Text(self.tr("To settle"), TypeRole.PAGE, strong=True)
        self.body.addLayout(column(title, self._count, spacing=Measure.HAIR))
        self.body.addWidget(self._banner)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._whole)
        self.body.addStretch(1)
        self._empty.hide()
        for number in (1, 2, 3):
            shortcut = QShortcut(QKeySequence(str(number)), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._on_key, number))

    @property
    def _conflicts(self) -> list[Conflict]:
        return [each for each in self._items if isinstance(each, Conflict)]

    @property
    def _rows(self) -> list[RemovedRow]:
        return [each for each in self._items if isinstance(each, RemovedRow)]

    def _show_all(self, found: Unsettled) -> None:
        items: tuple[Item, ...] = (*found.conflicts, *found.rows)
        self._items = tuple(each for each in items if self._is_there(each.key))
        self._at = min(self._at, max(len(self._items) - 1, 0))
        self._show()

    def _is_there(self, key: NodeKey) -> bool:
        try:
            self.given.response.state(key)
        except UnknownReference:
            return False
        return True

    def _show(self) -> None:
        self._shown.hide()
        self._shown.deleteLater()
        self._shown = QWidget()
        has_any = bool(self._items)
        self._empty.setVisible(not has_any)
        self._count.setVisible(has_any)
        if not has_any:
            return
        words = self.tr(
            "Number {number} of {count}. Nothing is lost: every version stays in the history."
        )
        self._count.setText(words.format(number=self._at + 1, count=len(self._items)))
        self._shown = self._build_item(self._items[self._at])
        self._whole.addWidget(self._shown)

    def _build_item(self, item: Item) -> QWidget:
        whole = QWidget()
        pieces = [self._build_question(item)]
        if isinstance(item, RemovedRow):
            view = RowView(item, self.given.response)
            view.chosen.connect(partial(self._settle_rows, [item]))
            pieces.append(view)
        else:
            pieces += self._build_conflict(item)
        # Last, where nobody meets them by chance: they settle what is not in sight too.
        pieces += [self._build_foot(), *self._build_at_once()]
        whole.setLayout(column(*pieces, spacing=Measure.LARGE))
        return whole

    def _build_conflict(self, conflict: Conflict) -> list[QWidget]:
        state = self.given.response.state(conflict.key)
        pieces: list[QWidget] = []
        views = [
            self._view(conflict, each, number) for number, each in enumerate(conflict.versions)
        ]
        if len(views) == 2:  # the usual case, side by side
            both = QWidget()
            both.setLayout(Beside(*views))
            pieces.append(both)
        else:
            pieces += views
        if conflict.ancestor:
            shown = shown_value(replace(state, value=conflict.ancestor))
            common = VersionView(
                self.tr("What all of them began with"), "", stretches(shown, shown)
            )
            pieces.append(common)
        if state.type in _TYPED:
            pieces.append(self._build_own(conflict))
        return pieces

    def _build_question(self, item: Item) -> QWidget:
        response = self.given.response
        state = response.state(item.key)
        if isinstance(item, RemovedRow):  # it is called after its repeat
            state = response.state(response.form.parent(item.key) or item.key)
        card = response.card_of(item.key)
        above = response.card(card).reference if card is not None else ""
        go = Button(
            self.tr("Show it in the questionnaire"), kind=ButtonKind.LINK, name="show-question"
        )
        go.clicked.connect(partial(self.node_chosen.emit, item.key))
        question = QWidget()
        question.setLayout(
            column(
                Text(above, TypeRole.HINT, ink=Ink.SOFT),
                Text(state.label, TypeRole.QUESTION, strong=True),
                Foot([go]),
                spacing=Measure.HAIR,
            )
        )
        return question

    def _view(self, conflict: Conflict, version: VersionInfo, number: int) -> QWidget:
        state = self.given.response.state(conflict.key)
        shown = shown_value(replace(state, value=version.value))
        common = (
            shown_value(replace(state, value=conflict.ancestor)) if conflict.ancestor else ""
        )
        against = common or shown_value(
            replace(state, value=conflict.versions[number - 1].value)
        )
        view = VersionView(
            version.author,
            moment_words(version.ended_at or version.started_at),
            stretches(shown, against),
        )
        keep = Button(
            self.tr("{number}  Keep this version").format(number=number + 1),
            name=f"keep-{number + 1}",
        )
        keep.setAccessibleName(
            self.tr("Keep the version of {author}").format(author=version.author)
        )
        keep.clicked.connect(partial(self._keep, version.id))
        view.body.addWidget(Foot([keep]))
        return view

    def _build_own(self, conflict: Conflict) -> QWidget:
        card = CardFrame()
        self._text = QPlainTextEdit()
        self._text.setObjectName("what-stands")
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(self.tr("Write what stands instead"))
        line = QFontMetrics(font_for(TypeRole.BODY)).lineSpacing()
        self._text.setFixedHeight(line * _OWN_LINES + 2 * Measure.SMALL)
        both = Button(self.tr("Put both here"), kind=ButtonKind.LINK, name="join")
        joined = "\n\n".join(each.value for each in conflict.versions if each.value)
        both.clicked.connect(partial(self._text.setPlainText, joined))
        number = len(conflict.versions) + 1
        use = Button(
            self.tr("{number}  Let this text stand").format(number=number), name="use-own"
        )
        use.clicked.connect(self._on_own)
        card.body.addWidget(Field(self.tr("Or a text of your own"), self._text))
        card.body.addWidget(Foot([use], [both]))
        return card

    def _build_at_once(self) -> list[QWidget]:
        """A choice for everything that it fits: one person's versions, or all removed rows."""
        buttons = self._buttons_for_versions() + self._buttons_for_rows()
        if not buttons:
            return []
        card = CardFrame()
        card.body.addWidget(Text(self.tr("Several at once"), strong=True))
        card.body.addWidget(Foot(buttons))
        return [card]

    def _buttons_for_rows(self) -> list[QWidget]:
        count = len(self._rows)
        if count < 2:
            return []
        keep = Button(
            translate("SettlingPage", "Keep all %n removed entries", None, count),
            kind=ButtonKind.PLAIN,
            name="keep-all-rows",
        )
        drop = Button(
            translate("SettlingPage", "Remove all %n of these entries", None, count),
            kind=ButtonKind.PLAIN,
            name="drop-all-rows",
        )
        keep.clicked.connect(partial(self._settle_rows, self._rows, True))
        drop.clicked.connect(partial(self._settle_rows, self._rows, False))
        return [keep, drop]

    def _buttons_for_versions(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        for side in sides(self._conflicts):
            count = len(side.kept)
            if count < 2:
                continue
            words = self.tr("Keep the version of {author} in {count} answers")
            button = Button(
                words.format(author=side.author, count=count),
                kind=ButtonKind.PLAIN,
                name="keep-all",
            )
            button.clicked.connect(partial(self._keep_all, side))
            buttons.append(button)
        return buttons

    def _build_foot(self) -> QWidget:
        back = Button(self.tr("Previous"), icon=Icon.PREVIOUS, name="previous-conflict")
        on = Button(self.tr("Next"), icon=Icon.NEXT, name="next-conflict")
        back.setEnabled(self._at > 0)
        on.setEnabled(self._at + 1 < len(self._items))
        back.clicked.connect(partial(self._go, -1))
        on.clicked.connect(partial(self._go, 1))
        return Foot([back], [on])

    def _go(self, step: int) -> None:
        self._at += step
        self._show()

    def _on_key(self, number: int) -> None:
        if not self._items:
            return
        item = self._items[self._at]
        if isinstance(item, RemovedRow):
            if number <= 2:
                self._settle_rows([item], number == 1)
            return
        versions = item.versions
        if number <= len(versions):
            self._keep(versions[number - 1].id)
        elif number == len(versions) + 1:
            self._text.setFocus()

    def _keep(self, version: str) -> None:
        item = self._items[self._at]
        if isinstance(item, Conflict):
            self._settle([(item, version, None)])

    @Slot()
    def _on_own(self) -> None:
        text = self._text.toPlainText().strip()
        if not text:
            self._banner.show_message(
                BannerKind.WAIT, self.tr("There is no text yet. Write what shall stand.")
            )
            self._text.setFocus()
            return
        item = self._items[self._at]
        if isinstance(item, Conflict):
            self._settle([(item, None, text)])

    def _keep_all(self, side: Side) -> None:
        self._settle([(conflict, version, None) for conflict, version in side.kept])

    def _settle(self, choices: Sequence[tuple[Conflict, str | None, str | None]]) -> None:
        response = self.given.response
        self._carry_out(
            partial(settle, response, conflict, keep=keep, value=value)
            for conflict, keep, value in choices
        )

    def _settle_rows(self, rows: Sequence[RemovedRow], keep: bool) -> None:
        response = self.given.response
        self._carry_out(partial(settle_row, response, row.key, keep=keep) for row in rows)

    def _carry_out(self, steps: Iterable[Callable[[], Edit]]) -> None:
        done = Changes(history=True)
        self._banner.hide()
        try:
            for step in steps:
                done |= changes_of(step())
        except AppError as error:
            problem = problem_of(error)
            self._banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)
        self.given.response.leave()
        self.given.autosave.touch()
        self.given.autosave.flush()
        settled = self.tr("Settled. {count} left.")
        left = self.given.response.unsettled.count()
        announce(self, settled.format(count=left))
        self.given.hub.tell(done, self)

    def _on_error(self, error: Exception) -> None:
        problem = problem_of(error)
        self._banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)
