"""Pages of one submission: its receipt, the answers to be read, and all of it as files."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from review_protocol.submissions import Submission
from review_protocol.timelines import VIENNA
from review_server.console.files import BYTES, download
from review_server.console.journal import Deed, note_deed
from review_server.console.showing import show
from review_server.console.visits import Missing, Page, Visit
from review_server.exporting import export_submission, receipt_pdf, submission_document
from review_server.parties import named_otherwise
from review_server.questionnaires import Questionnaire, find_questionnaire
from review_server.submissions import Taken, list_submissions, read_submission

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class File:
    """A file of a submission: what it is, how its name ends, and its media type."""

    label: str
    ending: str
    kind: str


RECEIPTS = {
    "receipt-pdf": File("Receipt as PDF", "-receipt.pdf", "application/pdf"),
    "receipt": File("Receipt, signed by this server", ".rdreceipt", BYTES),
}
"""What the database alone gives: no key is needed for it, and no content."""
ANSWERS = {
    "answers-pdf": File("Answers as PDF, to be read and printed", ".pdf", "application/pdf"),
    "answers-word": File("Answers as Word, to be read and quoted", ".docx", WORD),
    "answers-xml": File("As it was sent, XML (ODK submission)", ".xml", "application/xml"),
    "answers-json": File("Answers as JSON, for programs", ".json", "application/json"),
}


def one_submission(visit: Visit) -> Response:
    """What is known of it, and whether it names the party of its review."""
    taken = _taken(visit)
    with visit.server.database.begin() as transaction:
        party, other = named_otherwise(transaction, visit.server.opener, taken)
    return show(
        visit, "submission", taken=taken, answers=ANSWERS, receipts=RECEIPTS,
        party=party, other=other,
    )  # fmt: skip


def save(visit: Visit) -> Response:
    """One of its files, to be saved; noted in the log."""
    taken, name = _taken(visit), visit.part("file")
    if name in RECEIPTS:
        return _receipt(visit, taken, RECEIPTS[name])
    if name not in ANSWERS:
        raise Missing
    file = ANSWERS[name]
    body, questionnaire = _opened(visit, taken, Deed.SUBMISSION_SAVED)
    (data,) = export_submission(
        questionnaire, body, taken.receipt, taken.signed, local=VIENNA,
        only=file.ending.removeprefix("."),
    ).values()  # fmt: skip
    return _download(data, taken, file)


def read(visit: Visit) -> Response:
    """The answers as a page; noted in the log."""
    taken = _taken(visit)
    body, questionnaire = _opened(visit, taken, Deed.SUBMISSION_READ)
    document = submission_document(questionnaire, body, taken.receipt, local=VIENNA)
    return show(visit, "submission-text", taken=taken, document=document)


PAGES = (
    Page(path="/submissions/{submission}", show=one_submission),
    Page(path="/submissions/{submission}/text", show=read),
    Page(path="/submissions/{submission}/files/{file}", show=save),
)


def _taken(visit: Visit) -> Taken:
    with visit.server.database.begin() as transaction:
        found = list_submissions(transaction)
    name = visit.part("submission")
    chosen = next((each for each in found if each.id == name), None)
    if chosen is None:
        raise Missing
    return chosen


def _receipt(visit: Visit, taken: Taken, file: File) -> Response:
    is_signed = file.kind == BYTES
    data = taken.signed if is_signed else receipt_pdf(taken.receipt, local=VIENNA)
    with visit.server.database.begin() as transaction:
        note_deed(transaction, visit.now, visit.who, Deed.SUBMISSION_SAVED, taken.id)
    return _download(data, taken, file)


def _download(data: bytes, taken: Taken, file: File) -> Response:
    stem, _, ending = file.ending.rpartition(".")
    name = f"{taken.receipt.party} submission {taken.receipt.number}{stem}"
    return download(data, name, ending, file.kind)


def _opened(visit: Visit, taken: Taken, deed: Deed) -> tuple[Submission, Questionnaire]:
    """Its content and the questionnaire of it; that it was opened is noted. Raises Unusable."""
    server = visit.server
    with server.database.begin() as transaction:
        body = read_submission(transaction, server.opener, taken)
        questionnaire = find_questionnaire(transaction, body.pack)
        note_deed(transaction, visit.now, visit.who, deed, taken.id)
    return body, questionnaire
