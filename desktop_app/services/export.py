"""A dossier's whole state as canonical JSON, for comparing two copies byte for byte.

Described in docs/file-formats.md, "Dossier export". It follows from the change sets alone:
two computers that hold the same sets give the same bytes, whoever is asked. Nothing derived
is in it: no calculated value, no relevance, no progress. Hidden answers are, like all
others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from desktop_app.domain.keys import DossierId
from desktop_app.services.decisions import decisions
from review_protocol.changes import (
    VALUE,
    AnswerChange,
    Change,
    ClearanceChange,
    RecordChange,
    RecordType,
    WordingChange,
)
from review_protocol.digests import dossier_digest, spoken
from review_protocol.names import ChangeId, SetId
from review_protocol.state import Judged, JudgedStatement, Presence, Roster, State

FORMAT = "review-desk-dossier"
VERSION = 3
Json = Mapping[str, "Json"] | Sequence["Json"] | str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export is made of: all that is held of a dossier, and what follows from it."""

    dossier: DossierId
    state: State
    sets: frozenset[SetId]
    newer: frozenset[SetId]


def export(exported: Exported) -> bytes:
    """The state as UTF-8 JSON."""
    state = exported.state
    whole: Json = {
        "format": FORMAT,
        "version": VERSION,
        "dossier": _dossier(exported),
        "members": _members(state),
        "computers": _computers(state.roster),
        "invitations": _invitations(state.roster),
        "answers": _answers(state),
        "facets": _facets(state),
        "decisions": _decisions(state),
        "instances": {key: _instance(one) for key, one in state.presence.items() if one.order},
        "removed": sorted(
            key for key, one in state.presence.items() if not (one.is_present or one.order)
        ),
        "wording": _wording(state),
        "records": _records(state),
        "approvals": [_approval(each) for each in state.clearances],
        "to_settle": _to_settle(state),
        "waiting": [_aside(each) for each in state.waiting],
        "refused": [_aside(each) for each in state.refused],
        "statements": [_statement(each) for each in state.void_statements],
        "alarms": [
            {"kind": str(each.kind), "subject": each.subject, "sets": each.sets}
            for each in state.alarms
        ],
        "held": _held(exported),
    }
    return canonical(whole)


