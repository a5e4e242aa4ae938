"""The server on the exchange page: connecting to it, synchronising, and how that went."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop_app.domain.servers import Schedule, ServerStatus
from desktop_app.ui.announcement import announce
from desktop_app.ui.errors import problem_of
from desktop_app.ui.exchange.receive_card import CARRIED, SERVER_INVITATION
from desktop_app.ui.icons import Icon
from desktop_app.ui.submission_words import not_taken_words
from desktop_app.ui.synchronising.given import ServerState
from desktop_app.ui.synchronising.offer_view import OfferView
from desktop_app.ui.synchronising.paste_view import PasteView
from desktop_app.ui.synchronising.words import (
    bytes_words,
    clock_words,
    error_of,
    in_step_words,
    last_words,
    schedule_words,
    submissions_not_taken,
    waiting_words,
)
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    BusyLine,
    Button,
    ButtonKind,
    CardFrame,
    Foot,
    Ink,
    Text,
    column,
)
from desktop_app.ui.widgets.field import Field
from desktop_app.ui.wording import left_to_right, moment_words

SUFFIX = SERVER_INVITATION


class ServerCard(CardFrame):
    """Shows one of three: no server yet, one that is offered, one that is used.

    Signals:
        file_chosen: (Path, or str) An invitation, or its text: show what it is.
        agreed: Use the server that is offered.
        left: Do not.
        start_wanted: Synchronise now.
        stop_wanted: End what runs.
        schedule_chosen: (Schedule)
        courier_wanted: (Path) Write what the server lacks into this file, for a courier.
    """

    file_chosen = Signal(object)
    agreed = Signal()
    left = Signal()
    start_wanted = Signal()
    stop_wanted = Signal()
    schedule_chosen = Signal(object)
    courier_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("server")
        self.setAcceptDrops(True)
        self._shown: ServerState | None = None
        self.banner = Banner()
        self._clock = Banner()
        self._clock.setObjectName("clock")
        self.busy = BusyLine()
        self._without = self._build_without()
        self._offer = OfferView()
        self._agree = Button(
            self.tr("Use this server"), kind=ButtonKind.PRIMARY, icon=Icon.DONE, name="agree"
        )
        self._leave = Button(self.tr("Leave it"), name="leave-server")
        self._offered = QWidget()
        self._offer.may_agree_changed.connect(self._fit_agree)
        foot = Foot([self._agree], [self._leave])
        self._offered.setLayout(column(self._offer, foot, spacing=Measure.MEDIUM))
        self._connected = self._build_connected()
        self._build()

    @Slot(object)
    def show_state(self, state: ServerState) -> None:
        """Show how it stands."""
        before, self._shown = self._shown, state
        standing = state.standing
        offer = state.offered or (standing.offer if standing else None)
        is_used = state.status is not None and state.offered is None
        self._without.setVisible(standing is not None and offer is None and not is_used)
        self._offered.setVisible(offer is not None and not is_used)
        self._connected.setVisible(is_used)
        if offer is not None and not is_used:
            self._offer.show_offer(offer)
            self._leave.setVisible(state.offered is not None)
            self._other.setVisible(state.offered is None)
        else:
            self._other.setVisible(is_used and not state.is_running)
        self._show_paste(state)
        self._show_work(state, before)
        self._show_trouble(state)
        if state.status is not None:
            self._show_status(state.status, is_running=state.is_running)

    def _show_paste(self, state: ServerState) -> None:
        """Wherever an invitation can be chosen; empty again once one is shown."""
        can_choose = self._other.isVisibleTo(self) or self._without.isVisibleTo(self)
        self._paste.setVisible(can_choose)
        if state.offered is not None:
            self._paste.forget()

    @Slot()
    def _fit_agree(self) -> None:
        is_connecting = self._shown is not None and self._shown.is_connecting
        self._agree.setEnabled(self._offer.may_agree and not is_connecting)

    def choose_file(self, file: Path) -> None:
        """Have it shown what an invitation is."""
        self.file_chosen.emit(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.toLocalFile().endswith(SUFFIX) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.toLocalFile().endswith(SUFFIX):
                self.choose_file(Path(url.toLocalFile()))
                event.acceptProposedAction()
                return

    def _build_without(self) -> QWidget:
        whole = QWidget()
        what = self.tr(
            "With the secretariat's server, what you write reaches the others whenever there "
            "is a line. You can connect now, later or never: files work beside it, and "
            "without it."
        )
        self._choose = Button(
            self.tr("Choose the invitation…"),
            icon=Icon.OPEN,
            name="choose-invitation",
        )
        drop = self.tr(
            "Drop the secretariat's invitation here (it ends in {suffix}), or choose it. You "
            "see which server it is before it is used. Everything you have stays as it is."
        )
        hint = Text(drop.format(suffix=left_to_right(SUFFIX)), TypeRole.HINT, ink=Ink.SOFT)
        whole.setLayout(column(Text(what), Foot([self._choose]), hint, spacing=Measure.MEDIUM))
        self._choose.clicked.connect(self._on_choose)
        return whole

    def _build_connected(self) -> QWidget:
        whole = QWidget()
        self._in_step, self._waiting, self._last = Text(), Text(), Text(ink=Ink.SOFT)
        self._start = Button(
            self.tr("Synchronise now"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.SYNCHRONISE,
            name="synchronise-now",
        )
        self._courier = Button(
            self.tr("Write a file for a courier…"), icon=Icon.SAVE_FILE, name="courier"
        )
        self._courier.clicked.connect(self._on_courier)
        self._when = QComboBox()
        self._when.setObjectName("schedule")
        self._when.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._when.setMinimumContentsLength(12)
        for schedule in Schedule:
            self._when.addItem(schedule_words(schedule), schedule)
        self._url = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._digits = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._digits.setObjectName("server-digits")
        hint = self.tr("Only while this response is open. What fails by itself stays quiet.")
        facts = column(self._in_step, self._waiting, self._last, spacing=Measure.HAIR)
        place = column(self._url, self._digits, spacing=Measure.HAIR)
        field = Field(self.tr("Synchronise"), self._when, hint=hint)
        whole.setLayout(
            column(
                facts, Foot([self._start, self._courier]), field, place, spacing=Measure.MEDIUM
            )
        )
        self._start.clicked.connect(self.start_wanted)
        self._when.activated.connect(self._on_schedule)
        return whole

    def _build(self) -> None:
        self.body.setSpacing(Measure.MEDIUM)
        self._other = Button(
            self.tr("Another invitation…"), kind=ButtonKind.LINK, name="other-invitation"
        )
        title = Text(self.tr("The server"), TypeRole.QUESTION, strong=True)
        for piece in (title, self.banner, self._clock, self.busy):
            self.body.addWidget(piece)
        for part in (self._without, self._offered, self._connected):
            self.body.addWidget(part)
            part.hide()
        self.body.addWidget(Foot([self._other]))
        self._other.hide()
        self._paste = PasteView()
        self._paste.pasted.connect(self.file_chosen)
        self._paste.hide()
        self.body.addWidget(self._paste)
        self.body.addStretch(1)
        self._other.clicked.connect(self._on_choose)
        self._agree.clicked.connect(self.agreed)
        self._leave.clicked.connect(self.left)
        self.busy.cancelled.connect(self.stop_wanted)

    def _show_work(self, state: ServerState, before: ServerState | None) -> None:
        was_at_work = before is not None and (before.is_running or before.is_connecting)
        if state.is_running:
            words = self.tr("Synchronising…")
            if state.so_far is not None:
                words = self.tr("Synchronising: {bytes}")
                words = words.format(bytes=bytes_words(state.so_far))
            self.busy.say(words) if was_at_work else self.busy.start(words, cancellable=True)
        elif state.is_connecting:
            self.busy.start(self.tr("Reading the invitation…"))
        elif was_at_work:
            self.busy.stop()
        for button in (self._choose, self._leave, self._other, self._paste):
            button.setEnabled(not state.is_connecting)
        self._fit_agree()

    def _show_trouble(self, state: ServerState) -> None:
        """What somebody asked for and went wrong; else why it does not go by itself."""
        status = state.status
        trouble = status.trouble if status else None
        if state.is_running:
            self.banner.hide()
        elif state.error is not None:
            problem = problem_of(state.error)
            self._say(problem.happened, problem.advice)
        elif trouble is not None and status is not None and state.offered is None:
            problem = problem_of(error_of(trouble))
            since = self.tr("Since {when} nothing could be synchronised.")
            since = since.format(when=moment_words(trouble.since))
            self._say(problem.happened, f"{since} {problem.advice}")
        elif status is not None and (refused := submissions_not_taken(status)):
            self._say(" ".join(map(not_taken_words, refused)), "", BannerKind.RISK)
        else:
            self.banner.hide()

    def _say(self, title: str, detail: str, kind: BannerKind = BannerKind.WAIT) -> None:
        message = f"{title} {detail}".strip()
        if self.banner.isHidden() or self.banner.message != message:
            self.banner.show_message(kind, title, detail, closable=False)

    def _show_status(self, status: ServerStatus, *, is_running: bool) -> None:
        self._in_step.setText(in_step_words(status))
        self._waiting.setText(waiting_words(status))
        self._last.setVisible(status.last is not None)
        if status.last is not None:
            self._last.setText(last_words(status.last.done))
        self._url.setText(left_to_right(status.url))
        digits = self.tr("Its digits: {digits}")
        self._digits.setText(digits.format(digits=left_to_right(status.fingerprint)))
        self._when.setCurrentIndex(max(0, self._when.findData(status.schedule)))
        self._start.setEnabled(not is_running)
        self._show_clock(status)

    def _show_clock(self, status: ServerStatus) -> None:
        off = status.last.done.clock_off if status.last else None
        minutes = round(off.total_seconds() / 60) if off else 0
        if not minutes:
            self._clock.hide()
        elif self._clock.message != clock_words(minutes) or self._clock.isHidden():
            self._clock.show_message(BannerKind.WAIT, clock_words(minutes), closable=False)

    @Slot()
    def _on_choose(self) -> None:
        kinds = self.tr("Invitations to a server ({pattern})").format(pattern=f"*{SUFFIX}")
        title = self.tr("Choose the secretariat's invitation")
        file, _ = QFileDialog.getOpenFileName(self, title, QDir.homePath(), kinds)
        if file:
            self.choose_file(Path(file))

    @Slot()
    def _on_courier(self) -> None:
        title = self.tr("Where to write the file for the courier")
        kinds = self.tr("Files for a courier ({pattern})").format(pattern=f"*{CARRIED}")
        start = str(Path(QDir.homePath()) / f"for-the-secretariat{CARRIED}")
        file, _ = QFileDialog.getSaveFileName(self, title, start, kinds)
        if file:
            self.courier_wanted.emit(Path(file))

    @Slot(int)
    def _on_schedule(self, _index: int) -> None:
        self.schedule_chosen.emit(Schedule(self._when.currentData()))
        announce(self, self._when.currentText())
