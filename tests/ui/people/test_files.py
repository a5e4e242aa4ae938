"""Files with a code: second computer, reserve, and the drill."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from desktop_app.services import invitations
from desktop_app.ui.people.deeds import PeopleDeeds
from desktop_app.ui.people.reserve_trial import ReserveTrialDialog
from tests.builders.offices import Office
from tests.ui.people.conftest import Reader


def drilled(ana: Reader, file: Path, code: str) -> ReserveTrialDialog:
    """Try a file and a code."""
    ana.press("drill")
    dialog = ana.dialog()
    assert isinstance(dialog, ReserveTrialDialog)
    dialog.entry.use_file(str(file))
    ana.types("code", code, dialog)
    ana.press("try", dialog)
    return dialog


def reserve(ana: Reader, file: Path) -> str:
    ana.press("reserve")
    return ana.saves(ana.dialog(), file)


def test_a_second_computer_is_listed_and_removed_again(
    ana: Reader, stick: Path, tmp_path: Path
) -> None:
    ana.press("add-computer")
    code = ana.saves(ana.dialog(), stick / "second.rdexch")
    second = Office(name="Ana", folder=tmp_path / "second")
    second.dossier = invitations.join(second.profile, stick / "second.rdexch", code)
    second.close()
    ana.waits_for("Nothing has come from it yet.")
    ana.choose("Ana", "remove-computer")
    ana.press("agree", ana.dialog())
    ana.waits_for("Removed: it reads nothing new.")


def test_the_drill_says_that_the_reserve_works_and_changes_nothing(
    ana: Reader, stick: Path
) -> None:
    code = reserve(ana, stick / "reserve.rdexch")
    before = len(ana.office.held().sealed)
    dialog = drilled(ana, stick / "reserve.rdexch", code)
    ana.waits_for("is the one in force", dialog)
    assert len(ana.office.held().sealed) == before
    dialog.reject()


def test_a_file_whose_ending_was_left_out_takes_the_place_of_no_other(
    ana: Reader, stick: Path
) -> None:
    """The system asked about the name without it."""
    reserve(ana, stick / "reserve.rdexch")
    was = (stick / "reserve.rdexch").read_bytes()
    code = reserve(ana, stick / "reserve")
    assert (stick / "reserve.rdexch").read_bytes() == was
    dialog = drilled(ana, stick / "reserve (2).rdexch", code)
    ana.waits_for("is the one in force", dialog)
    dialog.reject()


def test_the_drill_knows_a_reserve_that_was_replaced(ana: Reader, stick: Path) -> None:
    code = reserve(ana, stick / "old.rdexch")
    reserve(ana, stick / "new.rdexch")
    dialog = drilled(ana, stick / "old.rdexch", code)
    ana.waits_for("not the reserve in force any more", dialog)
    dialog.reject()


def test_the_drill_knows_a_file_that_is_no_reserve(ana: Reader, stick: Path) -> None:
    reserve(ana, stick / "reserve.rdexch")
    ana.press("add-computer")
    code = ana.saves(ana.dialog(), stick / "second.rdexch")
    dialog = drilled(ana, stick / "second.rdexch", code)
    ana.waits_for("it is no reserve of this response", dialog)
    dialog.reject()


def test_a_slip_in_the_code_names_the_group(ana: Reader, stick: Path) -> None:
    code = reserve(ana, stick / "reserve.rdexch")
    groups = code.split()
    groups[2] = groups[2][:-1] + str((int(groups[2][-1]) + 1) % 10)
    dialog = drilled(ana, stick / "reserve.rdexch", " ".join(groups))
    ana.waits_for("Group 3 of the code has a slip in it.", dialog)
    dialog.reject()


def test_digits_of_another_script_are_taken(ana: Reader, stick: Path) -> None:
    code = reserve(ana, stick / "reserve.rdexch")
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    dialog = drilled(ana, stick / "reserve.rdexch", arabic)
    ana.waits_for("is the one in force", dialog)
    dialog.reject()


def test_a_file_that_cannot_be_written_is_told_and_one_can_go_on(
    ana: Reader, stick: Path
) -> None:
    ana.press("reserve")
    dialog = ana.dialog()
    dialog.save_to(stick / "gone" / "reserve.rdexch")  # type: ignore[attr-defined]  # of this kind
    ana.waits_for("not allowed to write", dialog)
    button = dialog.findChild(QPushButton, "choose")
    assert button is not None
    assert button.isEnabled()
    ana.saves(dialog, stick / "reserve.rdexch")


def test_nobody_is_invited_without_a_name(ana: Reader) -> None:
    ana.press("take-step")
    dialog = ana.dialog()
    button = dialog.findChild(QPushButton, "choose")
    assert button is not None
    assert not button.isEnabled()
    ana.types("name", "Ben", dialog)
    assert button.isEnabled()
    dialog.reject()


def test_the_nomination_list_says_whose_details_are_missing(ana: Reader, stick: Path) -> None:
    deeds = ana.page.findChild(PeopleDeeds)
    assert deeds is not None
    deeds.write_nominations(stick / "note")
    ana.waits_for("The nomination list is written: \u2066note.docx\u2069")
    assert ana.reads("of 1 member is not known yet")
    assert (stick / "note.docx").exists()
