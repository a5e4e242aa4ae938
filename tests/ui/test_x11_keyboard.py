"""What an X server says of the keyboard, asked of a real one."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest

from desktop_app.ui.widgets import keyboard
from desktop_app.ui.widgets.passphrase_edit import PassphraseEdit
from desktop_app.ui.widgets.x11_keyboard import Keyboard, X11Keyboard

T = TypeVar("T")
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X is not there")
CORE_KEYBOARD, CAPS_LOCK = 0x100, 2


@pytest.fixture
def server() -> Iterator[str]:
    """The name of a display of its own."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        "320x240x8",
        "-nolisten",
        "tcp",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        with os.fdopen(reading) as told:
            name = f":{told.readline().strip()}"
        use_layout(name, "us")
        patiently(lambda: X11Keyboard(name).ask())
        yield name
        process.terminate()


def patiently(connect: Callable[[], T | None]) -> T:
    """Try until the server lets us in: a young one turns people away now and then."""
    deadline = time.monotonic() + 10
    while (got := connect()) is None:
        assert time.monotonic() < deadline, "the server lets nobody in"
    return got


def connected(server: str) -> X11Keyboard | None:
    """A connection that answers."""
    keyboard_of = X11Keyboard(server)
    return keyboard_of if keyboard_of.ask() is not None else None


def use_layout(server: str, layout: str) -> None:
    """Choose a layout, as the desktop's settings do."""
    subprocess.run(["setxkbmap", "-display", server, layout], check=True)


def lock_caps(server: str) -> None:
    """Press caps lock."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(patiently(lambda: xlib.XOpenDisplay(server.encode())))
    xlib.XkbLockModifiers(display, CORE_KEYBOARD, CAPS_LOCK, CAPS_LOCK)
    xlib.XCloseDisplay(display)


@linux_only
@pytest.mark.parametrize(
    ("layout", "name"), [("ru", "Russian"), ("fr", "French"), ("ara,us", "Arabic")]
)
def test_the_layout_in_use_is_named(server: str, layout: str, name: str) -> None:
    asked = patiently(lambda: connected(server))
    assert asked.ask() == Keyboard(has_caps_lock=False, layout="English (US)")
    use_layout(server, layout)
    assert asked.ask() == Keyboard(has_caps_lock=False, layout=name)


@linux_only
def test_caps_lock_is_known_before_anything_is_typed(server: str) -> None:
    lock_caps(server)
    assert patiently(lambda: X11Keyboard(server).ask()).has_caps_lock


def test_without_a_server_nothing_is_claimed() -> None:
    assert X11Keyboard(":64999").ask() is None


@pytest.mark.parametrize("platform", ["wayland", "wayland-egl"])
def test_where_qt_knows_only_the_system_s_language_no_layout_is_named(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(keyboard, "platform", lambda: platform)
    assert keyboard.layout_name() == ""
    assert keyboard.has_caps_lock() is None


@pytest.mark.usefixtures("qapp", "theme", "language")
def test_the_field_says_what_the_server_says(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Keyboard(has_caps_lock=True, layout="Russian")
    monkeypatch.setattr(keyboard, "platform", lambda: "xcb")
    monkeypatch.setattr(X11Keyboard, "ask", lambda _self: told)
    assert PassphraseEdit("Passphrase", name="p").keyboard_words == (
        "Caps lock is on. Keyboard: Russian"
    )
