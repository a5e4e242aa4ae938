from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.forms.pack import write_pack
from desktop_app.services.packs import ensure_shipped
from review_protocol.signing import fingerprint
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import sample_pack
from tests.builders.signing import make_signing_key

DIGITS = fingerprint(make_signing_key().public)


def create(desk: CommandLine, pack: Path | str, *words: str) -> tuple[int, str, str]:
    done = desk("dossier", "create", "--pack", pack, "--party", "Ruritania", *words)
    return done.code, done.out, done.err


def test_creating_prints_the_id(person: CommandLine, pack_file: Path) -> None:
    code, out, _ = create(person, pack_file, "--accept-signer", DIGITS)
    assert (code, list(json.loads(out))) == (0, ["dossier"])


def test_an_unknown_signer_is_named_by_the_fingerprint(
    person: CommandLine, pack_file: Path
) -> None:
    code, _, err = create(person, pack_file)
    assert (code, DIGITS in err) == (1, True)


def test_an_accepted_signer_is_accepted_for_ever(person: CommandLine, pack_file: Path) -> None:
    create(person, pack_file, "--accept-signer", DIGITS)
    assert create(person, pack_file)[0] == 0


def test_another_fingerprint_does_not_help(person: CommandLine, pack_file: Path) -> None:
    assert create(person, pack_file, "--accept-signer", "12345 " * 8)[0] == 1


def test_an_unsigned_questionnaire_is_refused(person: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "unsigned.rdpack"
    path.write_bytes(sample_pack().file)
    assert "signed" in create(person, path, "--accept-signer", DIGITS)[2]


def test_an_altered_questionnaire_is_refused(person: CommandLine, pack_file: Path) -> None:
    data = bytearray(pack_file.read_bytes())
    data[100] ^= 1
    pack_file.write_bytes(data)
    assert "altered" in create(person, pack_file, "--accept-signer", DIGITS)[2]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--start", "soon"], "--start"),
        (["--instruments", "UNTOC,XYZ"], "XYZ"),
    ],
)
def test_a_wrong_argument_is_told(
    person: CommandLine, pack_file: Path, words: list[str], part: str
) -> None:
    code, _, err = create(person, pack_file, "--accept-signer", DIGITS, *words)
    assert (code, part in err) == (1, True)


def test_responses_are_listed(expert: CommandLine) -> None:
    assert "Ruritania  sample, version 1" in expert("dossier", "list").out


def test_the_list_as_json(expert: CommandLine) -> None:
    (told,) = expert("dossier", "list", "--json").json
    found = (told["party"], told["start"], told["instruments"], told["pack"]["id"])
    assert found == ("Ruritania", "2026-02-01", ["UNTOC"], "sample")


def test_a_date_that_was_not_given_is_null(person: CommandLine, pack_file: Path) -> None:
    create(person, pack_file, "--accept-signer", DIGITS)
    assert person("dossier", "list", "--json").json[0]["start"] is None


def test_an_export_is_the_same_printed_or_written(expert: CommandLine, tmp_path: Path) -> None:
    printed = expert("dossier", "export").out
    expert("dossier", "export", "--out", tmp_path / "state.json")
    assert (tmp_path / "state.json").read_text(encoding="utf-8") == printed


def test_without_a_response_there_is_nothing_to_export(person: CommandLine) -> None:
    done = person("dossier", "export")
    assert (done.code, "dossier create" in done.err) == (1, True)


def test_of_two_responses_one_must_be_named(expert: CommandLine, pack_file: Path) -> None:
    create(expert, pack_file, "--accept-signer", DIGITS)
    done = expert("dossier", "export")
    assert (done.code, "--dossier" in done.err) == (1, True)


def test_a_response_is_named_by_its_id(expert: CommandLine, pack_file: Path) -> None:
    name = json.loads(create(expert, pack_file, "--accept-signer", DIGITS)[1])["dossier"]
    assert expert("dossier", "export", "--dossier", name).json["dossier"]["id"] == name


def test_official_wording_is_loaded(expert: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "official.csv"
    file.write_text("card,language,number,text\nc_5_1_a,en,12,Which?\n", encoding="utf-8")
    assert expert("dossier", "wording", file, "--json").json == {"loaded": 1}
    assert "Which?" in expert("dossier", "export").out


def test_loading_wording_says_how_much(expert: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "official.csv"
    file.write_text("card,language,number,text\nc_5_1_a,en,12,Which?\n", encoding="utf-8")
    assert "of 1 questions" in expert("dossier", "wording", file).out


def test_a_sheet_for_official_wording_is_written_filled_in_and_loaded(
    expert: CommandLine, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    assert expert("dossier", "wording-sheet", "--out", sheet).code == 0
    text = sheet.read_text(encoding="utf-8-sig").replace("c_5_1_a,en,,", "c_5_1_a,en,12,Which?")
    sheet.write_text(text, encoding="utf-8")
    assert expert("dossier", "wording", sheet, "--json").json == {"loaded": 1}


def test_wording_for_an_unknown_question_is_refused(
    expert: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "official.csv"
    file.write_text("card,language,number,text\nnone,en,12,Which?\n", encoding="utf-8")
    done = expert("dossier", "wording", file)
    assert (done.code, "none" in done.err) == (1, True)


def test_a_name_that_is_no_file_and_no_questionnaire_is_told(person: CommandLine) -> None:
    assert create(person, "cluster-99")[0] == 1


def test_the_questionnaire_that_ships_is_named_by_its_id(person: CommandLine) -> None:
    ensure_shipped()
    assert create(person, "cluster-1", "--instruments", "UNTOC")[0] == 0


def test_a_signed_pack_with_our_hash_is_the_same_questionnaire() -> None:
    signed = write_pack(sample_pack(), make_signing_key())
    assert signed.info.hash == sample_pack().info.hash
