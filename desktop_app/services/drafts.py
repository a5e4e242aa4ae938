"""What a person writes before it stands: a note, or a text to settle with.

It goes to the disk as everything typed does, and is no version of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop_app.domain.entries import Drafted
from desktop_app.domain.keys import NodeKey

_NOTE, _SETTLING = "note:", "settling:"


class Drafts:
    """The texts of one response, by what they are about; `keep` hands an entry to the store."""

    def __init__(self, texts: Mapping[str, str], write: Callable[[Drafted], None]) -> None:
        self._texts, self._write = dict(texts), write

    def text(self, subject: str) -> str:
        """What was written; "" for nothing."""
        return self._texts.get(subject, "")

    def keep(self, subject: str, text: str) -> bool:
        """Keep this from now on, "" to forget it; whether that is anything new."""
        if text == self.text(subject):
            return False
        if text:
            self._texts[subject] = text
        else:
            del self._texts[subject]
        self._write(Drafted(subject=subject, text=text))
        return True

    def to_settle(self) -> tuple[NodeKey, ...]:
        """The answers for which somebody began to write what shall stand."""
        found = (each for each in self._texts if each.startswith(_SETTLING))
        return tuple(sorted(NodeKey.parse(each.removeprefix(_SETTLING)) for each in found))


def note_on(question: NodeKey) -> str:
    """What a note on a question is called."""
    return f"{_NOTE}{question}"


def settling_of(answer: NodeKey) -> str:
    """What the text that shall stand in place of several versions is called."""
    return f"{_SETTLING}{answer}"
