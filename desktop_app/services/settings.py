"""What the user chose about the program on this computer: declared once, kept as JSON.

Nothing here is secret, and nothing belongs to a response: the file can be read before a
profile is unlocked. Keys that this program does not know survive, so that an older program
does not lose a newer one's choices; a value that cannot be used counts as not chosen.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

_LOG = logging.getLogger(__name__)
_MAX_BYTES = 1_000_000

T = TypeVar("T", str, int, bool)


class Scope(StrEnum):
    """Where a choice holds: on this computer, or wherever the profile is."""

    DEVICE = "device"
    PROFILE = "profile"


class Option(Generic[T]):
    """One thing to choose: its key in the file, what holds until then, what is allowed.

    (No dataclass: the prompt waits for this module, and would wait for that one too.)
    """

    __slots__ = ("about", "allows", "default", "key", "scope")

    def __init__(
        self,
        key: str,
        default: T,
        about: str,
        allows: Callable[[T], bool],
        scope: Scope = Scope.DEVICE,
    ) -> None:
        self.key, self.about, self.scope = key, about, scope
        self.default: T = default
        self.allows: Callable[[T], bool] = allows

    def accepts(self, value: Any) -> bool:
        """Whether a value read from a file can be used."""
        # A bool is an int to Python, but not to a person who wrote `true` for minutes.
        return type(value) is type(self.default) and self.allows(value)


LANGUAGES = ("", "ar", "en", "es", "fr", "ru", "zh")
TEXT_PERCENTS = (85, 100, 115, 130, 150, 175, 200)
SCHEMES = ("system", "light", "dark", "contrast")
AUTO_LOCK_MINUTES = (2, 5, 10, 15, 30, 60)

LANGUAGE = Option(
    "language", "", "Language of the window; empty: the system's.", LANGUAGES.__contains__
)
SCHEME = Option(
    "scheme", "system", "Colours: system, light, dark or contrast.", SCHEMES.__contains__
)
TEXT_PERCENT = Option(
    "text_percent", 100, "Size of all text, in per cent.", TEXT_PERCENTS.__contains__
)
AUTO_LOCK = Option(
    "auto_lock_minutes",
    10,
    "Minutes without a key or a mouse until the window locks.",
    AUTO_LOCK_MINUTES.__contains__,
)
WINDOW = Option(
    "window",
    "",
    "Size and place of the window when it was last closed.",
    lambda text: len(text) < 4096,
)

DESKTOP_NOTICES = Option(
    "desktop_notices",
    False,
    "Whether the desktop tells that the inbox has something new: how much, never what.",
    lambda _value: True,
)

OPTIONS: tuple[Option[Any], ...] = (
    LANGUAGE,
    SCHEME,
    TEXT_PERCENT,
    AUTO_LOCK,
    DESKTOP_NOTICES,
    WINDOW,
)


class Settings:
    """The choices in one file. A missing file is one with nothing chosen."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._values = _read(file)

    def get(self, option: Option[T]) -> T:
        """What was chosen, or the default."""
        value = self._values.get(option.key, option.default)
        if option.accepts(value):
            return value  # type: ignore[no-any-return]  # `accepts` has checked the type
        _LOG.warning("the setting %s cannot be used and is passed over", option.key)
        return option.default

    def choose(self, option: Option[T], value: T) -> None:
        """Keep a choice. Raises ValueError for one not allowed, DiskFull or NotWritable.

        When it cannot be written it holds until the program ends.
        """
        if not option.accepts(value):
            raise ValueError(option.key)
        if self._values.get(option.key) == value:
            return
        # The prompt only reads: what writes is imported when something is chosen.
        from desktop_app.store.files import make_private_folder, write_whole, writing  # noqa: PLC0415

        self._values[option.key] = value
        text = json.dumps(self._values, indent=2, sort_keys=True, ensure_ascii=False)
        with writing("settings"):
            make_private_folder(self._file.parent)
        write_whole(self._file, [text.encode()], what="settings")


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes()[:_MAX_BYTES].decode()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError):
        _LOG.warning("the settings cannot be read")
        return {}
    try:
        values = json.loads(text)
    except ValueError:
        _LOG.warning("the settings are not JSON and are passed over")
        return {}
    return values if isinstance(values, dict) else {}
