"""What is to be settled: versions side by side, with what they share, and removed rows.

One stands, none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeState
from desktop_app.domain.record_conflicts import RecordConflict
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import AppError, UnknownReference
from desktop_app.services.drafts import settling_of
from desktop_app.services.response import Edit
from desktop_app.services.search import shown_value
from desktop_app.services.settling import (
    Conflict,
    RemovedRow,
    Side,
    Unsettled,
    drafts_left,
    settle,
    settle_row,
    sides,
    use_left,
)
from desktop_app.ui.announcement import announce
from desktop_app.ui.changes import Changes
from desktop_app.ui.errors import problem_of
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.editing import changes_of
from desktop_app.ui.settling.differences import plain
from desktop_app.ui.settling.left_view import LeftView
from desktop_app.ui.settling.own_view import OwnView, can_be_given
from desktop_app.ui.settling.record_view import RecordView
from desktop_app.ui.settling.row_view import RowView
from desktop_app.ui.settling.version_view import VersionView, comparison
from desktop_app.ui.theme import Measure, TypeRole
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
from desktop_app.ui.windows.page import Given, Page
from desktop_app.ui.wording import moment_words

translate = QCoreApplication.translate
Find = Callable[[Sequence[NodeKey], Sequence[NodeKey]], Unsettled]
Keep = Callable[[RecordConflict, str], None]
_CHARACTERS = 32
"""How narrow a version may be beside another."""


@dataclass(frozen=True, slots=True)
class LeftText:
    """A text that was to settle an answer which somebody else settled meanwhile."""

    key: NodeKey


OfNode = Conflict | RemovedRow | LeftText
Item = OfNode | RecordConflict


class SettlingPage(Page):
    """One answer after the other; where one choice fits all, all at once."""

    def __init__(
        self, given: Given, find: Find, keep: Keep, parent: QWidget | None = None
    ) -> None:
        super().__init__(given, characters=110, parent=parent)
        self._find, self._keep_record = find, keep
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
                "removes an entry in which another was writing, and of what people wrote about "
                "a member, an assignment or a date."
            ),
        )
        self._own: OwnView | None = None
        self._build()

    def concerns(self, changes: Changes) -> bool:
        answers = changes.nodes or changes.cards or changes.exchange or changes.structure
        return bool(answers or changes.people or changes.assignments or changes.dates)

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
        for number in range(1, 10):
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
        """Show what there is now, at the same item if it is still to be settled.

        Something may come in while somebody writes what shall stand: they go on writing.
        """
        left = (LeftText(key) for key in drafts_left(self.given.response, found.conflicts))
        items: tuple[OfNode, ...] = (*found.conflicts, *found.rows, *left)
        shown = _name(self._items[self._at]) if self._items else None
        caret = self._own.caret() if self._own is not None else None
        there = (each for each in items if self._is_there(each.key))
        self._items = (*there, *found.records)
        keys = [_name(each) for each in self._items]
        last = max(len(keys) - 1, 0)
        self._at = keys.index(shown) if shown in keys else min(self._at, last)
        self._show()
        if caret is not None and self._own is not None and keys[self._at] == shown:
            self._own.take_keyboard(caret)

    def _is_there(self, key: NodeKey) -> bool:
        try:
            self.given.response.state(key)
        except UnknownReference:
            return False
        return True

    def _show(self) -> None:
        self._shown.hide()
        self._shown.deleteLater()
        self._shown, self._own = QWidget(), None
        has_any = bool(self._items)
        self._empty.setVisible(not has_any)
        self._count.setVisible(has_any)
        if not has_any:
            return
        item = self._items[self._at]
        words = self.tr(
            "Number {number} of {count}. Nothing is lost: every version stays in the history."
        )
        if isinstance(item, RecordConflict):
            words = self.tr(
                "Number {number} of {count}. What you keep takes the place of the others for"
                " everybody. It can be changed again afterwards."
            )
        self._count.setText(words.format(number=self._at + 1, count=len(self._items)))
        self._shown = self._build_item(item)
        self._whole.addWidget(self._shown)
        self._shown.show()  # a layout would do so later, and the keyboard may go there now

    def _build_item(self, item: Item) -> QWidget:
        whole = QWidget()
        pieces: list[QWidget] = []
        if not isinstance(item, RecordConflict):
            pieces.append(self._build_question(item))
        match item:
            case RemovedRow():
                view = RowView(item, self.given.response)
                view.chosen.connect(partial(self._settle_rows, [item]))
                pieces.append(view)
            case LeftText():
                pieces.append(self._build_left(item))
            case RecordConflict():
                record = RecordView(item, self.given.response)
                record.chosen.connect(partial(self._settle_record, item))
                pieces.append(record)
            case Conflict():
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
        common = self._build_common(conflict, state)
        if len(views) == 2:  # the usual case, side by side, and what they came from between
            first, second = views
            parts = QWidget()
            parts.setLayout(Beside(first, *common, second, characters=_CHARACTERS))
            pieces.append(parts)
        else:
            pieces += [*views, *common]
        if can_be_given(state):
            pieces.append(self._build_own(conflict, state))
        return pieces

    def _build_common(self, conflict: Conflict, state: NodeState) -> list[QWidget]:
        if not conflict.ancestor:
            return []
        shown = plain(shown_value(replace(state, value=conflict.ancestor)))
        return [VersionView(self.tr("What all of them began with"), "", shown)]

    def _build_own(self, conflict: Conflict, state: NodeState) -> QWidget:
        own = OwnView(
            state,
            begun=self.given.response.drafts.text(settling_of(conflict.key)),
            number=len(conflict.versions) + 1,
            versions=[each.value for each in conflict.versions],
        )
        own.typed.connect(partial(self._keep_draft, conflict.key))
        own.chosen.connect(partial(self._on_own, conflict))
        own.lacking.connect(self._on_lacking)
        self._own = own
        return own

    def _build_left(self, item: LeftText) -> QWidget:
        view = LeftView(item.key, self.given.response)
        view.used.connect(partial(self._use_left, item))
        view.dropped.connect(partial(self._drop_left, item))
        return view

    def _build_question(self, item: OfNode) -> QWidget:
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
        if conflict.ancestor:
            marked = comparison(state, version.value, conflict.ancestor)
        else:  # neither came from the other: only what each has for itself is marked
            other = conflict.versions[number - 1].value
            marked = comparison(state, version.value, other).without_gone()
        view = VersionView(
            version.author, moment_words(version.ended_at or version.started_at), marked
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
        match self._items[self._at]:
            case RemovedRow() as row if number <= 2:
                self._settle_rows([row], number == 1)
            case RecordConflict() as record if number <= len(record.versions):
                if record.may_settle:
                    self._settle_record(record, record.versions[number - 1].id)
            case Conflict(versions=versions) if number <= len(versions):
                self._keep(versions[number - 1].id)
            case Conflict(versions=versions) if number == len(versions) + 1 and self._own:
                self._own.take_keyboard()

    def _keep(self, version: str) -> None:
        item = self._items[self._at]
        if isinstance(item, Conflict):
            self._settle([(item, version, None)])

    def _keep_draft(self, key: NodeKey, text: str) -> None:
        if self.given.response.drafts.keep(settling_of(key), text):
            self.given.autosave.touch()

    def _on_own(self, conflict: Conflict, value: str) -> None:
        self._settle([(conflict, None, value)])

    @Slot()
    def _on_lacking(self) -> None:
        words = self.tr("There is nothing there yet. Write or choose what shall stand.")
        self._banner.show_message(BannerKind.WAIT, words)
        if self._own is not None:
            self._own.take_keyboard()

    def _use_left(self, item: LeftText, value: str) -> None:
        self._carry_out([partial(use_left, self.given.response, item.key, value)])

    def _drop_left(self, item: LeftText) -> None:
        self._keep_draft(item.key, "")
        self.reload()

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

    def _settle_record(self, conflict: RecordConflict, version: str) -> None:
        """On the store lane: it is no answer of the response that is shown."""
        self._banner.hide()
        self.given.runner.submit(
            partial(self._keep_record, conflict, version),
            owner=self,
            on_done=self._on_record_settled,
            on_error=self._on_error,
        )

    def _on_record_settled(self, _nothing: None) -> None:
        announce(self, self.tr("Settled."))
        self.given.hub.tell(Changes(people=True, assignments=True, dates=True), self)

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
        records = sum(isinstance(each, RecordConflict) for each in self._items)
        left = self.given.response.unsettled.count() + records
        announce(self, settled.format(count=left))
        self.given.hub.tell(done, self)

    def _on_error(self, error: Exception) -> None:
        problem = problem_of(error)
        self._banner.show_message(BannerKind.WAIT, problem.happened, problem.advice)


def _name(item: Item) -> NodeKey | str:
    """What stays the same of an item when all are asked for anew."""
    return item.ref if isinstance(item, RecordConflict) else item.key
