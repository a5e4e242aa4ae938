"""Files that a person asked for: written whole, or not at all, and private."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from desktop_app.store.files import write_whole

# What one of the systems forbids in a name, and what would break a line.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u0085\u2028\u2029]+')
_LONGEST_BYTES = 200  # a name has at most 255, and gets an ending while it is written
_LONGEST_SUFFIX = 20
# What Windows takes for a device, whatever ending it has.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])"
)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}  # not seen either, but how some languages are spelt


def write_file(path: Path, data: bytes, *, go_on: Callable[[], None] = lambda: None) -> None:
    """Put these bytes in the place of what was there. Raises DiskFull or NotWritable.

    ``go_on`` is called before the new file takes its place; if it raises, nothing changes.
    """
    write_whole(path, [data], what=path.name, verify=lambda _beside: go_on())


def file_name(*pieces: str, suffix: str) -> str:
    """A name that every system takes, from words that anybody may have typed."""
    cleaned = (" ".join(_FORBIDDEN.sub(" ", piece).split()) for piece in pieces)
    whole = ", ".join(filter(None, cleaned)).encode()
    stem = whole[:_LONGEST_BYTES].decode(errors="ignore").strip(" .,")
    return f"{stem or 'report'}.{suffix}"


def safe_name(name: str) -> str:
    """A name that somebody else gave a file, made one that does no harm on any system.

    No way to another folder, no device, nothing hidden, nothing that is not seen or turns
    the writing around, and not too long; the ending stays what it is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(
        each for each in last if each in _JOINERS or unicodedata.category(each) not in _UNSEEN
    )
    cleaned = " ".join(_FORBIDDEN.sub(" ", seen).split()).strip(" .")
    stem, dot, suffix = cleaned.rpartition(".")
    if not dot or len(suffix.encode()) > _LONGEST_SUFFIX:
        stem, suffix = cleaned, ""
    ending = f".{suffix}" if suffix else ""
    short = stem.encode()[: _LONGEST_BYTES - len(ending.encode())].decode(errors="ignore")
    short = short.rstrip(" .") or "file"
    if _DEVICES.fullmatch(short.partition(".")[0].rstrip().lower()):
        short = f"_{short}"
    return short + ending


def free_name(folder: Path, name: str) -> Path:
    """A place in a folder where nothing is: of that name, or of one with a number."""
    path, stem, suffix = folder / name, Path(name).stem, Path(name).suffix
    number = 2
    while path.exists() or path.is_symlink():
        path = folder / f"{stem} ({number}){suffix}"
        number += 1
    return path
