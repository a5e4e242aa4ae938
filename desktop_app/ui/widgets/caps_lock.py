"""Whether caps lock is on: asked of the system where it answers, else learned from typing."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if sys.platform in ("win32", "darwin"):
    import ctypes

_VK_CAPITAL = 0x14
_MAC_HID_STATE, _MAC_ALPHA_SHIFT = 1, 0x10000
_MAC_LIBRARY = "/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices"


def asked_of_system() -> bool | None:
    """What Windows or macOS says; None elsewhere."""
    if sys.platform == "win32":
        return bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    if sys.platform == "darwin":
        flags = ctypes.CDLL(_MAC_LIBRARY).CGEventSourceFlagsState
        flags.restype = ctypes.c_uint64
        return bool(flags(_MAC_HID_STATE) & _MAC_ALPHA_SHIFT)
    return None


def learned_from(event: QKeyEvent, known: bool) -> bool:
    """What a key press tells: a letter in the case that shift does not explain."""
    if event.key() == Qt.Key.Key_CapsLock:
        return not known
    text = event.text()
    if len(text) != 1 or text.upper() == text.lower():
        return known
    has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != has_shift
