"""Why bytes from outside are refused. Callers turn these into what they tell their user.

ProtocolError
├─ Unencodable        a value of our own that the encoding has no place for: a bug of the caller
├─ Malformed          not the one encoding of a plain value, or not what the place asks for
├─ TooLarge           `size` (or more) where at most `limit` is taken
├─ UnusableKey        a public key of small order, or none at all
├─ FormatError        not a whole file (or change set) of the kind that was expected
│   ├─ OtherFormat    other bytes at the start, or an unknown algorithm
│   ├─ Truncated      bytes are missing at the end
│   ├─ Appended       bytes follow the end
│   ├─ Altered        checksum, signature or tag does not fit what stands before it
│   └─ NeedsNewer     a newer program made it: nothing wrong, to be held and not refused
│       ├─ NewerVersion   `found`, `supported`
│       └─ UnknownKind    `kind`
├─ OpeningError       a whole file that does not open
│   ├─ NotForUs       none of its addressees is this device
│   ├─ Readdressed    it opens, but its sender had signed it for others
│   ├─ WrongCode      a code that somebody could have been told, but not for this file
│   └─ MistypedCode   no code at all: `reason` is letters, length or group-N
└─ PartsError         a text form in several parts does not come together
    ├─ MissingParts   `missing` (numbers from 1), `total`
    └─ MixedParts     parts of more than one file
"""

from __future__ import annotations


class ProtocolError(Exception):
    """The root of what this package raises."""


class Unencodable(ProtocolError):
    """A value has no canonical encoding; the message says which kind of value."""


class Malformed(ProtocolError):
    """Bytes are not what they should be; the message says in which way, never content."""


class TooLarge(ProtocolError):
    """More bytes (or members of a list) than are taken."""

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(f"{size}, at most {limit}")
        self.size, self.limit = size, limit


class UnusableKey(ProtocolError):
    """A public key under which anybody could sign or read, or that is no key."""


class FormatError(ProtocolError):
    """The bytes are not a whole file of the kind that was expected."""


class OtherFormat(FormatError):
    """The bytes do not begin as such a file does."""


class Truncated(FormatError):
    """Bytes are missing at the end."""


class Appended(FormatError):
    """Bytes follow the end."""


class Altered(FormatError):
    """A checksum, signature or tag does not fit what stands before it."""


class NeedsNewer(FormatError):
    """A newer program made it."""


class NewerVersion(NeedsNewer):
    """The format has a version that this program does not know."""

    def __init__(self, *, found: int, supported: int) -> None:
        super().__init__(f"format {found}, at most {supported}")
        self.found, self.supported = found, supported


class UnknownKind(NeedsNewer):
    """Something in it is of a kind that this program does not know."""

    def __init__(self, kind: str) -> None:
        super().__init__("a kind that is not known")
        self.kind = kind


class OpeningError(ProtocolError):
    """A whole file does not open with what was given."""


class NotForUs(OpeningError):
    """None of the addressees has this key."""


class Readdressed(OpeningError):
    """Somebody sealed it to this device whose content was signed for others."""


class WrongCode(OpeningError):
    """The code is one, but not that of this file."""


class MistypedCode(OpeningError):
    """What was typed is no code; ``reason`` is ``letters``, ``length`` or ``group-N``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class PartsError(ProtocolError):
    """Parts of a text form do not come together to one file."""


class MissingParts(PartsError):
    """Parts are not there, or damaged; their numbers count from 1."""

    def __init__(self, *, missing: tuple[int, ...], total: int) -> None:
        super().__init__(f"{len(missing)} of {total} parts")
        self.missing, self.total = missing, total


class MixedParts(PartsError):
    """There are parts of more than one file."""
