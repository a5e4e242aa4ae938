"""Going on with a newer questionnaire: the scene, and the work behind it.

The response is closed meanwhile, so that what is shown is what will happen; it is opened
again afterwards, whatever the user decided.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.keys import PackHash
from desktop_app.domain.responses import DossierInfo
from desktop_app.errors import PackRefused
from desktop_app.services.profile import Profile
from desktop_app.services.upgrading import UpgradePlan
from desktop_app.ui import deeds
from desktop_app.ui.deeds import Newer, PackSource
from desktop_app.ui.dialogs.signer import signer_question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.tools import Tools
from desktop_app.ui.upgrade import Upgrade


class Upgrading(QObject):
    """One scene at a time.

    Signals:
        ended: (DossierId) Open the response again.
    """

    ended = Signal(str)

    def __init__(self, tools: Tools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._profile: Profile | None = None
        self._info: DossierInfo | None = None
        self._scene: Upgrade | None = None
        self._source: PackSource | None = None
        self._file = Path()
        self._fingerprint = ""

    def open(self, info: DossierInfo, profile: Profile) -> None:
        """Show what there is to go on with, for a response that is closed."""
        self._info, self._profile, self._source = info, profile, None
        scene = self._scene = Upgrade(info, language=self._tools.language.tag)
        scene.file_chosen.connect(self._on_file_chosen)
        scene.pack_chosen.connect(self._on_pack_chosen)
        scene.agreed.connect(self._on_agreed)
        scene.left.connect(self._on_left)
        self._tools.window.show_scene(scene)
        scene.show_choice()
        self._say(self.tr("Looking for newer versions…"))
        self._tools.runner.submit(
            lambda: deeds.look_for_newer(info),
            owner=scene,
            on_done=self._on_looked,
            on_error=self._on_error,
        )

    def _on_looked(self, newer: Newer) -> None:
        if self._scene is None:
            return
        self._scene.end_work()
        if newer.packs:
            self._scene.show_choice(newer.packs)
            self._on_pack_chosen(newer.packs[-1].hash)
        else:
            self._scene.start()

    # What would happen

    @Slot(str)
    def _on_pack_chosen(self, pack: str) -> None:
        self._plan(PackSource(hash=PackHash(pack)))

    @Slot(str)
    def _on_file_chosen(self, file: str) -> None:
        self._file, self._fingerprint = Path(file), ""
        self._read_file()

    @Slot()
    def _read_file(self) -> None:
        profile, file, accept = self._profile, self._file, self._fingerprint
        if self._scene is None or profile is None:
            return
        self._say(self.tr("Reading the questionnaire…"))
        self._tools.runner.submit(
            lambda: deeds.read_pack(profile, file, accept),
            owner=self._scene,
            on_done=lambda pack: self._plan(PackSource(hash=pack.hash, file=file)),
            on_error=self._on_file_refused,
        )

    def _on_file_refused(self, error: Exception) -> None:
        if not isinstance(error, PackRefused) or error.reason != "unknown-signer":
            self._on_error(error)
        elif self._scene is not None:
            self._scene.end_work()
            self._fingerprint = error.detail
            question = signer_question(error.detail, self._tools.window)
            question.agreed.connect(self._read_file)
            question.open()

    def _plan(self, source: PackSource) -> None:
        info, profile, language = self._info, self._profile, self._tools.language.tag
        if self._scene is None or info is None or profile is None:
            return
        self._source = source
        self._say(self.tr("Comparing the questions…"))
        self._tools.runner.submit(
            lambda: deeds.plan_upgrade(profile, info.id, source, language),
            owner=self._scene,
            on_done=self._on_planned,
            on_error=self._on_error,
        )

    def _on_planned(self, plan: UpgradePlan) -> None:
        if self._scene is not None:
            self._scene.show_plan(plan)

    # What happens

    @Slot()
    def _on_agreed(self) -> None:
        info, profile, source = self._info, self._profile, self._source
        if self._scene is None or info is None or profile is None or source is None:
            return
        self._say(self.tr("Going on with the newer questionnaire…"))
        self._tools.runner.submit(
            lambda: deeds.upgrade(profile, info.id, source),
            owner=self._scene,
            on_done=lambda _info: self._on_left(),
            on_error=self._on_error,
        )

    @Slot()
    def _on_left(self) -> None:
        if self._scene is None or self._info is None:
            return
        self._say(self.tr("Opening the response…"))
        info, self._scene, self._profile = self._info, None, None
        self.ended.emit(info.id)

    def _say(self, what: str) -> None:
        if self._scene is not None:
            self._scene.begin_work(what)

    def _on_error(self, error: Exception) -> None:
        if self._scene is not None:
            self._scene.show_problem(problem_of(error))
