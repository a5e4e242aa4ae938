"""What the window shows while a response is open: the bar, a message if need be, the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.access import Bar
from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import PackInfo
from desktop_app.domain.submissions import NotTaken
from desktop_app.domain.timelines import Bulletin, Link
from desktop_app.errors import UnknownReference
from desktop_app.services.response import Response
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.autosave import Autosave, SavePhase, SaveState
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.errors import problem_of
from desktop_app.ui.home import Home
from desktop_app.ui.inbox.mailroom import Mailroom
from desktop_app.ui.inbox.post import Post
from desktop_app.ui.inbox.words import new_words
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.submission_words import not_taken_words
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Banner, BannerKind, column
from desktop_app.ui.windows.page import Given, Page, PageMaker
from desktop_app.ui.windows.top_bar import Deed, TopBar, deed_words
from desktop_app.ui.windows.undo_words import undo_words
from desktop_app.ui.wording import in_language, time_words
from desktop_app.ui.work import Sources

translate = QCoreApplication.translate

HOME, QUESTIONNAIRE, PEOPLE, EXCHANGE, SUBMISSION, SETTLING = range(6)


class Workspace(QWidget):
    """The pages of one open response.

    Signals:
        wanted: (Deed) Something that this response alone cannot do.
        place_changed: Another article or question is the one being worked at.
        reload_wanted: (str) The response has to be read anew; then say this.
        unread_changed: (number) So many entries of the inbox are unread.
        came: (number) So many of them are new.
    """

    wanted = Signal(str)
    reload_wanted = Signal(str)
    place_changed = Signal()
    unread_changed = Signal(int)
    came = Signal(int)

    def __init__(
        self,
        response: Response,
        *,
        autosave: Autosave,
        runner: TaskRunner,
        sources: Sources,
        language: str,
        deeds: frozenset[Deed],
        more: Sequence[PageMaker] = (),
    ) -> None:
        super().__init__()
        self._response, self._autosave = response, autosave
        self.hub = ChangeHub(self)
        info = response.info
        self._more = tuple(more)
        self._made: dict[int, Page] = {}
        self._given = Given(
            response=response,
            autosave=autosave,
            runner=runner,
            hub=self.hub,
            language=language,
        )
        titles = [each.title() for each in self._more]
        pages = (self.tr("Home"), self.tr("Questionnaire"), *titles)
        questionnaire = in_language(info.pack.titles, language)
        self._bar = TopBar(info.party, questionnaire, pages, deeds)
        self._risk = Banner()
        self._lock = Banner()
        self._notice = Banner()
        self._notice_deed: Deed | None = None
        self._assigned = Assigned(response, self.hub, runner, sources.work, self)
        self._post = Post(info, self.hub, runner, sources.work, self)
        ways = {Link.PEOPLE: PEOPLE, Link.SUBMISSION: SUBMISSION}
        self._mailroom = Mailroom(self._post, response, language, ways, self)
        self._dates = TimelineCard(info, language, runner, sources.work)
        self._home = Home(
            response, self.hub, language=language, assigned=self._assigned, dates=self._dates
        )
        self._questionnaire = QuestionnairePage(
            response,
            runner=runner,
            autosave=autosave,
            hub=self.hub,
            sources=sources,
            assigned=self._assigned,
        )
        self._left_at: Place | None = None
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._bind_keys()
        self._bar.show_saving(autosave.state)
        self._show_count()
        self._show_lock()
        self._assigned.changed.connect(self._show_count)
        self._assigned.refresh()
        self._post.refresh()

    @property
    def party(self) -> str:
        """Whose response it is."""
        return self._response.info.party

    @property
    def page(self) -> int:
        """Which page is shown."""
        return self._stack.currentIndex()

    @property
    def article(self) -> NodeKey | None:
        """The article that is shown; none at home."""
        place = self._questionnaire.place() if self.page == QUESTIONNAIRE else None
        return place.article if place is not None else None

    def follow(self, server: Synchroniser) -> None:
        """Show in the bar how it stands with the server, and let the pages use it."""
        self._given = replace(self._given, server=server)
        server.changed.connect(self._bar.show_server)
        server.ended.connect(self._on_synchronised)
        server.failed.connect(self._on_not_synchronised)
        server.not_taken.connect(self._on_not_taken)
        self._bar.show_server(server.state)

    def start(self) -> None:
        """Put the keyboard where one begins, or where one was."""
        if self.page == HOME:
            self._home.start()
        elif self.page in self._made:
            self._made[self.page].start()
        else:
            self._questionnaire.start()

    def offer_newer(self, pack: PackInfo | None) -> None:
        """Say at home that a newer version of the questionnaire is here, or nothing."""
        self._home.offer_newer(pack)

    def place(self) -> Place | None:
        """Where the user is in the questionnaire, or was before they left it."""
        if self.page != QUESTIONNAIRE:
            return self._left_at
        place = self._questionnaire.place()
        return (
            Place(article=place.article, node=place.node, caret=place.caret) if place else None
        )

    def stand_at(self, place: Place | None) -> None:
        """Let "continue where I was" lead there; the page stays as it is."""
        self._left_at = place
        self._home.show_place(place)

    def go_to(self, place: Place) -> None:
        """Go there, with the caret where it was."""
        try:
            self._response.article(place.article)
            if place.node is not None:
                self._response.state(place.node)
        except UnknownReference:  # a row that is gone, or another questionnaire
            self.show_page(QUESTIONNAIRE)
            return
        self._turn_to(QUESTIONNAIRE)
        if place.node is None:
            self._questionnaire.enter_article(place.article)
        else:
            self._questionnaire.show_node(place.node, place.caret)

    def show_notice(
        self,
        kind: BannerKind,
        title: str,
        detail: str = "",
        *,
        action: str = "",
        deed: Deed | None = None,
    ) -> None:
        """Say something above the page that can be closed; ``deed`` is what its button does."""
        self._notice_deed = deed
        self._notice.show_message(kind, title, detail, action=action)
        self._fit_messages()

    @Slot(int)
    def show_page(self, number: int) -> None:
        """Show a page, with the keyboard in it unless it is in the tabs.

        One that is not there is passed over.
        """
        if not 0 <= number < self._stack.count():
            return
        stays = self._bar.has_keyboard
        self._turn_to(number)
        if not stays:
            self.start()

    def _turn_to(self, number: int) -> None:
        if number != QUESTIONNAIRE and self.page == QUESTIONNAIRE:
            self._response.leave()
            self._autosave.flush()
            self.stand_at(self.place())
        self._make(number)
        self._stack.setCurrentIndex(number)
        self._bar.show_page(number)
        self._show_lock()

    def _build(self) -> None:
        for page in (self._home, self._questionnaire):
            self._stack.addWidget(page)
        for _ in self._more:
            self._stack.addWidget(QWidget())
        # Else a message at large text would make the window higher than the screen.
        self._stack.setMinimumSize(320, 100)
        messages = column(self._risk, self._lock, self._notice)
        messages.setContentsMargins(Measure.LARGE, Measure.SMALL, Measure.LARGE, Measure.SMALL)
        self._messages = QWidget()
        self._messages.setLayout(messages)
        self.setLayout(column(self._bar, self._messages, self._stack, spacing=0))
        self._messages.hide()

    def _make(self, number: int) -> None:
        """Put a page in its place, when it is wanted for the first time."""
        if number <= QUESTIONNAIRE or number in self._made:
            return
        page = self._more[number - QUESTIONNAIRE - 1].make(self._given)
        page.node_chosen.connect(self._on_node)
        page.article_chosen.connect(self._on_article)
        page.page_chosen.connect(self.show_page)
        page.reload_wanted.connect(self.reload_wanted)
        page.report_wanted.connect(self._on_report)
        self._made[number] = page
        self._stack.insertWidget(number, page)
        if (empty := self._stack.widget(number + 1)) is not None:
            self._stack.removeWidget(empty)
            empty.deleteLater()

    def _connect(self) -> None:
        self._bar.chosen.connect(self._on_chosen)
        self._bar.page_chosen.connect(self.show_page)
        self._autosave.state_changed.connect(self.show_saving)
        self._risk.acted.connect(self._autosave.flush)
        self._lock.acted.connect(partial(self.show_page, SUBMISSION))
        self._notice.acted.connect(self._on_notice_acted)
        self._notice.closed.connect(self._fit_messages)
        self._home.article_chosen.connect(self._on_article)
        self._home.node_chosen.connect(self._on_node)
        self._home.upgrade_wanted.connect(self._on_upgrade)
        self._home.continue_wanted.connect(self._on_continue)
        self._home.report_wanted.connect(self._on_report)
        self._home.my_part_wanted.connect(self._on_my_part)
        self._questionnaire.report_wanted.connect(self._on_report)
        self._post.changed.connect(self._on_post)
        self._dates.entered.connect(self._on_dates)
        self._mailroom.unread_changed.connect(self._bar.show_unread)
        self._mailroom.unread_changed.connect(self.unread_changed)
        self._mailroom.came.connect(self._on_came)
        self._mailroom.node_chosen.connect(self._on_node)
        self._mailroom.page_chosen.connect(self.show_page)
        self._mailroom.step_chosen.connect(self._on_step)
        self.hub.changed.connect(self._on_changed)
        self._questionnaire.place_changed.connect(self._on_place_changed)

    def _bind_keys(self) -> None:
        pages = (HOME, QUESTIONNAIRE, PEOPLE, EXCHANGE, SUBMISSION, SETTLING)
        keys: dict[str, Callable[[], None]] = {
            **{f"Ctrl+{n}": partial(self.show_page, page) for n, page in enumerate(pages, 1)},
            "Ctrl+F": self._on_search,
            "Ctrl+U": self._on_undo,
            "Ctrl+L": self._on_lock,
            "Ctrl+P": self._on_report,
            "F1": self._on_help,
            "F5": self._on_synchronise,
        }
        for key, slot in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(slot)

    @Slot()
    def _on_upgrade(self) -> None:
        self.wanted.emit(Deed.UPGRADE)

    @Slot()
    def _on_lock(self) -> None:
        self.wanted.emit(Deed.LOCK)

    @Slot()
    def _on_search(self) -> None:
        self._turn_to(QUESTIONNAIRE)
        self._questionnaire.focus_search()

    @Slot()
    def _on_undo(self) -> None:
        if self._response.undo_label() is not None:
            self._turn_to(QUESTIONNAIRE)
            self._questionnaire.undo()

    @Slot()
    def _on_help(self) -> None:
        if self.page == QUESTIONNAIRE:
            self._questionnaire.show_help()
        else:
            self.wanted.emit(Deed.GUIDE)

    @Slot(str)
    def _on_chosen(self, deed: str) -> None:
        own: dict[Deed, Callable[[], None]] = {
            Deed.SEARCH: self._on_search,
            Deed.UNDO: self._on_undo,
            Deed.SAVED: self._on_saved_clicked,
            Deed.INBOX: self._mailroom.open,
            Deed.SYNCHRONISE: self._on_synchronise,
            Deed.SYNCHRONISED: partial(self.show_page, EXCHANGE),
            Deed.SETTLE: partial(self.show_page, SETTLING),
        }
        act = own.get(Deed(deed))
        if act is not None:
            act()
        else:
            self.wanted.emit(deed)

    @Slot()
    def _on_synchronise(self) -> None:
        server = self._given.server
        if server is not None and server.state.is_running:
            server.stop()
        elif server is not None:
            server.start()

    @Slot()
    def _on_synchronised(self) -> None:
        self.hub.tell(Changes(exchange=True, history=True), self)

    @Slot(object)
    def _on_not_synchronised(self, error: Exception) -> None:
        if self.page != EXCHANGE:  # its own page says so itself
            problem = problem_of(error)
            self.show_notice(BannerKind.WAIT, problem.happened, problem.advice)

    @Slot(object)
    def _on_not_taken(self, refused: Sequence[NotTaken]) -> None:
        """On every page: whoever believes that it was submitted has to hear otherwise."""
        words = " ".join(map(not_taken_words, refused))
        open_it = self.tr("Open the inbox")
        self.show_notice(BannerKind.RISK, words, action=open_it, deed=Deed.INBOX)

    @Slot()
    def _on_saved_clicked(self) -> None:
        self._autosave.flush()
        state = self._autosave.state
        if state.phase is SavePhase.FAILED:
            return  # the banner says it already, and what to do
        title = self.tr("Everything you wrote is stored on this computer, encrypted.")
        if state.at is not None:
            title = self.tr(
                "Everything you wrote is stored on this computer, encrypted: {time}."
            ).format(time=time_words(state.at))
        detail = self.tr("A backup on another disk protects it if this computer is lost.")
        self.show_notice(
            BannerKind.INFO, title, detail, action=deed_words(Deed.BACKUP), deed=Deed.BACKUP
        )

    @Slot()
    def _on_report(self) -> None:
        self.wanted.emit(Deed.REPORT)

    @Slot()
    def _on_notice_acted(self) -> None:
        if self._notice_deed is not None:
            self._on_chosen(self._notice_deed)
        if self._notice_deed is Deed.FORGET:
            self._notice.hide()
            self._fit_messages()

    @Slot(object)
    def show_saving(self, state: SaveState) -> None:
        """Show how it stands with saving."""
        self._bar.show_saving(state)
        if state.phase is SavePhase.FAILED and state.error is not None:
            problem = problem_of(state.error)
            kept = self.tr("Your last words are kept in this window. {advice}")
            self._risk.show_message(
                BannerKind.RISK,
                problem.happened,
                kept.format(advice=problem.to_do),
                action=self.tr("Try again now"),
                details=problem.for_support,
                closable=False,
            )
        elif state.phase is SavePhase.SAVED:
            self._risk.hide()
            self.hub.tell(Changes(history=True), self)
        self._fit_messages()

    @Slot()
    def _fit_messages(self) -> None:
        banners = (self._risk, self._lock, self._notice)
        self._messages.setVisible(any(not banner.isHidden() for banner in banners))

    @Slot()
    def _on_place_changed(self) -> None:
        self.place_changed.emit()

    @Slot(object, object)
    def _on_changed(self, changes: Changes, _initiator: object) -> None:
        if changes.nodes or changes.cards or changes.structure:
            label = self._response.undo_label()
            self._bar.show_undo(undo_words(label) if label else "")
            self._show_count()

    def _show_lock(self) -> None:
        """Where one would write, or is sent to, say that nobody can, and how to go on."""
        is_there = self.page in {HOME, QUESTIONNAIRE}
        is_locked = is_there and self._response.access.bar is Bar.LOCKED
        if is_locked and self._lock.isHidden():
            words = self.tr("This response is approved and locked: it can be read, not edited.")
            action = self.tr("Go to “Submission”")
            self._lock.show_message(BannerKind.INFO, words, action=action, closable=False)
        elif not is_locked:
            self._lock.hide()
        self._fit_messages()

    def _show_count(self) -> None:
        """How much is to be settled is in sight on every page."""
        number = SETTLING - QUESTIONNAIRE - 1
        if number < len(self._more):
            title = self._more[number].title()
            count = self._response.unsettled.count() + len(self._assigned.allotted.at_odds)
            self._bar.show_unsettled(count)
            if count:
                title = self.tr("{page} ({count})").format(page=title, count=count)
            self._bar.set_title(SETTLING, title)

    @Slot(object)
    def _on_post(self, bulletin: Bulletin) -> None:
        if bulletin.timeline is not None:
            self._dates.show_timeline(bulletin.timeline)

    @Slot()
    def _on_dates(self) -> None:
        self.hub.tell(Changes(dates=True), self)

    @Slot(int)
    def _on_came(self, count: int) -> None:
        self.came.emit(count)
        if self._notice.isHidden():
            open_it = self.tr("Open the inbox")
            words = new_words(count)
            self.show_notice(BannerKind.INFO, words, action=open_it, deed=Deed.INBOX)

    @Slot(str)
    def _on_step(self, step: str) -> None:
        self.show_page(HOME)
        self._home.show_step(step)

    @Slot(object)
    def _on_article(self, key: NodeKey) -> None:
        self._turn_to(QUESTIONNAIRE)
        self._questionnaire.enter_article(key)

    @Slot(object)
    def _on_node(self, key: NodeKey) -> None:
        self._turn_to(QUESTIONNAIRE)
        self._questionnaire.show_node(key)

    @Slot()
    def _on_my_part(self) -> None:
        self._turn_to(QUESTIONNAIRE)
        self._questionnaire.show_my_part()

    @Slot()
    def _on_continue(self) -> None:
        if self._left_at is None:
            self.show_page(QUESTIONNAIRE)
        else:
            self.go_to(self._left_at)
