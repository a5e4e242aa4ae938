"""A response on paper: PDF, Word, ODK XML; and the blank questionnaire.

The document of a response is made from the live response, on its thread, and in slices
where a screen must not stand still (``filling``); setting it as PDF or Word takes longer
and belongs on a lane.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import ReportOptions
from desktop_app.domain.responses import PackInfo, Status
from desktop_app.domain.responses import Part as PartOfResponse
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.form import Form
from desktop_app.forms.official_wording import OfficialWording
from desktop_app.forms.pack import Pack
from desktop_app.reports.answered import Answered, by_language
from desktop_app.reports.document import Article, Card, Document, Part, Words
from desktop_app.reports.receipt import offset_in_words
from desktop_app.services.blank_form import BlankForm
from desktop_app.services.frozen import Frozen
from desktop_app.services.languages import language_tag, speak
from desktop_app.services.response import Response

TEMPLATE = Path(__file__).parents[2] / "resources" / "reports" / "response.typ"


ALL = ReportOptions()


def filled_document(
    response: Response, options: ReportOptions, *, now: datetime, words: Words | None = None
) -> Document:
    """The response as a document; ``now`` is the time of its state, in the reader's zone."""
    steps = filling(response, options, now=now, words=words)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: Document = end.value
            return made


def filling(
    response: Response, options: ReportOptions, *, now: datetime, words: Words | None = None
) -> Generator[None, None, Document]:
    """The same in steps of a few milliseconds, between which nothing may be answered."""
    return _Filled(response, options, words or Words()).document(now)


def final_document(
    frozen: Frozen, options: ReportOptions, *, words: Words | None = None
) -> Document:
    """What was approved, as a document that says by whom, when, and with which digest."""
    words = words or Words()
    approval, at = frozen.approval, frozen.approval.at
    document = filled_document(frozen.response, options, now=at, words=words)
    lines = [
        words.approval.format(
            number=approval.number, date=_moment_in_words(at, words), name=approval.by
        ),
        words.digest.format(digits=approval.digits),
    ]
    if approval.missing:
        count = len(approval.missing)
        lines.append(words.incomplete.format(count=count, reason=approval.reason))
    if approval.reopened is not None:
        lines.append(words.reopened.format(date=_moment_in_words(approval.reopened.at, words)))
    return replace(document, is_draft=False, approval=tuple(lines))


def _moment_in_words(moment: datetime, words: Words) -> str:
    """A day and a time with its zone."""
    return f"{date_in_words(moment, words)}, {moment:%H:%M} {offset_in_words(moment)}"


def is_approved(response: Response) -> bool:
    """Whether every question that applies is approved; if not, paper says "Draft"."""
    progress = response.progress()
    return 0 < progress.total == progress.counts[Status.CLEARED]


def blank_document(
    pack: Pack,
    *,
    now: datetime,
    options: ReportOptions = ALL,
    language: str | None = None,
    wording: Iterable[Wording] = (),
    words: Words | None = None,
) -> Document:
    """The questionnaire without answers, every condition printed as a sentence.

    ``language`` is a tag or a form's own name of one; ``wording`` is official wording that
    was loaded in addition to the questionnaire's.
    """
    words = words or Words()
    form = Form.load(
        pack.xform,
        now=lambda: now,
        random=Random(0),  # noqa: S311  # nothing of this form is kept
        secondary=pack.secondary,
    )
    if language is not None:
        speak(form, language)
    tag = language_tag(form.language or "en")
    with collection_paused():
        blank = BlankForm(form, words, OfficialWording(pack.official, wording))
        parts = blank.parts(options.articles)
    return Document(
        title=_title(pack.info, tag),
        party="",
        language=tag,
        date=date_in_words(now, words),
        check_code=_grouped(pack.info.hash),
        notice=by_language(pack.info.notice, tag),
        is_blank=True,
        has_signature=options.has_signature,
        parts=parts,
        words=words,
    )


def pdf(document: Document, *, now: datetime) -> bytes:
    """The document as PDF. Raises MissingFonts. Takes up to seconds: call it on a lane."""
    from desktop_app.reports import pdf as setter  # noqa: PLC0415  # Typst loads slowly

    return setter.render(document, template=TEMPLATE, timestamp=now)


def word(document: Document, *, now: datetime) -> bytes:
    """The document as a Word file. Takes up to seconds: call it on a lane."""
    from desktop_app.reports import word as setter  # noqa: PLC0415  # python-docx loads slowly

    return setter.render(document, timestamp=now)


def submission_xml(response: Response) -> str:
    """The response as ODK submission XML: only what applies."""
    return response.form.submission()


def check_code(response: Response) -> str:
    """Eight characters that tell two states of a response apart, such as ``4F2A-91C3``.

    Depends on what was answered and how far it is, not on when or by whom.
    """
    digest = hashlib.sha256()
    values = response.form.answers().values
    for key in sorted(values):
        digest.update(f"{key}\0{values[key]}\0".encode())
    for card in response.outline.cards():
        digest.update(f"{card}\0{int(response.card(card).status)}\0".encode())
    return _grouped(digest.hexdigest())


def date_in_words(moment: datetime, words: Words) -> str:
    """Day, month in letters, year."""
    return words.date(moment.date().isoformat())


def _grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:8]}".upper()


def _title(info: PackInfo, language: str) -> str:
    return by_language(info.titles, language)


class _Filled:
    """Walks a response and takes down what is there to print."""

    def __init__(self, response: Response, options: ReportOptions, words: Words) -> None:
        self._response, self._options, self._words = response, options, words
        self._form = response.form
        self._answered = Answered(self._form, words, answered_only=options.answered_only)

    def document(self, now: datetime) -> Generator[None, None, Document]:
        info, language = self._response.info, language_tag(self._form.language or "en")
        parts: list[Part] = []
        for part in self._response.parts():
            if part.relevant:
                parts.append((yield from self._part(part)))
        is_draft = not is_approved(self._response)
        yield
        return Document(
            title=_title(info.pack, language),
            party=info.party,
            language=language,
            date=date_in_words(now, self._words),
            check_code=check_code(self._response),
            notice=by_language(info.pack.notice, language),
            is_draft=is_draft,
            has_signature=self._options.has_signature,
            parts=tuple(part for part in parts if part.articles),
            words=self._words,
        )

    def _part(self, part: PartOfResponse) -> Generator[None, None, Part]:
        articles: list[Article] = []
        for article in part.articles:
            if article.relevant and self._is_chosen(article.key):
                articles.append(self._article(article.title, article.cards))
                yield
        kept = tuple(article for article in articles if article.cards)
        return Part(title=part.title, articles=kept)

    def _is_chosen(self, article: NodeKey) -> bool:
        return self._options.articles is None or article in self._options.articles

    def _article(self, title: str, cards: tuple[NodeKey, ...]) -> Article:
        made = [card for each in cards if (card := self._card(each)) is not None]
        return Article(title=title, cards=tuple(made))

    def _card(self, key: NodeKey) -> Card | None:
        state = self._response.card(key)
        if not state.relevant:
            return None
        if self._options.answered_only and state.status is Status.EMPTY:
            return None
        official = "  ".join(filter(None, (state.official_number, state.official_text)))
        return Card(
            reference=state.reference,
            level=self._words.levels.get(state.level or "", ""),
            title=state.title,
            status=self._words.statuses[state.status],
            official=official,
            items=tuple(self._answered.items(key)),
        )
