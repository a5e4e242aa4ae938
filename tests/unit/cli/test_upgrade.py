"""`review-desk dossier upgrade`: what it says, and what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.forms.pack import Pack
from review_protocol.signing import fingerprint
from tests.builders.command_line import CommandLine
from tests.builders.later_packs import later_pack
from tests.builders.signing import make_signing_key

DIGITS = fingerprint(make_signing_key().public)
ARTICLE = "/data/untoc/untoc_5"


@pytest.fixture
def answered(expert: CommandLine) -> CommandLine:
    """Somebody with a few answers."""
    expert("answer", "set", f"{ARTICLE}/c_5_1_a/q_5_model", "conspiracy")
    expert("answer", "set", f"{ARTICLE}/c_5_1_a_i/q_5_conspiracy", "part")
    expert("answer", "set", f"{ARTICLE}/c_5_1_a_i/examples_5", "State v. Rudolf")
    return expert


def upgrade(desk: CommandLine, folder: Path, pack: Pack, *words: str) -> tuple[int, str, str]:
    file = folder / "later.rdpack"
    file.write_bytes(pack.file)
    signer = ("--accept-signer", DIGITS)
    done = desk("dossier", "upgrade", "--pack", file, *signer, *words)
    return done.code, done.out, done.err


def version(desk: CommandLine) -> int:
    found = desk("dossier", "list", "--json").json[0]["pack"]["version"]
    assert isinstance(found, int)
    return found


def test_it_says_what_became_of_the_answers(answered: CommandLine, tmp_path: Path) -> None:
    pack = later_pack("reworded", "-examples_5", "+asked_now")
    code, out, _ = upgrade(answered, tmp_path, pack)
    assert code == 0
    assert "sample: version 2 takes the place of version 1." in out
    assert "Answers kept, to be looked at again: 1" in out
    assert "Yes, in part (other wording)" in out
    assert "State v. Rudolf (no longer asked)" in out
    assert "New questions: 1" in out
    assert version(answered) == 2


def test_a_dry_run_says_the_same_and_does_nothing(
    answered: CommandLine, tmp_path: Path
) -> None:
    pack = later_pack("reworded")
    _, dry, _ = upgrade(answered, tmp_path, pack, "--dry-run")
    assert version(answered) == 1
    _, done, _ = upgrade(answered, tmp_path, pack)
    assert dry == f"Nothing was changed yet. {done}"


def test_as_json(answered: CommandLine, tmp_path: Path) -> None:
    answered.common.append("--json")
    file = tmp_path / "later.rdpack"
    file.write_bytes(later_pack("reworded", "-examples_5").file)
    told = answered("dossier", "upgrade", "--pack", file, "--accept-signer", DIGITS).json
    assert (told["done"], told["from_version"], told["pack"]["version"]) == (True, 1, 2)
    flagged = [(each["key"], each["reasons"]) for each in told["flagged"]]
    assert flagged == [("q_5_conspiracy", ["wording"])]
    dropped = [(each["value"], each["reason"]) for each in told["dropped"]]
    assert dropped == [("State v. Rudolf", "gone")]


def test_a_long_answer_is_cut_short(answered: CommandLine, tmp_path: Path) -> None:
    answered("answer", "set", f"{ARTICLE}/c_5_1_a_i/examples_5", "word " * 100)
    _, out, _ = upgrade(answered, tmp_path, later_pack("-examples_5"))
    assert max(map(len, out.splitlines())) < 160


@pytest.mark.parametrize(
    ("pack", "part"),
    [
        (later_pack("reworded", version=1), "use a newer one"),
        (later_pack(id="another"), "this is another"),
    ],
)
def test_another_questionnaire_or_an_older_one_is_refused(
    answered: CommandLine, tmp_path: Path, pack: Pack, part: str
) -> None:
    code, out, err = upgrade(answered, tmp_path, pack)
    assert (code, out, part in err) == (1, "", True)
    assert version(answered) == 1


def test_an_unknown_signer_is_refused(answered: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "later.rdpack"
    file.write_bytes(later_pack().file)
    done = answered("dossier", "upgrade", "--pack", file)
    assert (done.code, DIGITS in done.err) == (1, True)
