"""The developer's entry: it names what a machine lacks, and installs only what is pinned."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8")
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's names")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without Qt's libraries and without fonts."""
    monkeypatch.setattr(dev, "loads", lambda _library: False)
    monkeypatch.setattr(dev, "FONT_FOLDERS", (str(tmp_path),))


@pytest.mark.usefixtures("bare")
def test_every_missing_package_is_named() -> None:
    wanted = {*dev.LIBRARIES.values(), *dev.FONTS.values()}
    assert set(dev.missing_packages(on_screen=False)) == wanted
    assert set(dev.missing_packages(on_screen=True)) == wanted | {
        *dev.SCREEN_LIBRARIES.values()
    }


def test_what_tests_start_is_asked_for_where_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    tools = {"chromium", "xvfb", "x11-xkb-utils"}
    assert tools <= {*dev.missing_packages(on_screen=False, for_tests=True)}
    assert tools.isdisjoint(dev.missing_packages(on_screen=False))


def test_a_font_that_is_there_is_not_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(dev, "loads", lambda _library: True)
    monkeypatch.setattr(dev, "FONT_FOLDERS", (str(tmp_path),))
    (tmp_path / "deep").mkdir()
    for name in ("NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf"):
        (tmp_path / "deep" / name).touch()
    assert dev.missing_packages(on_screen=True) == [dev.FONTS["NotoSansCJK-Regular"]]


@linux_only
@pytest.mark.usefixtures("bare")
def test_who_may_not_install_them_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(dev.Refusal, match=r"sudo apt-get install .*libegl1") as refused:
        dev.provide_system_packages(on_screen=False)
    assert "fonts-noto-cjk" in str(refused.value)


@linux_only
@pytest.mark.usefixtures("bare")
def test_root_has_them_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(subprocess, "run", run)
    dev.provide_system_packages(on_screen=False)
    assert [command[:2] for command in asked] == [["apt-get", "update"], ["apt-get", "install"]]
    assert set(dev.missing_packages(on_screen=False)) <= set(asked[1])


def test_this_machine_lacks_nothing() -> None:
    """Else the tests of reports and of the window would not be worth much."""
    if sys.platform.startswith("linux"):
        assert dev.missing_packages(on_screen=False, for_tests=True) == []


def test_an_old_python_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(dev.Refusal, match=r"3\.11"):
        dev.prepare(on_screen=False)


def test_a_refusal_is_one_sentence_and_a_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev.py", "test"])
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    monkeypatch.setattr(sys, "version", "3.10.0 (main)")
    assert dev.main() == 1
    assert (
        capsys.readouterr().err == "dev.py: Python 3.11 or newer is needed; this is 3.10.0.\n"
    )


def test_everything_that_is_installed_is_pinned_by_hash() -> None:
    lines = [line for line in LOCK.splitlines() if line.strip() and not line.startswith("#")]
    blocks = re.split(r"\n(?=\S)", "\n".join(lines))
    loose = [block for block in blocks if "==" not in block or "--hash=" not in block]
    assert loose == []


def test_every_dependency_of_the_program_is_locked() -> None:
    wanted = re.findall(r'^\s+"([A-Za-z0-9_.-]+)[^"]*",?$', section("dependencies"), re.M)
    locked = re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK, re.M)
    assert len(wanted) > 10
    assert set(map(plain, wanted)) <= set(map(plain, locked))


def plain(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def section(name: str) -> str:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return text.partition(f"\n{name} = [")[2].partition("\n]")[0]


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "dev.py", "setup.py"])
def test_no_registry_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"(https?://|--index-url|--extra-index-url|--find-links)", text)


def test_the_entry_needs_nothing_but_the_standard_library() -> None:
    names = re.findall(r"^(?:from|import) (\w+)", (ROOT / "dev.py").read_text("utf-8"), re.M)
    assert set(names) <= sys.stdlib_module_names | {"__future__"}


@pytest.mark.parametrize(
    ("codes", "verdict"), [([0, 0, 0], 0), ([0, 1, 0], 1), ([-11, 0, 0], -11), ([0, 0, 5], 5)]
)
def test_a_group_of_tests_that_fails_or_is_killed_is_told(
    monkeypatch: pytest.MonkeyPatch, codes: list[int], verdict: int
) -> None:
    left = list(codes)
    monkeypatch.setattr(dev, "run", lambda *_arguments, check: left.pop(0))
    assert dev.run_tests([]) == verdict
    assert left == []


def test_nothing_lies_in_the_repository_that_does_not_belong_there() -> None:
    """A download or a folder of results is soon committed with the rest."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("no repository, but what was unpacked from one")
    top = {line.partition("/")[0] for line in listed.stdout.splitlines()}
    assert top <= {
        ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md",
        "benchmarks", "constraints.txt", "desktop_app", "dev.py", "docs", "i18n",
        "installers", "pyproject.toml", "resources", "review_protocol", "review_server",
        "setup.py", "tests",
    }  # fmt: skip
