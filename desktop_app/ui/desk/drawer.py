"""The dialogs of the desk: opened, and their work done."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.profiles import BackupReport
from desktop_app.services.profile import Profile
from desktop_app.services.profiles import strength
from desktop_app.ui import deeds
from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.dialogs.backup import BackupDialog
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.dialogs.guide import GuideDialog
from desktop_app.ui.dialogs.keys import KeysDialog
from desktop_app.ui.dialogs.passphrase import PassphraseDialog
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.dialogs.settings import SettingsDialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tasks import Lane
from desktop_app.ui.tools import Tools
from desktop_app.ui.windows.top_bar import Deed


class Drawer(QObject):
    """Opens a dialog for a deed of the bar.

    Signals:
        option_changed: (key of the option) In the settings.
        backup_begun: (Task) It uses the profile until it has ended.
    """

    option_changed = Signal(str)
    backup_begun = Signal(object)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._profile: Profile | None = None
        self._dialog: Dialog | None = None

    def open(self, deed: Deed, profile: Profile) -> None:
        """Show the dialog; a deed without one is passed over."""
        makers = {
            Deed.SETTINGS: self._settings,
            Deed.PASSPHRASE: self._passphrase,
            Deed.RECOVERY: self._recovery,
            Deed.BACKUP: self._backup,
            Deed.GUIDE: self._guide,
            Deed.KEYS: self._keys,
            Deed.ABOUT: self._about,
        }
        make = makers.get(deed)
        if make is not None:
            self._profile = profile
            self._dialog = make()
            self._dialog.open()

    def _settings(self) -> Dialog:
        dialog = SettingsDialog(self._tools.settings, self._tools.window)
        dialog.changed.connect(self.option_changed)
        return dialog

    def _keys(self) -> Dialog:
        return KeysDialog(self._tools.window)

    def _guide(self) -> Dialog:
        return GuideDialog(self._tools.language.tag, self._tools.window)

    def _about(self) -> Dialog:
        return AboutDialog(self._tools.window)

    def _passphrase(self) -> Dialog:
        profile = self._profile
        personal = (profile.name, profile.email) if profile else ()
        dialog = PassphraseDialog(self._tools.runner, strength, personal, self._tools.window)
        dialog.change_wanted.connect(self._on_change_wanted)
        return dialog

    def _recovery(self) -> Dialog:
        dialog = RecoveryDialog(self._tools.random, self._tools.window)
        dialog.code_wanted.connect(self._on_code_wanted)
        dialog.confirmed.connect(self._on_code_confirmed)
        return dialog

    def _backup(self) -> Dialog:
        today = datetime.now().astimezone().date()
        dialog = BackupDialog(today, self._tools.window)
        dialog.backup_wanted.connect(self._on_backup_wanted)
        return dialog

    @Slot(str, str)
    def _on_change_wanted(self, old: str, new: str) -> None:
        profile, dialog = self._profile, self._dialog
        if profile is None or not isinstance(dialog, PassphraseDialog):
            return
        self._tools.runner.submit(
            lambda: deeds.change_passphrase(profile, old, new),
            owner=dialog,
            on_done=lambda _nothing: dialog.show_done(),
            on_error=self._on_error,
        )

    @Slot(str)
    def _on_code_wanted(self, passphrase: str) -> None:
        profile, dialog = self._profile, self._dialog
        if profile is None or not isinstance(dialog, RecoveryDialog):
            return
        self._tools.runner.submit(
            lambda: deeds.propose_recovery_code(profile, passphrase),
            owner=dialog,
            on_done=lambda code: dialog.show_code(code, profile.name),
            on_error=self._on_error,
        )

    @Slot(str)
    def _on_code_confirmed(self, code: str) -> None:
        profile, dialog = self._profile, self._dialog
        if profile is None or not isinstance(dialog, RecoveryDialog):
            return
        self._tools.runner.submit(
            lambda: deeds.renew_recovery_code(profile, code),
            owner=dialog,
            on_done=lambda _nothing: dialog.show_done(),
            on_error=self._on_error,
        )

    @Slot(str)
    def _on_backup_wanted(self, file: str) -> None:
        profile, dialog = self._profile, self._dialog
        if profile is None or not isinstance(dialog, BackupDialog):
            return
        task = self._tools.runner.submit(
            lambda: deeds.backup(profile, Path(file)),
            owner=dialog,
            on_done=self._on_backed_up,
            on_error=self._on_error,
            lane=Lane.NETWORK,  # it takes seconds, and what is typed meanwhile must be saved
        )
        self.backup_begun.emit(task)

    def _on_backed_up(self, report: BackupReport) -> None:
        if isinstance(self._dialog, BackupDialog):
            self._dialog.show_done(report.file)

    def _on_error(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.show_problem(problem_of(error))
