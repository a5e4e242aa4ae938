"""What the page of submission has done for it, each on a lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.reports import FileKind
from desktop_app.domain.submissions import (
    Apart,
    FinalApproval,
    ReceiptShown,
    SubmissionState,
)
from desktop_app.ui.synchronising.given import Done, Stoppable
from review_protocol.names import ContentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How it stands; ``aside`` are changes that wait or were refused."""

    state: SubmissionState
    aside: tuple[Apart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingDeeds:
    """What there is to send a response with. What is None is not offered.

    ``submit`` sends by line, which is a round like any other; ``submit_file`` writes into
    this file for the courier, or gives the receipt if the secretariat has it already: then no
    file is written. ``ask_reopening`` seals a request to the secretariat, with a reason.
    Receipts are named by their submission: ``verify`` checks one against the server's
    key and what was approved; ``print_receipt`` writes one as PDF, ``save_receipt`` as it was
    signed.
    """

    submit: Callable[[Stoppable], Done] | None = None
    submit_file: Callable[[Path], object] | None = None
    ask_reopening: Callable[[str], object] | None = None
    verify: Callable[[ContentId | None], ReceiptShown] | None = None
    print_receipt: Callable[[ContentId | None, Path], object] | None = None
    save_receipt: Callable[[ContentId | None, Path], object] | None = None


NO_SENDING = SendingDeeds()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionDeeds:
    """What is asked and done. ``print_approved`` writes an approval, by number, as a file."""

    look: Callable[[], Look]
    approve: Callable[[str], FinalApproval]
    reopen: Callable[[str], None]
    print_approved: Callable[[int, Path, FileKind], object]
    sending: SendingDeeds = NO_SENDING
