"""The questionnaire page: outline and search, the open article, help and history."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet
from desktop_app.domain.responses import Status
from desktop_app.errors import UnknownReference
from desktop_app.services.plain_text import plain_text
from desktop_app.services.response import Edit, Response
from desktop_app.ui.announcement import announce
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.assignments.giving import Giving
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.questionnaire.articles import Articles
from desktop_app.ui.questionnaire.columns import Columns
from desktop_app.ui.questionnaire.editing import Editing
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.finder import Finder
from desktop_app.ui.questionnaire.journey import neighbour, next_unanswered
from desktop_app.ui.questionnaire.outline_model import OutlineModel
from desktop_app.ui.questionnaire.page_keys import bind_keys
from desktop_app.ui.questionnaire.side_panel import SidePanel
from desktop_app.ui.questionnaire.whereabouts import Whereabouts
from desktop_app.ui.questionnaire.write_large import WriteLarge
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Sources

_OUTLINE_FACETS = frozenset({Facet.RELEVANT, Facet.TEXT})


class QuestionnairePage(QWidget):
    """Fills the window with one response's questionnaire.

    Signals:
        place_changed: (Place) Another article or question is the one being worked at.
        report_wanted: The open article, or more, is wanted on paper or as a file.
    """

    place_changed = Signal(object)
    report_wanted = Signal()

    def __init__(
        self,
        response: Response,
        *,
        runner: TaskRunner,
        autosave: Autosave,
        hub: ChangeHub,
        sources: Sources,
        assigned: Assigned | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("questionnaire-page")
        self._response, self._hub, work = response, hub, sources.work
        self._editing = Editing(response, autosave, hub, self)
        self._assigned = assigned or Assigned(response, hub, runner, parent=self)
        self._giving = Giving(response, hub, runner, work, self) if work is not None else None
        self._outline = OutlineModel(response, self)
        self._finder = Finder(response, self._outline, self._assigned)
        self._articles = Articles(self._editing, self._outline, self._assigned)
        self._side = SidePanel(response, sources.history, runner, work)
        self._side.drafted.connect(autosave.touch)
        self._columns = Columns(self._finder, self._articles, self._side)
        self._large = WriteLarge(self._editing)
        self._whole = QStackedWidget()
        self._whole.addWidget(self._columns)
        self._whole.addWidget(self._large)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._whole)
        self._here = Whereabouts(self._editing, self._articles, self)
        self._connect()
        bind_keys(self)
        first = next(iter(self._outline.articles()), None)
        if first is not None:
            self.show_article(first.key)

    # Where one is

    @Slot(object)
    def show_article(self, key: NodeKey) -> None:
        """Open an article where it was left."""
        self._whole.setCurrentWidget(self._columns)
        self._columns.show_articles()
        self._articles.show_article(key)

    @Slot()
    def start(self) -> None:
        """Put the keyboard where one was on the open article, else into its first question."""
        self._columns.show_articles()
        self._articles.take_keyboard(self._here.last_field())

    @Slot(object)
    def enter_article(self, key: NodeKey) -> None:
        """Open an article, with the keyboard in it."""
        self.show_article(key)
        self.start()

    @Slot(object)
    def show_node(self, key: NodeKey, caret: int | None = None) -> None:
        """Open the article of a question and put the keyboard into it."""
        card = self._response.card_of(key)
        for article in self._outline.articles():
            if key == article.key or card in article.cards:
                self.show_article(article.key)
                if key != article.key:
                    view = self._articles.show_article(article.key)
                    view.show_node(key, caret)
                return

    def place(self) -> Place | None:
        """Where one is; none in a questionnaire without articles."""
        view = self._articles.view
        if view is None:
            return None
        if self._large.key is not None and self._whole.currentWidget() is self._large:
            return Place(
                article=view.article.key, node=self._large.key, caret=self._large.caret
            )
        return self._here.place()

    @Slot()
    def focus_search(self) -> None:
        """Put the keyboard into the search line."""
        self._whole.setCurrentWidget(self._columns)
        self._columns.show_finder()
        self._finder.focus_search()

    @Slot()
    def show_my_part(self) -> None:
        """List the questions that are assigned to the person here."""
        self._whole.setCurrentWidget(self._columns)
        self._columns.show_finder()
        self._finder.show_my_part()

    # What one does

    @Slot()
    def undo(self) -> None:
        """Take back the last choice, clearing, row or status, and go there."""
        key = self._editing.undo()
        if key is not None:
            self._go_back_to(key)

    @Slot()
    def finish(self) -> None:
        """Call the question finished and go to the next one without an answer."""
        card = self._here.card()
        if card is None or not self._editing.set_status(card, Status.READY):
            return
        following = next_unanswered(self._response, self._outline, card)
        if following is None:
            announce(self, self.tr("No unanswered question is left."))
            return
        self.show_node(following)

    @Slot()
    def go_next(self) -> None:
        """To the next question."""
        self._go(1)

    @Slot()
    def go_previous(self) -> None:
        """To the question before."""
        self._go(-1)

    @Slot()
    def show_help(self) -> None:
        """Put the keyboard into the help of the question."""
        self._whole.setCurrentWidget(self._columns)
        self._columns.show_side()
        self._side.show_help()

    @Slot()
    def write_large(self) -> None:
        """Write the answer one is at alone on the page, or go back."""
        if self._whole.currentWidget() is self._large:
            self._large.close_editor()
            return
        field = self._here.field()
        if field is not None and field.state.type == "text":
            self._on_large_wanted(field.key)

    @Slot()
    def copy_question(self) -> None:
        """Copy the question one is at, with its answers, as plain text."""
        card = self._here.card()
        if card is not None:
            self._on_copy_wanted(card)

    @Slot()
    def cycle_columns(self) -> None:
        """Put the keyboard into the next column that is open."""
        self._columns.cycle(self._here.last_field())

    # Own

    def _connect(self) -> None:
        self._editing.applied.connect(self._on_applied)
        self._hub.changed.connect(self._on_hub_changed)
        self._finder.article_chosen.connect(self.show_article)
        self._finder.article_entered.connect(self.enter_article)
        self._finder.node_chosen.connect(self.show_node)
        self._articles.article_changed.connect(self._on_article_changed)
        self._articles.large_wanted.connect(self._on_large_wanted)
        self._articles.copy_wanted.connect(self._on_copy_wanted)
        self._articles.report_wanted.connect(self.report_wanted)
        self._articles.assign_wanted.connect(self._on_assign)
        self._side.copy_wanted.connect(self._on_copy_wanted)
        self._side.restore_wanted.connect(self._on_restore_wanted)
        self._side.notes_changed.connect(self._on_notes_changed)
        self._side.files_changed.connect(self._on_files_changed)
        self._large.closed.connect(self._on_large_closed)
        self._here.moved.connect(self._on_moved)
        self._columns.next_wanted.connect(self.go_next)
        self._columns.previous_wanted.connect(self.go_previous)

    def _go(self, by: int) -> None:
        key = neighbour(self._response, self._outline, self._here.card(), by)
        if key is not None:
            self.show_node(key)

    def _go_back_to(self, key: NodeKey) -> None:
        """Show a node that was changed; an added row that is gone again has none."""
        try:
            self._response.state(key)
        except UnknownReference:
            return
        self.show_node(key)

    @Slot(object)
    def _on_applied(self, edit: Edit) -> None:
        self._outline.refresh(edit.cards)
        nodes = edit.changed.nodes
        if any(facets & _OUTLINE_FACETS and self._is_outline(k) for k, facets in nodes.items()):
            self._outline.refresh_all()
            self._articles.forget_hidden()
        if edit.cards:
            self._finder.refresh()

    def _is_outline(self, key: NodeKey) -> bool:
        return not key.instances and self._outline.has(key)

    @Slot(object, object)
    def _on_hub_changed(self, changes: Changes, initiator: object) -> None:
        if changes.history:
            self._side.refresh_history()
        if initiator is not self and (changes.notes or changes.exchange):
            self._side.refresh_notes()
        if initiator is not self and (changes.files or changes.exchange):
            self._side.refresh_files()

    @Slot()
    def _on_notes_changed(self) -> None:
        self._hub.tell(Changes(notes=True), self)

    @Slot()
    def _on_files_changed(self) -> None:
        self._hub.tell(Changes(files=True), self)

    @Slot(object)
    def _on_article_changed(self, key: NodeKey) -> None:
        self._finder.outline.show_article(key)
        self._here.enter_article()
        if self.isVisible():
            announce(self, self._response.article(key).title)

    @Slot(object, object)
    def _on_moved(self, card: NodeKey | None, node: NodeKey | None) -> None:
        self._side.show_question(card, node)
        self._columns.show_where(self._response.card(card).reference if card else "")
        place = self.place()
        if place is not None:
            self.place_changed.emit(place)

    @Slot(object)
    def _on_large_wanted(self, key: NodeKey) -> None:
        field: Field | None = self._here.last_field()
        caret = field.control.caret() if field is not None else 0
        self._whole.setCurrentWidget(self._large)
        self._large.open_editor(key, caret)

    @Slot(object, int)
    def _on_large_closed(self, key: NodeKey, caret: int) -> None:
        self._editing.leave(key)
        self._whole.setCurrentWidget(self._columns)
        self.show_node(key, caret)

    @Slot(object)
    def _on_assign(self, article: NodeKey) -> None:
        if self._giving is not None:
            self._giving.give_article(article, self._here.card(), self._assigned.allotted)

    @Slot(object)
    def _on_copy_wanted(self, key: NodeKey) -> None:
        QGuiApplication.clipboard().setText(plain_text(self._response, key))
        words = self.tr("Copied.")
        announce(self, words)
        at = QApplication.focusWidget() or self
        QToolTip.showText(at.mapToGlobal(at.rect().bottomLeft()), words, at)

    @Slot(object, str)
    def _on_restore_wanted(self, key: NodeKey, value: str) -> None:
        self._editing.set(key, value)
        self._editing.leave(key)
        self._side.refresh_history()
