from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.responses import InstrumentInfo, TimelineRule
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.checking import check
from desktop_app.forms.pack import build_pack
from desktop_app.forms.sources import load_pack_source
from review_protocol.receipts import Counts
from tests.builders.sheets import LABEL, METADATA, SETTINGS, SURVEY, write_markdown
from tests.builders.sheets import write_pack as make_pack

RULE = """
[[timeline]]
step = "answers"
after = "start"
months = 6
days = 0
titles.en = "Answers sent"
"""


def with_rules(*rules: str) -> str:
    return METADATA.replace("timeline = []\n", "") + "".join(rules)


def refusal(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(FormRefused) as refused:
        load_pack_source(path)
    return refused.value.faults


def test_the_metadata_come_from_pack_toml(tmp_path: Path) -> None:
    info = load_pack_source(make_pack(tmp_path)).info
    assert (info.id, info.version, info.cluster, info.languages) == ("small", 1, "I", ("en",))
    assert info.titles == {"en": "A small questionnaire"}
    assert info.notice == {"en": "Unofficial working text"}
    assert info.instruments == (InstrumentInfo(code="UNTOC", titles={"en": "Convention"}),)


def test_timeline_rules_come_from_pack_toml(tmp_path: Path) -> None:
    info = load_pack_source(make_pack(tmp_path, pack=with_rules(RULE))).info
    assert info.timeline == (
        TimelineRule(
            step="answers", after="start", months=6, days=0, titles={"en": "Answers sent"}
        ),
    )
    assert info.counting is Counts.RECEIVED


def test_a_rule_says_how_far_ahead_it_is_told_and_what_meets_it(tmp_path: Path) -> None:
    text = with_rules(RULE + 'ahead = 30\nmet = "receipt"\n')
    text = text.replace("version = 1", 'version = 1\ncounting = "sent"', 1)
    info = load_pack_source(make_pack(tmp_path, pack=text)).info
    (rule,) = info.timeline
    assert (rule.ahead, rule.met, info.counting) == (30, "receipt", Counts.SENT)


def test_the_form_is_that_of_the_sheets(tmp_path: Path) -> None:
    assert b"/data/part/art5/u5_1/u5_1_answer" in load_pack_source(make_pack(tmp_path)).xform


def test_official_wording_comes_along(tmp_path: Path) -> None:
    official = "card,language,number,text\nu5_1,en,12,Is it so?\n"
    contents = load_pack_source(make_pack(tmp_path, official=official))
    assert contents.official == (Wording(QuestionId("u5_1"), "en", "12", "Is it so?"),)


def test_the_glossary_comes_along(tmp_path: Path) -> None:
    glossary = "language,word,meaning\nen,party,A State\n"
    assert load_pack_source(make_pack(tmp_path, glossary=glossary)).glossary == {
        "en": {"party": "A State"}
    }


def test_files_that_choices_are_read_from_come_along(tmp_path: Path) -> None:
    survey = f"type,name,{LABEL}\nselect_one_from_file places.csv,q,Where?\n"
    folder = make_pack(tmp_path, survey=survey)
    (folder / "places.csv").write_bytes(b"name,label\na,A\n")
    assert load_pack_source(folder).secondary == {"places.csv": b"name,label\na,A\n"}


def test_a_file_of_choices_that_is_absent_is_refused(tmp_path: Path) -> None:
    survey = f"type,name,{LABEL}\nselect_one_from_file places.csv,q,Where?\n"
    (fault,) = refusal(make_pack(tmp_path, survey=survey))
    assert fault.sheet == "places.csv"


def test_a_folder_becomes_a_pack(tmp_path: Path) -> None:
    assert build_pack(make_pack(tmp_path)).info.id == "small"


def test_a_folder_with_an_error_is_refused_with_its_place(tmp_path: Path) -> None:
    survey = SURVEY.replace("u5_1_more,More,", "u5_1_more,More,${nobody} = 1")
    (fault,) = refusal(make_pack(tmp_path, survey=survey))
    assert (fault.sheet, fault.row, fault.column) == ("survey/10-main.csv", 5, "relevant")


def test_a_folder_with_a_warning_alone_is_taken(tmp_path: Path) -> None:
    settings = SETTINGS.replace("form_title", "form_title")
    survey = SURVEY.replace("block:ask", "label::French (fr),block:ask", 1)
    survey = survey.replace("Art. 5(1),5(1),UNTOC,M,", "Art. 5(1),5(1),UNTOC,M,Groupes,")
    folder = make_pack(tmp_path, survey=survey, settings=settings)
    assert load_pack_source(folder).xform


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ('id = "small"\n', "", "id", "missing"),
        ('id = "small"', 'id = "Small one"', "id", "other characters"),
        ('id = "small"', "id = 5", "id", "text is needed"),
        ('cluster = "I"', 'cluster = " "', "cluster", "text is needed"),
        ("version = 1", "version = 0", "version", "from 1 up"),
        ("version = 1", "version = true", "version", "from 1 up"),
        ("version = 1", "version = 1\nvesion = 2", "vesion", "means nothing"),
        ('languages = ["en"]', "languages = []", "languages", "at least one"),
        ('languages = ["en"]', 'languages = "en"', "languages", "a list"),
        ('languages = ["en"]', 'languages = ["English"]', "languages[1]", "characters"),
        ('titles.en = "A', 'titles.fr = "A', "titles.en", "missing"),
        ('titles.en = "A small questionnaire"', 'titles = "A"', "titles", "by language"),
        ('code = "UNTOC"\n', "", "instruments[1].code", "missing"),
        ('titles.en = "Convention"', "titles.en = 1", "instruments[1].titles.en", "text"),
        ("timeline = []", 'timeline = ["start"]', "timeline[1]", "a table"),
        ("version = 1", 'version = 1\ncounting = "noted"', "counting", "received"),
        ("version = 1", "version = 1\ncounting = 3", "counting", "text is needed"),
    ],
)
def test_wrong_metadata_are_told_with_their_key(
    tmp_path: Path, old: str, new: str, column: str, message: str
) -> None:
    assert old in METADATA
    faults = refusal(make_pack(tmp_path, pack=METADATA.replace(old, new, 1)))
    assert (faults[0].sheet, faults[0].column) == ("pack.toml", column)
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("rules", "column"),
    [
        ([RULE.replace('"start"', '"receit"')], "timeline[1].after"),
        ([RULE, RULE], "timeline[2].step"),
        ([RULE.replace("months = 6", "months = -1")], "timeline[1].months"),
        ([RULE + "ahead = -1\n"], "timeline[1].ahead"),
        ([RULE + 'met = "answers"\n'], "timeline[1].met"),
        ([RULE + "late = 3\n"], "timeline[1].late"),
    ],
)
def test_a_step_counts_from_one_before_it(
    tmp_path: Path, rules: list[str], column: str
) -> None:
    assert refusal(make_pack(tmp_path, pack=with_rules(*rules)))[0].column == column


