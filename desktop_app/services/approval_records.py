"""The approvals of the whole as they stand in the records, made, doubled or reopened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from desktop_app.domain.keys import PackHash
from desktop_app.domain.submissions import FinalApproval, Reopened
from review_protocol.changes import RecordChange, RecordType
from review_protocol.digests import spoken
from review_protocol.locks import APPROVED, REOPENED, STATE, Lock, Said, lock_of, number_of
from review_protocol.names import ChangeId
from review_protocol.state import Judged, Standing, State

AT, PACK, DIGEST, MISSING, REASON = "at", "pack", "digest", "missing", "reason"
WHY, BY, ANSWER = "why", "by", "answer"
_DIGEST_DIGITS = 64


def lock_in(state: State) -> Lock:
    """Whether the response is locked as these sets have it."""
    return lock_of(_said(change) for _, change in _standing(state))


def approvals_in(state: State, names: Mapping[str, str]) -> tuple[FinalApproval, ...]:
    """All approvals there ever were, by number; ``names`` are those of members.

    Of several of one number that were made at the same time the one of the lowest id counts;
    it has the others. One that says nothing that can be understood is passed over.
    """
    made: dict[int, list[Judged]] = {}
    for version in state.versions.values():
        judged = version.judged
        if _is_approval(judged) and judged.standing is Standing.EFFECTIVE:
            change = judged.change
            assert isinstance(change, RecordChange)
            number = number_of(change.subject)
            if number is not None and change.fields.get(STATE) == APPROVED:
                made.setdefault(number, []).append(judged)
    found = []
    for number, several in sorted(made.items()):
        first, *others = (_approval(number, each, names) for each in _by_id(several))
        if first is not None:
            understood = tuple(each for each in others if each is not None)
            first = replace(first, others=understood)
            found.append(_with_reopening(first, state, names))
    return tuple(found)


def _is_approval(judged: Judged) -> bool:
    change = judged.change
    return isinstance(change, RecordChange) and change.type is RecordType.APPROVAL


def _by_id(several: Iterable[Judged]) -> list[Judged]:
    return sorted(several, key=lambda each: each.id)


def _approval(number: int, judged: Judged, names: Mapping[str, str]) -> FinalApproval | None:
    assert isinstance(judged.change, RecordChange)
    fields = judged.change.fields
    digest = fields.get(DIGEST, "")
    try:
        at, raw = datetime.fromisoformat(fields.get(AT, "")), bytes.fromhex(digest)
    except ValueError:
        return None
    if at.tzinfo is None or len(digest) != _DIGEST_DIGITS:
        return None
    return FinalApproval(
        number=number,
        change=judged.id,
        by=names.get(judged.author, judged.author),
        at=at,
        pack=PackHash(fields.get(PACK, "")),
        digest=digest,
        digits=spoken(raw),
        missing=tuple(fields.get(MISSING, "").split()),
        reason=fields.get(REASON, ""),
    )


def _with_reopening(
    approval: FinalApproval, state: State, names: Mapping[str, str]
) -> FinalApproval:
    lock = lock_in(state)
    if approval.number in lock.locking:
        return approval
    return replace(approval, reopened=_reopening(approval.number, lock, state, names))


def _reopening(
    number: int, lock: Lock, state: State, names: Mapping[str, str]
) -> Reopened | None:
    by_office = number in lock.granted
    standing = [*_standing(state)]
    others = [_said(each) for _, each in standing if each.type is not RecordType.REOPENING]
    for id_, change in standing:
        fields = change.fields
        if by_office:
            is_it = change.type is RecordType.REOPENING
            is_it = is_it and number in lock_of([*others, _said(change)]).granted
        else:
            is_it = change.type is RecordType.APPROVAL and change.subject == str(number)
            is_it = is_it and fields.get(STATE) == REOPENED
        if is_it:
            author = state.versions[id_].judged.author
            return Reopened(
                by=names.get(author, author),
                at=datetime.fromtimestamp(change.at, UTC),
                reason=fields.get(ANSWER if by_office else WHY, ""),
                by_secretariat=by_office,
            )
    return None


def _said(change: RecordChange) -> Said:
    return Said(type=change.type, subject=change.subject, fields=change.fields)


def _standing(state: State) -> Iterator[tuple[ChangeId, RecordChange]]:
    """The current versions of all records that matter here, the lowest id first."""
    for (type_, _), current in sorted(state.records.items()):
        if type_ in {RecordType.APPROVAL, RecordType.RECEIPT, RecordType.REOPENING}:
            for id_ in current:
                change = state.versions[id_].judged.change
                assert isinstance(change, RecordChange)
                if not change.withdrawn:
                    yield id_, change
