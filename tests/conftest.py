"""What every test runs under: offscreen, an own home, no network but loopback, no log noise."""

from __future__ import annotations

import gc
import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.builders.offices import Office

os.environ["QT_QPA_PLATFORM"] = "offscreen"

LONG_TIMEOUT_S = 1_500
_LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, with time for a slow machine; all others in the order of chance."""
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(LONG_TIMEOUT_S))
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(autouse=True)
def collected_as_usual() -> None:
    """Python collects garbage by itself again, which tests of the window switch off."""
    gc.enable()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test reads or writes the developer's own."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)  # type: ignore[arg-type]  # the address is checked by connect

    monkeypatch.setattr(socket.socket, "connect", guarded)


class _Collect(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_logs(request: pytest.FixtureRequest) -> Iterator[None]:
    """A log record of WARNING or above fails the test, unless it asked for ``caplog``."""
    collect = _Collect()
    logging.getLogger().addHandler(collect)
    yield
    logging.getLogger().removeHandler(collect)
    if "caplog" not in request.fixturenames:
        assert not [record.getMessage() for record in collect.records]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def few_fonts() -> Iterator[pytest.MonkeyPatch]:
    """A computer with fonts for Latin letters alone; undone, it has its own again."""
    import typst

    from desktop_app.reports import pdf

    class Few:
        def families(self) -> list[str]:
            return ["Noto Sans"]

    pdf._fonts.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typst, "Fonts", Few)
        yield patch
    pdf._fonts.cache_clear()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """What is carried from office to office."""
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """The focal point, with a dossier."""
    from tests.builders.offices import Office  # few tests need all of it

    office = Office(name="Alice", folder=tmp_path / "alice").found()
    yield office
    office.close()
