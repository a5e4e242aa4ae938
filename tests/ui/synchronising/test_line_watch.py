"""What the system says of the line: whatever it is, it is said without a word going out."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_app.ui.synchronising.line_watch import LineWatch, SystemLine


def test_who_knows_nothing_says_nothing() -> None:
    watch = LineWatch()
    assert not watch.start()
    assert not watch.is_absent


def test_the_system_is_asked_once(qtbot: QtBot) -> None:
    watch = SystemLine()
    assert not watch.is_absent  # nothing is known before
    first = watch.start()
    assert watch.start() is first


def test_only_what_is_better_than_before_has_appeared(qtbot: QtBot) -> None:
    from PySide6.QtNetwork import QNetworkInformation

    reach = QNetworkInformation.Reachability

    class Telling:
        now = reach.Online
        Reachability = reach

        def reachability(self) -> QNetworkInformation.Reachability:
            return self.now

    telling, watch, heard = Telling(), SystemLine(), []
    watch._source = telling  # type: ignore[assignment]  # says what the test has it say
    watch._reach = telling.now.value
    watch.appeared.connect(lambda: heard.append(telling.now))
    for now in (reach.Disconnected, reach.Local, reach.Online, reach.Site, reach.Disconnected):
        telling.now = now
        watch._on_changed(now)
    assert heard == [reach.Local, reach.Online]
    assert watch.is_absent
