"""What is too long to travel is refused when it is written, not when it is sealed.

One such entry in the journal would keep all that is pending from being sealed.
"""

from __future__ import annotations

from desktop_app.domain.entries import DossierCreated, Entry, Recorded, Typed
from desktop_app.errors import BadArgument
from review_protocol.fields import MAX_LINE, MAX_TEXT


def refuse_what_is_too_long(entry: Entry) -> None:
    """Raises BadArgument for words of somebody's that no change set takes."""
    match entry:
        case Typed(value=value):
            is_too_long = len(value) > MAX_TEXT
        case Recorded(fields=fields):
            is_too_long = sum(map(len, fields.values())) > MAX_TEXT
        case DossierCreated(party=party):
            is_too_long = len(party) > MAX_LINE
        case _:
            is_too_long = False
    if is_too_long:
        raise BadArgument("entry", "too-long")
