"""Approving in tests: what an office writes and approves, and what was frozen by it."""

from __future__ import annotations

from desktop_app.services import dossiers, journal
from desktop_app.services.frozen import Frozen, frozen
from desktop_app.services.response import Response
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key

WHY = key("why_5")
REASON = "The ministry answers the rest next year."


def opened(office: Office) -> Response:
    """The response as it stands in an office."""
    return dossiers.open_response(office.profile, office.dossier)


def keep(office: Office, response: Response) -> None:
    """What leaving the window writes."""
    response.leave()
    journal.write(office.profile, office.dossier, response.take_pending())


def write(office: Office, **answers: str) -> None:
    """As the window does, step by step."""
    response = opened(office)
    for name, value in answers.items():
        response.set(key(name), value)
    keep(office, response)


def meet(*offices: Office) -> None:
    """Everybody gets what everybody else holds."""
    for one in offices:
        for other in offices:
            if one is not other:
                carry(one, other)


def content(office: Office, number: int = 1) -> Frozen:
    """What was frozen by the approval of this number."""
    return frozen(office.profile, office.dossier, number)
