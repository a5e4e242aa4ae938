"""Many hands, no network, through the windows: three people, three profiles, and a stick."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit, QTabBar, QWidget

from desktop_app.domain.members import Person as Details
from desktop_app.services import members, packages
from desktop_app.services.people import people
from desktop_app.ui.assignments.dialogs import AssignArticle
from desktop_app.ui.assignments.my_part import MyPart
from desktop_app.ui.exchange.text_form import TextForm
from desktop_app.ui.people.asking import RoleDialog
from desktop_app.ui.people.reserve_trial import ReserveTrialDialog
from desktop_app.ui.windows.workspace import PEOPLE, SETTLING
from tests.builders.carrying import carry
from tests.builders.dossiers import new_profile
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.member import Person
from tests.ui.shell.visitor import LONG_MS

NAME = "party_name"


@pytest.fixture
def ana(make_visitor: MakeVisitor, stick: Path, tmp_path: Path) -> Person:
    """The focal point, with a response of her own."""
    office = Office(name="Ana", folder=tmp_path / "ana").found("Strelsau")
    office.answer(NAME, "Strelsau")
    office.close()
    visitor = make_visitor(tmp_path / "ana")
    visitor.open_workspace()
    return Person(visitor, stick)


def somebody(make_visitor: MakeVisitor, stick: Path, folder: Path, name: str) -> Person:
    """With a profile, and no response yet."""
    new_profile(folder, name=name).close()
    visitor = make_visitor(folder)
    visitor.unlock()
    return Person(visitor, stick)


@pytest.fixture
def team(
    ana: Person, make_visitor: MakeVisitor, stick: Path, tmp_path: Path
) -> tuple[Person, Person, Person]:
    """Ben and Cleo were invited by file and code, joined, and were confirmed by Ana."""
    codes = {name: ana.invite(name) for name in ("Ben", "Cleo")}
    others = []
    for name, code in codes.items():
        person = somebody(make_visitor, stick, tmp_path / name, name)
        person.join(name, code)
        ana.receive(person.send())
        assert person.own_digits() <= ana.digits(ana.card(name))
        ana.at.press("confirm", ana.card(name))
        ana.agree()
        ana.wait(f"{name}\u2069 is confirmed.")
        others.append(person)
    ben, cleo = others
    meet(ana, ben, cleo)
    return ana, ben, cleo


def meet(*everybody: Person) -> None:
    """Each sends to the next until all hold the same."""
    for _ in range(2):
        for sender in everybody:
            files = sender.send()
            for receiver in everybody:
                if receiver is not sender and not is_known(receiver, files):
                    receiver.receive(files)


def is_known(person: Person, files: list[Path]) -> bool:
    """Whether there is nothing new in them for somebody."""
    return packages.plan(person.profile, person.dossier, files).is_empty


def settle_by(person: Person, button: str) -> None:
    person.workspace.show_page(SETTLING)
    person.at.press(button, person.workspace)
    person.wait("There is nothing to settle.")


def test_work_goes_round_and_ends_the_same_everywhere(
    team: tuple[Person, Person, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben, cleo = team
    # One text, changed by two who do not know of each other.
    ben.write(NAME, "Strelsau, as Ben has it")
    cleo.write(NAME, "Strelsau, as Cleo has it")
    small = property(lambda form: 2_000 if form.box.isChecked() else None)
    monkeypatch.setattr(TextForm, "part_bytes", small)
    parts = ben.send(as_text=True)
    assert len(parts) > 1
    assert {each.suffix for each in parts} == {".txt"}
    cleo.receive(parts)
    # A third text stands instead of both.
    cleo.workspace.show_page(SETTLING)
    cleo.wait("Number 1 of 1")
    cleo.at.press("join", cleo.workspace)
    boxes = [b for b in cleo.workspace.findChildren(QPlainTextEdit, "what-stands")]
    assert any("Ben has it" in b.toPlainText() for b in boxes if b.isVisible())
    box = next(b for b in boxes if b.isVisible())
    box.setPlainText("Strelsau, as both have it")
    settle_by(cleo, "use-own")
    meet(ana, ben, cleo)
    assert {each.stands(NAME) for each in team} == {"Strelsau, as both have it"}
    # Again, and one of them is kept.
    ana.write(NAME, "Ana's")
    ben.write(NAME, "Ben's")
    ana.receive(ben.send())
    ana.workspace.show_page(SETTLING)
    ana.wait("Number 1 of 1")
    settle_by(ana, "keep-1")
    meet(ana, ben, cleo)
    assert len({each.stands(NAME) for each in team}) == 1
    # At the end all three hold the same, byte for byte.
    assert len({each.export() for each in team}) == 1


def test_an_assignment_and_a_note_reach_whom_they_are_for(
    team: tuple[Person, Person, Person],
) -> None:
    ana, ben, _ = team
    ana.workspace._on_article(key("untoc_5"))  # as a click in the outline
    ana.at.press("assign", ana.workspace)
    dialog = ana.at.dialog(AssignArticle)
    who = dialog.findChild(QComboBox, "who")
    assert who is not None
    who.setCurrentIndex(next(i for i in range(who.count()) if "Ben" in who.itemText(i)))
    ana.agree()
    ana.workspace._on_node(key("q_5_model"))
    _open_notes(ana)
    edit = ana.at.see(QPlainTextEdit, "note-text")
    edit.setPlainText("Ben, is the law of 1998 still in force?")
    ana.at.press("add-note", ana.workspace)
    ana.wait("Ben, is the law of 1998")
    ben.receive(ana.send())
    part = ben.workspace.findChild(MyPart)
    assert part is not None
    ben.workspace.show_page(0)
    ben.at.qtbot.waitUntil(part.isVisible, timeout=LONG_MS)
    ben.at.press("go-to-share", part)
    ben.workspace._on_node(key("q_5_model"))
    _open_notes(ben)
    ben.wait("Ben, is the law of 1998")


def _open_notes(person: Person) -> None:
    side = person.workspace.findChild(QTabBar, "side-tabs")
    assert side is not None
    if not side.isVisible():
        person.at.press("toggle-side", person.workspace)
    names = [side.tabText(place) for place in range(side.count())]
    side.setCurrentIndex(names.index("Notes"))
    person.at.qtbot.waitUntil(
        lambda: bool(person.at.visible(QWidget, "note-text")), timeout=LONG_MS
    )


def test_the_deputy_takes_over_and_hands_back(team: tuple[Person, Person, Person]) -> None:
    ana, ben, cleo = team
    ana.choose("Ben", "set-role")
    ana.at.press("deputy", ana.at.dialog(RoleDialog))
    ana.agree()
    meet(ana, ben, cleo)
    ben.workspace.show_page(PEOPLE)
    ben.at.press("take-over", ben.workspace)
    ben.agree()
    ben.wait("You are the focal point.")
    meet(ben, ana, cleo)
    leads = {people(each.profile, each.dossier).focal_point for each in team}
    assert leads == {_member(ben)}
    ben.choose("Ana", "hand-over")
    ben.agree()
    meet(ben, ana, cleo)
    assert {people(each.profile, each.dossier).focal_point for each in team} == {_member(ana)}
    assert len({each.export() for each in team}) == 1


def test_a_second_computer_a_drill_and_a_removal(
    team: tuple[Person, Person, Person],
    make_visitor: MakeVisitor,
    stick: Path,
    tmp_path: Path,
) -> None:
    ana, ben, cleo = team
    ben.workspace.show_page(PEOPLE)
    ben.at.press("add-computer", ben.workspace)
    code = ben.save_code_file("second")
    second = somebody(make_visitor, stick, tmp_path / "second", "Ben")
    second.join("second", code)
    second.write(NAME, "From Ben's second computer")
    ana.receive(second.send())
    assert ana.stands(NAME) == "From Ben's second computer"
    assert len(ana.digits(ana.card("Ben"))) == 2

    ana.workspace.show_page(PEOPLE)
    ana.at.press("reserve", ana.workspace)
    reserve = ana.save_code_file("reserve")
    ana.at.press("drill", ana.workspace)
    drill = ana.at.dialog(ReserveTrialDialog)
    drill.entry.use_file(str(stick / "reserve.rdexch"))
    ana.at.write("code", reserve, drill)
    ana.at.press("try", drill)
    ana.at.qtbot.waitUntil(lambda: "The reserve opens" in drill.banner.message, timeout=LONG_MS)
    drill.accept()
    ana.no_dialog()

    ana.choose("Cleo", "remove")
    ana.agree()
    ana.wait("Cleo\u2069 is removed.")
    ana.write(NAME, "Not for Cleo")
    news = ana.send()
    ben.receive(news)
    assert ben.stands(NAME) == "Not for Cleo"
    assert cleo.stands(NAME) != "Not for Cleo"


def _member(person: Person) -> str:
    return people(person.profile, person.dossier).me


def test_two_details_of_one_person_are_counted_wherever_one_is(
    make_visitor: MakeVisitor, stick: Path, tmp_path: Path
) -> None:
    ana = Office(name="Ana", folder=tmp_path / "ana").found()
    ben = Office(name="Ben", folder=tmp_path / "ben").join(ana.invite(stick))
    carry(ben, ana)
    for office, phone in ((ana, "111"), (ben, "222")):
        details = Details(name="Ben", phone=phone)
        members.describe(office.profile, office.dossier, ben.member, details)
    carry(ben, ana)
    for office in (ana, ben):
        office.close()
    visitor = make_visitor(tmp_path / "ana")
    workspace = visitor.open_workspace()
    visitor.qtbot.waitUntil(
        lambda: "1 to settle" in [b.text() for b in workspace.findChildren(QAbstractButton)],
        timeout=LONG_MS,
    )
