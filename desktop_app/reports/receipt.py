"""A receipt on paper, and its facts in words: what was sent, when it came, which time counts.

The page says what the receipt's bytes say and proves nothing by itself; whoever has the file
can check the secretariat's signature. Texts are plain; nothing in them is ever markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from desktop_app.reports.document import Words
from review_protocol.receipts import Counts, Receipt, Route
from review_protocol.timelines import VIENNA

_GROUP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptWords:
    """The fixed words of a receipt, so that it can be printed in any language."""

    title: str = "Receipt of a submission"
    lead: str = "The secretariat confirms that it has been given the submission below."
    party: str = "Party"
    cluster: str = "Cluster"
    review: str = "Review"
    number: str = "Number of the submission"
    route: str = "How it came"
    submission: str = "Submission"
    digest: str = "Digest of the answers"
    questionnaire: str = "Questionnaire"
    signer: str = "Sent from computer"
    server: str = "Key of the secretariat"
    missing: str = "Questions without a finished answer"
    routes: Mapping[Route, str] = field(
        default_factory=lambda: {
            Route.LINE: "By the line, to the secretariat's server",
            Route.COURIER: "By courier",
        }
    )
    times: Mapping[Counts, str] = field(
        default_factory=lambda: {
            Counts.SENT: "Sent",
            Counts.RECEIVED: "Physically received",
            Counts.REGISTERED: "Registered",
        }
    )
    sources: Mapping[Counts, str] = field(
        default_factory=lambda: {
            Counts.SENT: "by the clock of the sender",
            Counts.RECEIVED: "entered by an officer",
            Counts.REGISTERED: "by the clock of the server",
        }
    )
    utc: str = "UTC"
    vienna: str = "Vienna"
    local: str = "Local time"
    counts: str = "This time counts"
    which: str = "The time that counts: {name}, {moment} UTC"
    in_zones: str = "{name}: {utc} UTC; {vienna} in Vienna; {local} local time"
    remark: str = "Remark of the officer"
    id_line: str = "Submission {digits}"
    number_line: str = "Submission number {number} of {party}"
    missing_line: str = "Questions without a finished answer: {count}"
    reason_line: str = "Reason: {reason}"
    note_line: str = "Note of the focal point: {note}"
    proof: str = (
        "The signed file of this receipt is the proof, not this page. Review Desk checks it on "
        "the page “Submission”, or by the command: review-desk receipt verify FILE"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line: what it is, and what the receipt says. ``is_code``: digits to compare."""

    label: str
    value: str
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """One of the receipt's times in three zones; ``counts`` if it is the legal time."""

    name: str
    source: str
    utc: str
    vienna: str
    local: str
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPage:
    """All that stands on the page; ``heads`` are those of the three zones."""

    title: str
    lead: str
    party: str
    language: str
    facts: tuple[Fact, ...]
    heads: tuple[str, str, str]
    times: tuple[Time, ...]
    counts: str
    which: str
    remark_head: str
    remark: str
    proof: str


def receipt_page(
    receipt: Receipt,
    *,
    language: str = "en",
    words: ReceiptWords | None = None,
    months: Words | None = None,
    local: tzinfo | None = None,
) -> ReceiptPage:
    """The page; ``local`` is the reader's zone, else that of this computer.

    ``language`` is a tag, of the fixed words; ``months`` has the names of the months.
    """
    words, months = words or ReceiptWords(), months or Words()
    name = words.times[_legal(receipt)]
    moment = moment_in_words(receipt.time, UTC, months)
    return ReceiptPage(
        title=words.title,
        lead=words.lead,
        party=receipt.party,
        language=language,
        facts=_facts(receipt, words),
        heads=(words.utc, words.vienna, words.local),
        times=tuple(
            Time(
                name=words.times[which],
                source=words.sources[which],
                utc=moment_in_words(at, UTC, months),
                vienna=moment_in_words(at, VIENNA, months),
                local=_with_offset(at, local, months),
                counts=which is _legal(receipt),
            )
            for which, at in _times(receipt)
        ),
        counts=words.counts,
        which=words.which.format(name=name, moment=moment),
        remark_head=words.remark,
        remark=receipt.remark,
        proof=words.proof,
    )


def submitted_lines(
    receipt: Receipt,
    *,
    reason: str = "",
    note: str = "",
    words: ReceiptWords | None = None,
    months: Words | None = None,
    local: tzinfo | None = None,
) -> tuple[str, ...]:
    """What the cover of a submission says of it: number, id, times, why it is incomplete."""
    words, months = words or ReceiptWords(), months or Words()
    page = receipt_page(receipt, words=words, months=months, local=local)
    lines = [
        words.number_line.format(number=receipt.number, party=receipt.party),
        words.id_line.format(digits=in_groups(receipt.submission)),
    ]
    lines += (
        words.in_zones.format(
            name=each.name, utc=each.utc, vienna=each.vienna, local=each.local
        )
        for each in page.times
    )
    lines.append(page.which)
    if receipt.missing or reason:
        lines.append(words.missing_line.format(count=receipt.missing))
    if reason:
        lines.append(words.reason_line.format(reason=reason))
    if note:
        lines.append(words.note_line.format(note=note))
    return tuple(lines)


def moment_in_words(at: int, zone: tzinfo | None, months: Words) -> str:
    """Day, month in letters, year, and the time of day; in this computer's zone if None."""
    moment = _at(at, zone)
    return f"{months.date(moment.date().isoformat())}, {moment:%H:%M}"


def offset_in_words(moment: datetime) -> str:
    """How far its zone is from Greenwich: "UTC+01:00"."""
    offset = moment.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def in_groups(code: str) -> str:
    """Digits in groups, as people compare them."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP)).upper()


def _facts(receipt: Receipt, words: ReceiptWords) -> tuple[Fact, ...]:
    return (
        Fact(label=words.party, value=receipt.party),
        Fact(label=words.cluster, value=receipt.cluster),
        Fact(label=words.review, value=receipt.review),
        Fact(label=words.number, value=str(receipt.number)),
        Fact(label=words.route, value=words.routes[receipt.route]),
        Fact(label=words.missing, value=str(receipt.missing)),
        Fact(label=words.submission, value=in_groups(receipt.submission), is_code=True),
        Fact(label=words.digest, value=in_groups(receipt.digest), is_code=True),
        Fact(label=words.questionnaire, value=in_groups(receipt.pack), is_code=True),
        Fact(label=words.signer, value=in_groups(receipt.device), is_code=True),
        Fact(label=words.server, value=in_groups(receipt.server.hex()), is_code=True),
    )


def _times(receipt: Receipt) -> list[tuple[Counts, int]]:
    found = [(Counts.SENT, receipt.sent)]
    if receipt.received is not None:
        found.append((Counts.RECEIVED, receipt.received))
    return [*found, (Counts.REGISTERED, receipt.registered)]


def _legal(receipt: Receipt) -> Counts:
    """Which time `Receipt.time` is."""
    if receipt.counts is Counts.RECEIVED and receipt.received is None:
        return Counts.REGISTERED
    return receipt.counts


def _with_offset(at: int, zone: tzinfo | None, months: Words) -> str:
    return f"{moment_in_words(at, zone, months)} ({offset_in_words(_at(at, zone))})"


def _at(at: int, zone: tzinfo | None) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(zone)
