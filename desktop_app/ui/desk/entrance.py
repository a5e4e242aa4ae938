"""The way in: from a folder to an unlocked profile, with whatever that takes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.domain.profiles import FolderWarning
from desktop_app.errors import DamagedFile
from desktop_app.services.folder_warnings import folder_warnings
from desktop_app.services.profile import NewProfile, Profile
from desktop_app.services.profile_place import look
from desktop_app.services.profiles import strength
from desktop_app.services.settings import SCHEME, TEXT_PERCENT
from desktop_app.ui import deeds
from desktop_app.ui.damaged import Damaged
from desktop_app.ui.desk.findings import words_on_place
from desktop_app.ui.errors import problem_of
from desktop_app.ui.first_start import FirstStart, Person
from desktop_app.ui.recover import Recover
from desktop_app.ui.scene import Scene
from desktop_app.ui.tasks import Lane
from desktop_app.ui.tools import Tools
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import BannerKind


class Entrance(QObject):
    """First start, unlocking, recovery, restoring.

    Signals:
        entered: (Profile) It is unlocked.
        look_changed: Colours or size of text were chosen.
        language_chosen: (tag)
    """

    entered = Signal(object)
    look_changed = Signal()
    language_chosen = Signal(str)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._scene: Scene | None = None
        self._new: Profile | None = None

    def open(self, *, is_locked: bool = False) -> None:
        """Show what the folder needs: a first start, the passphrase, or mending."""
        place = look(self._tools.folder)
        if place is ProfilePlace.ABSENT:
            self._show_first_start()
        elif place is ProfilePlace.DAMAGED:
            self._show_damaged()
        else:
            self._show_unlock(is_locked=is_locked)

    def take_over(self, prompt: Unlock) -> None:
        """From now on do what is asked for at this prompt."""
        self._scene = prompt
        prompt.unlock_wanted.connect(self._on_unlock_wanted)
        prompt.forgotten.connect(self._on_forgotten)

    def rebuild(self) -> None:
        """Show the present scene in another language; only the first one can choose it."""
        if isinstance(self._scene, FirstStart):
            self._show_first_start()

    def _show(self, scene: Scene) -> None:
        self._scene = scene
        self._tools.window.show_scene(scene)
        scene.start()

    def _show_first_start(self) -> None:
        tools = self._tools
        scene = FirstStart(
            tools.settings,
            language=tools.language.tag,
            runner=tools.runner,
            estimator=strength,
            random=tools.random,
        )
        scene.profile_wanted.connect(self._on_profile_wanted)
        scene.finished.connect(self._on_sheet_confirmed)
        scene.restore_wanted.connect(self._on_restore_wanted)
        scene.language_chosen.connect(self.language_chosen)
        scene.look_chosen.connect(self._on_look_chosen)
        self._show(scene)
        folder = tools.folder
        tools.runner.submit(
            lambda: folder_warnings(folder),
            owner=scene,
            on_done=self._on_place_looked_at,
            on_error=lambda _error: None,  # it is told again once the profile is open
            lane=Lane.NETWORK,  # a share that does not answer must hold up nothing else
        )

    def _on_place_looked_at(self, warnings: tuple[FolderWarning, ...]) -> None:
        finding = words_on_place(warnings)
        if finding is not None and isinstance(self._scene, FirstStart):
            self._scene.warn(finding.title, finding.detail)

    def _show_unlock(self, *, is_locked: bool = False) -> None:
        scene = Unlock(is_locked=is_locked)
        self.take_over(scene)
        self._show(scene)

    def _show_damaged(self) -> None:
        scene = Damaged(self._tools.folder)
        scene.restore_wanted.connect(self._on_restore_wanted)
        scene.again_wanted.connect(self.open)
        self._show(scene)

    @Slot(str, int)
    def _on_look_chosen(self, scheme: str, text_percent: int) -> None:
        self._tools.settings.choose(SCHEME, scheme)
        self._tools.settings.choose(TEXT_PERCENT, text_percent)
        self.look_changed.emit()

    # A new profile

    @Slot(object)
    def _on_profile_wanted(self, person: Person) -> None:
        if self._scene is None:
            return
        self._scene.begin_work(self.tr("Making your profile…"))
        language = self._tools.language.tag
        folder = self._tools.folder
        self._tools.runner.submit(
            lambda: deeds.make_profile(
                folder,
                name=person.name,
                email=person.email,
                passphrase=person.passphrase,
                language=language,
            ),
            owner=self._scene,
            on_done=self._on_made,
            on_error=self._on_error,
        )

    def _on_made(self, new: NewProfile) -> None:
        self._new = new.profile
        if isinstance(self._scene, FirstStart):
            self._scene.show_code(new.recovery_code)
        elif isinstance(self._scene, Recover):
            self._scene.show_code(new.recovery_code, new.profile.name)

    @Slot()
    def _on_sheet_confirmed(self) -> None:
        profile, self._new = self._new, None
        if profile is not None:
            self.entered.emit(profile)

    # The passphrase

    @Slot(str)
    def _on_unlock_wanted(self, passphrase: str) -> None:
        if self._scene is None:
            return
        folder = self._tools.folder
        self._tools.runner.submit(
            lambda: deeds.unlock(folder, passphrase),
            owner=self._scene,
            on_done=self._on_unlocked,
            on_error=self._on_error,
        )

    def _on_unlocked(self, profile: Profile) -> None:
        if isinstance(self._scene, Unlock):
            self._scene.forget()
        self.entered.emit(profile)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, DamagedFile) and not isinstance(self._scene, FirstStart):
            self._show_damaged()
        if self._scene is not None:
            self._scene.show_problem(problem_of(error))

    # The recovery code

    @Slot()
    def _on_forgotten(self) -> None:
        tools = self._tools
        scene = Recover(tools.runner, strength, tools.random)
        scene.recover_wanted.connect(self._on_recover_wanted)
        scene.left.connect(self._show_unlock)
        scene.finished.connect(self._on_sheet_confirmed)
        self._show(scene)

    @Slot(str, str)
    def _on_recover_wanted(self, code: str, passphrase: str) -> None:
        if self._scene is None:
            return
        folder = self._tools.folder
        self._tools.runner.submit(
            lambda: deeds.recover(folder, code, passphrase),
            owner=self._scene,
            on_done=self._on_made,
            on_error=self._on_error,
        )

    # A backup

    @Slot()
    def _on_restore_wanted(self) -> None:
        title = self.tr("Choose the backup of your profile")
        kinds = self.tr("Backups ({pattern})").format(pattern="*.rdbackup")
        window = self._tools.window
        file, _ = QFileDialog.getOpenFileName(window, title, QDir.homePath(), kinds)
        if file:
            self.restore(Path(file))

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the profile; a damaged one is moved aside."""
        if self._scene is None:
            return
        self._scene.begin_work(self.tr("Restoring the backup…"))
        folder = self._tools.folder
        self._tools.runner.submit(
            lambda: deeds.restore(file, folder),
            owner=self._scene,
            on_done=self._on_restored,
            on_error=self._on_restore_error,
        )

    def _on_restored(self, _nothing: object) -> None:
        self._show_unlock()
        if self._scene is not None:
            title = self.tr("The backup is restored.")
            detail = self.tr("Open it with the passphrase it had when it was made.")
            self._scene.banner.show_message(BannerKind.INFO, title, detail)

    def _on_restore_error(self, error: Exception) -> None:
        if self._scene is not None:
            self._scene.show_problem(problem_of(error))

    def take_unconfirmed(self) -> Profile | None:
        """A profile whose recovery sheet is still on the screen, when the window closes."""
        profile, self._new = self._new, None
        return profile
