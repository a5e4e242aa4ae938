"""Says when nobody has used the window for long, or the computer was asleep."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

CHECK_MS = 5_000
_ASLEEP_S = 60.0  # a check that comes so much too late was slept through

_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)
_USE = _WORK | {QEvent.Type.MouseMove, QEvent.Type.TabletMove}


class AutoLock(QObject):
    """Watches the windows of the program that have the focus.

    Only the windows themselves are watched: a filter on the application would see every
    event of every widget. Input methods bypass windows, so whoever takes in text calls
    `touch` as well.

    Signals:
        expired: The time is over.
    """

    expired = Signal()

    def __init__(
        self,
        app: QGuiApplication,
        clock: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit_s = 0.0
        self._used_at = self._checked_at = self._worked_at = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)
        app.focusWindowChanged.connect(self._on_window_changed)
        self._on_window_changed(app.focusWindow())

    @property
    def quiet_s(self) -> float:
        """For how many seconds nobody has typed, clicked or scrolled."""
        return self._clock() - self._worked_at

    def start(self, minutes: int) -> None:
        """Begin to count."""
        self._limit_s = minutes * 60.0
        self._used_at = self._checked_at = self._clock()
        self._timer.start()

    def stop(self) -> None:
        """There is nothing to lock."""
        self._timer.stop()

    def touch(self) -> None:
        """Somebody is at work."""
        self._used_at = self._worked_at = self._clock()

    @Slot()
    def check(self) -> None:
        """See whether the time is over."""
        now = self._clock()
        was_asleep = now - self._checked_at > CHECK_MS / 1000 + _ASLEEP_S
        self._checked_at = now
        self._used_at = min(self._used_at, now)  # the clock was set back
        if was_asleep or now - self._used_at >= self._limit_s:
            self.stop()
            self.expired.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._used_at = self._clock()
            if event.type() in _WORK:
                self._worked_at = self._used_at
        return False

    @Slot(QWindow)
    def _on_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # it may have been watched before
            window.installEventFilter(self)
            self.touch()
