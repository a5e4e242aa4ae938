"""What the libraries below say of a line that failed, as reasons that a person can act on."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

# What OpenSSL, Windows and macOS call a certificate whose time is over or has not come, and
# one of another address; see X509_verify_cert_error_string(3), WinError.h and SecBase.h.
_EXPIRED = frozenset({9, 10, 0x800B0101, -67818, -67819})
_OTHER_NAME = frozenset({62, 64, 0x800B010F, -67602})


def certificate_reason(error: BaseException) -> str:
    """Why a certificate was not taken."""
    for each in _causes(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            code = getattr(each, "verify_code", 0)
            if code in _EXPIRED:
                return "certificate-expired"
            if code in _OTHER_NAME:
                return "certificate-name"
    return "certificate"


def connection_reason(error: BaseException) -> str:
    """Whether a line was there at all: then it broke, and less at once may get through."""
    text = repr(error)
    is_absent = any(word in text for word in ("NewConnectionError", "NameResolution"))
    return "offline" if is_absent else "broken"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it came from."""
    ahead: list[object] = [error]
    seen: set[int] = set()
    while ahead:
        each = ahead.pop()
        if not isinstance(each, BaseException) or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        ahead += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
