"""What a layout holds, asked without a trace."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.widgets.flow import Flow
from desktop_app.ui.widgets.laid_out import laid_out
from desktop_app.ui.widgets.reading_order import stops


def items_kept() -> int:
    """How many items of layouts the binding has an object for."""
    return sum(
        isinstance(each, QLayoutItem) and not isinstance(each, QLayout)
        for each in shiboken6.getAllValidWrappers()
    )


def label(name: str) -> QLabel:
    """One that can be told from others."""
    made = QLabel()
    made.setObjectName(name)
    return made


@pytest.fixture
def page(qapp: QApplication) -> QWidget:
    """A label, a row of two with a space between, and a label that came first."""
    made = QWidget()
    column = QVBoxLayout(made)
    row = QHBoxLayout()
    for name in ("two", "three"):
        row.addWidget(label(name))
        row.addStretch()
    column.addLayout(row)
    column.addSpacing(8)
    column.addWidget(label("four"))
    column.insertWidget(0, label("one"))
    QLabel("lies on top, in no layout", made)
    return made


def names(layout: QLayout | None) -> list[str]:
    """What is in a layout, by name."""
    assert layout is not None
    return [each.objectName() for each in laid_out(layout)]


def test_it_is_told_in_order_and_without_spaces(page: QWidget) -> None:
    assert names(page.layout()) == ["one", "two", "three", "four"]


def test_a_layout_of_our_own_is_no_exception(qapp: QApplication) -> None:
    page = QWidget()
    flow = Flow(page)
    for name in ("one", "two", "three"):
        flow.addWidget(label(name))
    assert names(flow) == ["one", "two", "three"]
    second = page.findChild(QLabel, "two")
    assert second is not None
    flow.removeWidget(second)
    assert names(flow) == ["one", "three"]


def test_a_layout_of_nothing_holds_nothing(qapp: QApplication) -> None:
    assert names(QVBoxLayout()) == []


def test_nothing_of_an_item_outlives_the_asking(page: QWidget) -> None:
    kept = items_kept()
    assert names(page.layout())
    assert list(stops(page)) == []
    assert items_kept() == kept


def test_what_is_made_where_an_item_was_can_be_destroyed(qapp: QApplication) -> None:
    # With `itemAt` in place of `laid_out` this ends the process.
    page = QWidget()
    column = QVBoxLayout(page)
    for _ in range(20):
        for _ in range(50):
            column.addWidget(QLabel())
        for each in laid_out(column):
            each.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        other = QWidget()
        nested = QVBoxLayout(other)
        for _ in range(50):
            nested.addLayout(QVBoxLayout())
        other.deleteLater()
        del other, nested
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert column.count() == 0
