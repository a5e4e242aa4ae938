"""The content of a working file: what somebody attached to a question, encrypted by itself.

Its key stands in the record that names it, inside the encrypted body of a change set; so
whoever carries or stores the content can read nothing of it, and its length tells little.
docs/file-formats.md draws it. Bytes in, bytes out: a file is small enough for memory.
"""

from __future__ import annotations

import io
import struct

from review_protocol import framing, padding
from review_protocol.chunks import KEY_SIZE, decrypt_chunks, encrypt_chunks, encrypted_length
from review_protocol.contents import MAX_CONTENT
from review_protocol.errors import Malformed, OtherFormat

MAGIC = b"RDFILE\r\n"
VERSION = 1
ALGORITHM = 1  # AES-256-GCM in chunks
MAX_FILE = 15 * 1024 * 1024
_FRONT = struct.Struct(">8sHHI")  # magic, version, algorithm, length of the whole content
_LENGTH_SIZE = 4


def content_length(size: int) -> int:
    """How long the content of a file of so many bytes is."""
    return _FRONT.size + encrypted_length(padding.padded_length(_LENGTH_SIZE + size))


def write_file(data: bytes, key: bytes) -> bytes:
    """The content of a file; ``key`` is 32 random bytes, used once. Raises TooLarge."""
    framing.limit(len(data), MAX_FILE)
    if len(key) != KEY_SIZE:
        raise ValueError("not a key")
    front = _FRONT.pack(MAGIC, VERSION, ALGORITHM, content_length(len(data)))
    return b"".join([front, *encrypt_chunks(key, front, [padding.pad(data)])])


def read_file(content: bytes, key: bytes) -> bytes:
    """The file. Raises TooLarge, a FormatError, or Malformed; also for a key that is none.

    Altered means that the content was, or that the key is another content's.
    """
    framing.limit(len(content), MAX_CONTENT)
    algorithm, length = framing.read_front(content, _FRONT, MAGIC, VERSION)
    if algorithm != ALGORITHM:
        raise OtherFormat("unknown algorithm")
    framing.expect_length(len(content), length)
    if len(key) != KEY_SIZE:
        raise Malformed("not a key")
    front, rest = content[: _FRONT.size], io.BytesIO(content[_FRONT.size :])
    plain = b"".join(decrypt_chunks(key, front, rest.read, len(content) - _FRONT.size))
    data = padding.unpad(plain)
    framing.limit(len(data), MAX_FILE)
    return data
