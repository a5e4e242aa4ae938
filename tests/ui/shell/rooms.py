"""Every scene, page and dialog of the shell, made with nothing but values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from desktop_app.domain.entries import Place
from desktop_app.domain.upgrades import Difference, Reason
from desktop_app.domain.working_files import FileState, QuestionFiles, WorkingFile
from desktop_app.errors import DiskFull, WrongPassphrase
from desktop_app.services.profiles import strength
from desktop_app.services.response import Response
from desktop_app.services.upgrading import PlannedAnswer, UpgradePlan
from desktop_app.ui.autosave import Autosave, SavePhase, SaveState
from desktop_app.ui.damaged import Damaged
from desktop_app.ui.desk.session import DEEDS
from desktop_app.ui.dialogs.about import AboutDialog
from desktop_app.ui.dialogs.backup import BackupDialog
from desktop_app.ui.dialogs.crash import CrashDialog
from desktop_app.ui.dialogs.guide import GuideDialog
from desktop_app.ui.dialogs.keys import KeysDialog
from desktop_app.ui.dialogs.passphrase import PassphraseDialog
from desktop_app.ui.dialogs.question import Question
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.dialogs.report import Material, ReportDialog
from desktop_app.ui.dialogs.settings import SettingsDialog
from desktop_app.ui.dialogs.wording import WordingDialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.join import Join
from desktop_app.ui.new_response import NewResponse
from desktop_app.ui.questionnaire.columns import Columns
from desktop_app.ui.questionnaire.files_panel import FilesPanel
from desktop_app.ui.questionnaire.side_panel import SidePanel
from desktop_app.ui.recover import Recover
from desktop_app.ui.responses import Responses
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.upgrade import FIRST, Upgrade
from desktop_app.ui.windows.workspace import QUESTIONNAIRE, Workspace
from desktop_app.ui.work import Sources, Work
from tests.builders.responses import key, sample_info, sample_response
from tests.ui.exchange.rooms import EXCHANGE_SCENES
from tests.ui.people.rooms import ANA, MOMENT, PEOPLE_DIALOGS, PEOPLE_SCENES
from tests.ui.shell.dates_rooms import DATES_DIALOGS, DATES_SCENES
from tests.ui.shell.rooms_of import House, Room, written_at_three
from tests.ui.submission.rooms import SUBMISSION_SCENES
from tests.ui.synchronising.rooms import SERVER_SCENES

CODE = "123456 234567 345678 456789 567890 678901 789012 890123"


def first_start(house: House) -> FirstStart:
    """The first of its steps."""
    return FirstStart(
        house.settings,
        language="en",
        runner=house.runner,
        estimator=strength,
        random=Random(7),
    )


def recovery_sheet(house: House) -> FirstStart:
    """The last of its steps."""
    scene = first_start(house)
    scene.show_code(CODE)
    return scene


def wrong_passphrase(house: House) -> Unlock:
    """The prompt with a message."""
    scene = Unlock()
    scene.show_problem(problem_of(WrongPassphrase()))
    return scene


def new_recovery_sheet(house: House) -> Recover:
    """After the code was used."""
    scene = Recover(house.runner, strength, Random(7))
    scene.show_code(CODE, "Ana Petrov")
    return scene


def workspace(
    house: House, response: Response | None = None, work: Work | None = None
) -> Workspace:
    """An open response, at home."""
    response = response or sample_response()
    response.set(key("instruments"), "UNTOC")
    autosave = Autosave(response, written_at_three, runner=house.runner, parent=house.keep)
    pages = Workspace(
        response,
        autosave=autosave,
        runner=house.runner,
        sources=Sources(history=lambda _key: (), work=work),
        language="en",
        deeds=DEEDS,
    )
    pages.stand_at(Place(article=key("front_party"), node=key("party_name")))
    return pages


def at_a_question(house: House) -> Workspace:
    """In the questionnaire."""
    pages = workspace(house)
    pages.show_page(QUESTIONNAIRE)
    return pages


def at_files(house: House) -> Workspace:
    """In the questionnaire, before the files of a question: here, coming, damaged."""
    office = house.office()
    pages = workspace(house, work=Work(profile=office.profile, dossier=office.dossier))
    pages.show_page(QUESTIONNAIRE)
    side, panel = pages.findChild(SidePanel), pages.findChild(FilesPanel)
    columns = pages.findChild(Columns)
    assert side is not None
    assert panel is not None
    assert columns is not None
    side.tabs.setCurrentIndex(side.tabs.count() - 1)
    columns.show_side()
    panel.show_question(key("q_party"))
    panel.show_files(FILES)
    # Nothing comes from a lane, and whoever goes on to another question sees the same.
    vars(panel)["refresh"] = lambda: None
    vars(panel)["show_question"] = lambda _card: None
    return pages


def _file(name: str, size_bytes: int, state: FileState, **more: Any) -> WorkingFile:
    return WorkingFile(
        id=name,
        question="q_party",
        name=name,
        media_type="application/pdf",
        size_bytes=size_bytes,
        state=state,
        author=ANA.id,
        author_name="Ana Petrov",
        made_at=MOMENT,
        **more,
    )


FILES = QuestionFiles(
    files=(
        _file("Penal Code, chapter 7.pdf", 840_000, FileState.HERE, may_withdraw=True),
        _file("رسالة إلى الوزارة.docx", 123_000, FileState.COMING, come_bytes=48_000),
        _file("A very long name " + "without_any_end_" * 5, 0, FileState.DAMAGED),
    )
)


def at_risk(house: House) -> Workspace:
    """While nothing can be saved."""
    pages = workspace(house)
    pages.show_saving(SaveState(SavePhase.FAILED, None, DiskFull("database")))
    return pages


def offered_newer(house: House) -> Workspace:
    """At home, where a newer version of the questionnaire is offered."""
    pages = workspace(house)
    pages.offer_newer(replace(sample_info().pack, version=2))
    return pages


def upgrade_choice(_house: House) -> Upgrade:
    """Which questionnaire to go on with."""
    scene = Upgrade(sample_info(), language="en")
    scene.show_choice((replace(sample_info().pack, version=2),))
    return scene


def upgrade_plan(_house: House) -> Upgrade:
    """What would become of the answers, with more of them than are shown at once."""
    scene = Upgrade(sample_info(), language="en")
    scene.show_plan(make_plan())
    return scene


def make_plan(flagged: int = FIRST + 3) -> UpgradePlan:
    """An upgrade that touches everything."""
    answer = PlannedAnswer(
        key=key("q_5_conspiracy"),
        reference="Art. 5(1)(a)(i)",
        label="Is agreeing to commit a serious crime an offence?",
        value="Yes, in part",
        reasons=frozenset({Reason.WORDING, Reason.CHOICES}),
    )
    lost = replace(answer, reasons=frozenset(), lost=Difference.GONE, value="A law. " * 60)
    return UpgradePlan(
        dossier=sample_info().id,
        old=sample_info().pack,
        new=replace(sample_info().pack, version=2),
        kept=312,
        flagged=(answer,) * flagged,
        dropped=(lost, replace(lost, reference="", value="نص")),
        new_questions=5,
    )


def report(_house: House) -> ReportDialog:
    """Print or export, with every choice to be seen."""
    response = sample_response()
    response.set(key("instruments"), "UNTOC")
    dialog = ReportDialog(
        Material(
            party="Ruritania",
            cluster="Sample",
            parts=response.parts(),
            is_approved=False,
            today=date(2026, 3, 3),
            here=key("untoc_5"),
        )
    )
    dialog.show_done(Path("/home/ana/Ruritania.pdf"), "4F2A-91C3")
    return dialog


SCENES: Mapping[str, Room] = {
    "first-start": first_start,
    "recovery-sheet": recovery_sheet,
    "unlock": lambda _house: Unlock(),
    "locked": lambda _house: Unlock(is_locked=True),
    "wrong-passphrase": wrong_passphrase,
    "recover": lambda house: Recover(house.runner, strength, Random(7)),
    "new-recovery-sheet": new_recovery_sheet,
    "damaged": lambda _house: Damaged(Path("/home/ana/profile")),
    "nothing-yet": lambda _house: Responses((), (sample_info().pack,), language="en"),
    "responses": lambda _house: Responses(
        (sample_info(),), (sample_info().pack,), language="en"
    ),
    "join": lambda _house: Join(),
    "new-response": lambda _house: NewResponse(sample_info().pack, language="en"),
    "upgrade-choice": upgrade_choice,
    "upgrade-plan": upgrade_plan,
    "home": workspace,
    "home-offered-newer": offered_newer,
    "questionnaire": at_a_question,
    "questionnaire-files": at_files,
    "at-risk": at_risk,
}

DIALOGS: Mapping[str, Room] = {
    "settings": lambda house: SettingsDialog(house.settings),
    "passphrase": lambda house: PassphraseDialog(house.runner, strength),
    "new-sheet": lambda _house: RecoveryDialog(Random(7)),
    "backup": lambda _house: BackupDialog(date(2026, 3, 3)),
    "official-wording": lambda _house: WordingDialog(),
    "about": lambda _house: AboutDialog(),
    "report": report,
    "guide": lambda _house: GuideDialog("en"),
    "keys": lambda _house: KeysDialog(),
    "question": lambda _house: Question(
        "Title",
        "What would happen",
        consequence="Do it",
        otherwise="Leave it",
        emphasis="12345",
    ),
    "crash": lambda _house: CrashDialog("desktop_app/ui/home.py:12 _build\nbuiltins.KeyError"),
}

ROOMS: Mapping[str, Room] = {
    **SCENES,
    **PEOPLE_SCENES,
    **EXCHANGE_SCENES,
    **SUBMISSION_SCENES,
    **DATES_SCENES,
    **SERVER_SCENES,
    **DIALOGS,
    **PEOPLE_DIALOGS,
    **DATES_DIALOGS,
}
