"""What goes wrong with the central server, for the command line; one entry for each reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it brings what signs, and the help needs none of it
    from desktop_app.domain.servers import ServerOffer

NOT_CONNECTED = {
    "no-server": "the response is connected to no server; connect it with the secretariat's"
    " invitation: review-desk server connect --invitation FILE",
    "not-asked": "the focal point has named a server; to use it here, run:"
    " review-desk server connect",
    "other-server": "the focal point has named another server; ask them which one counts",
    "expired": "the invitation has expired; ask the secretariat for a new one",
    "damaged": "the invitation cannot be read; ask for it again",
    "newer": "a newer program made the invitation; install the newer Review Desk",
    "other-cluster": "the invitation is for another cluster ({invited}), and this response is"
    " of cluster {own}; ask the secretariat for the right one",
    "other-party": "the invitation is for another party ({invited}), and this response is that"
    " of {own}; ask the secretariat for the right one. Only if both are the same party, and you"
    " want the receipts to name {invited}, add: --for-party NAME, the name as it stands in the"
    " invitation",
}
UNREACHABLE = {
    "offline": "there is no line to the server; try again when there is one",
    "proxy": "the proxy of this network does not answer, or lets nothing through; ask whoever"
    " runs the network",
    "timeout": "the server did not answer in time; try again later",
    "certificate": "nobody whom this computer trusts vouches for the server's certificate;"
    " sign in to the network in a browser if it asks for that, else tell the secretariat",
    "certificate-expired": "the server's certificate has expired, or is not valid yet; see"
    " whether this computer's clock is right, else tell the secretariat",
    "certificate-name": "the certificate is that of another address; sign in to the network in"
    " a browser if it asks for that, else tell the secretariat",
    "broken": "the line broke again and again; what came until then is kept, the next try goes"
    " on from there",
    "not-the-server": "something else answered in the server's place; sign in to the network"
    " in a browser, or try another network",
    "busy": "the server is busy, or does not run just now; try again in some minutes",
    "fault": "the server failed; try again later, and tell the secretariat",
    "stopped": "it was stopped; what came until then is kept",
    "address": "the server's address is not safe to use, and nothing was sent; ask the"
    " secretariat for a new invitation",
}
REFUSED = {
    "stranger": "the server does not know this computer; ask the focal point to synchronise"
    " first",
    "removed": "you were removed from this response; what you wrote was still taken",
    "invitation": "the invitation has expired or was used; ask the secretariat for a new one",
    "unknown-dossier": "the server does not know the response; the focal point must connect it"
    " first",
    "full": "the server has no room left; tell the secretariat, nothing is lost here",
    "too-large": "it is more than the server takes; tell the secretariat",
    "newer": "the server needs a newer Review Desk; install it",
    "signature": "this is not the server that the response was connected to; ask the"
    " secretariat",
    "clock": "this computer's clock is wrong; set it right and try again",
    "malformed": "the server does not understand this program; look for a newer Review Desk,"
    " and tell the secretariat",
    "no-agreement": "the two do not come to hold the same; try again, and tell the secretariat",
    "not-named": "the focal point has connected the response to another server; ask them which"
    " one counts",
    "bad-answer": "what the server sent is not of this response; nothing of it was kept",
}


def clock_sentence(minutes: int) -> str:
    """By how much this computer's clock is fast, or slow: the minutes are negative then."""
    way = "ahead of" if minutes > 0 else "behind"
    return (
        f"This computer's clock is {abs(minutes)} minutes {way} the server's. It was"
        " synchronised nevertheless; set the clock right, times of what you write come from it."
    )


def offer_lines(offer: ServerOffer) -> Iterator[str]:
    """For whom an invitation is, and what of it is not as the response has it."""
    start = f", begun on {offer.start}" if offer.start else ""
    yield f"The invitation is for {offer.party}, cluster {offer.cluster}{start}."
    if offer.own_cluster:
        yield f"This response is of ANOTHER cluster: {offer.own_cluster}."
    if offer.own_party:
        yield (
            f"This response is that of ANOTHER party: {offer.own_party}. The receipts will name"
            f" {offer.party}."
        )
    if offer.own_start:
        yield f"By this response the review began on {offer.own_start}; that stays."
