"""Sealing what is for the secretariat: what was approved, or a wish to open it again.

Each is sealed once. If the secretariat uses another key by then, the same is sealed anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.keys import DossierId
from desktop_app.errors import BadArgument, FormRefused, NewerFormat, SubmissionRefused
from desktop_app.exchange import outbox
from desktop_app.services.desks import desk_of
from desktop_app.services.frozen import frozen
from desktop_app.services.profile import Profile
from desktop_app.store.outbox import Message, read_outbox
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId
from review_protocol.submissions import Body, ReopeningRequest, Submission


def sealed(profile: Profile, dossier: DossierId, number: int) -> Message:
    """The message that carries an approval: the one that was made, else a new one.

    Raises SubmissionRefused: other-content.
    """
    with profile.store.read() as transaction:
        messages = read_outbox(transaction, dossier).messages
    made = last_of(messages, Kind.SUBMISSION, number)
    if made is not None:
        return made
    body = _approved(profile, dossier, number)
    return outbox.seal_message(desk_of(profile, dossier), body, number)


def seal_anew(
    profile: Profile, dossier: DossierId, refused: Mapping[ContentId, str]
) -> frozenset[ContentId]:
    """Seal to the key that the server named what it refused for its key; which it could be.

    What cannot be sealed anew, since this program works out something else or does not know
    what it said, is forgotten.
    """
    with profile.store.read() as transaction:
        messages = read_outbox(transaction, dossier).messages
    wanted = [each for each in messages if refused.get(each.id) == outbox.KEY]
    return frozenset(each.id for each in wanted if _is_sealed_anew(profile, dossier, each))


def last_of(messages: Iterable[Message], kind: Kind, number: int) -> Message | None:
    """The last message of a kind about an approval."""
    found = [each for each in messages if each.kind is kind and each.number == number]
    return found[-1] if found else None


def _is_sealed_anew(profile: Profile, dossier: DossierId, message: Message) -> bool:
    try:
        body = _body(profile, dossier, message)
    except (SubmissionRefused, FormRefused, NewerFormat, BadArgument):
        body = None
    if body is None:
        with profile.store.begin() as transaction:
            outbox.drop_message(transaction, dossier, message.id)
        return False
    desk = desk_of(profile, dossier)
    outbox.seal_message(desk, body, message.number, instead_of=message.id)
    return True


def _body(profile: Profile, dossier: DossierId, message: Message) -> Body | None:
    if message.kind is Kind.SUBMISSION:
        return _approved(profile, dossier, message.number)
    if message.about is None:  # an older program did not note it
        return None
    return ReopeningRequest(submission=message.about, reason=message.reason)


def _approved(profile: Profile, dossier: DossierId, number: int) -> Submission:
    found = frozen(profile, dossier, number)
    if not found.is_as_approved:
        raise SubmissionRefused("other-content")
    return Submission(
        pack=found.pack,
        party=found.party,
        number=found.number,
        form=found.form,
        answers=found.answers,
        approval=found.approval.by,
        missing=found.missing,
        reason=found.reason,
    )
