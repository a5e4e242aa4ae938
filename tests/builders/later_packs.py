"""Newer versions of the sample questionnaire, with what a test wants to be other."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from tests.builders.responses import sample_info
from tests.builders.sample_form import compiled_markdown, workbook
from tests.builders.signing import make_signing_key

CHANGES = {
    # What each does to the sheets, line by line of the Markdown.
    "reworded": (
        "Is agreeing to commit a serious crime an offence?",
        "Is agreement an offence?",
    ),
    "rechosen": ("| yes | Yes | Oui |", "| yes | Yes, in full | Oui |"),
    "retyped": ("| text | why_5 |", "| integer | why_5 |"),
    "moved": ("| begin_repeat | bodies |", "| begin_group | bodies |"),
}


@cache
def later_pack(*changes: str, version: int = 2, **info: Any) -> Pack:
    """The sample's next version, signed; ``changes`` are names above, or ``-question``.

    With ``+question`` there is one more.
    """
    text = workbook()
    for change in changes:
        text = _changed(text, change)
    made = replace(sample_info().pack, version=version, **info)
    contents = PackContents(info=made, xform=compiled_markdown(text))
    return write_pack(contents, make_signing_key())


def _changed(text: str, change: str) -> str:
    if change.startswith("-"):
        mark = f" | {change[1:]} | "
        kept = [line for line in text.splitlines() if mark not in line]
        assert len(kept) < len(text.splitlines())
        return "\n".join(kept)
    if change.startswith("+"):
        at = text.index("| | calculate | count_5 |")
        return f"{text[:at]}| | text | {change[1:]} | New | Nouveau |\n{text[at:]}"
    old, new = CHANGES[change]
    assert old in text
    changed = text.replace(old, new)
    if change == "moved":  # close the group where the repeat was closed
        start = changed.index(new)
        end = changed.index("| end_repeat |", changed.index("| end_repeat |", start) + 1)
        changed = changed[:end] + changed[end:].replace("| end_repeat |", "| end_group |", 1)
    return changed
