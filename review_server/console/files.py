"""Files that a page hands out: named without anything a browser or a disk could trip over."""

from __future__ import annotations

import re
import unicodedata

from starlette.responses import Response

BYTES = "application/octet-stream"


def download(data: bytes, name: str, ending: str, media_type: str = BYTES) -> Response:
    """A file to be saved, never shown."""
    disposition = f'attachment; filename="{safe_name(name)}.{ending}"'
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})


def safe_name(text: str) -> str:
    """Small letters a to z, digits and dashes; of a text in another script perhaps "file"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "file"
