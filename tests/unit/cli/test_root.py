from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app import VERSION
from desktop_app.cli.output import say_wrong
from desktop_app.cli.root import GROUPS
from desktop_app.services.folders import profile_folder
from tests.builders.command_line import CommandLine

ROOT = Path(__file__).parents[3]


def test_without_a_command_the_window_opens(desk: CommandLine) -> None:
    desk()
    assert desk.opened == [profile_folder()]


def test_the_window_opens_the_profile_that_is_named(desk: CommandLine, tmp_path: Path) -> None:
    desk("--profile", tmp_path)
    assert desk.opened == [tmp_path]


def test_the_demo_gets_its_folder(desk: CommandLine, tmp_path: Path) -> None:
    desk("demo", tmp_path)
    assert desk.demonstrated == [tmp_path]


def test_the_version_is_printed(desk: CommandLine) -> None:
    assert desk("--version").out.strip() == VERSION


@pytest.mark.parametrize("name", [*GROUPS, "demo"])
def test_the_help_names_every_command(desk: CommandLine, name: str) -> None:
    assert f"  {name} " in desk("--help").out


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_has_help(desk: CommandLine, name: str) -> None:
    assert GROUPS[name] in " ".join(desk(name, "--help").out.split())


@pytest.mark.parametrize("words", [["nonsense"], ["form", "nonsense"], ["demo"], ["--odd"]])
def test_a_wrong_command_is_told_in_one_line(desk: CommandLine, words: list[str]) -> None:
    done = desk(*words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)


def test_a_wrong_command_says_where_to_read_on(desk: CommandLine) -> None:
    assert desk("form", "nonsense").err.strip().endswith("See: review-desk form --help")


def test_a_group_without_a_command_shows_its_help(desk: CommandLine) -> None:
    done = desk("form")
    assert (done.code, "Usage: review-desk form" in done.err) == (2, True)


def test_a_quoted_text_does_not_make_more_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say_wrong("It says:\n  no such list")
    assert capsys.readouterr().err == "It says: no such list\n"


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, capture_output=True, check=False, text=True, cwd=ROOT)


FAULTY = """
import sys
from desktop_app import cli
def fail(folder):
    raise KeyError("secret answer")
sys.exit(cli.main(cli.Program(fail, fail)))
"""


def test_a_fault_of_the_program_is_one_line_without_content() -> None:
    done = run(FAULTY)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "secret" not in done.stderr


def test_the_help_needs_nothing_heavy() -> None:
    heavy = "PySide6 sqlalchemy cryptography lxml pyxform typst docx zxcvbn rich"
    code = f"""
import sys
from desktop_app import cli
cli.main(cli.Program(lambda f: 0, lambda f: 0), ["--help"])
print(sorted(set({heavy.split()}) & set(sys.modules)), file=sys.stderr)
"""
    assert run(code).stderr.strip() == "[]"


def test_output_is_utf_8_whatever_the_console_says() -> None:
    code = """
import sys
from desktop_app import cli
from desktop_app.cli.output import say
cli.main(cli.Program(lambda f: say("\\u0642\\u0627\\u0646\\u0648\\u0646"), lambda f: 0), [])
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.stdout.decode().strip() == "قانون"
