"""Computers that an altered program brings into a response, as many as it likes."""

from __future__ import annotations

from desktop_app.crypto.device import DeviceKey, new_device_key
from review_protocol.names import SetId
from review_protocol.signing import Context
from review_protocol.statement_coding import device_message
from review_protocol.statements import AddDevice
from tests.builders.offices import Office


def adding(office: Office, made: DeviceKey) -> AddDevice:
    """The statement that a computer is an office's."""
    message = device_message(SetId(office.dossier), office.member, made.kem.public)
    proof = made.signing.sign(Context.DEVICE, message)
    return AddDevice(device=made.public, kem=made.kem.public, proof=proof)


def add_many(office: Office, count: int) -> None:
    """An altered program adds computers without asking."""
    made = [new_device_key() for _ in range(count)]
    office.declare(*(adding(office, each) for each in made))
