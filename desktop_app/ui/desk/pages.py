"""The pages after the questionnaire, in the order of their tabs, for one open response.

A page is made when it is first shown, and gets here what its profile is asked and told by.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.keys import DossierId
from desktop_app.ui.desk.exchanging import exchange_pages
from desktop_app.ui.desk.submitting import submission_page
from desktop_app.ui.tasks import Task
from desktop_app.ui.windows.page import Given, Page, PageMaker
from desktop_app.ui.work import Work

if TYPE_CHECKING:
    from desktop_app.services.profile import Profile

translate = QCoreApplication.translate


def pages_of(
    profile: Profile, dossier: DossierId, begun: Callable[[Task], object]
) -> tuple[PageMaker, ...]:
    """People (Ctrl+3), exchange (4), submission (5), and what is to be settled (Ctrl+6).

    ``begun`` hears of work off the store lane that has the profile open.
    """
    work = Work(profile=profile, dossier=dossier)

    def make_people(given: Given) -> Page:
        from desktop_app.ui.people.page import PeoplePage  # noqa: PLC0415  # the prompt first

        return PeoplePage(given, work)

    people = PageMaker(title=_people, make=make_people)
    exchange, settling = exchange_pages(profile, dossier)
    return (people, exchange, submission_page(profile, dossier, begun), settling)


def _people() -> str:
    return translate("Workspace", "People")
