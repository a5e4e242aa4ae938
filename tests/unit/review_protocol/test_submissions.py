"""Messages to the secretariat, receipts, carried messages: what is taken, what is refused."""

from __future__ import annotations

from dataclasses import replace
from hashlib import shake_256

import pytest

from review_protocol.couriers import Direction, Load, is_load, read_load, write_load
from review_protocol.errors import (
    Altered,
    FormatError,
    Malformed,
    NotForUs,
    OtherFormat,
    ProtocolError,
    TooLarge,
)
from review_protocol.names import ContentId, SetId
from review_protocol.receipts import MAX_FILE, Counts, Route, read_receipt, write_receipt
from review_protocol.sealing import KemKey
from review_protocol.submissions import (
    key_name,
    open_submission,
    read_envelope,
    write_submission,
)
from tests.builders.keys import make_kem_key
from tests.builders.rounds import DEVICE, SERVER
from tests.builders.secretariat_files import (
    KEM,
    RECEIPT,
    REOPENING,
    SUBMISSION,
    load_back,
    load_out,
    message,
    receipt_bytes,
)
from tests.builders.sets import AT, DOSSIER
from tests.builders.signing import make_signing_key


@pytest.mark.parametrize("body", [SUBMISSION, REOPENING])
def test_a_message_opens_with_its_key_alone(body: object) -> None:
    data = message(body)  # type: ignore[arg-type]  # either kind
    envelope = read_envelope(data)
    assert open_submission(data, envelope, KEM) == body
    assert envelope.key == key_name(KEM.public)
    with pytest.raises(NotForUs):
        open_submission(data, envelope, KemKey.generate())


def test_the_same_is_sealed_to_other_bytes_each_time() -> None:
    assert message(SUBMISSION) != message(SUBMISSION)


def test_a_message_shows_nothing_of_its_body() -> None:
    marked = replace(SUBMISSION, form=b"<a>MARKER</a>" * 50, reason="MARKER")
    assert b"MARKER" not in message(marked)


@pytest.mark.parametrize("at", [0, 8, 11, 13, 40, 200, 1_400, -70, -1])
def test_every_flipped_byte_of_a_message_is_noticed(at: int) -> None:
    data = bytearray(message(SUBMISSION))
    data[at] ^= 1
    with pytest.raises(ProtocolError):
        open_submission(bytes(data), read_envelope(bytes(data)), KEM)


def test_a_body_does_not_fit_another_envelope() -> None:
    """The sealed key is bound to dossier, sender, server and kind."""
    data = message(SUBMISSION)
    envelope = read_envelope(data)
    for changed in (
        replace(envelope, dossier=SetId("11" * 32)),
        replace(envelope, server=make_signing_key("other").public),
        replace(envelope, device=make_signing_key("other").public),
    ):
        with pytest.raises(NotForUs):
            open_submission(data, changed, KEM)


def test_what_is_missing_without_a_reason_is_read_and_for_the_server_to_refuse() -> None:
    body = replace(SUBMISSION, reason=" ")
    data = message(body)
    assert open_submission(data, read_envelope(data), KEM) == body


def test_a_message_has_a_size() -> None:
    huge = replace(SUBMISSION, form=make_noise(17 * 1024 * 1024))
    with pytest.raises(TooLarge):
        write_submission(
            huge,
            dossier=SetId(DOSSIER),
            server=SERVER.public,
            kem=KEM.public,
            at=AT,
            key=DEVICE,
        )
    with pytest.raises(TooLarge):
        read_envelope(bytes(17 * 1024 * 1024))


def make_noise(size: int) -> bytes:
    """Bytes that no compression makes shorter."""
    return shake_256(b"noise").digest(size)


def test_a_receipt_is_its_servers() -> None:
    assert read_receipt(receipt_bytes()) == RECEIPT
    with pytest.raises(ValueError, match="another"):
        write_receipt(RECEIPT, DEVICE)


@pytest.mark.parametrize("at", range(0, 400, 13))
def test_every_flipped_byte_of_a_receipt_is_noticed(at: int) -> None:
    data = bytearray(receipt_bytes())
    data[at % len(data)] ^= 1
    with pytest.raises(ProtocolError):
        read_receipt(bytes(data))


def test_a_receipt_ends_where_it_says() -> None:
    for data in (receipt_bytes()[:-1], receipt_bytes() + b"\0", b"%PDF" + receipt_bytes()):
        with pytest.raises(FormatError):
            read_receipt(data)
    with pytest.raises(TooLarge):
        read_receipt(bytes(MAX_FILE + 1))


@pytest.mark.parametrize(
    ("counts", "time"),
    [
        (Counts.SENT, RECEIPT.sent),
        (Counts.RECEIVED, RECEIPT.received),
        (Counts.REGISTERED, RECEIPT.registered),
    ],
)
def test_one_of_three_times_counts(counts: Counts, time: int) -> None:
    assert replace(RECEIPT, counts=counts).time == time


def test_what_never_was_handed_in_counts_when_registered() -> None:
    by_line = replace(RECEIPT, route=Route.LINE, received=None, counts=Counts.RECEIVED)
    assert by_line.time == RECEIPT.registered


def test_carried_messages_go_one_way() -> None:
    assert len(read_load(load_out(), Direction.OUT, KEM).messages) == 2
    assert read_load(load_back(), Direction.BACK, make_kem_key("device")).problem == "full"
    with pytest.raises(OtherFormat):
        read_load(load_out(), Direction.BACK, KEM)
    assert is_load(load_out())
    assert not is_load(receipt_bytes())


def test_carried_messages_are_for_one_key() -> None:
    with pytest.raises(NotForUs):
        read_load(load_out(), Direction.OUT, KemKey.generate())


def test_a_turned_round_load_is_refused() -> None:
    """Whoever writes the other direction into the front has another sealed key."""
    data = bytearray(load_out())
    data[11] = Direction.BACK
    with pytest.raises(NotForUs):
        read_load(bytes(data), Direction.BACK, KEM)


def test_answers_answer_something_and_requests_nothing() -> None:
    dossier = SetId(DOSSIER)
    lonely = Load(dossier=dossier, messages=(b"x",))
    with pytest.raises(Malformed):
        read_load(write_load(lonely, Direction.BACK, KEM.public), Direction.BACK, KEM)
    odd = Load(dossier=dossier, messages=(b"x",), to=(ContentId("0" * 64),))
    with pytest.raises(Malformed):
        read_load(write_load(odd, Direction.OUT, KEM.public), Direction.OUT, KEM)


@pytest.mark.parametrize("cut", [1, 9, 100, 1_200])
def test_a_cut_or_longer_load_is_refused(cut: int) -> None:
    for data in (load_out()[:-cut], load_out() + bytes(cut)):
        with pytest.raises(FormatError):
            read_load(data, Direction.OUT, KEM)


def test_flipped_bytes_of_a_load_are_noticed() -> None:
    data = load_out()
    for at in range(0, len(data), 97):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises((Altered, NotForUs, FormatError, Malformed, TooLarge)):
            read_load(bytes(changed), Direction.OUT, KEM)
