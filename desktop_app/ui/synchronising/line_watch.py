"""Whether this computer has a line at all, as the system says. Nothing is sent to learn it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation


class LineWatch(QObject):
    """Knows nothing: what systems have that do not tell.

    Signals:
        appeared: There is a line, and was none, or a lesser one, before.
    """

    appeared = Signal()

    def start(self) -> bool:
        """Begin to watch; whether this system tells. May be called again."""
        return False

    @property
    def is_absent(self) -> bool:
        """Whether it is certain that there is no line."""
        return False


class SystemLine(LineWatch):
    """What NetworkManager, Windows or macOS say, by way of Qt."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source: QNetworkInformation | None = None
        self._reach = 0

    def start(self) -> bool:
        # Only whoever chose it waits for the library, and for what the system says.
        from PySide6.QtNetwork import QNetworkInformation  # noqa: PLC0415

        if self._source is None:
            reach = QNetworkInformation.Feature.Reachability
            if not QNetworkInformation.loadBackendByFeatures(reach):
                return False
            self._source = QNetworkInformation.instance()
            self._reach = self._source.reachability().value
            self._source.reachabilityChanged.connect(self._on_changed)
        return True

    @property
    def is_absent(self) -> bool:
        if self._source is None:
            return False
        return self._source.reachability() is type(self._source).Reachability.Disconnected

    @Slot(object)
    def _on_changed(self, _reach: object) -> None:
        assert self._source is not None
        before, self._reach = self._reach, self._source.reachability().value
        if self._reach > before and not self.is_absent:
            self.appeared.emit()
