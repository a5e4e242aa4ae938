"""A submission as files: as it was sent, its receipt, and documents to be read."""

from __future__ import annotations

from collections.abc import Mapping

from review_protocol.receipts import Receipt
from review_protocol.submissions import Submission
from review_server.questionnaires import Questionnaire


def export_submission(
    questionnaire: Questionnaire, body: Submission, receipt: Receipt, signed: bytes
) -> Mapping[str, bytes]:
    """By file name: the ODK submission, the canonical JSON, the receipt as it was signed."""
    name = f"submission-{body.number}"
    return {
        f"{name}.xml": body.form,
        f"{name}.json": body.answers,
        f"{name}.rdreceipt": signed,
    }
