from __future__ import annotations

from dataclasses import replace

import pytest

from review_protocol.errors import (
    Altered,
    Appended,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
    Truncated,
    Unencodable,
)
from review_protocol.server_invitations import (
    MAX_FILE,
    read_server_invitation,
    write_server_invitation,
)
from tests.builders.rounds import INVITATION, invitation_bytes
from tests.builders.signing import make_signing_key

DATA = invitation_bytes()


def test_it_comes_as_it_went() -> None:
    assert read_server_invitation(DATA) == INVITATION


def test_it_is_signed_by_the_server_that_it_names() -> None:
    with pytest.raises(Altered):
        read_server_invitation(write_server_invitation(INVITATION, make_signing_key("x")))


def test_every_flipped_bit_is_refused() -> None:
    for at in range(len(DATA)):
        changed = bytearray(DATA)
        changed[at] ^= 1
        with pytest.raises(ProtocolError):
            read_server_invitation(bytes(changed))


def test_it_is_told_what_is_wrong() -> None:
    with pytest.raises(Truncated):
        read_server_invitation(DATA[:-1])
    with pytest.raises(Appended):
        read_server_invitation(DATA + b"\0")
    with pytest.raises(OtherFormat):
        read_server_invitation(b"%PDF-1.7" + DATA)
    with pytest.raises(OtherFormat):
        read_server_invitation(DATA[:10] + b"\0\7" + DATA[12:])
    with pytest.raises(NewerVersion):
        read_server_invitation(DATA[:8] + b"\0\2" + DATA[10:])
    with pytest.raises(TooLarge):
        read_server_invitation(bytes(MAX_FILE + 1))


@pytest.mark.parametrize(
    "url",
    [
        "http://review.example.org",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "http://127.0.0.1@example.org",
        "ftp://review.example.org",
        "https://review.example.org/ a",
        "https://review.example.org/\u202e",
        "",
    ],
)
def test_an_address_in_clear_over_a_network_is_none(url: str) -> None:
    with pytest.raises(Unencodable):
        invitation_bytes(replace(INVITATION, url=url))


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8080", "http://[::1]/x", "http://localhost:1", "https://a.example"],
)
def test_the_machine_itself_is_no_network(url: str) -> None:
    invitation = replace(INVITATION, url=url)
    assert read_server_invitation(invitation_bytes(invitation)) == invitation


def test_its_secret_is_not_shown() -> None:
    assert INVITATION.seed.hex() not in repr(INVITATION)
    assert str(INVITATION.seed) not in repr(INVITATION)
