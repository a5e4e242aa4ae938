"""`review-desk demo` does the whole main job and says so."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random

import pytest

from desktop_app.demo import running
from desktop_app.demo.account import (
    DemoFailed,
    Flipped,
    Run,
    check_branches,
    check_secrecy,
    check_survival,
)
from desktop_app.demo.central import FIRST_WORDS, HELGAS_WORDS, PRIVATE, SECOND_WORDS
from desktop_app.demo.desks import Desk, Post
from desktop_app.demo.plan import load_plan
from desktop_app.demo.running import MARK, run_demo
from desktop_app.demo.together import (
    DISPUTED,
    FIRST,
    FOCAL,
    LAST_WORD,
    OWN_WORDS,
    REMARK,
    SECOND,
    SETTLED,
    check_exports,
)

HANDED_OUT = {".pdf", ".docx", ".xml", ".png"}
TYPED = (
    "Ruritania",
    "A committee of four ministries",
    "Law on the Suppression",
    "expert@justice.example",
    "a couple that lived abroad",
    *(text[:30] for text in (OWN_WORDS, REMARK, SETTLED, LAST_WORD)),
    *(text[:30] for text in (FIRST_WORDS, HELGAS_WORDS, SECOND_WORDS, PRIVATE)),
)
"""Answers of the plan, of the text that is being typed when the program is killed, and of
those who answer together."""
KNOWN_TO_THE_SECRETARIAT = "Ruritania"
"""Its server lies in `secretariat`; what was submitted, in clear, in `submission`."""


PICTURED = ("unlock", "home", "u_art5", "search", "timeline", "exchange", "submission")


@pytest.mark.timeout(900)  # a minute of work, on machines that do much else meanwhile
@pytest.mark.long
def test_the_demonstration_succeeds_and_tells_what_it_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    out = tmp_path / "out"
    code = run_demo(out, random=Random(1))
    told = capsys.readouterr().out
    assert code == 0, told
    assert "fields were filled" in told
    assert "can be read in any file it left" in told
    assert "at the same place" in told
    assert "3 processes that share nothing but a folder of files" in told
    assert "All 3 exports are the same" in told
    assert "A real central server ran beside them" in told
    assert "was cut 10 times" in told
    assert "Receipts: 2;" in told
    names = {path.name for path in out.iterdir()}
    assert {f"response.{kind}" for kind in ("pdf", "docx", "xml")} <= names
    assert {f"screen-{page}.png" for page in PICTURED} <= names
    assert found_in_clear(tmp_path) == []


def found_in_clear(folder: Path) -> list[tuple[str, str]]:
    """Answers that can be read in what the program left: profile, settings, home, temporary
    files; all but what was handed out.
    """
    files = [path for path in folder.rglob("*") if path.is_file()]
    own = [path for path in files if path.suffix not in HANDED_OUT]
    own = [path for path in own if "submission" not in path.parts]
    assert {"desk.db", "server.db"} <= {path.name for path in own}
    return [
        (path.name, text)
        for path in own
        for text in TYPED
        if not (text == KNOWN_TO_THE_SECRETARIAT and knows_the_party(path))
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if text.encode(encoding) in path.read_bytes()
    ]


def knows_the_party(path: Path) -> bool:
    """The server itself, and the invitation that it wrote."""
    return "secretariat" in path.parts or path.suffix == ".rdserver"


def test_a_folder_with_other_things_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "mine.txt").write_text("mine")
    assert run_demo(tmp_path) == 1
    assert "is not empty" in capsys.readouterr().out
    assert (tmp_path / "profile" / "mine.txt").read_text() == "mine"


def test_what_an_earlier_demonstration_left_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / MARK).write_text("")
    (tmp_path / "profile").mkdir()
    (tmp_path / "screen-old.png").write_bytes(b"old")
    monkeypatch.setattr(running, "_demonstrate", lambda *_: None)
    assert run_demo(tmp_path) == 0
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == [MARK]


# Its checks can fail


PLAN = load_plan()
GOOD = [
    Flipped(b.question, hidden=2, shown=2, is_gone=True, is_back=True) for b in PLAN.branches
]


def test_good_flips_are_counted() -> None:
    assert check_branches(PLAN, Run(branches=GOOD)) == 2 * len(GOOD)


@pytest.mark.parametrize(
    "bad",
    [
        GOOD[1:],
        [*GOOD[1:], Flipped(GOOD[0].question, 2, 2, is_gone=False, is_back=True)],
        [Flipped(GOOD[0].question, 2, 2, is_gone=False, is_back=True), *GOOD[1:]],
        [Flipped(GOOD[0].question, 2, 2, is_gone=True, is_back=False), *GOOD[1:]],
        [Flipped(GOOD[0].question, 2, 1, is_gone=True, is_back=True), *GOOD[1:]],
        [Flipped(GOOD[0].question, 0, 0, is_gone=True, is_back=True), *GOOD[1:]],
    ],
    ids=["missing", "order", "stayed", "stayed-away", "not-all-back", "nothing-hidden"],
)
def test_a_flip_that_did_not_work_is_noticed(bad: list[Flipped]) -> None:
    with pytest.raises(DemoFailed):
        check_branches(PLAN, Run(branches=bad))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_an_answer_in_clear_is_noticed(tmp_path: Path, encoding: str) -> None:
    texts = {f"q{n}": f"an answer of some length, number {n}" for n in range(50)}
    run = Run(pages={"page": texts})
    (tmp_path / "file").write_bytes(b"\0" * 100)
    assert check_secrecy(run, [tmp_path / "file"]) == 50
    (tmp_path / "file").write_bytes(b"\0\1" + texts["q7"].encode(encoding))
    with pytest.raises(DemoFailed):
        check_secrecy(run, [tmp_path / "file"])


@pytest.mark.parametrize(
    ("kept", "others"),
    [
        (PLAN.interrupted.value[:10], {}),
        ("something else" * 20, {}),
        (PLAN.interrupted.value[:50], {"made": "up"}),
        (PLAN.interrupted.value[:50], {"said": "otherwise"}),
    ],
    ids=["too-little", "not-what-was-typed", "from-nowhere", "another-answer"],
)
def test_a_loss_is_noticed(kept: str, others: dict[str, str]) -> None:
    written = Run(pages={"a": {"said": "so"}}, key="long", typed=[(1.0, 50), (2.5, 60)])
    good = Run(pages={"a": {"said": "so", "long": PLAN.interrupted.value[:50]}})
    assert check_survival(PLAN, written, good, killed_at=3.0) == (60, 50)
    read = Run(pages={"a": {"said": "so", "long": kept, **others}})
    with pytest.raises(DemoFailed):
        check_survival(PLAN, written, read, killed_at=3.0)


def state(**other: object) -> str:
    """An export as it should be at the end, or otherwise."""
    everybody = {
        key: {"name": name, "provisional": False}
        for key, name in (("1", FOCAL), ("2", FIRST), ("3", SECOND))
    }
    good = {
        "members": {"all": everybody, "focal_point": "2"},
        "to_settle": {"answers": [], "records": []},
        "waiting": [],
        "refused": [],
        "answers": {
            DISPUTED: [{"value": SETTLED, "author": "1"}],
            "coordination": [{"value": LAST_WORD, "author": "2"}],
        },
    }
    return json.dumps({**good, **other})


def test_three_equal_exports_are_counted() -> None:
    assert check_exports([state()] * 3) == (3, 2)


@pytest.mark.parametrize(
    "bad",
    [
        [state(), state(), state(more=1)],
        [state(waiting=["x"])] * 3,
        [state(to_settle={"answers": ["x"]})] * 3,
        [state(members={"all": {}, "focal_point": "2"})] * 3,
        [state().replace('"focal_point": "2"', '"focal_point": "1"')] * 3,
        [state().replace("false", "true")] * 3,
        [state().replace(SETTLED, OWN_WORDS)] * 3,
        [state().replace(LAST_WORD, "")] * 3,
    ],
    ids=["differ", "waiting", "open", "nobody", "focal-point", "unsure", "settled", "last"],
)
def test_exports_that_are_not_right_are_noticed(bad: list[str]) -> None:
    with pytest.raises(DemoFailed):
        check_exports(bad)


def test_a_command_that_fails_ends_the_demonstration(tmp_path: Path) -> None:
    with Desk("Somebody New", tmp_path / "office-1", Post(tmp_path / "exchange")) as desk:
        desk.refuses("dossier", "list")
        with pytest.raises(DemoFailed, match="dossier list"):
            desk.told("dossier", "list")
        with pytest.raises(DemoFailed, match="was not refused"):
            desk.refuses("--version")
