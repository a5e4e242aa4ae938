"""Damage by chance: to bytes as they are, and to what canonical bytes say."""

from __future__ import annotations

from random import Random

from review_protocol import encoding
from review_protocol.encoding import Value

_LEAVES: tuple[Value, ...] = (
    None, True, 0, -1, 2**63 - 1, "", "x", "../x", "CON", "\u202e", "epoch", b"", bytes(16),
    bytes(32), bytes(64), bytes(1216), [], {}, [[]], {"kind": "role"},
)  # fmt: skip


def spoilt(data: bytes, random: Random, *, within: str = "") -> bytes:
    """Canonical bytes that say something else, or, now and then, are canonical no more.

    ``within`` is the key of a map in which the damage is to be.
    """
    if not random.randrange(4):
        return with_damage(data, random)
    value = encoding.decode(data)
    if within and isinstance(value, dict):
        return encoding.encode({**value, within: _other(value[within], random)})
    return encoding.encode(_other(value, random))


def _other(value: Value, random: Random) -> Value:
    """The value with another one somewhere in it, or with something too much or too little."""
    if isinstance(value, dict) and value and random.randrange(10):
        key = random.choice(sorted(value))
        kept = {name: each for name, each in value.items() if name != key}
        return kept if not random.randrange(8) else {**kept, key: _other(value[key], random)}
    if isinstance(value, list) and value and random.randrange(10):
        at = random.randrange(len(value))
        again = [value[at]] * random.randrange(3)
        return [*value[:at], *(again or [_other(value[at], random)]), *value[at + 1 :]]
    return random.choice(_LEAVES)


def with_damage(data: bytes, random: Random) -> bytes:
    """A bit flipped, or a stretch replaced, left out, repeated, moved or cut off."""
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + random.choice((1, 8, 400)))
    stretch = data[start:end]
    flipped = bytearray(data)
    flipped[min(start, len(data) - 1)] ^= 1 << random.randrange(8)
    place = random.randrange(len(data) + 1)
    return random.choice(
        (
            bytes(flipped),
            data[:start] + random.randbytes(len(stretch)) + data[end:],
            data[:start] + data[end:],
            data[:end] + stretch + data[end:],
            data[:place] + stretch + data[place:],
            data[:end],
            random.randbytes(random.randrange(200)),
        )
    )
