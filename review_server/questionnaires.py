"""Which questionnaires a review may be answered with: given by the secretariat, kept whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import insert, select

from desktop_app.errors import AppError
from review_protocol.packs import MAX_FILE
from review_server.database import Transaction
from review_server.problems import Unusable
from review_server.reading import paper_of
from review_server.schema import questionnaires, reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One that a review accepts; ``content`` is the file."""

    review: str
    hash: str
    title: str
    version: int
    content: bytes = field(repr=False)


def accept_questionnaire(
    transaction: Transaction, review: str, file: Path, now: int
) -> Questionnaire:
    """Let a review be answered with the questionnaire in a file. Raises Unusable."""
    if transaction.execute(select(reviews).filter_by(id=review)).one_or_none() is None:
        raise Unusable(f"There is no review {review}. Run: review-server review list")
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE + 1)
        pack, _ = paper_of(data)
    except (OSError, AppError) as error:
        raise Unusable(f"{file} is no questionnaire that can be used.") from error
    found = Questionnaire(
        review=review,
        hash=pack.info.hash,
        title=next(iter(pack.info.titles.values()), pack.info.id),
        version=pack.info.version,
        content=data,
    )
    known = select(questionnaires.c.hash).filter_by(review=review, hash=found.hash)
    if transaction.scalar(known) is None:
        row = {
            "review": review,
            "hash": found.hash,
            "title": found.title,
            "version": found.version,
            "at": now,
            "content": data,
        }
        transaction.execute(insert(questionnaires), row)
    return found


def find_questionnaire(transaction: Transaction, hash_: str) -> Questionnaire:
    """The one with this hash, of whatever review. Raises Unusable."""
    query = select(questionnaires).filter_by(hash=hash_).limit(1)
    row = transaction.execute(query).one_or_none()
    if row is None:
        raise Unusable("The questionnaire of this submission is not here.")
    return Questionnaire(
        review=row.review,
        hash=row.hash,
        title=row.title,
        version=row.version,
        content=bytes(row.content),
    )
