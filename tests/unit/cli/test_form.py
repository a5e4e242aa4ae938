from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders.command_line import CommandLine
from tests.builders.dossiers import sample_pack
from tests.builders.sample_form import sample_xform, workbook

NAME = "/data/front/front_party/q_party/party_name"


@pytest.fixture
def xform(tmp_path: Path) -> Path:
    path = tmp_path / "sample.xml"
    path.write_bytes(sample_xform())
    return path


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sample.md"
    path.write_text(workbook(), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.md"
    path.write_text(workbook().replace("selected(${instruments}", "selected(${instrument"))
    return path


def steps_file(folder: Path, *steps: object) -> Path:
    path = folder / "steps.json"
    path.write_text(json.dumps(steps), encoding="utf-8")
    return path


def values(state: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {node["ref"]: node["value"] for node in state["nodes"]}


def test_a_questionnaire_that_can_be_used_is_said_so(desk: CommandLine, sheet: Path) -> None:
    done = desk("form", "check", sheet)
    assert (done.code, "can be used" in done.out) == (0, True)


def test_a_fault_is_named_with_its_place(desk: CommandLine, faulty: Path) -> None:
    done = desk("form", "check", faulty)
    assert (done.code, "row" in done.out, done.err.count("\n")) == (1, True, 1)


def test_faults_as_json(desk: CommandLine, faulty: Path) -> None:
    told = desk("form", "check", faulty, "--json").json
    fault = told["faults"][0]
    assert (told["ok"], fault.keys()) == (
        False,
        {"message", "sheet", "row", "column", "severity"},
    )


@pytest.mark.parametrize("kind", ["xform", "sheet"])
def test_a_questionnaire_is_played_from_any_source(
    desk: CommandLine, kind: str, request: pytest.FixtureRequest
) -> None:
    state = desk("form", "run", request.getfixturevalue(kind)).json
    assert (state["ok"], values(state)[NAME]) == (True, "")


def test_a_finished_file_is_played_too(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "sample.rdpack"
    path.write_bytes(sample_pack().file)
    assert desk("form", "run", path).json["ok"]


def test_steps_are_played(desk: CommandLine, xform: Path, tmp_path: Path) -> None:
    steps = steps_file(tmp_path, {"op": "set", "ref": NAME, "value": "Ruritania"})
    assert values(desk("form", "run", xform, "--steps", steps).json)[NAME] == "Ruritania"


def test_a_language_is_chosen(desk: CommandLine, xform: Path) -> None:
    state = desk("form", "run", xform, "--language", "French (fr)").json
    labels = {node["label"] for node in state["nodes"]}
    assert any(label.startswith("S'entendre") for label in labels)


def test_a_form_that_cannot_load_is_told_as_json_and_as_a_sentence(
    desk: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<h:html/>", encoding="utf-8")
    done = desk("form", "run", path)
    assert (done.code, done.json["ok"], done.err.count("\n")) == (1, False, 1)


def test_sheets_with_a_fault_are_told_as_json(desk: CommandLine, faulty: Path) -> None:
    done = desk("form", "run", faulty)
    assert (done.code, done.json["ok"]) == (1, False)


@pytest.mark.parametrize("words", [[], ["a.xml", "--batch", "b.jsonl"]])
def test_either_a_file_or_a_batch_is_wanted(desk: CommandLine, words: list[str]) -> None:
    assert desk("form", "run", *words).code == 2


@pytest.mark.parametrize("text", ["{}", "no json"])
def test_steps_that_are_no_list_are_refused(
    desk: CommandLine, xform: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "steps.json").write_text(text, encoding="utf-8")
    done = desk("form", "run", xform, "--steps", tmp_path / "steps.json")
    assert (done.code, "--steps" in done.err) == (1, True)


@pytest.mark.parametrize("now", ["2026-03-01T10:00:00", "2026-03-01T10:00:00+03:00"])
def test_a_moment_is_given(desk: CommandLine, xform: Path, now: str) -> None:
    assert desk("form", "run", xform, "--now", now).code == 0


def test_what_is_no_moment_is_refused(desk: CommandLine, xform: Path) -> None:
    assert "--now" in desk("form", "run", xform, "--now", "yesterday").err


def test_a_batch_gives_a_line_for_each_job(
    desk: CommandLine, xform: Path, tmp_path: Path
) -> None:
    jobs = tmp_path / "jobs.jsonl"
    steps = [{"op": "set", "ref": NAME, "value": "Ruritania"}]
    lines = [
        {"id": 1, "form": str(xform), "steps": steps},
        {"id": 2, "form": str(tmp_path / "none.xml")},
    ]
    jobs.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = desk("form", "run", "--batch", jobs)
    first, second = map(json.loads, done.out.splitlines())
    assert (first["id"], first["ms"].keys()) == (1, {"load", "steps"})
    assert (second["id"], second["ok"], done.code) == (2, False, 0)


def test_a_batch_takes_a_finished_file_and_refuses_an_altered_one(
    desk: CommandLine, tmp_path: Path
) -> None:
    whole, altered = tmp_path / "a.rdpack", tmp_path / "b.rdpack"
    whole.write_bytes(sample_pack().file)
    altered.write_bytes(sample_pack().file[:-1])
    jobs = tmp_path / "jobs.jsonl"
    lines = [{"id": path.name, "form": str(path)} for path in (whole, altered)]
    jobs.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    told = map(json.loads, desk("form", "run", "--batch", jobs).out.splitlines())
    assert [job["ok"] for job in told] == [True, False]


def test_a_missing_batch_is_told(desk: CommandLine, tmp_path: Path) -> None:
    assert "--batch" in desk("form", "run", "--batch", tmp_path / "none").err


def test_a_questionnaire_is_built(desk: CommandLine, sheet: Path, tmp_path: Path) -> None:
    told = desk("form", "build", sheet, "--out", tmp_path / "p.rdpack", "--json").json
    assert (told["signer"], told["bytes"]) == (None, (tmp_path / "p.rdpack").stat().st_size)


def test_a_questionnaire_is_signed(desk: CommandLine, sheet: Path, tmp_path: Path) -> None:
    digits = desk("form", "key", "--out", tmp_path / "key", "--json").json["fingerprint"]
    built = desk("form", "build", sheet, "--out", tmp_path / "p", "--key", tmp_path / "key")
    assert f"signed by {digits}" in built.out


def test_a_key_says_that_it_is_not_encrypted(desk: CommandLine, tmp_path: Path) -> None:
    assert "not encrypted" in desk("form", "key", "--out", tmp_path / "key").out


def test_a_questionnaire_with_a_fault_is_not_built(
    desk: CommandLine, faulty: Path, tmp_path: Path
) -> None:
    done = desk("form", "build", faulty, "--out", tmp_path / "p.rdpack")
    assert (done.code, (tmp_path / "p.rdpack").exists()) == (1, False)
