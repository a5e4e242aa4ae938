"""What a guess at a passphrase or code shall cost, and how much a file may ask of us."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import ClassVar

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

ONE_AT_A_TIME = threading.Lock()
"""To be held while Argon2id works. Two at once in a process can wait for each other for ever:
OpenSSL gives the lanes of both out of one pool of threads.
"""
MAX_MEMORY_KIB = 1024 * 1024
MAX_ITERATIONS = 12
MAX_LANES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class KdfCost:
    """The parameters of Argon2id, as they stand in a key slot (RFC 9106, section 3.1)."""

    memory_kib: int
    iterations: int
    lanes: int

    STANDARD: ClassVar[KdfCost]
    FOR_TESTS: ClassVar[KdfCost]

    @property
    def is_acceptable(self) -> bool:
        """Whether Argon2id is defined for it and it stays within what we let a file ask."""
        return (
            1 <= self.lanes <= MAX_LANES
            and 1 <= self.iterations <= MAX_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= MAX_MEMORY_KIB
        )

    def is_within(self, limit: KdfCost) -> bool:
        """Whether no parameter is above that of ``limit``."""
        return (
            self.memory_kib <= limit.memory_kib
            and self.iterations <= limit.iterations
            and self.lanes <= limit.lanes
        )

    def derive(self, secret: bytes, salt: bytes) -> tuple[bytes, bytes]:
        """A wrapping key (32 bytes), and 16 that tell a wrong secret from a damaged key."""
        kdf = Argon2id(
            salt=salt,
            length=48,
            iterations=self.iterations,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        with ONE_AT_A_TIME:
            material = kdf.derive(secret)
        return material[:32], material[32:]


# RFC 9106 section 4, second recommended option: 64 MiB, three passes, four lanes.
KdfCost.STANDARD = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
KdfCost.FOR_TESTS = KdfCost(memory_kib=8, iterations=1, lanes=1)
