"""Choosing a passphrase: twice the same, strong enough, with an honest word on strength."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.tasks import Lane, TaskRunner
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Ink, PassphraseEdit, Text, column
from desktop_app.ui.widgets.strength_bar import Estimate, StrengthBar

_PAUSE_MS = 150

Estimator = Callable[[str, tuple[str, ...]], Estimate]


class NewPassphrase(QWidget):
    """Two fields and the strength of what stands in them; ``replaces`` calls it the new one.

    The estimate loads word lists, so it is made on the network lane; one that comes back
    after the text has changed again is passed over.

    Signals:
        changed: What is entered can be used now, or no more.
        entered: Return was pressed in the second field.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self,
        runner: TaskRunner,
        estimator: Estimator,
        *,
        replaces: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner, self._estimator = runner, estimator
        self._personal: tuple[str, ...] = ()
        self._accepted = ""
        label = self.tr("New passphrase") if replaces else self.tr("Passphrase")
        self._first = PassphraseEdit(label, name="passphrase")
        self._second = PassphraseEdit(self.tr("The same once more"), name="passphrase-again")
        self._strength = StrengthBar()
        self._match = Text(role=TypeRole.HINT, ink=Ink.WAIT)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._build()

    @property
    def text(self) -> str:
        """The passphrase."""
        return self._first.text

    @property
    def is_complete(self) -> bool:
        """Whether it is strong enough and was typed the same twice."""
        text = self._first.text
        return bool(text) and text == self._second.text and text == self._accepted

    def set_personal(self, *words: str) -> None:
        """Words that a guesser would try first: name, e-mail address."""
        self._personal = words

    def start(self) -> None:
        """Put the keyboard into the first field."""
        self._first.start()

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()
        self._accepted = ""

    def _build(self) -> None:
        self._match.hide()
        self._first.changed.connect(self._on_first_changed)
        self._first.entered.connect(self._second.start)
        self._second.changed.connect(self._on_second_changed)
        self._second.entered.connect(self.entered)
        self._soon.timeout.connect(self._on_pause)
        again = column(self._second, self._match, spacing=Measure.HAIR)
        first = column(self._first, self._strength, spacing=Measure.SMALL)
        layout = column(first, again, spacing=Measure.LARGE)
        self.setLayout(layout)

    @Slot()
    def _on_first_changed(self) -> None:
        if not self._first.text:
            self._strength.show_estimate(None)
        self._soon.start()
        self._on_second_changed()

    @Slot()
    def _on_second_changed(self) -> None:
        differs = not self._first.text.startswith(self._second.text)
        self._match.setText(self.tr("The two are not the same yet.") if differs else "")
        self._match.setVisible(differs)
        self.changed.emit()

    @Slot()
    def _on_pause(self) -> None:
        text = self._first.text
        if not text:
            return
        self._runner.submit(
            partial(_estimated, self._estimator, text, self._personal),
            owner=self,
            on_done=self._on_estimated,
            on_error=self._on_failed,
            lane=Lane.NETWORK,
        )

    def _on_estimated(self, result: tuple[str, Estimate]) -> None:
        text, estimate = result
        if text != self._first.text:
            return
        self._accepted = text if estimate.is_accepted else ""
        self._strength.show_estimate(estimate)
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        raise error


def _estimated(
    estimator: Estimator, text: str, personal: tuple[str, ...]
) -> tuple[str, Estimate]:
    return text, estimator(text, personal)
