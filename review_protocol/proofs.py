"""The signatures inside statements: of an invitation's key, a new computer, the reserve key."""

from __future__ import annotations

from review_protocol.errors import Altered
from review_protocol.names import MemberId, SetId
from review_protocol.signing import Context, PublicKey, verify
from review_protocol.statement_coding import device_message, join_message, reserve_message
from review_protocol.statements import AddDevice, Join, UseReserve


class Signatures:
    """Checks proofs for what they are."""

    def join(self, dossier: SetId, device: PublicKey, statement: Join) -> bool:
        """By the invitation's one-time key."""
        message = join_message(dossier, device, statement.kem)
        return _fits(statement.invitation, Context.JOIN, message, statement.proof)

    def device(self, dossier: SetId, member: MemberId, statement: AddDevice) -> bool:
        """By the new device."""
        message = device_message(dossier, member, statement.kem)
        return _fits(statement.device, Context.DEVICE, message, statement.proof)

    def reserve(self, dossier: SetId, device: PublicKey, statement: UseReserve) -> bool:
        """By the reserve key."""
        message = reserve_message(dossier, device, statement.kem)
        return _fits(statement.reserve, Context.RESERVE, message, statement.proof)


def _fits(key: PublicKey, context: Context, message: bytes, proof: bytes) -> bool:
    try:
        verify(key, context, message, proof)
    except Altered:
        return False
    return True
