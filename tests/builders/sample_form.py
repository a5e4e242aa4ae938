"""A small questionnaire with everything a response must cope with, compiled on demand.

Two instruments with three articles, front matter, every kind of question, branch points,
a repeat of legal references, a nested repeat, a trigger and a counted repeat.
"""

from __future__ import annotations

from functools import cache

from pyxform.xls2xform import convert

PACK = "urn:review-desk:pack"
EN, FR = "English (en)", "French (fr)"
SETTINGS = {
    "form_title": "Sample questionnaire",
    "form_id": "sample",
    "version": "1",
    "default_language": EN,
    "namespaces": f'rd="{PACK}"',
}
CHOICES = {
    "instrument": {
        "UNTOC": ("Convention", "Convention"),
        "TIP": ("Trafficking Protocol", "Protocole traite"),
    },
    "tri": {
        "yes": ("Yes", "Oui"),
        "part": ("Yes, in part", "Oui, en partie"),
        "no": ("No", "Non"),
        "unknown": ("Information not available", "Information non disponible"),
    },
    "model": {"conspiracy": ("Conspiracy", "Entente"), "group": ("Association", "Association")},
    "approach": {
        "all": ("All crimes", "Toutes les infractions"),
        "list": ("A list", "Une liste"),
    },
    "act": {
        "recruit": ("Recruitment", "Recrutement"),
        "move": ("Transport", "Transport"),
        "keep": ("Harbouring", "Hébergement"),
    },
}

SCALE = "${scale_6}"

Row = dict[str, str]


def text(name: str, kind: str, en: str, fr: str = "", **more: str) -> Row:
    """A row of the survey sheet; ``rd_x="1"`` stands for the pack's attribute x."""
    row = {"type": kind, "name": name, f"label::{EN}": en, f"label::{FR}": fr or en}
    for key, value in more.items():
        if key.startswith("rd_"):
            row[f"bind::rd:{key.removeprefix('rd_')}"] = value
        elif key in {"hint", "guidance_hint", "constraint_message"}:
            row |= {f"{key}::{EN}": value, f"{key}::{FR}": value}
        else:
            row[key] = value
    return row


def group(name: str, en: str, *rows: Row | list[Row], **more: str) -> list[Row]:
    """A group with its rows."""
    return _block("group", name, en, rows, more)


def repeat(name: str, en: str, *rows: Row | list[Row], **more: str) -> list[Row]:
    """A repeat with its rows."""
    return _block("repeat", name, en, rows, more)


def _block(
    kind: str, name: str, en: str, rows: tuple[Row | list[Row], ...], more: dict[str, str]
) -> list[Row]:
    return [text(name, f"begin_{kind}", en, **more), *_flat(rows), {"type": f"end_{kind}"}]


def _flat(rows: tuple[Row | list[Row], ...]) -> list[Row]:
    return [row for part in rows for row in (part if isinstance(part, list) else [part])]


def laws(name: str, gate: str, **more: str) -> list[Row]:
    """The repeat of legal references that follows a question."""
    return repeat(
        name,
        "Legal references",
        text(f"{name}_title", "text", "Title of the law", "Titre de la loi", rd_role="title"),
        text(f"{name}_article", "text", "Article", constraint="string-length(.) < 20"),
        text(f"{name}_year", "integer", "Year", constraint=". > 1700 and . < 2100"),
        relevant=gate,
        rd_role="law",
        rd_expected="yes",
        **more,
    )


def front() -> list[Row]:
    """The page about the party itself."""
    return group(
        "front",
        "About this response",
        group(
            "front_party",
            "The party",
            group(
                "q_party",
                "Party",
                text("party_name", "text", "Name of the party", rd_role="main"),
                text("review_start", "date", "Start of the review"),
                rd_question="1",
            ),
            group(
                "q_instruments",
                "Instruments in force",
                text(
                    "instruments",
                    "select_multiple instrument",
                    "Which instruments are in force?",
                    rd_role="main",
                ),
                rd_question="2",
            ),
            group(
                "q_bodies",
                "Authorities consulted",
                repeat(
                    "bodies",
                    "Authorities",
                    text("body_name", "text", "Name of the authority"),
                    repeat("people", "People", text("person", "text", "Name of the person")),
                ),
                rd_question="3",
            ),
            rd_article="front-1",
        ),
        rd_part="front",
    )


