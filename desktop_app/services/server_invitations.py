"""What the secretariat gave to connect with: a file, or its text; and whether it fits.

An invitation is for one review: a party's, of one cluster. Used for another response it
would have the answers of one State receipted in another's name.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import DossierId
from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.reviews import is_same_cluster, is_same_party
from desktop_app.domain.servers import ServerOffer
from desktop_app.errors import NotConnected
from desktop_app.services.profile import Profile
from desktop_app.services.timeline import DONE, REASON, REVISED, read_timeline
from review_protocol import armour
from review_protocol.changes import RecordType
from review_protocol.errors import NeedsNewer, ProtocolError
from review_protocol.server_invitations import (
    MAGIC,
    ServerInvitation,
    read_server_invitation,
)
from review_protocol.signing import fingerprint
from review_protocol.timelines import START

Invited = Path | str
"""A file, which may hold the text, or the text itself."""
_MAX_TEXT = 1024 * 1024
_FRAME = re.compile(
    r"RDTEXT \d{1,4} PART \d{1,3} OF \d{1,3}|RDTEXT END \d{1,3} OF \d{1,3} SUM [0-9a-f]{8}"
)


def read_invitation(invited: Invited) -> ServerInvitation:
    """What it says. Raises NotConnected: damaged, newer."""
    try:
        return read_server_invitation(_bytes_of(invited))
    except NeedsNewer as error:
        raise NotConnected("newer") from error
    except (OSError, ProtocolError) as error:
        raise NotConnected("damaged") from error


def offer_of(profile: Profile, info: DossierInfo, invitation: ServerInvitation) -> ServerOffer:
    """What it offers, beside what the response says of itself."""
    start, own = _day(invitation.start), read_timeline(profile, info.id, info).start
    same_party = is_same_party(invitation.party, info.party)
    same_cluster = is_same_cluster(invitation.cluster, info.pack.cluster)
    return ServerOffer(
        url=invitation.url,
        review=invitation.review,
        fingerprint=fingerprint(invitation.server),
        expires=datetime.fromtimestamp(invitation.expires, UTC),
        party=invitation.party,
        cluster=invitation.cluster,
        start=start,
        own_party="" if same_party else info.party,
        own_cluster="" if same_cluster else info.pack.cluster,
        own_start=own if start is not None and own != start else None,
    )


def refuse_other(offer: ServerOffer, for_party: str) -> None:
    """Raise NotConnected if it is for another review; that a party is only spelled otherwise
    is for a person to say, by its name in the invitation (``for_party``).
    """
    if offer.own_cluster:
        raise NotConnected("other-cluster", invited=offer.cluster, own=offer.own_cluster)
    is_meant = bool(for_party) and is_same_party(for_party, offer.party)
    if offer.own_party and not is_meant:
        raise NotConnected("other-party", invited=offer.party, own=offer.own_party)


def start_from(
    profile: Profile, dossier: DossierId, info: DossierInfo, offer: ServerOffer
) -> tuple[Recorded, ...]:
    """The invitation's start as an entry of the timeline, if the response has none."""
    if offer.start is None or read_timeline(profile, dossier, info).start is not None:
        return ()
    return (
        Recorded(
            id=ChangeId(new_id()),
            type=RecordType.TIMELINE,
            subject=START,
            fields={REVISED: offer.start.isoformat(), DONE: "", REASON: ""},
            at=profile.clock(),
        ),
    )


def _bytes_of(invited: Invited) -> bytes:
    if isinstance(invited, str):
        return _from_text(invited)
    with invited.open("rb") as file:
        data = file.read(_MAX_TEXT + 1)
    return data if data.startswith(MAGIC) else _from_text(armour.text_in(data))


def _from_text(text: str) -> bytes:
    """Also where all of it became one line, in a field or on a command line."""
    plain = " ".join(text[:_MAX_TEXT].split())
    pieces = _FRAME.sub(lambda frame: f"\n{frame[0]}\n", plain).split("\n")
    lines = (piece if _FRAME.fullmatch(piece) else piece.replace(" ", "\n") for piece in pieces)
    return armour.join(armour.parts_in("\n".join(lines)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
