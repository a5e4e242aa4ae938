"""The page of submission, with what it has done in one response's profile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.keys import DossierId
from desktop_app.domain.reports import FileKind
from desktop_app.domain.servers import Synchronised
from desktop_app.domain.submissions import ReceiptShown
from desktop_app.errors import UserError
from desktop_app.ui.synchronising.given import Done, Stoppable
from desktop_app.ui.tasks import Task
from desktop_app.ui.windows.page import Given, Page, PageMaker
from review_protocol.names import ContentId

if TYPE_CHECKING:
    from desktop_app.services.profile import Profile
    from desktop_app.ui.submission.given import Look, SendingDeeds

translate = QCoreApplication.translate


def submission_page(
    profile: Profile, dossier: DossierId, begun: Callable[[Task], object]
) -> PageMaker:
    """What is missing, approval, and sending; loaded when it is first shown.

    ``begun`` hears of work that has the profile open until it has ended.
    """
    return PageMaker(
        title=lambda: translate("Pages", "Submission"),
        make=partial(_submission, profile, dossier, begun),
    )


def sending_deeds(profile: Profile, dossier: DossierId, language: str) -> SendingDeeds:
    """What there is to send a response with; ``language`` is that of a printed receipt."""
    from desktop_app.services import submitting  # noqa: PLC0415
    from desktop_app.ui.submission.given import SendingDeeds  # noqa: PLC0415

    return SendingDeeds(
        submit=partial(_submit, profile, dossier),
        submit_file=partial(submitting.submit_file, profile, dossier),
        ask_reopening=partial(submitting.ask_reopening, profile, dossier),
        verify=partial(_verify, profile, dossier),
        print_receipt=partial(_print_receipt, profile, dossier, language),
        save_receipt=partial(_save_receipt, profile, dossier),
    )


def _submit(profile: Profile, dossier: DossierId, stop: Stoppable) -> Done:
    """What went wrong is told with whether anything came: even then it may have."""
    from desktop_app.services import submitting  # noqa: PLC0415
    from desktop_app.services.stopping import Stop  # noqa: PLC0415

    assert isinstance(stop, Stop)
    told = [Synchronised()]
    try:
        submitting.submit(profile, dossier, stop=stop, tell=told.append)
    except UserError as error:
        return Done(so_far=told[-1], error=error)
    return Done(so_far=told[-1])


def _verify(profile: Profile, dossier: DossierId, name: ContentId | None) -> ReceiptShown:
    from desktop_app.services import receipts  # noqa: PLC0415

    return receipts.verify_one(profile, dossier, name).shown


def _print_receipt(
    profile: Profile, dossier: DossierId, language: str, name: ContentId | None, file: Path
) -> None:
    from desktop_app.services import receipts  # noqa: PLC0415

    receipts.print_receipt(profile, dossier, file, name, language=language)


def _save_receipt(
    profile: Profile, dossier: DossierId, name: ContentId | None, file: Path
) -> None:
    from desktop_app.services import receipts  # noqa: PLC0415

    receipts.save(profile, dossier, file, name)


def _submission(
    profile: Profile, dossier: DossierId, begun: Callable[[Task], object], given: Given
) -> Page:
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
    page = SubmissionPage(given, deeds, settling_page=SETTLING)
    page.begun.connect(begun)
    return page


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
