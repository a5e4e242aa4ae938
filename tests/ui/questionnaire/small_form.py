"""A questionnaire for the page's tests: every kind of question, follow-ups, a long article."""

from __future__ import annotations

from functools import cache
from random import Random

from pyxform.xls2xform import convert

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.forms.form import Form
from desktop_app.services.response import Response
from tests.builders.clocks import CountingIds, SteppingClock
from tests.builders.responses import sample_info
from tests.builders.sample_form import EN, SETTINGS, Row, group, repeat, text

CHOICES = {
    "instrument": ["UNTOC=Convention", "TIP=Trafficking Protocol"],
    "tri": ["yes=Yes", "part=Yes, in part", "no=No", "nia=Information not available"],
    "acts": ["recruit=Recruitment", "move=Transport", "keep=Harbouring"],
    "countries": [f"c{number}=Country {number}" for number in range(1, 15)],
    "long": ["one=" + "A choice that needs many words to say what it means. " * 2, "two=Two"],
}
YES = "${{{0}}} = 'yes' or ${{{0}}} = 'part'"


def laws(name: str, gate: str) -> list[Row]:
    """Legal references as the real questionnaire has them."""
    return repeat(
        f"{name}_law",
        "Legal references",
        text(f"{name}_law_title", "text", "Title of the law", rd_role="title"),
        text(f"{name}_law_date", "text", "Date", rd_role="date", appearance="partial-date"),
        text(f"{name}_law_article", "text", "Article or section", rd_role="article"),
        text(f"{name}_law_link", "text", "Link", rd_role="link", appearance="url"),
        text(f"{name}_law_id", "hidden", "", rd_role="law_id"),
        relevant=gate,
        rd_role="law",
        rd_expected="yes",
    )


def card(name: str, reference: str, level: str = "M") -> list[Row]:
    """A question with the usual follow-ups."""
    ask = f"Does the law cover {name}?"
    gap = f"${{{name}}} = 'part' or ${{{name}}} = 'no'"
    return group(
        f"card_{name}",
        f"About {name}",
        text(name, "select_one tri", ask, rd_role="main", guidance_hint=f"Help on {name}."),
        laws(name, YES.format(name)),
        text(f"{name}_gap", "text", "What is missing?", relevant=gap, required="yes",
             appearance="multiline", hint="Name the gap."),
        text(f"{name}_example", "text", "Examples", relevant=YES.format(name),
             appearance="multiline"),
        rd_question=reference,
        rd_level=level,
    )  # fmt: skip


def front() -> list[Row]:
    """What decides which parts there are."""
    instruments = text(
        "instruments", "select_multiple instrument", "Which are in force?", rd_role="main"
    )
    page = group(
        "front_page", "The party", group("card_i", "Instruments", instruments, rd_question="1"),
        rd_article="front-1",
    )  # fmt: skip
    return group("front", "About this response", page, rd_part="front")


def kinds() -> list[Row]:
    """Every kind of question in one card each."""
    rows: list[Row | list[Row]] = [
        text("k_number", "integer", "How many?", constraint=". >= 4 and . <= 100",
             constraint_message="Enter a number from 4 to 100."),
        text("k_share", "decimal", "Share"),
        text("k_day", "date", "Day"),
        text("k_time", "time", "Time"),
        text("k_moment", "dateTime", "Moment"),
        text("k_one", "select_one long", "One of two"),
        text("k_list", "select_one countries", "Which country?"),
        text("k_many", "select_multiple acts", "Which acts?"),
        text("k_rank", "rank acts", "In which order?"),
        text("k_scale", "range", "How far?", parameters="start=0 end=10 step=1"),
        text("k_line", "text", "A word"),
        text("k_text", "text", "Many words", appearance="multiline"),
        text("k_tick", "acknowledge", "This holds"),
        text("k_note", "note", "A note that explains something."),
        text("k_file", "file", "A document"),
        text("k_fixed", "integer", "Given", readonly="yes", default="7"),
        text("k_shown", "text", "Worked out", readonly="yes", default="as it is"),
        repeat("k_people", "People", text("k_person", "text", "Name of the person")),
    ]  # fmt: skip
    cards: list[Row] = []
    for number, row in enumerate(rows, start=1):
        inside: list[Row] = row if isinstance(row, list) else [row]
        cards += group(f"card_k{number}", f"Kind {number}", inside, rd_question=f"K{number}")
    return group("kinds", "Kinds of questions", cards, rd_article="2")


def workbook() -> str:
    """The form as XLSForm in Markdown."""
    two = [card("alpha", "Art. 5(1)"), card("beta", "Art. 5(2)", "E")]
    many = [card(f"long{n}", f"Art. 6({n})") for n in range(1, 13)]
    untoc = group(
        "untoc", "Convention",
        kinds(),
        group("five", "Participation in a group", *two, rd_article="5"),
        group("six", "Laundering", *many, rd_article="6"),
        relevant="selected(${instruments}, 'UNTOC')", rd_part="UNTOC",
    )  # fmt: skip
    tip = group(
        "tip", "Trafficking Protocol",
        group("tip_five", "Trafficking", card("gamma", "Art. 5(1)", "O"), rd_article="5"),
        relevant="selected(${instruments}, 'TIP')", rd_part="TIP",
    )  # fmt: skip
    choices = [
        {"list_name": name, "name": option.partition("=")[0],
         f"label::{EN}": option.partition("=")[2]}
        for name, options in CHOICES.items()
        for option in options
    ]  # fmt: skip
    survey = [
        {k: v for k, v in row.items() if "fr" not in k} for row in (*front(), *untoc, *tip)
    ]
    sheets = {"survey": survey, "choices": choices, "settings": [SETTINGS]}
    return "\n".join(line for name, rows in sheets.items() for line in _sheet(name, rows))


def _sheet(name: str, rows: list[Row]) -> list[str]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return [f"| {name} |", *(f"| | {' | '.join(line)} |" for line in cells)]


@cache
def xform() -> bytes:
    """The form, compiled."""
    compiled: str = convert(workbook(), file_type=".md", form_name="data").xform
    return compiled.encode()


def blank_response(official: tuple[tuple[str, str, str], ...] = ()) -> Response:
    """Nothing answered. ``official``: card, number, text."""
    clock = SteppingClock()
    wording = tuple(
        Wording(question=QuestionId(card_name), language="en", number=number, text=words)
        for card_name, number, words in official
    )
    form = Form.load(xform(), now=clock, random=Random(7))
    return Response(form, sample_info(), official=wording, clock=clock, ids=CountingIds())
