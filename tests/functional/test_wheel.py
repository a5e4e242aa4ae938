"""The program as it is installed: a wheel with everything in it that a checkout has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOOK = """
import sys
from pathlib import Path
from desktop_app.app import make_application, make_doorway
from desktop_app.services.packs import shipped_packs
from desktop_app.services.settings import Settings
app = make_application()
door = make_doorway(app, Path(sys.argv[1]) / "profile", Settings(Path(sys.argv[1]) / "s.json"))
door.open()
app.processEvents()
print([pack.info.id for pack in shipped_packs()], door.window.grab().isNull())
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel puts into site-packages."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir"]
    source = copy_of_the_source(folder / "source")
    subprocess.run([sys.executable, "-m", *build, str(folder), str(source)], check=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def copy_of_the_source(target: Path) -> Path:
    """A checkout that was never set up, so that a build finds nothing made before."""
    target.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "packs", "translations")
    for name in ("desktop_app", "review_protocol", "review_server", "i18n"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copytree(ROOT / "resources", target / "resources", ignore=ignored)
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, target)
    return target


def run(installed: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_every_resource_is_in_it(installed: Path) -> None:
    def names(folder: Path) -> set[str]:
        files = (path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder).as_posix()
            for path in files
            if path.suffix != ".pyc" and "packs" not in path.parts
        }

    assert names(installed / "resources") == names(ROOT / "resources")


def test_the_questionnaire_was_compiled_into_it(installed: Path) -> None:
    assert (installed / "resources" / "packs" / "cluster-1.rdpack").exists()
    assert not list(installed.glob("tests*"))


def test_the_console_finds_its_pages(installed: Path) -> None:
    """The templates and the style sheet, no more and no less than in a checkout."""

    def names(folder: Path) -> set[str]:
        return {path.name for path in (folder / "review_server" / "templates").iterdir()}

    assert {"layout.html", "console.css"} <= names(installed)
    assert names(installed) == names(ROOT)


def test_the_window_opens_and_finds_its_questionnaire(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "-c", LOOK, str(tmp_path))
    assert done.stdout.strip() == "['cluster-1'] False", done.stderr


def test_the_command_line_prints_the_blank_questionnaire(
    installed: Path, tmp_path: Path
) -> None:
    blank = ["report", "blank", "cluster-1", "--out", "blank.docx"]
    done = run(installed, tmp_path, "-m", "desktop_app", *blank)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "blank.docx").read_bytes().startswith(b"PK")
