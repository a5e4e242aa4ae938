"""The one entry for developers, on every system: run, demo, test, check, bench, texts, build.

Standard library only. Each command first makes sure that `.venv` holds exactly what
`constraints.txt` pins (by hash), that Qt's system libraries and the fonts are there, and
that the questionnaire and the translations that ship are built from their sources.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "constraints.txt"
STAMP = VENV / "installed"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt loads at start, and the Debian package that brings it. Offscreen work needs the
# first group; a window on a screen also the second.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# What tests start: a browser for the secretariat's pages, an X server with its keyboard.
TEST_TOOLS = {
    "chromium": "chromium",
    "Xvfb": "xvfb",
    "setxkbmap": "x11-xkb-utils",
    "xkbcomp": "x11-xkb-utils",
}
# Answers come in any script; reports and pictures of the screen need these.
FONTS = {
    "NotoSans-Regular": "fonts-noto-core",
    "NotoSansArabic-Regular": "fonts-noto-core",
    "NotoSansCJK-Regular": "fonts-noto-cjk",
}
FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
)


def main() -> int:
    """Do one command; the exit code is that of what it ran."""
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    arguments, rest = parser.parse_known_args()
    try:
        prepare(on_screen=arguments.command == "run", for_tests=arguments.command == "test")
        return COMMANDS[arguments.command](rest)
    except Refusal as refusal:
        print(f"dev.py: {refusal}", file=sys.stderr)
        return 1


class Refusal(Exception):
    """Something on this machine is missing; the sentence says what and how to get it."""


def prepare(*, on_screen: bool, for_tests: bool = False) -> None:
    """Make the environment, or do nothing when it is as it should be."""
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever runs this may have an older one
        raise Refusal("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ".")
    provide_system_packages(on_screen=on_screen, for_tests=for_tests)
    install_pinned()
    run("-c", "from desktop_app.services.packs import ensure_shipped; ensure_shipped()")
    run("-m", "i18n", "--if-needed")


def provide_system_packages(*, on_screen: bool, for_tests: bool = False) -> None:
    """On Linux: install what Qt, the reports and the tests need, or name it when not root."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_packages(on_screen=on_screen, for_tests=for_tests)
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Refusal(
            f"these system packages are missing: {' '.join(missing)}. "
            f"Install them (on Debian or Ubuntu: sudo {' '.join(command)}) and try again."
        )
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(step, env=environment, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            raise Refusal(f"'{' '.join(step)}' failed; see its message above.")


def missing_packages(*, on_screen: bool, for_tests: bool = False) -> list[str]:
    """Names of the Debian packages whose library, font or tool is not here."""
    wanted = {**LIBRARIES, **(SCREEN_LIBRARIES if on_screen else {})}
    missing = {package for library, package in wanted.items() if not loads(library)}
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    fonts = {path.stem for folder in folders for path in folder.rglob("Noto*.*")}
    missing |= {package for font, package in FONTS.items() if font not in fonts}
    if for_tests:
        missing |= {each for name, each in TEST_TOOLS.items() if shutil.which(name) is None}
    return sorted(missing)


def loads(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_pinned() -> None:
    """Make `.venv` and install the locked set into it, each file checked by its hash."""
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    print("dev.py: installing the pinned packages into .venv (once) ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if made.returncode:
        raise Refusal("Python cannot make a virtual environment here; install python3-venv.")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = run(*pip, "--require-hashes", "--requirement", str(LOCK), check=False)
    if done:
        raise Refusal("the pinned packages could not be installed; see the message above.")
    STAMP.write_text(wanted, encoding="utf-8")


def run(*arguments: str, check: bool = True, environment: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the project's folder; its exit code."""
    variables = {**os.environ, "PYTHONUTF8": "1", **(environment or {})}
    command = [str(PYTHON), *arguments]
    code = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    if code and check:
        raise Refusal(f"a step failed ({code}): python {' '.join(arguments)}")
    return code


def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the environment's Python likewise, and keep what it says; what goes wrong too."""
    return subprocess.run(
        [str(PYTHON), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def run_window(rest: list[str]) -> int:
    """Open the program's window, or any other of its commands: `dev.py run form check F`."""
    return run("-m", "desktop_app", *rest, check=False)


def run_demo(rest: list[str]) -> int:
    """Do the main job without a display; results go to DIR, else to `demo-out`."""
    folder = rest or [str(ROOT / "demo-out")]
    return run("-m", "desktop_app", "demo", *folder, check=False)


WORKERS = "3"
GROUPS = (
    ["--ignore=tests/ui", "--ignore=tests/test_architecture.py"],
    ["tests/ui", "-m", "not looks"],
    ["tests/ui", "-m", "looks"],
)
"""Those of the window last and in processes of their own, those that change colours or the size
of text apart: what Qt keeps of each window makes such a change slower and slower. The rules of
the structure are among the checks.
"""


def run_tests(rest: list[str]) -> int:
    """All tests on three workers, group by group, or those named.

    One more than the cores they are measured on: much of the time a test waits for a process.
    """
    if rest:
        return run("-m", "pytest", *rest, check=False)
    codes = [run("-m", "pytest", "-n", WORKERS, "-q", *group, check=False) for group in GROUPS]
    return next((code for code in codes if code), 0)  # one that was killed has a negative code


def run_checks(rest: list[str]) -> int:
    """Lint, format, types, import rule, sizes and bans: at once, and then the verdict."""
    steps = {
        "ruff": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "architecture": ["-m", "pytest", "-q", "tests/test_architecture.py"],
    }
    with ThreadPoolExecutor() as pool:
        ended = dict(
            zip(steps, pool.map(lambda step: ask(*step, *rest), steps.values()), strict=True)
        )
    for done in ended.values():
        print(done.stdout, end="", flush=True)
    failed = [name for name, done in ended.items() if done.returncode]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all good")
    return 1 if failed else 0


def run_benchmarks(rest: list[str]) -> int:
    """Measure what `docs/benchmarks.md` states; `dev.py bench NAME ...` for some of it."""
    return run("-m", "benchmarks", *rest, check=False)


def run_texts(rest: list[str]) -> int:
    """Bring the sources of the translations up to date with the window's texts."""
    return run("-m", "i18n", *rest, check=False)


def run_build(rest: list[str]) -> int:
    """Build the wheel, with questionnaire and translations inside it, into `dist`."""
    out = rest[0] if rest else str(ROOT / "dist")
    wheel = ["-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet"]
    with tempfile.TemporaryDirectory() as scratch:
        variables = {"TMPDIR": scratch}
        return run(*wheel, "--wheel-dir", out, ".", check=False, environment=variables)


COMMANDS = {
    "run": run_window,
    "demo": run_demo,
    "test": run_tests,
    "check": run_checks,
    "bench": run_benchmarks,
    "texts": run_texts,
    "build": run_build,
}

if __name__ == "__main__":
    sys.exit(main())
