"""The dossiers of a profile: list, create, open, export.

Everything here reads or writes the store and belongs on its lane.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from random import SystemRandom

from desktop_app.domain.entries import (
    ChangeId,
    DossierCreated,
    Entry,
    Wording,
    new_id,
)
from desktop_app.domain.keys import DossierId, NodeKey, QuestionId
from desktop_app.domain.nodes import Answers
from desktop_app.domain.responses import DossierInfo
from desktop_app.errors import BadArgument, DossierMissing, NotEntitled, UnknownReference
from desktop_app.exchange.holding import hold
from desktop_app.exchange.sealing import seal
from desktop_app.forms import official
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.form import Form
from desktop_app.forms.pack import Pack
from desktop_app.forms.questionnaire import Questionnaire, read_with_image
from desktop_app.services import journal, questionnaires
from desktop_app.services.access import access_of
from desktop_app.services.carrying import carried
from desktop_app.services.export import Exported, export
from desktop_app.services.languages import language_tag, speak
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from desktop_app.store import records
from desktop_app.store.sets import set_ids

PARTY, START, INSTRUMENTS = "party_name", "review_start", "instruments"
"""Questions of the front matter that creating a dossier answers, where a form has them."""


def list_dossiers(profile: Profile) -> tuple[DossierInfo, ...]:
    """All dossiers of a profile, the oldest first."""
    found = _records(profile)
    packs = {
        hash_: questionnaires.pack_in(profile, hash_) for hash_ in {each.pack for each in found}
    }
    return tuple(_info(each, packs[each.pack]) for each in found)


def find_dossier(profile: Profile, wanted: str | None = None) -> DossierInfo:
    """The dossier with that id, or with an id that begins so; without one, the only one.

    Raises DossierMissing with the ids there are.
    """
    record = _record(profile, wanted)
    return _info(record, questionnaires.pack_in(profile, record.pack))


def create_dossier(
    profile: Profile,
    *,
    pack: Pack,
    party: str,
    start: date | None = None,
    instruments: tuple[str, ...] = (),
) -> DossierInfo:
    """A new dossier on a pack that the caller trusts; raises BadArgument.

    What the form writes when it is first opened, and what is known of the party, are the
    first answers.
    """
    _refuse_unknown(pack, instruments)
    now = profile.clock()
    info = DossierInfo(
        id=DossierId(new_id()),
        party=party,
        pack=pack.info,
        created_at=now,
        start=start,
        instruments=instruments,
    )
    questionnaire, image = read_with_image(pack.xform, pack.secondary)
    founded = journal.create(
        profile,
        info.id,
        first=_created(info, now),
        pack=pack.file,
        entries=_first_answers(profile, questionnaire, info),
    )
    questionnaires.keep(profile, pack.info.hash, image)
    return replace(info, id=founded)


def open_response(
    profile: Profile, dossier: DossierId, *, language: str | None = None
) -> Response:
    """A dossier as a live response, in a language of its form (a tag or its own name)."""
    record = _record(profile, dossier)
    pack = questionnaires.pack_in(profile, record.pack)
    loaded = replace(journal.load(profile, record.id), access=access_of(profile, record.id))
    with collection_paused():
        questionnaire = questionnaires.questionnaire_of(profile, pack)
        stands = carried(profile, record.pack, questionnaire.definition, loaded)
        form = open_form(questionnaire, stands.answers, profile.clock)
        speak(form, language or profile.language)
        return Response(
            form,
            _info(record, pack),
            official=pack.official,
            loaded=loaded,
            flagged=stands.flagged,
            clock=profile.clock,
            ids=new_id,
        )


def pack_of(profile: Profile, dossier: DossierId) -> Pack:
    """The questionnaire that a dossier answers."""
    return questionnaires.pack_in(profile, _record(profile, dossier).pack)


def wording_of(profile: Profile, dossier: DossierId) -> tuple[Wording, ...]:
    """The official wording that was loaded into a dossier, beside its questionnaire's own."""
    return journal.load(profile, _record(profile, dossier).id).wording


