"""What an approval of the whole froze: the same bytes on every computer, for ever.

It follows from the set that has the record of the approval and from that set's causal past,
and from nothing that was written later or is shown now. docs/file-formats.md, "Approved
content", says what is in it, and what never is. Belongs on the store lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.domain.responses import DossierInfo
from desktop_app.domain.submissions import FinalApproval
from desktop_app.errors import BadArgument
from desktop_app.exchange.holding import Held, hold
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.form import Form
from desktop_app.forms.pack import Pack
from desktop_app.forms.questionnaire import Questionnaire
from desktop_app.services import past, questionnaires
from desktop_app.services.approval_records import approvals_in
from desktop_app.services.frozen_json import Header, answers_json
from desktop_app.services.languages import form_language
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from desktop_app.store import records
from review_protocol.digests import content_digest
from review_protocol.names import SetId, set_of
from review_protocol.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is frozen, as it will be sent: ODK submission XML, and canonical JSON."""

    form: bytes
    answers: bytes

    @property
    def digest(self) -> str:
        """Names exactly these bytes, in hexadecimal."""
        return content_digest(self.form, self.answers).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """One approval, its content, and the same as a response to read or print.

    ``form`` is ODK submission XML, ``answers`` canonical JSON, ``digest`` that of both.
    """

    form: bytes
    answers: bytes
    digest: str
    party: str
    approval: FinalApproval
    response: Response

    @property
    def pack(self) -> PackHash:
        """The questionnaire that was answered."""
        return self.approval.pack

    @property
    def number(self) -> int:
        """Which approval, 1 for the first."""
        return self.approval.number

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that were not complete."""
        return self.approval.missing

    @property
    def reason(self) -> str:
        """Why it was approved all the same."""
        return self.approval.reason

    @property
    def is_as_approved(self) -> bool:
        """Whether it is what the focal point saw: it has the digest that the approval names.

        If not, this program works something out otherwise than that of the approval did, and
        it must not be sent.
        """
        return self.digest == self.approval.digest


def frozen(
    profile: Profile, dossier: DossierId, number: int, *, language: str | None = None
) -> Frozen:
    """What the approval of that number froze; raises BadArgument for none.

    Of several of one number it is the one that counts. ``language`` is that of the response
    to be read; the content has none.
    """
    held = _held(profile, dossier)
    with profile.store.read() as transaction:
        names = records.read_names(transaction, dossier)
    found = {each.number: each for each in approvals_in(held.state, names)}
    if number not in found:
        raise BadArgument("approval", "unknown")
    return _frozen(profile, held, found[number], language)


def frozen_by(profile: Profile, dossier: DossierId, approval: FinalApproval) -> Frozen:
    """What this approval of the dossier froze, also if another one of its number counts."""
    return _frozen(profile, _held(profile, dossier), approval, None)


def _held(profile: Profile, dossier: DossierId) -> Held:
    with profile.store.read() as transaction:
        return hold(transaction, dossier, profile.device_for(dossier))


def _frozen(
    profile: Profile, held: Held, approval: FinalApproval, language: str | None
) -> Frozen:
    dossier = held.dossier
    then = past.state_at(held.sealed, set_of(approval.change), SetId(dossier))
    paper = paper_of(profile, past.pack_of(then))
    response = response_at(paper, dossier, then, approval.at)
    content = content_of(response, then, number=approval.number, at=approval.at)
    wanted = form_language(response.languages, language) if language else None
    if wanted is not None:
        response.use_language(wanted)
    return Frozen(
        form=content.form,
        answers=content.answers,
        digest=content.digest,
        party=response.info.party,
        approval=approval,
        response=response,
    )


def content_of(response: Response, state: State, *, number: int, at: datetime) -> Content:
    """What is frozen of a response that `response_at` gave for the same state."""
    header = Header(
        pack=response.info.pack.hash,
        party=response.info.party,
        number=number,
        approved_at=at.isoformat(timespec="seconds"),
    )
    return Content(
        form=response.form.submission().encode(),
        answers=answers_json(response, past.approved_translations(state), header),
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """A questionnaire that the profile holds, read."""

    pack: Pack
    questionnaire: Questionnaire


def paper_of(profile: Profile, pack: PackHash) -> Paper:
    """Read one; raises FormRefused."""
    found = questionnaires.pack_in(profile, pack)
    with collection_paused():
        return Paper(found, questionnaires.questionnaire_of(profile, found))


def response_at(paper: Paper, dossier: DossierId, state: State, at: datetime) -> Response:
    """What was approved in a state, as a response; nobody keeps what is done in it."""
    said, loaded = state.dossier, past.approved(state)
    info = DossierInfo(
        id=dossier,
        party=said.party if said else "",
        pack=paper.pack.info,
        created_at=at,
        instruments=said.instruments if said else (),
    )
    with collection_paused():
        # The same clock and chance on every computer: what they give is frozen too.
        chance = Random(0)  # noqa: S311  # nothing secret comes of it
        form = Form(paper.questionnaire, answers=loaded.answers, now=lambda: at, random=chance)
        return Response(
            form, info, official=paper.pack.official, loaded=loaded, clock=lambda: at
        )
