"""The bar at the top: whose response it is, the facts, the pages, and what can be done."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from desktop_app.ui.autosave import SavePhase, SaveState
from desktop_app.ui.icons import Icon, icon_of
from desktop_app.ui.inbox.button import InboxButton
from desktop_app.ui.synchronising.given import ServerState
from desktop_app.ui.theme import Measure, TypeRole, colours_of, follow_looks, mixed
from desktop_app.ui.widgets import Button, ButtonKind, IconButton, Ink, Text, column, row
from desktop_app.ui.widgets.elided import Elided
from desktop_app.ui.windows.saved_button import SavedButton
from desktop_app.ui.windows.server_fact import Room, ServerFact

translate = QCoreApplication.translate
_NARROWEST = 400


class Deed(StrEnum):
    """What can be chosen from the bar, wherever one is."""

    SAVED = "saved"
    INBOX = "inbox"
    SYNCHRONISED = "synchronised"
    SYNCHRONISE = "synchronise"
    SETTLE = "settle"
    SEARCH = "search"
    UNDO = "undo"
    LOCK = "lock"
    REPORT = "report"
    RESPONSES = "responses"
    WORDING = "official-wording"
    UPGRADE = "newer-questionnaire"
    BACKUP = "backup"
    PASSPHRASE = "change-passphrase"  # noqa: S105  # the name of a menu entry
    RECOVERY = "recovery-sheet"
    SETTINGS = "settings"
    GUIDE = "guide"
    KEYS = "keys"
    ABOUT = "about"
    FORGET = "forget-what-is-missing"


def deed_words(deed: Deed) -> str:
    """What a deed of the menus is called."""
    words = {
        Deed.REPORT: translate("TopBar", "Print or export…"),
        Deed.RESPONSES: translate("TopBar", "Other responses…"),
        Deed.WORDING: translate("TopBar", "Official wording…"),
        Deed.UPGRADE: translate("TopBar", "Newer questionnaire…"),
        Deed.BACKUP: translate("TopBar", "Make a backup…"),
        Deed.PASSPHRASE: translate("TopBar", "Change the passphrase…"),
        Deed.RECOVERY: translate("TopBar", "New recovery sheet…"),
        Deed.SETTINGS: translate("TopBar", "Settings…"),
        Deed.GUIDE: translate("TopBar", "User guide"),
        Deed.KEYS: translate("TopBar", "Keys and short ways"),
        Deed.ABOUT: translate("TopBar", "About Review Desk"),
    }
    return words[deed]


_MENU = (
    (Deed.REPORT, Icon.PRINT),
    (Deed.RESPONSES, Icon.QUESTIONNAIRE),
    (Deed.WORDING, Icon.OPEN),
    (Deed.UPGRADE, Icon.HISTORY),
    None,
    (Deed.BACKUP, Icon.BACKUP),
    (Deed.PASSPHRASE, Icon.KEY),
    (Deed.RECOVERY, Icon.PRINT),
    (Deed.SETTINGS, Icon.SETTINGS),
)
_HELP = (
    (Deed.GUIDE, Icon.DOCUMENT),
    (Deed.KEYS, Icon.KEYBOARD),
    (Deed.ABOUT, Icon.INFO),
)


class TopBar(QWidget):
    """Two rows: what is open and how it stands; where one is and what one can do.

    Signals:
        chosen: (Deed)
        page_chosen: (number)
    """

    chosen = Signal(str)
    page_chosen = Signal(int)

    def __init__(
        self,
        party: str,
        questionnaire: str,
        pages: tuple[str, ...],
        deeds: frozenset[Deed],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._deeds = deeds
        self._is_at_risk = False
        self._party = Text(party, TypeRole.BODY, strong=True, wraps=False)
        self._questionnaire = Elided(questionnaire, ink=Ink.SOFT)
        self._saved, self._server = SavedButton(), ServerFact()
        self._inbox = InboxButton()
        self._synchronise = IconButton(Icon.SYNCHRONISE, "", name="synchronise")
        self._synchronise.hide()
        self._settle = Button("", kind=ButtonKind.QUIET, name="settle")
        self._settle.hide()
        self._tabs = QTabBar()
        self._search = IconButton(
            Icon.SEARCH, self.tr("Search"), name="search", shows_label=True
        )
        self._undo = IconButton(Icon.UNDO, self.tr("Undo"), name="undo", shows_label=True)
        self._help = IconButton(Icon.HELP, self.tr("Help"), name="help")
        self._lock = IconButton(Icon.LOCK, self.tr("Lock"), name="lock", shows_label=True)
        self._more = IconButton(Icon.MENU, self.tr("More"), name="more")
        self._build(pages)
        self._connect()
        self.show_undo("")

    @property
    def has_keyboard(self) -> bool:
        """Whether somebody goes through the pages' tabs by the arrow keys."""
        return self._tabs.hasFocus()

    @Slot(object)
    def show_saving(self, state: SaveState) -> None:
        """Show how it stands with saving: the whole bar has the colour of risk if it fails."""
        self._saved.show_state(state)
        self._is_at_risk = state.phase is SavePhase.FAILED
        self.update()

    @Slot(int)
    def show_unread(self, count: int) -> None:
        """Show how much in the inbox is unread."""
        self._inbox.show_unread(count)
        self._fit_facts()

    @Slot(object)
    def show_server(self, state: ServerState) -> None:
        """Show how it stands with the server; nothing as long as there is none."""
        self._server.show_state(state)
        self._synchronise.setVisible(state.status is not None)
        self._synchronise.set_icon(Icon.CLOSE if state.is_running else Icon.SYNCHRONISE)
        start = self.tr("Synchronise now ({keys})").format(keys=self._keys_of("F5"))
        self._synchronise.set_label(self.tr("Stop it") if state.is_running else start)
        self._fit_facts()

    def show_unsettled(self, count: int) -> None:
        """How many answers and rows are to be settled."""
        words = QCoreApplication.translate("TopBar", "%n to settle", None, count)
        self._settle.setText(words)
        self._settle.setVisible(count > 0)
        self._fit_facts()

    def show_undo(self, what: str) -> None:
        """What the next undo takes back; "" when there is nothing."""
        self._undo.setEnabled(bool(what))
        none = self.tr("Nothing to undo")
        words = self.tr("Undo: {what} ({keys})")
        tip = words.format(what=what, keys=self._keys_of("Ctrl+U")) if what else none
        self._undo.setToolTip(tip)
        self._undo.setAccessibleName(tip)

    def show_page(self, number: int) -> None:
        """Mark a page as the present one, without choosing it."""
        self._tabs.blockSignals(True)
        self._tabs.setCurrentIndex(number)
        self._tabs.blockSignals(False)

    def set_title(self, number: int, title: str) -> None:
        """Call a page otherwise."""
        if self._tabs.tabText(number) != title:
            self._tabs.setTabText(number, title)
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can get, not as it is now, or the window could never shrink."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._fit_facts()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._fit()
        self._fit_facts()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        surface = QColor(colours.surface)
        if self._is_at_risk:
            surface = mixed(QColor(colours.risk), surface, 0.14)
        painter.fillRect(self.rect(), surface)
        edge = QColor(colours.risk if self._is_at_risk else colours.line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, edge)
        painter.end()

    def _build(self, pages: tuple[str, ...]) -> None:
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setAccessibleName(self.tr("Pages"))
        self._tabs.setObjectName("pages")
        for page in pages:
            self._tabs.addTab(page)
        dot = Text("·", ink=Ink.SOFT, wraps=False)
        server = row(self._server, self._synchronise, spacing=0)
        facts = row(
            self._party, dot, self._questionnaire,
            self._inbox, self._saved, server, self._settle,
        )  # fmt: skip
        facts.setContentsMargins(Measure.LARGE, Measure.HAIR, Measure.SMALL, 0)
        buttons = (self._search, self._undo, self._lock, self._help, self._more)
        deeds = row(self._tabs, 0, *buttons, spacing=Measure.HAIR)
        deeds.setContentsMargins(Measure.HAIR, 0, Measure.SMALL, 0)
        self.setLayout(column(facts, deeds, spacing=0))
        self._add_menu(self._more, _MENU)
        self._add_menu(self._help, _HELP)
        for button, keys in ((self._search, "Ctrl+F"), (self._lock, "Ctrl+L")):
            button.setToolTip(f"{button.text()} ({self._keys_of(keys)})")

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self.page_chosen)
        for button, deed in (
            (self._saved, Deed.SAVED),
            (self._inbox, Deed.INBOX),
            (self._server, Deed.SYNCHRONISED),
            (self._synchronise, Deed.SYNCHRONISE),
            (self._settle, Deed.SETTLE),
            (self._search, Deed.SEARCH),
            (self._undo, Deed.UNDO),
            (self._lock, Deed.LOCK),
        ):
            # A click leaves the keyboard, and the caret, where one writes.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setProperty("deed", str(deed))
            button.clicked.connect(self._on_clicked)

    def _add_menu(
        self, button: IconButton, entries: tuple[tuple[Deed, Icon] | None, ...]
    ) -> None:
        menu = QMenu(button)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            deed, icon = entry
            if deed in self._deeds:
                action = QAction(icon_of(icon, self), deed_words(deed), menu)
                action.setData(str(deed))
                menu.addAction(action)
        menu.triggered.connect(self._on_triggered)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fit(self) -> None:
        """Leave the words off the buttons where there is no room for them.

        Where there is none for the tabs either, they can be moved along.
        """
        fits = False
        for shows_words in (True, False):
            for button in (self._search, self._undo, self._lock):
                button.show_words(shows_words)
            fits = self._needed() <= self.width()
            if fits:
                break
        if self._tabs.usesScrollButtons() is fits:
            self._tabs.setUsesScrollButtons(not fits)

    def _fit_facts(self) -> None:
        """Say less of the server where there is no room for all of it."""
        for room in reversed(Room):
            self._server.set_room(room)
            pieces = (
                self._inbox, self._saved, self._server, self._synchronise, self._settle,
            )  # fmt: skip
            shown = [each.sizeHint().width() for each in pieces if not each.isHidden()]
            least = (
                self._party.sizeHint().width() + self._questionnaire.minimumSizeHint().width()
            )
            if least + sum(shown) + Measure.SMALL * 6 + Measure.WIDE <= self.width():
                return

    def _needed(self) -> int:
        pieces = (self._tabs, self._search, self._undo, self._lock, self._help, self._more)
        return sum(p.sizeHint().width() + Measure.HAIR for p in pieces) + Measure.WIDE

    def _keys_of(self, keys: str) -> str:
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("deed"))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data())
