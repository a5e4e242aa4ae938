"""A package read and checked as far as it says itself: nothing is known of its sender yet.

Raises ExchangeRefused, whose reason is one word for what is wrong; nothing is kept then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.exchanges import FileVerdict
from desktop_app.domain.keys import PackHash
from desktop_app.errors import ExchangeRefused, NewerFormat, UserError
from desktop_app.exchange.sources import Source, refused
from desktop_app.forms.pack import read_pack
from review_protocol import framing, packages
from review_protocol.chunks import Read
from review_protocol.errors import Malformed, NeedsNewer, ProtocolError
from review_protocol.manifests import Manifest
from review_protocol.names import ContentId, DeviceId, SetId, device_id
from review_protocol.packages import Algorithm, Front, Package
from review_protocol.sets import read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A package that is whole. Its sets are signed by somebody, and of its dossier.

    Working files stay where they are until `files` reads the package once more.
    """

    name: str
    size_bytes: int
    manifest: Manifest
    sets: Mapping[SetId, bytes] = field(repr=False)
    packs: Mapping[PackHash, bytes] = field(repr=False)
    again: Callable[[], AbstractContextManager[Package]] = field(repr=False)

    def files(self) -> Iterator[tuple[ContentId, bytes]]:
        """The working files, one by one. Nothing may be kept before this has ended.

        Raises ExchangeRefused when the package is gone, or is another by now.
        """
        try:
            with self.again() as package:
                if package.manifest != self.manifest:
                    raise Malformed("another package by now")
                first = len(self.manifest.sets) + len(self.manifest.packs)
                for number, (content, data) in enumerate(package.contents()):
                    if number >= first:
                        yield ContentId(content.id), data
        except (OSError, ProtocolError) as error:
            raise refused(error) from error

    @property
    def sender(self) -> DeviceId:
        """The device that made it."""
        return device_id(self.manifest.sender)


def receive(
    source: Source, devices: Sequence[DeviceKey], held: Collection[SetId] = ()
) -> Received:
    """Open a package that was made for one of these devices.

    Sets that are ``held`` already, which is to say the very same bytes, were checked then.
    """
    *others, last = devices
    for device in others:
        try:
            return _received(source, partial(_for_device, device=device), held)
        except ExchangeRefused as error:
            if error.reason != FileVerdict.NOT_FOR_US:
                raise
    return _received(source, partial(_for_device, device=last), held)


def receive_by_code(source: Source, digits: str) -> Received:
    """Open a package with the digits of its code."""
    return _received(source, partial(packages.open_by_code, code=digits))


def front_of(source: Source) -> Front:
    """What anybody can know of a package. Whether its content is whole, only who opens it."""
    if source.refusal is not None:
        raise source.refusal
    try:
        with source.open() as file:
            front = packages.read_front(file.read)
            length = file.seek(0, os.SEEK_END)
        framing.expect_length(length, front.size)
    except (OSError, ProtocolError) as error:
        raise refused(error) from error
    return front


def _for_device(read: Read, front: Front, *, device: DeviceKey) -> Package:
    if front.algorithm is Algorithm.CODE:
        raise ExchangeRefused(FileVerdict.INVITATION)
    return packages.open_for_device(read, front, device.kem, device.id)


def _received(
    source: Source, open_: Callable[[Read, Front], Package], held: Collection[SetId] = ()
) -> Received:
    if source.refusal is not None:
        raise source.refusal
    try:
        with source.open() as file:
            return _read(source, file, open_, held)
    except (OSError, ProtocolError) as error:
        raise refused(error) from error


def _read(
    source: Source,
    file: BinaryIO,
    open_: Callable[[Read, Front], Package],
    held: Collection[SetId],
) -> Received:
    front = packages.read_front(file.read)
    package = open_(file.read, front)
    manifest = package.manifest
    sets: dict[SetId, bytes] = {}
    packs: dict[PackHash, bytes] = {}
    others = len(manifest.sets) + len(manifest.packs)
    for number, (content, data) in enumerate(package.contents()):
        if number >= others:
            continue  # checked against its name, and too large to be kept meanwhile
        if number < len(manifest.sets):
            if content.id not in held:
                _check_set(SetId(content.id), data, manifest.dossier)
            sets[SetId(content.id)] = data
        else:
            packs[_pack_hash(data)] = data
    return Received(
        name=source.name,
        size_bytes=front.size,
        manifest=manifest,
        sets=sets,
        packs=packs,
        again=partial(_again, source, open_),
    )


@contextmanager
def _again(source: Source, open_: Callable[[Read, Front], Package]) -> Iterator[Package]:
    with source.open() as file:
        yield open_(file.read, packages.read_front(file.read))


def _check_set(name: SetId, data: bytes, dossier: SetId) -> None:
    """Its signature, and that it is of the dossier. One for a newer program is taken whole.

    Raises Malformed: what is wrong with a set is damage of the package, whatever it is.
    """
    try:
        header = read_header(data)
    except NeedsNewer:
        return
    except ProtocolError as error:
        raise Malformed("a change set") from error
    if (header.dossier or name) != dossier:
        raise Malformed("a change set of another response")


def _pack_hash(data: bytes) -> PackHash:
    try:
        return read_pack(data).info.hash
    except NewerFormat as error:
        raise ExchangeRefused(FileVerdict.NEWER, "a questionnaire") from error
    except UserError as error:
        raise Malformed("a questionnaire that cannot be read") from error
