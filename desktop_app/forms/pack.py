"""A questionnaire as one file: read it, or make it from its authoring sources.

Reading needs neither pyxform nor a workbook library; they are imported when a pack is
built. Whether a file is to be trusted is not decided here but by who opens it
(`services/packs.py`): a whole file from a stranger reads well.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from desktop_app.domain.keys import PackHash
from desktop_app.errors import AppError, NewerFormat, PackRefused
from desktop_app.forms.pack_content import UNHASHED, PackContents, of_plain, to_plain
from review_protocol import packs
from review_protocol.errors import (
    Malformed,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Unencodable,
)
from review_protocol.signing import PublicKey, SigningKey

SUFFIX = ".rdpack"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(PackContents):
    """A questionnaire out of a file: ``file`` are the very bytes, with the signature.

    ``signer`` is the key that signed them, which nobody has said can be trusted; None if
    the file is unsigned.
    """

    file: bytes = field(repr=False)
    signer: PublicKey | None = None


def read_pack(data: bytes) -> Pack:
    """The questionnaire in a file's bytes. Raises PackRefused or NewerFormat."""
    try:
        sealed = packs.unseal(data)
        contents = of_plain(sealed.content, PackHash(sealed.hash))
    except ProtocolError as error:
        raise refusal(error) from error
    return _whole(contents, data, sealed.signer)


def write_pack(contents: PackContents, key: SigningKey | None = None) -> Pack:
    """The file of a questionnaire, signed if a key is given. Raises PackRefused."""
    plain = to_plain(replace(contents, info=replace(contents.info, hash=UNHASHED)))
    try:
        data = packs.seal(plain, key)
    except ProtocolError as error:
        raise refusal(error) from error
    return read_pack(data)


def build_pack(path: Path, key: SigningKey | None = None) -> Pack:
    """Compile a questionnaire's folder or workbook, and write its file.

    Raises FormRefused with the place of each fault, or PackRefused.
    """
    # The compiler needs pyxform and workbook libraries, which a reader must not load.
    from desktop_app.forms.sources import load_pack_source  # noqa: PLC0415

    return write_pack(load_pack_source(path), key)


def refusal(error: ProtocolError) -> AppError:
    """What a refusal of the container means to who opens the file."""
    if isinstance(error, NewerVersion):
        return NewerFormat("pack", found=error.found, supported=error.supported)
    if isinstance(error, TooLarge):
        return PackRefused("too-large", str(error))
    if isinstance(error, OtherFormat | Malformed | Unencodable):
        return PackRefused("wrong-format", str(error))
    return PackRefused("altered", f"{type(error).__name__.lower()}: {error}")


def _whole(contents: PackContents, data: bytes, signer: PublicKey | None) -> Pack:
    parts = {each.name: getattr(contents, each.name) for each in fields(contents)}
    return Pack(**parts, file=data, signer=signer)
