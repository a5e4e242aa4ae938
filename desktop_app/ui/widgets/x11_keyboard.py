"""What an X server says of the keyboard: caps lock, and the name of the layout in use.

Qt answers for Windows and macOS; on X11 it names the language of the system, whatever
layout is in use. So the server is asked, by Xlib's keyboard extension.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

_CORE_KEYBOARD = 0x100
_GROUP_NAMES = 1 << 12
_CAPS_LOCK = 1 << 1


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the keyboard does now. ``layout`` is "" where it has no name."""

    has_caps_lock: bool
    layout: str


class _State(ctypes.Structure):
    """``XkbStateRec`` of XKBlib, section "Keyboard State"."""

    _fields_ = (
        ("group", ctypes.c_ubyte),
        ("locked_group", ctypes.c_ubyte),
        ("base_group", ctypes.c_ushort),
        ("latched_group", ctypes.c_ushort),
        ("mods", ctypes.c_ubyte),
        ("base_mods", ctypes.c_ubyte),
        ("latched_mods", ctypes.c_ubyte),
        ("locked_mods", ctypes.c_ubyte),
        ("rest", ctypes.c_ubyte * 16),
    )


class _Names(ctypes.Structure):
    """The beginning of ``XkbNamesRec``."""

    _fields_ = (
        ("files", ctypes.c_ulong * 5),
        ("virtual_mods", ctypes.c_ulong * 16),
        ("indicators", ctypes.c_ulong * 32),
        ("groups", ctypes.c_ulong * 4),
    )


class _Description(ctypes.Structure):
    """``XkbDescRec``."""

    _fields_ = (
        ("display", ctypes.c_void_p),
        ("flags", ctypes.c_ushort),
        ("device", ctypes.c_ushort),
        ("least_key", ctypes.c_ubyte),
        ("greatest_key", ctypes.c_ubyte),
        ("controls", ctypes.c_void_p),
        ("server", ctypes.c_void_p),
        ("map", ctypes.c_void_p),
        ("indicators", ctypes.c_void_p),
        ("names", ctypes.POINTER(_Names)),
        ("compatibility", ctypes.c_void_p),
        ("geometry", ctypes.c_void_p),
    )


class X11Keyboard:
    """A connection to the server, kept open: asking takes a fraction of a millisecond.

    ``display`` is the server's name; without one, that of the environment.
    """

    def __init__(self, display: str = "") -> None:
        self._xlib = _xlib()
        name = display.encode() or None
        self._display = self._xlib.XOpenDisplay(name) if self._xlib else None

    def ask(self) -> Keyboard | None:
        """What the keyboard does now; none where there is no server to ask."""
        state = _State()
        if self._xlib is None or not self._display:
            return None
        if self._xlib.XkbGetState(self._display, _CORE_KEYBOARD, ctypes.byref(state)):
            return None
        caps = bool(state.locked_mods & _CAPS_LOCK)
        return Keyboard(has_caps_lock=caps, layout=self._layout(state.group))

    def _layout(self, group: int) -> str:
        xlib = self._xlib
        description = xlib.XkbAllocKeyboard() if xlib is not None else None
        if xlib is None or not description:
            return ""
        description.contents.device = _CORE_KEYBOARD
        failed = xlib.XkbGetNames(self._display, _GROUP_NAMES, description)
        names = description.contents.names
        atom = 0 if failed or not names else names.contents.groups[group % 4]
        xlib.XkbFreeKeyboard(description, 0, 1)
        return self._name_of(atom)

    def _name_of(self, atom: int) -> str:
        # Asking for atom 0 would be an error, and Xlib ends the process at errors.
        if self._xlib is None or not atom:
            return ""
        text = self._xlib.XGetAtomName(self._display, atom)
        if not text:
            return ""
        name = ctypes.string_at(text).decode("latin-1")
        self._xlib.XFree(text)
        return name


def _xlib() -> ctypes.CDLL | None:
    try:
        xlib = ctypes.CDLL("libX11.so.6")
        described = ctypes.POINTER(_Description)
        whole = ctypes.c_uint
        for function, result, arguments in (
            (xlib.XOpenDisplay, ctypes.c_void_p, (ctypes.c_char_p,)),
            (xlib.XkbGetState, ctypes.c_int, (ctypes.c_void_p, whole, ctypes.c_void_p)),
            (xlib.XkbAllocKeyboard, described, ()),
            (xlib.XkbGetNames, ctypes.c_int, (ctypes.c_void_p, whole, described)),
            (xlib.XkbFreeKeyboard, None, (described, whole, ctypes.c_int)),
            (xlib.XGetAtomName, ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_ulong)),
            (xlib.XFree, ctypes.c_int, (ctypes.c_void_p,)),
        ):
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):  # no library of that kind
        return None
    return xlib
