"""What the keyboard does: caps lock and the layout in use, as far as the system tells."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

if sys.platform in ("win32", "darwin"):
    import ctypes

if TYPE_CHECKING:
    from desktop_app.ui.widgets.x11_keyboard import X11Keyboard

_VK_CAPITAL = 0x14
_MAC_HID_STATE, _MAC_ALPHA_SHIFT = 1, 0x10000
_MAC_LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"


def has_caps_lock() -> bool | None:
    """Whether caps lock is on; None where the system does not tell."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    if sys.platform == "darwin":
        flags = ctypes.CDLL(_MAC_LIBRARY).CGEventSourceFlagsState
        flags.restype = ctypes.c_uint64
        return bool(flags(_MAC_HID_STATE) & _MAC_ALPHA_SHIFT)
    keyboard = _x11().ask() if platform() == "xcb" else None
    return keyboard.has_caps_lock if keyboard is not None else None


def layout_name() -> str:
    """What the layout in use is called; "" where the system does not tell."""
    if platform() == "xcb":
        keyboard = _x11().ask()
        return keyboard.layout if keyboard is not None else ""
    # On Wayland, too, Qt names the language of the system, whatever the layout is.
    if platform().startswith("wayland"):
        return ""
    locale = QGuiApplication.inputMethod().locale()
    if locale.language() == QLocale.Language.C:
        return ""
    return locale.nativeLanguageName() or locale.name()


def learned_from(event: QKeyEvent, known: bool) -> bool:
    """What a key press tells of caps lock: a letter in the case that shift does not explain."""
    if event.key() == Qt.Key.Key_CapsLock:
        return not known
    text = event.text()
    if len(text) != 1 or text.upper() == text.lower():
        return known
    has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != has_shift


@cache
def _x11() -> X11Keyboard:
    from desktop_app.ui.widgets.x11_keyboard import X11Keyboard  # noqa: PLC0415  # only there

    return X11Keyboard()


def platform() -> str:
    """Which windowing system the program runs on, as Qt calls it."""
    return QGuiApplication.platformName()
