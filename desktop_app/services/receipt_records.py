"""The secretariat's receipts as they stand in the records, and which of them counts."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from desktop_app.store.records import Record
from review_protocol.errors import ProtocolError
from review_protocol.receipts import Receipt, read_receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReceipt:
    """A receipt, and its bytes as its server signed them."""

    receipt: Receipt
    signed: bytes


Found = TypeVar("Found", bound=SignedReceipt)


def receipt_in(record: Record) -> SignedReceipt | None:
    """What a record of a receipt holds; None if it is for a newer program."""
    try:
        signed = base64.b64decode(record.fields.get("receipt", ""), validate=True)
        return SignedReceipt(receipt=read_receipt(signed), signed=signed)
    except (ValueError, ProtocolError):
        return None


def in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    """By number; of one number, the one that was registered first comes first."""
    return tuple(sorted(found, key=_order))


def last_receipt(found: Iterable[Found]) -> Found | None:
    """The one of the latest number; of several of that number the one registered first."""
    known = in_order(found)
    latest = known[-1].receipt.number if known else 0
    return next((each for each in known if each.receipt.number == latest), None)


def _order(found: SignedReceipt) -> tuple[int, int, str]:
    """The same on every computer, whichever came first."""
    return found.receipt.number, found.receipt.registered, found.receipt.submission
