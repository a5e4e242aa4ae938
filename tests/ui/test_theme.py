"""Colours that can be read, sizes that grow together, a ring on what has the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.theme import (
    DARK,
    LIGHT,
    NO_RING,
    Colours,
    Scheme,
    Theme,
    TypeRole,
    font_for,
    mixed,
)
from desktop_app.ui.theme.colours import CONTRAST, colours_of, of_system, palette_of
from desktop_app.ui.theme.theme import shades, style_sheet
from desktop_app.ui.widgets import BannerKind, Ink, Text

pytestmark = pytest.mark.looks

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
READ = [
    ("ink", "page"), ("ink", "surface"),
    ("ink_soft", "page"), ("ink_soft", "surface"),
    ("accent", "page"), ("accent", "surface"), ("on_accent", "accent"),
    ("wait", "page"), ("wait", "surface"),
    ("risk", "page"), ("risk", "surface"),
]  # fmt: skip


def luminance(name: str) -> float:
    """WCAG 2.2, relative luminance."""
    colour = QColor(name)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_stands_out_from_its_ground(scheme: str, text: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["page", "surface"])
def test_the_focus_ring_stands_out(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours.accent, getattr(colours, ground)) >= 3


def ground(colours: Colours, name: str) -> str:
    """A ground that text stands on, as the widget paints it."""
    page, surface = QColor(colours.page), QColor(colours.surface)
    grounds = {
        "open article": mixed(QColor(colours.accent), page, 0.14),
        "bar at risk": mixed(QColor(colours.risk), surface, 0.14),
        "row under the mouse": mixed(QColor(colours.ink), surface, 0.06),
        **{
            f"message of {kind.name}": mixed(QColor(getattr(colours, kind)), surface, 0.08)
            for kind in BannerKind
        },
    }
    return grounds[name].name()


STANDS_ON = [
    ("ink", "open article"), ("ink_soft", "open article"),
    ("ink", "bar at risk"), ("ink_soft", "bar at risk"), ("risk", "bar at risk"),
    ("ink", "row under the mouse"), ("ink_soft", "row under the mouse"),
    ("ink", "message of RISK"), ("risk", "message of RISK"),
    ("ink", "message of WAIT"), ("wait", "message of WAIT"),
    ("ink", "message of INFO"), ("accent", "message of INFO"), ("ink_soft", "message of INFO"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("text", "name"), STANDS_ON)
def test_text_stands_out_from_tinted_grounds(scheme: str, text: str, name: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, text), ground(colours, name)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "shade"),
    [("ink", "hover"), ("ink", "pressed"), ("accent", "hover"), ("on_accent", "accent_hover")],
)
def test_words_of_a_button_stand_out_while_it_is_used(
    scheme: str, text: str, shade: str
) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, text), shades(colours)[shade]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["page", "surface"])
def test_the_edge_of_a_control_is_seen(scheme: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(shades(colours)["edge"], getattr(colours, ground)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_disabled_can_still_be_read(scheme: str) -> None:
    """More than the guidelines ask: words on a disabled main button, and on a disabled line."""
    colours = SCHEMES[scheme]
    assert contrast(colours.ink_soft, colours.page) >= 4.5
    if scheme != "contrast":
        assert contrast(colours.ink_soft, colours.line) >= 3


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_a_palette_carries_all_colours(colours: Colours) -> None:
    found = colours_of(palette_of(colours))
    names = Colours._fields
    assert [getattr(found, n) for n in names] == [getattr(colours, n).lower() for n in names]


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_the_style_sheet_has_no_gap(colours: Colours) -> None:
    assert "$" not in style_sheet(colours, 18)


def test_the_system_s_palette_has_ink_where_qt_has_no_role(qapp: QApplication) -> None:
    system = QPalette(QColor("#000000"), QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    colours = colours_of(of_system(system))
    assert {colours.risk, colours.wait, colours.ink_soft, colours.line} == {"#ffff00"}


def test_a_scheme_is_used_at_once(theme: Theme) -> None:
    theme.use(Scheme.DARK, 100)
    assert theme.colours.is_dark


def test_a_label_follows_the_size_of_text(theme: Theme, qtbot: QtBot) -> None:
    label = Text("words", TypeRole.ARTICLE)
    qtbot.addWidget(label)
    label.show()
    theme.use(Scheme.LIGHT, 200)
    QApplication.processEvents()
    assert label.font().pointSizeF() == pytest.approx(font_for(TypeRole.ARTICLE).pointSizeF())


def test_a_label_follows_the_colours(theme: Theme, qtbot: QtBot) -> None:
    label = Text("words", ink=Ink.RISK)
    qtbot.addWidget(label)
    label.show()
    theme.use(Scheme.DARK, 100)
    QApplication.processEvents()
    assert label.palette().windowText().color() == QColor(DARK.risk)


class TestRing:
    @pytest.fixture
    def page(self, theme: Theme, qtbot: QtBot) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        for part in (QLineEdit(), QPushButton("Go")):
            layout.addWidget(part)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    def rings(self, widget: QWidget) -> list[QFocusFrame]:
        return [ring for ring in widget.findChildren(QFocusFrame) if ring.isVisible()]

    @pytest.mark.parametrize("kind", [QLineEdit, QPushButton])
    def test_what_has_the_keyboard_has_the_ring(
        self, page: QWidget, kind: type[QWidget]
    ) -> None:
        control = page.findChildren(kind)[0]
        control.setFocus()
        (ring,) = self.rings(page)
        assert ring.parent() is control
        assert ring.geometry() == control.rect()

    def test_it_grows_with_the_control(self, page: QWidget) -> None:
        control = page.findChildren(QLineEdit)[0]
        control.setFocus()
        page.resize(page.width() + 100, page.height())
        QApplication.processEvents()
        assert self.rings(page)[0].geometry() == control.rect()

    def test_a_control_may_go_without(self, page: QWidget) -> None:
        control = page.findChildren(QLineEdit)[0]
        control.setProperty(NO_RING, True)
        page.findChildren(QPushButton)[0].setFocus()
        control.setFocus()
        assert self.rings(page) == []

    def test_it_dies_with_the_control(self, page: QWidget, qtbot: QtBot) -> None:
        control = page.findChildren(QLineEdit)[0]
        control.setFocus()
        with qtbot.waitSignal(control.destroyed):
            control.deleteLater()
        page.findChildren(QPushButton)[0].setFocus()
        assert len(self.rings(page)) == 1
