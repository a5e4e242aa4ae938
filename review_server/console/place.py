"""Where the console stands: under the server's own address, whatever stands in front of it.

The address is the one that clients are told. A proxy may put a path before it and takes that
path off again; links, cookies and the check of origins are made from the address alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from review_protocol.addresses import is_address

_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``base`` is the path before every page, ``origin`` what browsers call the server."""

    base: str
    origin: str
    is_secure: bool

    def is_own(self, origin: str, host: str) -> bool:
        """Whether a form comes from a page of ours; ``host`` is whom it was sent to.

        A server of this machine alone is known by whatever port it listens on.
        """
        if self.is_secure:
            return origin == self.origin
        return origin == f"http://{host}" and is_address(origin)

    def cookie(self, name: str) -> str:
        """A cookie's name: with the prefix that binds it to TLS and to this very host."""
        return f"__Host-review-{name}" if self.is_secure else f"review-{name}"


def place_of(url: str) -> Place:
    """The place of a server with this address."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    is_usual = parts.port in {None, _DEFAULT_PORTS.get(parts.scheme)}
    port = "" if is_usual else f":{parts.port}"
    return Place(
        base=parts.path.rstrip("/") + "/console",
        origin=f"{parts.scheme}://{name}{port}",
        is_secure=parts.scheme == "https",
    )
