"""The pages of exchange and settling, with what they have done in one response's profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.ui.windows.page import Given, Page, PageMaker

if TYPE_CHECKING:
    from desktop_app.domain.exchanges import ExchangeNote, Plan, SentFile
    from desktop_app.domain.record_conflicts import RecordConflict
    from desktop_app.services.profile import Profile
    from desktop_app.services.settling import Unsettled
    from desktop_app.ui.exchange.given import SendWish, Standing, TakenReply

translate = QCoreApplication.translate


def exchange_pages(profile: Profile, dossier: DossierId) -> tuple[PageMaker, ...]:
    """Exchange, and what is to be settled; each is loaded when it is first shown."""
    return (
        PageMaker(
            title=lambda: translate("Pages", "Exchange"),
            make=partial(_exchange, profile, dossier),
        ),
        PageMaker(
            title=lambda: translate("Pages", "To settle"),
            make=partial(_settling, profile, dossier),
        ),
    )


def _exchange(profile: Profile, dossier: DossierId, given: Given) -> Page:
    from desktop_app.ui.exchange.given import ExchangeDeeds  # noqa: PLC0415
    from desktop_app.ui.exchange.page import ExchangePage  # noqa: PLC0415
    from desktop_app.ui.windows.workspace import PEOPLE  # noqa: PLC0415

    deeds = ExchangeDeeds(
        look=partial(_look, profile, dossier),
        send=partial(_send, profile, dossier),
        plan=partial(_plan, profile, dossier),
        apply=partial(_apply, profile),
        write_courier=partial(_write_courier, profile, dossier),
        take_reply=partial(_take_reply, profile, dossier),
    )
    return ExchangePage(given, deeds, people_page=PEOPLE)


def _settling(profile: Profile, dossier: DossierId, given: Given) -> Page:
    from desktop_app.ui.settling.page import SettlingPage  # noqa: PLC0415

    return SettlingPage(
        given, partial(_unsettled, profile, dossier), partial(_keep_record, profile, dossier)
    )


def _look(profile: Profile, dossier: DossierId) -> Standing:
    from desktop_app.services import packages, working_files  # noqa: PLC0415
    from desktop_app.services.people import people  # noqa: PLC0415
    from desktop_app.ui.exchange.given import Standing  # noqa: PLC0415

    return Standing(
        people=people(profile, dossier),
        log=packages.log(profile, dossier),
        digits=packages.digest(profile, dossier),
        files=working_files.at_hand(profile, dossier),
    )


def _send(profile: Profile, dossier: DossierId, wish: SendWish) -> SentFile:
    from desktop_app.services import packages  # noqa: PLC0415

    return packages.export(
        profile,
        dossier,
        wish.folder,
        to=wish.to,
        text_part_bytes=wish.part_bytes,
        with_files=wish.with_files,
        everything=wish.everything,
    )


def _plan(
    profile: Profile, dossier: DossierId, paths: Iterable[Path], go_on: Callable[[], None]
) -> Plan:
    from desktop_app.services import packages  # noqa: PLC0415

    return packages.plan(profile, dossier, paths, go_on=go_on)


def _apply(profile: Profile, plan: Plan) -> ExchangeNote:
    from desktop_app.services import packages  # noqa: PLC0415

    return packages.apply(profile, plan)


def _write_courier(profile: Profile, dossier: DossierId, path: Path) -> None:
    from desktop_app.services import submitting  # noqa: PLC0415

    submitting.write_courier_file(profile, dossier, path)


def _take_reply(profile: Profile, dossier: DossierId, path: Path) -> TakenReply:
    from desktop_app.services import submitting  # noqa: PLC0415
    from desktop_app.services.dossiers import find_dossier  # noqa: PLC0415
    from desktop_app.ui.exchange.given import TakenReply  # noqa: PLC0415

    to, replied = submitting.take_reply(profile, path)
    other = "" if to == dossier else find_dossier(profile, to).party
    return TakenReply(replied=replied, other=other)


def _unsettled(
    profile: Profile, dossier: DossierId, keys: Sequence[NodeKey], rows: Sequence[NodeKey]
) -> Unsettled:
    from desktop_app.services import settling  # noqa: PLC0415

    return settling.unsettled(profile, dossier, keys, rows)


def _keep_record(
    profile: Profile, dossier: DossierId, conflict: RecordConflict, version: str
) -> None:
    from desktop_app.services import record_conflicts  # noqa: PLC0415

    record_conflicts.keep(profile, dossier, conflict.type, conflict.subject, version)
