"""Which addresses of a server are used: never one that is spoken to in clear over a network.

An address comes from an invitation, from a dossier's record or from an operator. Whoever
takes one over, or opens a line to it, asks here.
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address
from urllib.parse import SplitResult, urlsplit

from review_protocol.fields import MAX_LINE

_OWN = IPv4Network("127.0.0.0/8")
_OWN_6 = IPv6Address("::1")
_IN_NAMES = "-._:"


def is_address(url: str) -> bool:
    """Whether it is https, or http to the machine itself: 127.0.0.0/8, [::1] or localhost.

    A path may follow; a user, a query, a fragment or a port that is no number may not.
    """
    if len(url) > MAX_LINE or not url.isprintable() or set(url) & set(" ?#\\"):
        return False
    try:
        parts = urlsplit(url)
        host, authority = parts.hostname or "", _authority(parts)
    except ValueError:
        return False
    if parts.netloc.lower() != authority:  # what else stands in it is no part of an address
        return False
    if not host or not all(each.isalnum() or each in _IN_NAMES for each in host):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_own_machine(host))


def is_own_machine(host: str) -> bool:
    """Whether a host, without brackets or a port, can be nothing but this very machine."""
    if host == "localhost":
        return True
    try:
        return IPv6Address(host) == _OWN_6 if ":" in host else IPv4Address(host) in _OWN
    except AddressValueError:
        return False


def _authority(parts: SplitResult) -> str:
    """What stands between the slashes when it is a host, and perhaps a port, alone."""
    host = (parts.hostname or "").lower()
    name = f"[{host}]" if ":" in host else host
    return name if parts.port is None else f"{name}:{parts.port}"
