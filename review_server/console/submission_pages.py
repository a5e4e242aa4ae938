"""Pages of one submission: its receipt, the answers to be read, and all of it as files."""

from __future__ import annotations

from starlette.responses import Response

from review_protocol.submissions import Submission
from review_server.console.files import BYTES, download
from review_server.console.journal import Deed, note_deed
from review_server.console.showing import show
from review_server.console.visits import Missing, Page, Visit
from review_server.exporting import export_submission
from review_server.questionnaires import Questionnaire, find_questionnaire
from review_server.submissions import Taken, list_submissions, read_submission

FILES = {
    "pdf": ("PDF, to be read and printed", "application/pdf"),
    "docx": (
        "Word, to be read and quoted",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xml": ("XML, as it was sent (ODK submission)", "application/xml"),
    "json": ("JSON, for programs", "application/json"),
    "rdreceipt": ("Receipt, signed by this server", BYTES),
}


def one_submission(visit: Visit) -> Response:
    """What is known of it without opening it."""
    return show(visit, "submission", taken=_taken(visit), files=FILES)


def save(visit: Visit) -> Response:
    """One of its files, to be saved; noted in the log."""
    taken, ending = _taken(visit), visit.part("ending")
    if ending not in FILES:
        raise Missing
    body, questionnaire = _opened(visit, taken, Deed.SUBMISSION_SAVED)
    files = export_submission(questionnaire, body, taken.receipt, taken.signed)
    data = next((data for name, data in files.items() if name.endswith(f".{ending}")), None)
    if data is None:
        raise Missing
    name = f"{taken.receipt.party} submission {taken.receipt.number}"
    return download(data, name, ending, FILES[ending][1])


PAGES = (
    Page(path="/submissions/{submission}", show=one_submission),
    Page(path="/submissions/{submission}/file.{ending}", show=save),
)


def _taken(visit: Visit) -> Taken:
    with visit.server.database.begin() as transaction:
        found = list_submissions(transaction)
    name = visit.part("submission")
    chosen = next((each for each in found if each.id == name), None)
    if chosen is None:
        raise Missing
    return chosen


def _opened(visit: Visit, taken: Taken, deed: Deed) -> tuple[Submission, Questionnaire]:
    """Its content and the questionnaire of it; that it was opened is noted. Raises Unusable."""
    server = visit.server
    with server.database.begin() as transaction:
        body = read_submission(transaction, server.opener, taken)
        questionnaire = find_questionnaire(transaction, body.pack)
        note_deed(transaction, visit.now, visit.who, deed, taken.id)
    return body, questionnaire