def test_metadata_that_are_not_toml_are_told_with_their_row(tmp_path: Path) -> None:
    (fault,) = refusal(make_pack(tmp_path, pack='id = "small"\nversion =\n'))
    assert (fault.sheet, fault.row) == ("pack.toml", 2)


def test_a_folder_without_metadata_is_refused(tmp_path: Path) -> None:
    folder = make_pack(tmp_path)
    (folder / "pack.toml").unlink()
    assert refusal(folder)[0].sheet == "pack.toml"


def test_a_language_that_no_question_is_worded_in_is_told(tmp_path: Path) -> None:
    pack = METADATA.replace('["en"]', '["en", "fr"]')
    (fault,) = refusal(make_pack(tmp_path, pack=pack))
    assert (fault.column, fault.message) == ("languages", "no question is worded in fr")


def test_an_instrument_that_the_metadata_lack_is_told_with_its_row(tmp_path: Path) -> None:
    pack = METADATA.replace('"UNTOC"', '"TIP"')
    faults = refusal(make_pack(tmp_path, pack=pack))
    assert {(fault.row, fault.column) for fault in faults} == {
        (2, "bind::rd:part"),
        (4, "bind::rd:instrument"),
    }


def test_wording_of_a_question_that_is_none_is_told(tmp_path: Path) -> None:
    official = "card,language,number,text\nu9,en,12,Is it so?\n"
    (fault,) = refusal(make_pack(tmp_path, official=official))
    assert (fault.sheet, fault.row, fault.column) == ("official.csv", 2, "card")


def test_checking_a_folder_tells_every_fault_once(tmp_path: Path) -> None:
    survey = SURVEY.replace("u5_1_more,More,", "u5_1_more,More,(")
    folder = make_pack(tmp_path, survey=survey, pack=METADATA.replace("version = 1", ""))
    assert [fault.sheet for fault in check(folder)] == ["survey/10-main.csv", "pack.toml"]


def test_a_lone_workbook_gives_what_its_settings_say(tmp_path: Path) -> None:
    path = write_markdown(
        tmp_path / "f.md",
        survey=[{"type": "text", "name": "q", LABEL: "Q"}],
        settings=[{"form_id": "My Form", "form_title": "My form", "version": "7"}],
    )
    info = load_pack_source(path).info
    assert (info.id, info.version, info.titles) == ("my-form", 7, {"en": "My form"})


def test_a_lone_workbook_without_settings_is_called_after_its_file(tmp_path: Path) -> None:
    path = write_markdown(
        tmp_path / "small.md", survey=[{"type": "text", "name": "q", "label": "Q"}]
    )
    info = load_pack_source(path).info
    assert (info.id, info.version, info.titles) == ("small", 1, {"en": "small"})


def test_a_lone_xform_is_called_after_its_file(tmp_path: Path) -> None:
    path = tmp_path / "___.xml"
    path.write_bytes(b"<form/>")
    assert load_pack_source(path).info.id == "questionnaire"
