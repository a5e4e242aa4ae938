"""Whether the signature that stands inside a statement fits.

Pure and asked again at every derivation, so the answers are remembered.
"""

from __future__ import annotations

from functools import lru_cache

from review_protocol.errors import Altered, UnusableKey
from review_protocol.names import MemberId, SetId
from review_protocol.signing import Context, PublicKey, verify
from review_protocol.statement_coding import device_message, join_message, reserve_message
from review_protocol.statements import AddDevice, Join, UseReserve


def has_invitation(dossier: SetId, device: PublicKey, statement: Join) -> bool:
    """Whether who joins with this device holds the invitation's one-time key."""
    message = join_message(dossier, device, statement.kem)
    return _fits(statement.invitation, Context.JOIN, message, statement.proof)


def has_device(dossier: SetId, member: MemberId, statement: AddDevice) -> bool:
    """Whether the new device says that it is this member's."""
    message = device_message(dossier, member, statement.kem)
    return _fits(statement.device, Context.DEVICE, message, statement.proof)


def has_reserve(dossier: SetId, device: PublicKey, statement: UseReserve) -> bool:
    """Whether who uses the reserve statement with this device holds its key."""
    message = reserve_message(dossier, device, statement.kem)
    return _fits(statement.reserve, Context.RESERVE, message, statement.proof)


@lru_cache(maxsize=4096)
def _fits(key: PublicKey, context: Context, message: bytes, signature: bytes) -> bool:
    try:
        verify(key, context, message, signature)
    except (Altered, UnusableKey):
        return False
    return True
