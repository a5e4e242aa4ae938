"""The tree of parts and articles."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView
from pytestqt.modeltest import ModelTester

from desktop_app.domain.responses import Progress, Status
from desktop_app.ui.questionnaire.outline_model import (
    OutlineModel,
    OutlineRole,
    answered,
    overall,
)
from desktop_app.ui.questionnaire.outline_view import OutlineView
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


def rows(model: OutlineModel) -> dict[str, QModelIndex]:
    """Parts and articles by their titles."""
    parts = [model.index(row, 0) for row in range(model.rowCount())]
    inside = [
        model.index(row, 0, part) for part in parts for row in range(model.rowCount(part))
    ]
    return {index.data(): index for index in (*parts, *inside)}


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    response = blank_response()
    model = OutlineModel(response)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types
    response.set(key("instruments"), "UNTOC")
    model.refresh_all()
    edit = response.set(key("alpha"), "yes")
    model.refresh(edit.cards)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def test_an_article_has_the_count_of_its_answered_questions() -> None:
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    response.set(key("alpha"), "yes")
    model = OutlineModel(response)
    index = rows(model)["Participation in a group"]
    progress: Progress = index.data(OutlineRole.PROGRESS)
    assert (answered(progress), progress.total) == (1, 2)
    assert overall(progress) is Status.DRAFT
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Participation in a group, 1 of 2 questions answered"


def test_the_shape_of_several_is_ready_only_when_all_are() -> None:
    assert overall(Progress({Status.EMPTY: 2})) is Status.EMPTY
    assert overall(Progress({Status.EMPTY: 1, Status.READY: 1})) is Status.DRAFT
    assert overall(Progress({Status.READY: 2})) is Status.READY
    assert overall(Progress({Status.READY: 1, Status.CLEARED: 1})) is Status.READY


def test_a_part_that_is_not_in_force_says_so_and_cannot_be_opened() -> None:
    model = OutlineModel(blank_response())
    found = rows(model)
    assert found["Trafficking Protocol"].data(OutlineRole.REMARK) == "hidden: not in force"
    assert not found["Trafficking"].flags() & Qt.ItemFlag.ItemIsEnabled


def test_counts_follow_the_answers(person: Person) -> None:
    tree = person.see("outline")
    assert isinstance(tree, QTreeView)
    model = tree.model()
    assert isinstance(model, OutlineModel)
    person.open("five")
    before = answered(rows(model)["Convention"].data(OutlineRole.PROGRESS))
    person.choose("alpha", "yes")
    assert answered(rows(model)["Convention"].data(OutlineRole.PROGRESS)) == before + 1
    assert answered(rows(model)["Participation in a group"].data(OutlineRole.PROGRESS)) == 1


def test_a_click_opens_an_article(person: Person) -> None:
    tree = person.see("outline")
    assert isinstance(tree, QTreeView)
    index = rows(tree.model())["Laundering"]  # type: ignore[arg-type]  # it is ours
    place = tree.visualRect(index).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.article().article.key == key("six")
    assert tree.currentIndex().data() == "Laundering"


def test_a_click_on_a_part_folds_it(person: Person) -> None:
    tree = person.see("outline")
    assert isinstance(tree, QTreeView)
    index = rows(tree.model())["Convention"]  # type: ignore[arg-type]  # it is ours
    assert tree.isExpanded(index)
    place = tree.visualRect(index).center()
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not tree.isExpanded(index)


def test_a_part_unfolds_when_it_comes_into_force(person: Person) -> None:
    tree = person.see("outline")
    assert isinstance(tree, QTreeView)
    index = rows(tree.model())["Trafficking Protocol"]  # type: ignore[arg-type]  # it is ours
    assert not tree.isExpanded(index)
    person.open("front_page")
    person.choose("instruments", "TIP")
    assert tree.isExpanded(index)
    assert index.data(OutlineRole.REMARK) == ""


def test_enter_goes_into_the_article(person: Person) -> None:
    outline = person.see("outline")
    assert isinstance(outline, OutlineView)
    outline.setFocus()
    outline.show_article(key("six"))
    QTest.keyClick(outline, Qt.Key.Key_Return)
    assert person.article().article.key == key("six")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert person.field("long1").isAncestorOf(focus)


def test_enter_on_a_part_folds_it(person: Person) -> None:
    outline = person.see("outline")
    assert isinstance(outline, OutlineView)
    part = outline.model().index(1, 0)
    outline.setFocus()
    outline.setCurrentIndex(part)
    was_open = outline.isExpanded(part)
    QTest.keyClick(outline, Qt.Key.Key_Return)
    assert outline.isExpanded(part) != was_open
