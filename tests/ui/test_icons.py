"""Icons: each is there and used, tinted, and turned about where one reads the other way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.icons import Icon, icon_of, pixmap_of
from desktop_app.ui.resources import ICONS
from desktop_app.ui.theme import Theme

UI = Path(__file__).parents[2] / "desktop_app" / "ui"


@pytest.fixture
def widget(theme: Theme, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_the_files_are_those_that_are_named() -> None:
    assert {path.stem for path in ICONS.glob("*.svg")} == {str(icon) for icon in Icon}


def test_every_icon_is_used() -> None:
    source = "".join(path.read_text("utf-8") for path in UI.rglob("*.py"))
    used = set(re.findall(r"\bIcon\.([A-Z_]+)\b", source))
    assert {icon.name for icon in Icon} <= used


def test_the_licence_lies_beside_them() -> None:
    assert (ICONS / "LICENSE").read_text("utf-8").startswith("ISC License")


@pytest.mark.parametrize("icon", Icon)
def test_it_is_drawn_in_the_colour(widget: QWidget, icon: Icon) -> None:
    image = pixmap_of(icon, widget, colour="#ff0000", size=24).toImage()
    pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    strong = [colour for colour in pixels if colour.alpha() > 200]
    assert strong
    assert all(colour.red() > 200 and colour.green() < 60 for colour in strong)


def test_what_points_is_mirrored(widget: QWidget) -> None:
    there = pixmap_of(Icon.CONTINUE, widget).toImage()
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    back = pixmap_of(Icon.CONTINUE, widget).toImage()
    assert back == there.flipped(Qt.Orientation.Horizontal)


def test_what_does_not_point_is_not(widget: QWidget) -> None:
    there = pixmap_of(Icon.LOCK, widget).toImage()
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert pixmap_of(Icon.LOCK, widget).toImage() == there


def test_a_disabled_one_is_fainter(widget: QWidget) -> None:
    icon = icon_of(Icon.DONE, widget)
    drawn = [icon.pixmap(18, mode).toImage() for mode in (icon.Mode.Normal, icon.Mode.Disabled)]
    assert drawn[0] != drawn[1]
    assert isinstance(drawn[1].pixelColor(0, 0), QColor)
