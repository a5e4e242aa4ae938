"""Known texts searched for in bytes, in every form in which a program could have left them."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")
_SHORTEST = 12
"""Characters of base64 that are looked for at least: fewer turn up by chance."""


def forms_of(text: str) -> Iterator[bytes]:
    """A text in all encodings, composed and decomposed, small and as it is; and in base64."""
    for spelling in {text, text.casefold()}:
        for form in _FORMS:
            for encoding in _ENCODINGS:
                yield from forms_of_bytes(
                    unicodedata.normalize(form, spelling).encode(encoding)
                )


def forms_of_bytes(data: bytes) -> Iterator[bytes]:
    """Bytes as they are, in hexadecimal, and in base64 at each of its three beginnings."""
    yield data
    yield data.hex().encode()
    for before in range(3):
        # What the characters around make of the first and the last one is not known.
        encoded = base64.b64encode(bytes(before) + data)
        start = -(-before * 8 // 6)
        end = (before + len(data)) * 8 // 6
        if end - start >= _SHORTEST:
            yield encoded[start:end]


def found_in(file: Path, secrets: Iterable[str | bytes]) -> list[str | bytes]:
    """Those that stand in a file, or in its name; wrapped and quoted lines hide nothing."""
    data = file.read_bytes()
    joined = re.sub(rb"[\s>=]+", b"", data)
    name = unicodedata.normalize("NFC", file.name).casefold()
    found: list[str | bytes] = []
    for secret in secrets:
        is_text = isinstance(secret, str)
        forms = list(forms_of(secret) if isinstance(secret, str) else forms_of_bytes(secret))
        if any(form in data or form in joined for form in forms) or (
            is_text and unicodedata.normalize("NFC", str(secret)).casefold() in name
        ):
            found.append(secret)
    return found