def export_dossier(profile: Profile, dossier: DossierId) -> bytes:
    """The whole state as canonical JSON: the same bytes wherever the same sets are held.

    What is pending is sealed first, so that everything in it has the name it has elsewhere.
    """
    id_ = _record(profile, dossier).id
    device = profile.device_for(id_)
    with profile.store.begin() as transaction:
        seal(transaction, id_, device, profile.clock())
        held = hold(transaction, id_, device)
        names = set_ids(transaction, id_)
    newer = frozenset(held.opened.newer)
    return export(Exported(dossier=id_, state=held.state, sets=names, newer=newer))


def read_wording(response: Response, path: Path) -> tuple[Wording, ...]:
    """The official wording of a CSV file, for ``Response.load_wording``.

    Raises FormRefused with the row and column of each fault.
    """
    return read_wording_of(path, card_ids(response))


def card_ids(response: Response) -> frozenset[str]:
    """The names by which official wording speaks of the questions of a response."""
    return frozenset(str(card.question) for card in response.outline.cards())


def read_wording_of(path: Path, cards: frozenset[str]) -> tuple[Wording, ...]:
    """The same away from the response, which other threads must not touch."""
    return official.read(path, cards=cards)


def wording_sheet(response: Response) -> bytes:
    """A CSV file with a row for every question, in which official wording is filled in."""
    tag = language_tag(response.form.language)
    cards = (response.card(key) for key in response.outline.cards())
    return official.blank_sheet(
        ((str(card.key.question), f"{card.reference} {card.title}".strip()) for card in cards),
        tag,
    )


def load_wording(profile: Profile, dossier: DossierId, path: Path) -> int:
    """Lay the official wording of a CSV file over a dossier; how many texts it has.

    Raises NotEntitled for anybody but the focal point and the deputy, and FormRefused with
    the row and column of each fault; then nothing is loaded.
    """
    response = open_response(profile, dossier)
    if not response.access.words:  # before they mend a sheet that nobody takes from them
        raise NotEntitled("wording")
    wording = read_wording(response, path)
    response.load_wording(wording)
    journal.write(profile, response.info.id, response.take_pending())
    return len(wording)


def _records(profile: Profile) -> tuple[records.DossierRecord, ...]:
    with profile.store.read() as connection:
        return records.list_dossiers(connection)


def _record(profile: Profile, wanted: str | None) -> records.DossierRecord:
    found = _records(profile)
    fitting = [each for each in found if each.id.startswith(wanted or "")]
    if len(fitting) == 1:
        return fitting[0]
    raise DossierMissing(wanted or "", tuple(each.id for each in found))


def _refuse_unknown(pack: Pack, instruments: tuple[str, ...]) -> None:
    known = {each.code for each in pack.info.instruments}
    unknown = sorted(set(instruments) - known)
    if unknown:
        raise BadArgument("instruments", ", ".join(unknown))


def _created(info: DossierInfo, now: datetime) -> DossierCreated:
    return DossierCreated(
        id=ChangeId(new_id()),
        pack=info.pack.hash,
        party=info.party,
        start=info.start,
        instruments=info.instruments,
        at=now,
    )


def _first_answers(
    profile: Profile, questionnaire: Questionnaire, info: DossierInfo
) -> tuple[Entry, ...]:
    form = open_form(questionnaire, Answers(), profile.clock)
    response = Response(form, info, clock=profile.clock, ids=new_id)
    start = info.start.isoformat() if info.start else ""
    known: Mapping[str, str] = {
        PARTY: info.party,
        START: start,
        INSTRUMENTS: " ".join(info.instruments),
    }
    for name, value in known.items():
        key = NodeKey(QuestionId(name))
        if value and _has(response, key):
            response.set(key, value)
    response.leave()
    return response.take_pending()


def _has(response: Response, key: NodeKey) -> bool:
    try:
        response.state(key)
    except UnknownReference:
        return False
    return True


def open_form(
    questionnaire: Questionnaire, answers: Answers, clock: Callable[[], datetime]
) -> Form:
    """A live form at this moment. Raises FormRefused for one that goes beyond a limit."""

    # Forms speak of the day where the user is; the journal's times are UTC.
    def now() -> datetime:
        return clock().astimezone()

    return Form(questionnaire, answers=answers, now=now, random=SystemRandom())


def _info(record: records.DossierRecord, pack: Pack) -> DossierInfo:
    return DossierInfo(
        id=record.id,
        party=record.party,
        pack=pack.info,
        created_at=record.created_at,
        start=record.start,
        instruments=record.instruments,
    )
