"""What is on the screen first: the prompt, and behind it the desk that is being loaded.

The prompt needs few modules; the desk needs all of them and takes several times as long. So
the prompt is painted first, and the rest is loaded while the passphrase is being typed. What
is asked for at the prompt before the desk is there is done once it is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.services.profile_place import look
from desktop_app.ui.scene import Scene
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.main_window import MainWindow

if TYPE_CHECKING:  # loaded when the prompt is painted
    from desktop_app.ui.desk import Desk
    from desktop_app.ui.loading import Loading


class Doorway(QObject):
    """The window from its first picture on. ``make_loading`` imports what loads the desk.

    Signals:
        loaded: The desk is there and has taken over.
        closed: Everything is saved and let go; the program may end.
    """

    loaded = Signal()
    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        make_loading: Callable[[], Loading],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder, self._make_loading = folder, make_loading
        self.window = window
        self._scene: Scene | None = None
        self._loading: Loading | None = None
        self._desk: Desk | None = None
        self._passphrase = ""
        self._is_forgotten = False
        window.close_wanted.connect(self.close)

    def open(self) -> None:
        """Show the prompt, or that the program starts; load the desk once it is painted."""
        is_ready = look(self._folder) is ProfilePlace.READY
        self._scene = self._prompt() if is_ready else self._start()
        # Not the window: what is in it covers it whole, so that it paints nothing itself.
        self._scene.inside.installEventFilter(self)
        self.window.show_scene(self._scene)
        self._scene.start()
        self.window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load)
        return super().eventFilter(watched, event)

    @Slot()
    def close(self) -> None:
        """Save, let everything go, and end."""
        if self._desk is not None:
            self._desk.close()
            return
        if self._loading is not None:
            self._loading.stop()
        self._scene = None
        self.window.close_now()
        self.closed.emit()

    def _prompt(self) -> Unlock:
        prompt = Unlock()
        prompt.unlock_wanted.connect(self._on_unlock_wanted)
        prompt.forgotten.connect(self._on_forgotten)
        return prompt

    def _start(self) -> Scene:
        scene = Scene(self.tr("One moment"))
        scene.card.hide()
        scene.begin_work(self.tr("Review Desk is starting…"))
        return scene

    @Slot(str)
    def _on_unlock_wanted(self, passphrase: str) -> None:
        self._passphrase = passphrase

    @Slot()
    def _on_forgotten(self) -> None:
        self._is_forgotten = True

    @Slot()
    def _load(self) -> None:
        if self._scene is None:  # closed already
            return
        self.window.show_icon()
        self._loading = self._make_loading()
        self._loading.loaded.connect(self._on_loaded)
        self._loading.start()

    @Slot(object)
    def _on_loaded(self, desk: Desk) -> None:
        scene, self._scene = self._scene, None
        self._desk = desk
        self.window.close_wanted.disconnect(self.close)
        desk.closed.connect(self.closed)
        if isinstance(scene, Unlock):
            scene.unlock_wanted.disconnect(self._on_unlock_wanted)
            scene.forgotten.disconnect(self._on_forgotten)
            desk.open(scene)
            self._catch_up(scene)
        else:
            desk.open()
        self.loaded.emit()

    def _catch_up(self, prompt: Unlock) -> None:
        passphrase, self._passphrase = self._passphrase, ""
        if passphrase:
            prompt.unlock_wanted.emit(passphrase)
        elif self._is_forgotten:
            prompt.forgotten.emit()