def article_5() -> list[Row]:
    """Branch: which model; its own follow-ups."""
    return group(
        "untoc_5",
        "Participation in an organized criminal group",
        group(
            "c_5_1_a",
            "Model of the offence",
            text("q_5_model", "select_multiple model", "Which models?", rd_role="main"),
            rd_question="Art. 5(1)(a)",
            rd_level="M",
            rd_instrument="UNTOC",
        ),
        group(
            "c_5_1_a_i",
            "Conspiracy",
            text(
                "q_5_conspiracy",
                "select_one tri",
                "Is agreeing to commit a serious crime an offence?",
                "S'entendre pour commettre une infraction grave est-il une infraction pénale ?",
                hint="Agreement alone is meant.",
                guidance_hint="Paragraph 1(a)(i) of article 5: an agreement with another.",
                rd_role="main",
            ),
            laws("laws_5", "${q_5_conspiracy} = 'yes' or ${q_5_conspiracy} = 'part'"),
            text(
                "why_5",
                "text",
                "What is not covered, and why?",
                relevant="${q_5_conspiracy} = 'part' or ${q_5_conspiracy} = 'no'",
                required="yes",
                rd_role="explanation",
            ),
            text("examples_5", "text", "Examples for ${party_name}", rd_role="example"),
            text("count_5", "calculate", "", calculation="count(${laws_5})"),
            relevant="selected(${q_5_model}, 'conspiracy')",
            rd_question="Art. 5(1)(a)(i)",
            rd_level="M",
            rd_instrument="UNTOC",
        ),
        rd_article="5",
    )


def article_6() -> list[Row]:
    """Branch: list or all crimes; a trigger; a number and a time."""
    return group(
        "untoc_6",
        "Laundering",
        group(
            "c_6_2_b",
            "Predicate offences",
            text("q_6_approach", "select_one approach", "Which approach?", rd_role="main"),
            text("n_6", "integer", "How many?", relevant="${q_6_approach} = 'list'"),
            {
                "type": "calculate",
                "name": "changed_6",
                "calculation": "concat('set ', ${q_6_approach})",
                "trigger": "${q_6_approach}",
            },
            text("rate_6", "decimal", "Share"),
            text("at_6", "time", "Time of day"),
            text("when_6", "dateTime", "Moment"),
            text("scale_6", "range", "Scale", parameters="start=0 end=10 step=1"),
            text("log_6", "text", "Log", calculation="concat(${log_6}, 'x')", trigger=SCALE),
            text("sealed_6", "text", "", calculation="now()", trigger=SCALE, readonly="true()"),
            text("seen_6", "acknowledge", "Read it"),
            text("lock_6", "text", "Lock"),
            text("locked_6", "select_one tri", "Locked", readonly="${lock_6} = 'on'"),
            rd_question="Art. 6(2)(b)",
            rd_level="MQ",
            rd_instrument="UNTOC",
        ),
        rd_article="6",
    )


def tip_5() -> list[Row]:
    """A second part, hidden unless its instrument is in force; a choice filter, a rank."""
    acts = "select_multiple act"
    filtered = "select_one act"
    return group(
        "tip",
        "Trafficking Protocol",
        group(
            "tip_5",
            "Criminalization of trafficking",
            group(
                "c_tip_5",
                "Acts covered",
                text("q_tip_acts", acts, "Which acts are covered?", rd_role="main"),
                text(
                    "q_tip_main",
                    filtered,
                    "Which of them is the most frequent?",
                    choice_filter="selected(${q_tip_acts}, name)",
                ),
                text("rank_tip", "rank act", "Order them"),
                rd_question="Art. 5(1)",
                rd_level="O",
                rd_instrument="TIP",
            ),
            rd_article="5",
        ),
        relevant="selected(${instruments}, 'TIP')",
        rd_part="TIP",
    )


def workbook() -> str:
    """The sample as XLSForm in Markdown."""
    untoc = group(
        "untoc",
        "Convention",
        article_5(),
        article_6(),
        relevant="selected(${instruments}, 'UNTOC')",
        rd_part="UNTOC",
    )
    choices = [
        {"list_name": name, "name": value, f"label::{EN}": en, f"label::{FR}": fr}
        for name, options in CHOICES.items()
        for value, (en, fr) in options.items()
    ]
    return _book([*front(), *untoc, *tip_5()], choices)


def _book(survey: list[Row], choices: list[Row]) -> str:
    sheets = {"survey": survey, "choices": choices, "settings": [SETTINGS]}
    return "\n".join(line for name, rows in sheets.items() for line in _sheet(name, rows))


def _sheet(name: str, rows: list[Row]) -> list[str]:
    columns = list(dict.fromkeys(column for row in rows for column in row))
    cells = [columns, *([row.get(column, "") for column in columns] for row in rows)]
    return [f"| {name} |", *(f"| | {' | '.join(line)} |" for line in cells)]


@cache
def sample_xform() -> bytes:
    """The sample questionnaire, compiled."""
    return compiled_markdown(workbook())


def compiled(*rows: Row | list[Row]) -> bytes:
    """A questionnaire of one's own, made of the functions above; it has no choices."""
    return compiled_markdown(
        _book(_flat(rows), [{"list_name": "none", "name": "x", f"label::{EN}": "x"}])
    )


def compiled_markdown(markdown: str) -> bytes:
    """A workbook's XForm."""
    xform: str = convert(markdown, file_type=".md", form_name="data").xform
    return xform.encode()
