"""The receipt: the server's signed proof of what it was given, and when.

It stands on its own: whoever has it and the server's key can check it, without the dossier and
without the server. The reviewing States' time runs from it, so its times are kept apart: when
it was sent, when it came into the secretariat's hands, when the server registered it.
docs/file-formats.md draws it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from review_protocol import encoding, fields, framing, signing
from review_protocol.errors import OtherFormat
from review_protocol.fields import HASH, ID, KEY, LINE, PUBLIC_KEY, TEXT, TIME, Shape
from review_protocol.names import ContentId, DeviceId, MemberId, SetId
from review_protocol.signing import Context, PublicKey, SigningKey
from review_protocol.timelines import day_in_vienna

MAGIC = b"RDRCPT\r\n"
VERSION = 1
ALGORITHM = 1  # Ed25519
MAX_FILE = 256 * 1024
_FRONT = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the content


class Route(StrEnum):
    """How it came."""

    LINE = "line"
    COURIER = "courier"


class Counts(StrEnum):
    """Which of the three times is the one that counts; the questionnaire says so."""

    SENT = "sent"
    RECEIVED = "received"
    REGISTERED = "registered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """All times are seconds since 1970, UTC. ``sent`` is by the sender's clock.

    ``received`` was entered by an officer, with ``remark`` as the reason; None by line.
    ``submission`` is the id of the content, ``digest`` the SHA-256 of the ODK submission in
    it. ``missing`` is how many questions were open.
    """

    server: PublicKey
    review: str
    party: str
    cluster: str
    dossier: SetId
    submission: ContentId
    number: int
    pack: str
    digest: str
    device: DeviceId
    member: MemberId
    missing: int
    route: Route
    sent: int
    registered: int
    received: int | None = None
    remark: str = ""
    counts: Counts = Counts.REGISTERED

    @property
    def time(self) -> int:
        """The legal time: the one that counts."""
        if self.counts is Counts.SENT:
            return self.sent
        if self.counts is Counts.RECEIVED and self.received is not None:
            return self.received
        return self.registered


_RECEIPT: Shape[Receipt] = Shape(
    Receipt,
    {
        "server": PUBLIC_KEY,
        "review": KEY,
        "party": LINE,
        "cluster": LINE,
        "dossier": HASH,
        "submission": HASH,
        "number": fields.integer(1, 1_000),
        "pack": HASH,
        "digest": HASH,
        "device": ID,
        "member": ID,
        "missing": fields.integer(0, fields.MAX_COUNT),
        "route": fields.one_of(Route),
        "sent": TIME,
        "registered": TIME,
        "received": fields.optional(TIME),
        "remark": TEXT,
        "counts": fields.one_of(Counts),
    },
)


def first_day(receipts: Iterable[Receipt]) -> date | None:
    """The day in Vienna of the first receipt: that of the lowest number, whatever time a later
    version of the answers has. Of several for one number the first that was registered.
    """
    first = min(receipts, key=_order, default=None)
    return None if first is None else day_in_vienna(datetime.fromtimestamp(first.time, UTC))


def _order(receipt: Receipt) -> tuple[int, int, str]:
    return receipt.number, receipt.registered, receipt.submission


def write_receipt(receipt: Receipt, key: SigningKey) -> bytes:
    """The bytes, signed; ``key`` is the server's. Raises Unencodable."""
    if key.public != receipt.server:
        raise ValueError("another server's receipt")
    content = encoding.encode(_RECEIPT.put(receipt))
    data = _FRONT.pack(MAGIC, VERSION, ALGORITHM, len(content)) + content
    return data + key.sign(Context.RECEIPT, data)


def read_receipt(data: bytes) -> Receipt:
    """The receipt, as the server that it names signed it: whether that is the secretariat's
    key is for the caller to say.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Appended, Malformed, UnusableKey,
    UnknownKind or Altered.
    """
    framing.limit(len(data), MAX_FILE)
    algorithm, length = framing.read_front(data, _FRONT, MAGIC, VERSION)
    if algorithm != ALGORITHM:
        raise OtherFormat("unknown algorithm")
    end = _FRONT.size + int(length)
    framing.expect_length(len(data), end + signing.SIGNATURE_SIZE)
    receipt = _RECEIPT.read(encoding.decode(data[_FRONT.size : end], max_bytes=MAX_FILE))
    signing.verify(receipt.server, Context.RECEIPT, data[:end], data[end:])
    return receipt
