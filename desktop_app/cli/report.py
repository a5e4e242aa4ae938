"""`review-desk report`: a response on paper or as data, and the blank questionnaire."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from desktop_app.cli.global_options import options_of
from desktop_app.cli.output import say, say_bytes, say_json
from desktop_app.cli.questionnaires import named_pack
from desktop_app.cli.session import opened
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.reports import FileKind, ReportOptions
from desktop_app.errors import BadArgument
from desktop_app.services import packs, reports
from desktop_app.services.frozen import frozen
from desktop_app.services.plain_text import plain_text
from desktop_app.services.report_files import write_report
from desktop_app.services.response import Response
from desktop_app.services.written_files import write_file

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)

PAPER = {f".{kind}": kind for kind in (FileKind.PDF, FileKind.WORD)}
_Out = Annotated[Path, typer.Option(metavar="FILE", help="Where it goes.")]
_OutOrPrint = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Where it goes; else it is printed.")
]
_Articles = Annotated[
    str, typer.Option(metavar="PART:ARTICLE,...", help="Only these, such as UNTOC:5,TIP:3.")
]
_Answered = Annotated[bool, typer.Option("--answered-only", help="Leave out the rest.")]
_Signature = Annotated[bool, typer.Option("--signature", help="Add a block to sign.")]
_Approved = Annotated[
    int, typer.Option(metavar="N", min=0, help="As it was approved, under this number.")
]
_Language = Annotated[
    str | None, typer.Option(help="Tag of the questionnaire's language, such as fr.")
]


@app.callback()
def _report() -> None:
    """The group's own line; see `root.GROUPS`."""


@app.command()
def pdf(
    context: typer.Context,
    out: _Out,
    articles: _Articles = "",
    answered_only: _Answered = False,
    signature: _Signature = False,
    approved: _Approved = 0,
    language: _Language = None,
) -> None:
    """Print the response as PDF."""
    how = {"answered_only": answered_only, "has_signature": signature}
    _print(context, out, FileKind.PDF, articles, how, language, approved)


@app.command()
def docx(
    context: typer.Context,
    out: _Out,
    articles: _Articles = "",
    answered_only: _Answered = False,
    signature: _Signature = False,
    approved: _Approved = 0,
    language: _Language = None,
) -> None:
    """Print the response as a Word file; each answer is a content control with its id."""
    how = {"answered_only": answered_only, "has_signature": signature}
    _print(context, out, FileKind.WORD, articles, how, language, approved)


@app.command()
def xml(context: typer.Context, out: _OutOrPrint = None, approved: _Approved = 0) -> None:
    """Give the response as ODK submission XML: only what applies."""
    with opened(context) as open_:
        if approved:
            text = frozen(open_.profile, open_.info.id, approved).form.decode()
        else:
            text = reports.submission_xml(open_.response)
    _give(context, out, text)


@app.command()
def text(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="An answer, or what is around.")],
    out: _OutOrPrint = None,
    language: _Language = None,
) -> None:
    """Give an answer, a question or an article as plain text."""
    with opened(context, language=language) as open_:
        found = plain_text(open_.response, open_.key(ref))
    _give(context, out, found)


@app.command()
def blank(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(metavar="PACK", help="A questionnaire's file or id.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Ends in .pdf or .docx.")],
    signature: _Signature = False,
    language: _Language = None,
    accept_signer: Annotated[
        str, typer.Option(metavar="FINGERPRINT", help="Trust the signer with these digits.")
    ] = "",
) -> None:
    """Print a questionnaire without answers, each condition as a sentence."""
    suffix = out.suffix.lower()
    if suffix not in PAPER:
        raise BadArgument("--out", "its name must end in .pdf or .docx")
    found = named_pack("PACK", pack, lambda path: packs.open_pack(path, accept=accept_signer))
    now = _now()
    options = ReportOptions(has_signature=signature)
    document = reports.blank_document(found, now=now, options=options, language=language)
    _tell(context, out, write_report(document, out, PAPER[suffix], now=now))


def _print(
    context: typer.Context,
    out: Path,
    kind: FileKind,
    articles: str,
    how: dict[str, bool],
    language: str | None,
    approved: int,
) -> None:
    now = _now()
    with opened(context, language=language) as open_:
        options = ReportOptions(
            articles=_articles(open_.response, articles) if articles else None, **how
        )
        if approved:
            spoken = language or open_.profile.language
            found = frozen(open_.profile, open_.info.id, approved, language=spoken)
            document = reports.final_document(found, options)
        else:
            document = reports.filled_document(open_.response, options, now=now)
    _tell(context, out, write_report(document, out, kind, now=now))


def _articles(response: Response, named: str) -> frozenset[NodeKey]:
    """The articles that are named by part and number."""
    known = {
        f"{part.code}:{article.number or article.key.question}": article.key
        for part in response.parts()
        for article in part.articles
    }
    wanted = [name.strip() for name in named.split(",")]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise BadArgument("--articles", f"{unknown[0]} is none of {', '.join(known)}")
    return frozenset(known[name] for name in wanted)


def _give(context: typer.Context, out: Path | None, text: str) -> None:
    if out is None:
        say_bytes(text.encode())
    else:
        data = text.encode()
        write_file(out, data)
        _tell(context, out, len(data))


def _tell(context: typer.Context, out: Path, size: int) -> None:
    if options_of(context).as_json:
        say_json({"file": str(out), "bytes": size})
    else:
        say(f"{out}: {size} bytes, not encrypted.")


def _now() -> datetime:
    # Paper shows days, and a PDF's own date has whole seconds.
    return datetime.now(UTC).astimezone().replace(microsecond=0)
