"""Going on with another version of the questionnaire: what it would do, and doing it.

Everything here reads or writes the store and belongs on its lane.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.entries import ChangeId, PackUpgraded, new_id
from desktop_app.domain.keys import DossierId, NodeKey, QuestionId
from desktop_app.domain.responses import DossierInfo, PackInfo
from desktop_app.domain.upgrades import Difference, Reason
from desktop_app.errors import NotEntitled, UpgradeRefused
from desktop_app.exchange.locking import read_lock
from desktop_app.forms.comparing import Questions
from desktop_app.forms.pack import Pack
from desktop_app.forms.questionnaire import Questionnaire, read_with_image
from desktop_app.forms.shown import shown_value
from desktop_app.services import journal, questionnaires
from desktop_app.services.carrying import Carried, carried_to
from desktop_app.services.dossiers import find_dossier, open_form, open_response
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from desktop_app.store import facts
from review_protocol.changes import Kind
from review_protocol.rules import may


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAnswer:
    """An answer that would be flagged or dropped: where it stands now, and what it says.

    ``reference`` is that of its card, "" outside of all cards. ``reasons`` say why it is
    flagged; ``lost`` why it is dropped.
    """

    key: NodeKey
    reference: str
    label: str
    value: str
    reasons: frozenset[Reason] = frozenset()
    lost: Difference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpgradePlan:
    """What an upgrade would do, in the order of the questionnaire; nothing has happened yet."""

    dossier: DossierId
    old: PackInfo
    new: PackInfo
    kept: int
    flagged: tuple[PlannedAnswer, ...]
    dropped: tuple[PlannedAnswer, ...]
    new_questions: int


def plan_upgrade(
    profile: Profile, dossier: DossierId, pack: Pack, *, language: str | None = None
) -> UpgradePlan:
    """What would become of the answers.

    Raises UpgradeRefused for a pack that is not a newer version of the same questionnaire,
    NotEntitled for anybody but the focal point, or FormRefused.
    """
    info = _checked(profile, dossier, pack)
    questionnaire, _ = read_with_image(pack.xform, pack.secondary)
    loaded = journal.load(profile, info.id)
    carried = carried_to(profile, pack.info.hash, questionnaire.definition, loaded)
    response = open_response(profile, info.id, language=language)
    planned = tuple(_planned(response, carried))
    present = questionnaires.definition_of(
        profile, questionnaires.pack_in(profile, info.pack.hash)
    )
    asked = _visible(Questions(questionnaire.definition))
    return UpgradePlan(
        dossier=info.id,
        old=info.pack,
        new=pack.info,
        kept=sum(not each.reasons and each.lost is None for each in planned),
        flagged=tuple(each for each in planned if each.reasons),
        dropped=tuple(each for each in planned if each.lost is not None),
        new_questions=len(asked - _visible(Questions(present))),
    )


def upgrade_dossier(profile: Profile, dossier: DossierId, pack: Pack) -> DossierInfo:
    """Go on with a newer version of the questionnaire; raises what ``plan_upgrade`` does.

    When it raises, nothing has changed.
    """
    info = _checked(profile, dossier, pack)
    questionnaire, image = read_with_image(pack.xform, pack.secondary)
    _try(profile, info, pack, questionnaire)
    change = PackUpgraded(
        id=ChangeId(new_id()),
        pack=pack.info.hash,
        version=pack.info.version,
        at=profile.clock(),
    )
    journal.upgrade(profile, info.id, change=change, pack=pack.file)
    questionnaires.keep(profile, pack.info.hash, image)
    return find_dossier(profile, info.id)


def _checked(profile: Profile, dossier: DossierId, pack: Pack) -> DossierInfo:
    """The dossier, if it may go on with the pack."""
    info = find_dossier(profile, dossier)
    old, new = info.pack, pack.info
    if new.id != old.id:
        raise UpgradeRefused("another-questionnaire", old=old.id, new=new.id)
    if new.hash == old.hash:
        raise UpgradeRefused("same", old=str(old.version), new=str(new.version))
    if new.version <= old.version:
        raise UpgradeRefused("not-newer", old=str(old.version), new=str(new.version))
    with profile.store.read() as transaction:
        roster = facts.read_facts(transaction, info.id).roster
        is_locked = read_lock(transaction, info.id).is_locked
    if not may(roster, profile.device_for(info.id).id, Kind.UPGRADE):
        raise NotEntitled("upgrade")
    if is_locked:
        raise UpgradeRefused("locked", old=str(old.version), new=str(new.version))
    return info


def _try(profile: Profile, info: DossierInfo, pack: Pack, questionnaire: Questionnaire) -> None:
    """Open the answers under the new pack before anything is written: its limits hold."""
    loaded = journal.load(profile, info.id)
    carried = carried_to(profile, pack.info.hash, questionnaire.definition, loaded)
    open_form(questionnaire, carried.answers, profile.clock)


def _planned(response: Response, carried: Carried) -> Iterator[PlannedAnswer]:
    """What becomes of each answer that a person sees, in the order of the questionnaire."""
    answers = carried.answers.values.keys() | carried.dropped.keys()
    for key in response.walk():
        if key not in answers or not response.outline.kind(key).is_answer:
            continue
        state = response.state(key)
        if not state.value:
            continue
        card = response.card_of(key)
        yield PlannedAnswer(
            key=key,
            reference=response.card(card).reference if card else "",
            label=state.label,
            value=shown_value(state),
            reasons=carried.flagged.get(key, frozenset()),
            lost=carried.dropped.get(key),
        )


def _visible(questions: Questions) -> set[QuestionId]:
    """The questions that are put to a person."""
    return {name for name, shape in questions.asked.items() if shape.control is not None}
