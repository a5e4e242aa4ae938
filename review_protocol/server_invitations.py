"""What the secretariat gives to a focal point: its server, its keys, and a one-time key.

The file is signed by the server's key, which its reader has no other word for yet: the
fingerprint is there to be compared by telephone. The one-time key makes one dossier known to
the server, until the invitation expires; afterwards the file still tells where the server is.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from review_protocol import encoding, fields, framing, signing
from review_protocol.addresses import is_address
from review_protocol.encoding import Value
from review_protocol.errors import Malformed, OtherFormat
from review_protocol.fields import KEM_KEY, KEY, LINE, PUBLIC_KEY, TIME, Field, Shape
from review_protocol.signing import SEED_SIZE, Context, PublicKey, SigningKey

MAGIC = b"RDSERV\r\n"
VERSION = 1
ALGORITHM = 1  # Ed25519
MAX_FILE = 64 * 1024
_FRONT = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the content


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerInvitation:
    """``review`` is the server's name for the review; party, cluster and start are for people.

    ``kem`` is what is sealed to the secretariat with. ``start`` is an ISO date, or "".
    """

    url: str
    server: PublicKey
    kem: bytes
    review: str
    party: str
    cluster: str
    start: str
    expires: int
    seed: bytes = field(repr=False)


def _url(value: Value) -> str:
    """Never in clear over a network; the machine itself is none."""
    url = fields.as_text(value, fields.MAX_LINE)
    if not is_address(url):
        raise Malformed("not an address that is taken")
    return url


_CONTENT: Shape[ServerInvitation] = Shape(
    ServerInvitation,
    {
        "url": Field(write=str, read=_url),
        "server": PUBLIC_KEY,
        "kem": KEM_KEY,
        "review": KEY,
        "party": LINE,
        "cluster": LINE,
        "start": LINE,
        "expires": TIME,
        "seed": fields.blob(SEED_SIZE, SEED_SIZE),
    },
)


def write_server_invitation(invitation: ServerInvitation, key: SigningKey) -> bytes:
    """The bytes of the file; ``key`` is the server's. Raises Unencodable."""
    content = encoding.encode(_CONTENT.put(invitation))
    body = _FRONT.pack(MAGIC, VERSION, ALGORITHM, len(content)) + content
    return body + key.sign(Context.SERVER, body)


def read_server_invitation(data: bytes) -> ServerInvitation:
    """The invitation, which the server that it names has signed.

    Raises TooLarge, OtherFormat, NewerVersion, Truncated, Appended, Malformed, UnusableKey
    or Altered.
    """
    framing.limit(len(data), MAX_FILE)
    algorithm, length = framing.read_front(data, _FRONT, MAGIC, VERSION)
    if algorithm != ALGORITHM:
        raise OtherFormat("unknown algorithm")
    end = _FRONT.size + int(length)
    framing.expect_length(len(data), end + signing.SIGNATURE_SIZE)
    invitation = _CONTENT.read(encoding.decode(data[_FRONT.size : end], max_bytes=MAX_FILE))
    signing.verify(invitation.server, Context.SERVER, data[:end], data[end:])
    return invitation
