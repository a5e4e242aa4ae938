"""The key pair of a computer."""

from __future__ import annotations

from desktop_app.crypto.device import device_key, new_device_key


def test_the_seed_brings_the_pair_back() -> None:
    made = new_device_key()
    assert device_key(made.signing.seed(), made.kem.seed()).public == made.public
    assert device_key(made.signing.seed(), made.kem.seed()).kem.public == made.kem.public


def test_the_id_is_that_of_the_public_key() -> None:
    # RFC 8032, section 7.1, test 1: the secret key and what follows from it.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    device = device_key(seed, seed)
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert (device.public.hex(), device.id) == (public, "21fe31dfa154a261626bf854046fd227")


def test_two_computers_differ() -> None:
    assert new_device_key().id != new_device_key().id


def test_no_secret_is_shown_by_repr() -> None:
    device = new_device_key()
    assert device.signing.seed().hex() not in repr(device)
    assert device.kem.seed().hex() not in repr(device)
