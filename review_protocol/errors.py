"""Why bytes from outside are refused. Callers turn these into what they tell their user.

ProtocolError
├─ Unencodable        a value of our own that the encoding has no place for: a bug of the caller
├─ Malformed          not the one encoding of a plain value, or not one whole compressed frame
├─ TooLarge           `size` (or more) where at most `limit` is taken
├─ UnusableKey        a public key of small order, or none at all
└─ PackError          a questionnaire file cannot be opened
    ├─ NotAPack       other bytes at the start, or an unknown algorithm
    ├─ NewerVersion   `found`, `supported`
    ├─ Truncated      bytes are missing at the end
    ├─ Appended       bytes follow the end
    └─ Altered        checksum or signature does not fit what stands before it
"""

from __future__ import annotations


class ProtocolError(Exception):
    """The root of what this package raises."""


class Unencodable(ProtocolError):
    """A value has no canonical encoding; the message says which kind of value."""


class Malformed(ProtocolError):
    """Bytes are not what they should be; the message says in which way, never content."""


class TooLarge(ProtocolError):
    """More bytes than are taken."""

    def __init__(self, *, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, at most {limit}")
        self.size, self.limit = size, limit


class UnusableKey(ProtocolError):
    """A public key under which anybody could sign, or that is no key."""


class PackError(ProtocolError):
    """A questionnaire file cannot be opened."""


class NotAPack(PackError):
    """The bytes do not begin as a questionnaire file does."""


class NewerVersion(PackError):
    """The file was made by a newer program."""

    def __init__(self, *, found: int, supported: int) -> None:
        super().__init__(f"format {found}, at most {supported}")
        self.found, self.supported = found, supported


class Truncated(PackError):
    """Bytes are missing at the end."""


class Appended(PackError):
    """Bytes follow the end."""


class Altered(PackError):
    """The checksum or the signature does not fit what stands before it."""
