"""Whose questionnaires a person accepts: asked for once, and kept in the profile."""

from __future__ import annotations

from pathlib import Path

from desktop_app.forms.pack import Pack
from desktop_app.services import packs
from desktop_app.services.profile import Profile
from desktop_app.store import records
from review_protocol.signing import PublicKey, fingerprint, is_fingerprint_of


def open_pack(profile: Profile, path: Path, *, accept_fingerprint: str = "") -> Pack:
    """A questionnaire from a file, if its signer is one that the person accepts.

    A fingerprint that is given and fits is remembered for all later files of that signer.
    Raises what `packs.open_pack` raises.
    """
    with profile.store.read() as connection:
        known = {each.public_key for each in records.list_signers(connection)}
    pack = packs.open_pack(path, trusted_keys=known, accept=accept_fingerprint)
    signer = pack.signer
    if signer and signer not in known and is_fingerprint_of(accept_fingerprint, signer):
        _remember(profile, signer)
    return pack


def _remember(profile: Profile, signer: PublicKey) -> None:
    record = records.Signer(fingerprint(signer), signer)
    with profile.store.begin() as connection:
        records.accept_signer(connection, record, profile.clock())
