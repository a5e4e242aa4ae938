"""The responses of an unlocked profile: choosing one, beginning one, opening it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.domain.responses import DossierInfo, PackInfo
from desktop_app.errors import PackRefused
from desktop_app.services.profile import Profile
from desktop_app.ui import deeds
from desktop_app.ui.deeds import Choices, Joined, Opened, PackSource
from desktop_app.ui.dialogs.signer import signer_question
from desktop_app.ui.errors import problem_of
from desktop_app.ui.join import Join, Ticket
from desktop_app.ui.new_response import Beginning, NewResponse
from desktop_app.ui.responses import Responses
from desktop_app.ui.scene import Scene
from desktop_app.ui.tools import Tools


class Shelf(QObject):
    """From a profile to an open response.

    Signals:
        opened: (Opened)
        said: (str) What is to be said above the response that is opened next.
    """

    opened = Signal(object)
    said = Signal(str)

    def __init__(self, tools: Tools, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._profile = tools, profile
        # The scene on which the profile was opened says what goes on until ours is shown.
        shown = tools.window.scene
        self._scene = shown if isinstance(shown, Scene) else None
        self._packs: dict[PackHash, PackInfo] = {}
        self._files: dict[PackHash, Path] = {}
        self._dossiers: tuple[DossierInfo, ...] = ()
        self._shipped: tuple[PackInfo, ...] = ()
        self._fingerprint = ""
        self._file = Path()

    def open(self) -> None:
        """Open the response that was open last or is the only one; else let choose."""
        self._look(self._on_choices_at_start)

    def choose(self) -> None:
        """Let the user choose, even if there is only one."""
        self._look(self._on_choices)

    def open_dossier(self, dossier: DossierId) -> None:
        """Open one; the scene on the screen says that it is being opened."""
        profile, language = self._profile, self._tools.language.tag
        self._say(self.tr("Opening the response…"))
        self._tools.runner.submit(
            lambda: deeds.open_response(profile, dossier, language),
            owner=self,
            on_done=self._on_opened,
            on_error=self._on_error,
        )

    def _on_opened(self, opened: Opened) -> None:
        self._scene = None  # it gives way to the response
        self.opened.emit(opened)

    def _look(self, on_done: Callable[[Choices], None]) -> None:
        profile = self._profile
        self._say(self.tr("Looking at your responses…"))
        self._tools.runner.submit(
            lambda: deeds.look_at_shelf(profile),
            owner=self,
            on_done=on_done,
            on_error=self._on_error,
        )

    def _show(self, scene: Scene) -> None:
        self._scene = scene
        self._tools.window.show_scene(scene)
        scene.start()

    def _on_choices_at_start(self, choices: Choices) -> None:
        self._take(choices)
        if choices.last is None:
            self._show_responses()
        else:
            self.open_dossier(choices.last)

    def _on_choices(self, choices: Choices) -> None:
        self._take(choices)
        self._show_responses()

    def _take(self, choices: Choices) -> None:
        self._dossiers = choices.dossiers
        self._packs |= {info.hash: info for info in choices.packs}
        self._shipped = choices.packs

    @Slot()
    def _show_responses(self) -> None:
        scene = Responses(
            self._dossiers,
            self._shipped,
            language=self._tools.language.tag,
        )
        scene.response_chosen.connect(self.open_dossier)
        scene.pack_chosen.connect(self._on_pack_chosen)
        scene.practice_wanted.connect(self._on_practice_wanted)
        scene.file_chosen.connect(self._on_file_chosen)
        scene.join_wanted.connect(self._on_join_chosen)
        self._show(scene)

    # Beginning one

    @Slot(str)
    def _on_pack_chosen(self, pack: str) -> None:
        self._show_new(self._packs[PackHash(pack)])

    def _show_new(self, pack: PackInfo) -> None:
        scene = NewResponse(pack, language=self._tools.language.tag)
        scene.begin_wanted.connect(self._on_begin_wanted)
        scene.left.connect(self._show_responses)
        self._show(scene)

    @Slot(object)
    def _on_begin_wanted(self, beginning: Beginning) -> None:
        profile, pack = self._profile, beginning.pack
        file = self._files.get(pack, Path())
        self._say(self.tr("Preparing the questionnaire…"))
        self._tools.runner.submit(
            lambda: deeds.begin(
                profile,
                PackSource(hash=pack, file=file),
                party=beginning.party,
                start=beginning.start,
                instruments=beginning.instruments,
            ),
            owner=self,
            on_done=self._on_begun,
            on_error=self._on_error,
        )

    def _on_begun(self, info: DossierInfo) -> None:
        self.open_dossier(info.id)

    @Slot(str)
    def _on_practice_wanted(self, pack: str) -> None:
        found = self._packs[PackHash(pack)]
        self._on_begin_wanted(
            Beginning(
                pack=found.hash,
                party=self.tr("Ruritania (practice)"),
                start=None,
                instruments=tuple(info.code for info in found.instruments),
            )
        )

    # Joining somebody else's

    @Slot()
    def _on_join_chosen(self) -> None:
        scene = Join()
        scene.join_wanted.connect(self._on_join_wanted)
        scene.left.connect(self._show_responses)
        self._show(scene)

    @Slot(object)
    def _on_join_wanted(self, ticket: Ticket) -> None:
        profile = self._profile
        self._tools.runner.submit(
            lambda: deeds.join(profile, ticket.file, ticket.code),
            owner=self,
            on_done=self._on_joined,
            on_error=self._on_error,
        )

    def _on_joined(self, joined: Joined) -> None:
        if joined.is_again:
            again = self.tr(
                "You take part again. What you had here is here still; what you wrote before "
                "you knew that you were removed waits for the focal point to decide."
            )
            self.said.emit(again)
        self.open_dossier(joined.dossier)

    # A questionnaire from a file

    @Slot(str)
    def _on_file_chosen(self, file: str) -> None:
        self._file, self._fingerprint = Path(file), ""
        self._read_file()

    def _read_file(self) -> None:
        profile, file, accept = self._profile, self._file, self._fingerprint
        self._say(self.tr("Reading the questionnaire…"))
        self._tools.runner.submit(
            lambda: deeds.read_pack(profile, file, accept),
            owner=self,
            on_done=self._on_file_read,
            on_error=self._on_file_refused,
        )

    def _on_file_read(self, pack: PackInfo) -> None:
        self._packs[pack.hash] = pack
        self._files[pack.hash] = self._file
        self._show_new(pack)

    def _on_file_refused(self, error: Exception) -> None:
        if not isinstance(error, PackRefused) or error.reason != "unknown-signer":
            self._on_error(error)
            return
        if self._scene is not None:
            self._scene.end_work()
        self._fingerprint = error.detail
        question = signer_question(error.detail, self._tools.window)
        question.agreed.connect(self._on_signer_accepted)
        question.open()

    @Slot()
    def _on_signer_accepted(self) -> None:
        self._read_file()

    def _say(self, what: str) -> None:
        if self._scene is not None:
            self._scene.begin_work(what)

    def _on_error(self, error: Exception) -> None:
        if not isinstance(self._scene, Responses | NewResponse | Join):
            self._show_responses()
        if self._scene is not None:
            self._scene.show_problem(problem_of(error))
