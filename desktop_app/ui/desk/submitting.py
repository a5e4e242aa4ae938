"""The page of submission, with what it has done in one response's profile."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.keys import DossierId
from desktop_app.domain.reports import FileKind
from desktop_app.ui.windows.page import Given, Page, PageMaker

if TYPE_CHECKING:
    from desktop_app.services.profile import Profile
    from desktop_app.ui.submission.given import Look, SendingDeeds

translate = QCoreApplication.translate


def submission_page(profile: Profile, dossier: DossierId) -> PageMaker:
    """What is missing, approval, and sending; loaded when it is first shown."""
    return PageMaker(
        title=lambda: translate("Pages", "Submission"),
        make=partial(_submission, profile, dossier),
    )


def sending_deeds(profile: Profile, dossier: DossierId, language: str) -> SendingDeeds:
    """What there is to send a response with; ``language`` is that of a printed receipt."""
    from desktop_app.services import submitting  # noqa: PLC0415
    from desktop_app.ui.submission.given import SendingDeeds  # noqa: PLC0415

    return SendingDeeds(
        submit=partial(submitting.submit, profile, dossier),
        submit_file=partial(submitting.submit_file, profile, dossier),
        ask_reopening=partial(submitting.ask_reopening, profile, dossier),
        verify=lambda: all(each.is_verified for each in submitting.receipts(profile, dossier)),
        print_receipt=partial(_print_receipt, profile, dossier, language),
    )


def _print_receipt(profile: Profile, dossier: DossierId, language: str, file: Path) -> None:
    from desktop_app.services import submitting  # noqa: PLC0415

    submitting.print_receipt(profile, dossier, file, language=language)


def _submission(profile: Profile, dossier: DossierId, given: Given) -> Page:
    from desktop_app.services import finalising  # noqa: PLC0415
    from desktop_app.ui.submission.given import SubmissionDeeds  # noqa: PLC0415
    from desktop_app.ui.submission.page import SubmissionPage  # noqa: PLC0415
    from desktop_app.ui.windows.workspace import SETTLING  # noqa: PLC0415

    deeds = SubmissionDeeds(
        look=partial(_look, profile, dossier),
        approve=lambda reason: finalising.approve_everything(profile, dossier, reason=reason),
        reopen=partial(finalising.reopen, profile, dossier),
        print_approved=partial(_print, profile, dossier, given.language),
        sending=sending_deeds(profile, dossier, given.language),
    )
    return SubmissionPage(given, deeds, settling_page=SETTLING)


def _look(profile: Profile, dossier: DossierId) -> Look:
    from desktop_app.services import clearing, submitting  # noqa: PLC0415
    from desktop_app.ui.submission.given import Look  # noqa: PLC0415

    return Look(
        state=submitting.submission_state(profile, dossier),
        aside=clearing.not_standing(profile, dossier),
    )


def _print(
    profile: Profile,
    dossier: DossierId,
    language: str,
    number: int,
    file: Path,
    kind: FileKind,
) -> int:
    from desktop_app.domain.reports import ReportOptions  # noqa: PLC0415
    from desktop_app.services import reports  # noqa: PLC0415
    from desktop_app.services.frozen import frozen  # noqa: PLC0415
    from desktop_app.services.report_files import write_report  # noqa: PLC0415

    found = frozen(profile, dossier, number, language=language)
    document = reports.final_document(found, ReportOptions())
    return write_report(document, file, kind, now=found.approval.at)
