"""A submission as files: as it was sent, its receipt, and documents to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from functools import cache

from desktop_app.domain import responses
from desktop_app.domain.keys import NodeKey
from desktop_app.errors import FormRefused, MissingFonts
from desktop_app.forms.form import Form
from desktop_app.forms.languages import language_tag
from desktop_app.forms.official_wording import OfficialWording
from desktop_app.forms.outline import Outline
from desktop_app.forms.pack import Pack
from desktop_app.reports.answered import Answered, by_language
from desktop_app.reports.document import Article, Card, Document, Part, Words
from desktop_app.reports.receipt import receipt_page, submitted_lines
from review_protocol.receipts import Receipt
from review_protocol.submissions import Submission
from review_server.problems import Unusable
from review_server.questionnaires import Questionnaire
from review_server.reading import outline_of, paper_of, read_form


def export_submission(
    questionnaire: Questionnaire,
    body: Submission,
    receipt: Receipt,
    signed: bytes,
    *,
    language: str | None = None,
    local: tzinfo | None = None,
    only: str = "",
) -> Mapping[str, bytes]:
    """By file name: what was sent (XML, JSON), its receipt, and both to be read.

    ``language`` is a tag, of the questionnaire's texts; ``local`` a zone, else that of this
    computer; ``only`` one ending, of the submission's own files. The same submission gives
    the same bytes. Raises Unusable.
    """
    name = f"submission-{body.number}"
    make: dict[str, Callable[[], bytes]] = {
        f"{name}.xml": lambda: body.form,
        f"{name}.json": lambda: body.answers,
        f"{name}.rdreceipt": lambda: signed,
        f"{name}.pdf": lambda: _set("pdf", document(), moment),
        f"{name}.docx": lambda: _set("docx", document(), moment),
        f"{name}-receipt.pdf": lambda: receipt_pdf(receipt, local=local),
    }

    @cache
    def document() -> Document:
        return submission_document(questionnaire, body, receipt, language=language, local=local)

    moment = datetime.fromtimestamp(receipt.time, UTC)
    wanted = [f"{name}.{only}"] if only else list(make)
    return {each: make[each]() for each in wanted if each in make}


def receipt_pdf(receipt: Receipt, *, local: tzinfo | None = None) -> bytes:
    """A receipt to be printed. Raises Unusable."""
    from desktop_app.reports import pdf  # noqa: PLC0415  # a server need not load Typst

    moment = datetime.fromtimestamp(receipt.time, UTC)
    with _fonts_expected():
        return pdf.render_receipt(receipt_page(receipt, local=local), timestamp=moment)


def _set(kind: str, document: Document, moment: datetime) -> bytes:
    from desktop_app.reports import pdf, word  # noqa: PLC0415  # a server need not load them

    with _fonts_expected():
        if kind == "pdf":
            return pdf.render(document, template=pdf.RESPONSE, timestamp=moment)
        return word.render(document, timestamp=moment)


@contextmanager
def _fonts_expected() -> Iterator[None]:
    try:
        yield
    except MissingFonts as error:
        raise Unusable(f"Install the fonts that are missing here: {error}.") from error


def submission_document(
    questionnaire: Questionnaire,
    body: Submission,
    receipt: Receipt,
    *,
    language: str | None = None,
    local: tzinfo | None = None,
) -> Document:
    """The answers to print, with what the receipt says of them on the cover.

    Raises Unusable for what does not fit its questionnaire, or a language that it lacks.
    """
    pack, compiled = paper_of(questionnaire.content)
    known = [language_tag(each) for each in compiled.definition.languages]
    if language is not None and language not in known:
        raise Unusable(f"The questionnaire is not in {language}, but in: {', '.join(known)}.")
    try:
        form = read_form(questionnaire.content, body, receipt.sent, language=language)
    except FormRefused as error:
        raise Unusable("This submission does not fit its questionnaire.") from error
    words, tag = Words(), language_tag(form.language or "en")
    return Document(
        title=by_language(pack.info.titles, tag),
        party=receipt.party,
        language=tag,
        date=words.date(datetime.fromtimestamp(receipt.time, UTC).date().isoformat()),
        check_code=f"{receipt.digest[:4]}-{receipt.digest[4:8]}".upper(),
        notice=by_language(pack.info.notice, tag),
        is_draft=False,
        is_submitted=True,
        approval=submitted_lines(
            receipt, reason=body.reason, note=body.approval, months=words, local=local
        ),
        parts=tuple(_Parts(form, pack, words, tag).parts()),
        words=words,
    )


class _Parts:
    """Walks what applies, part by part."""

    def __init__(self, form: Form, pack: Pack, words: Words, tag: str) -> None:
        self._form, self._words, self._tag = form, words, tag
        self._outline: Outline = outline_of(form)
        self._official = OfficialWording(pack.official)
        self._answered = Answered(form, words)

    def parts(self) -> Iterator[Part]:
        for part in self._outline.parts():
            if part.relevant:
                articles = tuple(filter(None, map(self._article, self._applying(part))))
                if articles:
                    yield Part(title=part.title, articles=articles)

    def _applying(self, part: responses.Part) -> Iterator[responses.Article]:
        return (article for article in part.articles if article.relevant)

    def _article(self, article: responses.Article) -> Article | None:
        cards = tuple(filter(None, map(self._card, article.cards)))
        return Article(title=article.title, cards=cards) if cards else None

    def _card(self, key: NodeKey) -> Card | None:
        state = self._form.state(key)
        if not state.relevant:
            return None
        official = self._official.of(key.question, self._tag)
        return Card(
            reference=state.attributes.get("question", ""),
            level=self._words.levels.get(state.attributes.get("level", ""), ""),
            title=state.label,
            official="  ".join(filter(None, (official.number, official.text))),
            items=tuple(self._answered.items(key)),
        )
