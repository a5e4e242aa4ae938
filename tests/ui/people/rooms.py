"""The people page and its dialogs, opened for looks: with everything to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.domain.exchanges import SentFile
from desktop_app.domain.members import (
    Assignment,
    Computer,
    Invited,
    Member,
    MemberDeed,
    MemberRole,
    MembersWarning,
    People,
    Person,
    ReserveTrial,
    WaitingChange,
    WaitingWork,
    WarningOfMembers,
)
from desktop_app.services.invitations import ForCode
from desktop_app.services.parts import shares
from desktop_app.ui.assignments.dialogs import AssignArticle, AssignDialog, AssignMember
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.people.asking import (
    ConfirmDialog,
    DetailsDialog,
    HandOverDialog,
    RestrictDialog,
    RoleDialog,
)
from desktop_app.ui.people.code_file import CodeFileDialog
from desktop_app.ui.people.invite import InviteDialog, computer_words, reserve_words
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.people.reserve_trial import ReserveTrialDialog
from desktop_app.ui.windows.page import Given
from desktop_app.ui.work import Work
from review_protocol.names import ChangeId, DeviceId, MemberId, SetId
from tests.builders.responses import key, with_instruments
from tests.ui.shell.rooms_of import House, Room, written_at_three

MOMENT = datetime(2026, 3, 3, 13, 3, tzinfo=UTC)
DIGITS = "04821 55310 77120 90334 11872 65003"


def computer(name: str, **of: object) -> Computer:
    return Computer(id=DeviceId(name), fingerprint=DIGITS, **of)  # type: ignore[arg-type]  # handed on


ANA = Member(
    id=MemberId("a"),
    person=Person(
        name="Ana Petrov",
        title="Head of department",
        email="ana@justice.example",
        phone="+99 1 234",
    ),
    role=MemberRole.FOCAL_POINT,
    computers=(computer("a1", is_this=True), computer("a2", heard_at=MOMENT, lacks=3)),
    is_me=True,
)
BEN = Member(
    id=MemberId("b"),
    person=Person(name="Ben Okoro", email="ben@police.example"),
    role=MemberRole.EXPERT,
    computers=(
        computer("b1", is_provisional=True, heard_at=MOMENT, lacks=0),
        computer("b2", is_provisional=True),
    ),
    is_provisional=True,
    sent_at=MOMENT,
)
CLEO = Member(
    id=MemberId("c"),
    person=Person(name="Cleo Marchand"),
    role=MemberRole.EXPERT,
    computers=(computer("c1"),),
    restricted_to=frozenset({"q_5_model"}),
)
DORA = Member(
    id=MemberId("d"), person=Person(name="Dora Lind"), role=MemberRole.EXPERT, is_removed=True
)
EVERYBODY = People(
    members=(ANA, BEN, CLEO, DORA),
    invited=(
        Invited(id="i", name="Emil Sand", role=MemberRole.OBSERVER, made_at=MOMENT),
        Invited(id="j", name="", role=MemberRole.DEPUTY),
    ),
    me=ANA.id,
    focal_point=ANA.id,
    until=MOMENT.date(),
    has_reserve=True,
    warnings=tuple(MembersWarning(kind, "b1") for kind in WarningOfMembers),
    waiting=(
        WaitingWork(
            sets=(SetId("s"),),
            author=DORA.id,
            author_name="Dora Lind",
            changes=(
                WaitingChange(
                    id=ChangeId("w"),
                    kind="answer",
                    subject="party_name",
                    text="The Grand Duchy of Ruritania",
                    at=MOMENT,
                ),
            ),
        ),
    ),
    deeds=frozenset(MemberDeed),
)


class _Shown(PeoplePage):
    """Shows what it is given, and asks nobody."""

    def __init__(self, given: Given, work: Work, people: People) -> None:
        super().__init__(given, work)
        self._given_people = people
        self.show_people(people)

    def reload(self) -> None:
        self.show_people(self._given_people)


def page(house: House, people: People) -> QWidget:
    """The page on these people."""
    response = with_instruments("UNTOC")
    given = Given(
        response=response,
        autosave=Autosave(response, written_at_three, runner=house.runner, parent=house.keep),
        runner=house.runner,
        hub=ChangeHub(house.keep),
        language="en",
    )
    office = house.office()
    return _Shown(given, Work(profile=office.profile, dossier=office.dossier), people)


def alone(house: House) -> QWidget:
    """Only me."""
    me = People(members=(ANA,), me=ANA.id, focal_point=ANA.id, deeds=frozenset(MemberDeed))
    return page(house, me)


def with_code(_house: House) -> CodeFileDialog:
    """The reserve is made."""
    dialog = CodeFileDialog(reserve_words(replaces=True))
    sent = SentFile(
        files=(Path("/media/stick/reserve.rdexch"),), size_bytes=1, sets=1, members=()
    )
    dialog.show_code(ForCode(sent=sent, code="727231 855205 062163 651479"))
    return dialog


def restricting(_house: House) -> RestrictDialog:
    """With one article ticked."""
    parts = with_instruments("UNTOC").parts()
    return RestrictDialog(CLEO, parts, frozenset({key("untoc_5")}))


def tried(_house: House) -> ReserveTrialDialog:
    """A drill that went well."""
    dialog = ReserveTrialDialog()
    dialog.show_outcome(ReserveTrial.WORKS)
    return dialog


def given(dialog: AssignDialog) -> AssignDialog:
    """Something is assigned already; of one thing the day has passed."""
    found = [
        Assignment(id=target, target=target, assignee="b", assignee_name="Ben Okoro", due=due)
        for target, due in (("untoc_5", MOMENT.date()), ("untoc_6", None))
    ]
    dialog.show_given(shares(with_instruments("UNTOC"), found))
    return dialog


def assigning_article(_house: House) -> AssignDialog:
    """An article, or one of its questions."""
    response = with_instruments("UNTOC")
    article = response.article(key("untoc_5"))
    questions = [(card, response.card(card).reference) for card in article.cards]
    return given(AssignArticle(article.key, article.title, questions, (ANA, BEN, CLEO)))


def assigning_member(_house: House) -> AssignDialog:
    """Articles to somebody."""
    return given(AssignMember(BEN, with_instruments("UNTOC").parts()))


PEOPLE_SCENES: Mapping[str, Room] = {
    "people": lambda house: page(house, EVERYBODY),
    "people-alone": alone,
}
PEOPLE_DIALOGS: Mapping[str, Room] = {
    "invite": lambda _house: InviteDialog(),
    "invite-again": lambda _house: InviteDialog(DORA),
    "second-computer": lambda _house: CodeFileDialog(computer_words()),
    "reserve-code": with_code,
    "reserve-trial": tried,
    "confirm": lambda _house: ConfirmDialog(BEN),
    "assign-article": assigning_article,
    "assign-member": assigning_member,
    "role": lambda _house: RoleDialog(CLEO),
    "restrict": restricting,
    "hand-over": lambda _house: HandOverDialog(CLEO),
    "details": lambda _house: DetailsDialog(ANA),
}
