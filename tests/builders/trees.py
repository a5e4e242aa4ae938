"""Names of sets for tests: as many as are wanted, the same in every run."""

from __future__ import annotations

import hashlib

from review_protocol.names import SetId


def some_ids(count: int, start: int = 0) -> list[SetId]:
    """The names that belong to so many numbers, in no order."""
    numbers = range(start, start + count)
    return [SetId(hashlib.sha256(str(number).encode()).hexdigest()) for number in numbers]