def canonical(value: Json) -> bytes:
    """JSON with sorted keys, no spaces, nothing escaped that need not be, one line end."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _dossier(exported: Exported) -> Json:
    said, upgrade = exported.state.dossier, exported.state.upgrade
    if said is None:
        return {"id": exported.dossier}
    return {
        "id": exported.dossier,
        "party": said.party,
        "created_at": _moment(said.at),
        "start": said.start or None,
        "instruments": sorted(said.instruments),
        "pack": said.pack if upgrade is None else upgrade.pack,
    }


def _members(state: State) -> Json:
    roster = state.roster
    members: dict[str, Json] = {
        each.id: {
            "name": _name(state, each.id),
            "role": str(each.role),
            "computers": sorted(each.devices),
            "provisional": each.is_provisional,
            "removed": each.is_removed,
            "restricted_to": None if each.restriction is None else sorted(each.restriction),
        }
        for each in roster.members.values()
    }
    return {
        "all": members,
        "focal_point": roster.focal_point,
        "until": None if roster.until is None else _moment(roster.until),
        "lenders": roster.lenders,
        "reserve": _hex(roster.reserve),
        "secretariat": _hex(roster.secretariat),
    }


def _name(state: State, member: str) -> str:
    for id_ in state.records.get((RecordType.PERSON, member), ()):
        change = _change(state, id_)
        if isinstance(change, RecordChange):
            return change.fields.get("name", "")
    return ""


def _computers(roster: Roster) -> Json:
    return {
        each.id: {
            "member": each.member,
            "signs_with": each.sign.hex(),
            "provisional": each.is_provisional,
            "removed": each.is_removed,
            "forked": each.is_forked,
        }
        for each in roster.devices.values()
    }


def _invitations(roster: Roster) -> Json:
    return {
        each.id.hex(): {
            "role": str(each.role),
            "member": each.member,
            "used_by": sorted(each.used_by),
        }
        for each in roster.invitations.values()
    }


def _answers(state: State) -> Json:
    """By node the current versions; more than one value are versions to settle."""
    return {
        key: [_version(state, id_) for id_ in sorted(current)]
        for (key, facet), current in state.answers.items()
        if facet == VALUE
    }


def _facets(state: State) -> Json:
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for (key, facet), current in state.answers.items():
        if facet != VALUE:
            found[key][facet] = [_version(state, id_) for id_ in sorted(current)]
    return dict(found)


def _version(state: State, id_: ChangeId) -> Json:
    version = state.versions[id_]
    return {**_said(version.judged), "status": version.mark.name.lower()}


def _decisions(state: State) -> Json:
    """Who settled an answer, and between what; also of answers that were edited since."""
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for (key, facet), made in decisions(state).items():
        found[key][facet] = [
            {
                **_said(each.made),
                "between": [_said(state.versions[id_].judged) for id_ in each.between],
            }
            for each in made
        ]
    return dict(found)


def _said(judged: Judged) -> dict[str, Json]:
    change = judged.change
    assert isinstance(change, AnswerChange)
    return {"id": judged.id, "value": change.value, **_origin(judged)}


def _origin(judged: Judged) -> dict[str, Json]:
    return {
        "author": judged.author,
        "computer": judged.device,
        "at": _moment(judged.change.at),
        "unconfirmed": judged.is_unconfirmed,
    }


def _instance(presence: Presence) -> Json:
    return {"order": presence.order, "present": presence.is_present}


def _wording(state: State) -> Json:
    """As it is shown: of several the one with the lowest id."""
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for (question, language), current in state.wording.items():
        change = _change(state, min(current))
        assert isinstance(change, WordingChange)
        found[question][language] = {"number": change.number, "text": change.text}
    return dict(found)


def _records(state: State) -> Json:
    found: dict[str, dict[str, Json]] = defaultdict(dict)
    for (type_, subject), current in state.records.items():
        found[type_][subject] = [_record(state, id_) for id_ in sorted(current)]
    return dict(found)


def _record(state: State, id_: ChangeId) -> Json:
    judged = state.versions[id_].judged
    change = judged.change
    assert isinstance(change, RecordChange)
    fields = dict(change.fields)
    return {"id": id_, "fields": fields, "withdrawn": change.withdrawn, **_origin(judged)}


def _approval(judged: Judged) -> Json:
    change = judged.change
    assert isinstance(change, ClearanceChange)
    return {
        "id": judged.id,
        "versions": sorted(change.versions),
        "pack": change.pack,
        "note": change.note,
        **_origin(judged),
    }


def _to_settle(state: State) -> Json:
    return {
        "answers": sorted([key, facet] for key, facet in state.conflicts),
        "instances": sorted(state.removal_conflicts),
        "wording": sorted([question, tag] for question, tag in state.wording_conflicts),
        "records": sorted([str(type_), subject] for type_, subject in state.record_conflicts),
    }


def _aside(judged: Judged) -> Json:
    """What does not stand, with all that it says."""
    return {
        "id": judged.id,
        "change": _plain(judged.change),
        "reason": None if judged.reason is None else str(judged.reason),
        **_origin(judged),
    }


def _statement(judged: JudgedStatement) -> Json:
    """A statement about people that does not stand."""
    return {
        "set": judged.set_id,
        "position": judged.position,
        "author": judged.author,
        "standing": str(judged.standing),
        "reason": str(judged.reason),
    }


def _plain(change: Change) -> Json:
    """The fields of a change of any kind, as far as they are content."""
    found: dict[str, Json] = {"kind": type(change).__name__.removesuffix("Change").lower()}
    for name in ("key", "facet", "value", "question", "language", "text", "type", "subject"):
        if hasattr(change, name):
            found[name] = str(getattr(change, name))
    if isinstance(change, RecordChange):
        found["fields"] = dict(change.fields)
    return found


def _held(exported: Exported) -> Json:
    state = exported.state
    return {
        "digest": spoken(dossier_digest(exported.sets)),
        "sets": len(exported.sets),
        "missing": sorted(state.missing - exported.newer),
        "incomplete": sorted(state.waiting_for_parents),
        "unreadable": sorted(state.unreadable),
        "newer": sorted(exported.newer),
        "refused": {id_: str(reason) for id_, reason in state.refused_sets.items() if id_},
    }


def _change(state: State, id_: ChangeId) -> Change:
    return state.versions[id_].judged.change


def _hex(key: bytes | None) -> str | None:
    return None if key is None else key.hex()


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
