"""A new recovery sheet: shown to who knows the passphrase, valid once it is confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import WrongPassphrase
from desktop_app.services import profiles
from desktop_app.ui.dialogs.recovery import RecoveryDialog
from desktop_app.ui.first_start.recovery_step import RecoveryStep
from tests.builders.dossiers import PASSPHRASE
from tests.ui.shell.visitor import LONG_MS, Visitor

NEW_WORDS = "eleven patient owls counted the tramcars"


@pytest.fixture
def dialog(visitor: Visitor) -> RecoveryDialog:
    visitor.open_workspace()
    visitor.desk.show("recovery-sheet")
    return visitor.dialog(RecoveryDialog)


def shown_code(visitor: Visitor, dialog: RecoveryDialog) -> list[str]:
    visitor.write("passphrase", PASSPHRASE, dialog)
    visitor.press("next", dialog)
    step = dialog.findChildren(RecoveryStep)[0]
    visitor.qtbot.waitUntil(lambda: bool(step.code), timeout=LONG_MS)
    return list(step.code)


def recovers(folder: Path, code: list[str]) -> bool:
    try:
        made = profiles.recover(
            folder, " ".join(code), NEW_WORDS, kdf=profiles.KdfCost.FOR_TESTS
        )
    except WrongPassphrase:
        return False
    made.profile.close()
    return True


def test_a_confirmed_sheet_opens_the_profile(
    visitor: Visitor, dialog: RecoveryDialog, with_response: Path
) -> None:
    code = shown_code(visitor, dialog)
    step = dialog.findChildren(RecoveryStep)[0]
    visitor.press("next", dialog)
    for number in step.asked:
        visitor.write(f"group-{number + 1}", code[number], dialog)
    visitor.press("next", dialog)
    visitor.qtbot.waitUntil(lambda: "is valid" in dialog.banner.message, timeout=LONG_MS)
    dialog.close()
    visitor.closes()
    assert recovers(with_response, code)


def test_a_sheet_that_was_only_looked_at_opens_nothing(
    visitor: Visitor, dialog: RecoveryDialog, with_response: Path
) -> None:
    code = shown_code(visitor, dialog)
    dialog.close()
    visitor.closes()
    assert not recovers(with_response, code)


def test_a_wrong_passphrase_shows_no_code(visitor: Visitor, dialog: RecoveryDialog) -> None:
    visitor.write("passphrase", "somebody at the open window", dialog)
    visitor.press("next", dialog)
    visitor.qtbot.waitUntil(
        lambda: "does not open the profile" in dialog.banner.message, timeout=LONG_MS
    )
    assert dialog.findChildren(RecoveryStep)[0].code == ()
