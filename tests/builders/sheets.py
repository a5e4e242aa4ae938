"""Questionnaire sources for tests: lone workbooks as Markdown, and packs' folders."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop_app.errors import Fault
from desktop_app.forms.sheets import Row

EN = "English (en)"
LABEL = f"label::{EN}"
HEADER = "type,name,label::English (en),relevant"
METADATA = """
id = "small"
version = 1
cluster = "I"
languages = ["en"]
titles.en = "A small questionnaire"
notice.en = "Unofficial working text"
timeline = []

[[instruments]]
code = "UNTOC"
titles.en = "Convention"
"""
BLOCK = """type,name,label::English (en),relevant,bind::rd:role
select_one yes_no,{card}_answer,{ask},,main
rows,,,,
text,{card}_why,{gap|Why?},${{card}_answer} = 'no',explanation
"""
SURVEY = """type,name,label::English (en),relevant,bind::rd:part,bind::rd:article,\
bind::rd:question,bind::rd:provision,bind::rd:instrument,bind::rd:level,block:ask::English (en)
begin group,part,The Convention,,UNTOC,,,,,,
begin group,art5,Article 5,,,5,,,,,
begin block YN,u5_1,Groups,,,,Art. 5(1),5(1),UNTOC,M,Is it an offence?
text,u5_1_more,More,,,,,,,,
end block,,,,,,,,,,
end group,,,,,,,,,,
end group,,,,,,,,,,
"""
CHOICES = f"list_name,name,{LABEL}\nyes_no,yes,Yes\nyes_no,no,No\n"
SETTINGS = (
    "form_title,form_id,version,default_language,namespaces\n"
    f'Small,small,1,{EN},"rd=""urn:review-desk:pack"""\n'
)


def make_row(kind: str = "text", name: str = "q", number: int = 2, **cells: str) -> Row:
    """A row of the survey sheet; `label` is the English label, `rd_x` the pack's mark x."""
    whole = {"type": kind, "name": name}
    for key, cell in cells.items():
        column = f"bind::rd:{key[3:]}" if key.startswith("rd_") else key.replace("__", "::")
        whole[LABEL if key == "label" else column] = cell
    return Row({key: cell for key, cell in whole.items() if cell}, "survey", number)


def write_pack(folder: Path, **files: str) -> Path:
    """A pack's folder; each file can be given by its name (`survey_10`, `pack`, ...)."""
    names = {
        "pack": "pack.toml",
        "settings": "settings.csv",
        "choices": "choices.csv",
        "block": "blocks/YN.csv",
        "survey": "survey/10-main.csv",
        "official": "official.csv",
        "glossary": "glossary.csv",
    }
    texts = {
        "pack": METADATA,
        "settings": SETTINGS,
        "choices": CHOICES,
        "block": BLOCK,
        "survey": SURVEY,
        **files,
    }
    for name, text in texts.items():
        path = folder / names[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def write_markdown(path: Path, **sheets: Sequence[Mapping[str, str]]) -> Path:
    """A lone workbook as Markdown tables; the rows of each sheet by column."""
    lines: list[str] = []
    for sheet, rows in sheets.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        table = [columns, *([row.get(column, "") for column in columns] for row in rows)]
        cells = [[cell.replace("|", "\\|") for cell in row] for row in table]
        lines.append(f"| {sheet} |")
        lines += ["| | " + " | ".join(row) + " |" for row in cells]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_csv(path: Path, **sheets: Sequence[Mapping[str, str]]) -> Path:
    """The same as one CSV file, the sheet's name in the first column."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for sheet, rows in sheets.items():
            columns = list(dict.fromkeys(column for row in rows for column in row))
            writer.writerow([sheet])
            writer.writerow(["", *columns])
            writer.writerows(["", *(row.get(column, "") for column in columns)] for row in rows)
    return path


def places(faults: Sequence[Fault]) -> list[tuple[str, int, str]]:
    """Where faults stand, without what they say."""
    return [(fault.sheet, fault.row, fault.column) for fault in faults]
