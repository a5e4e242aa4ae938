"""Opening an approved response again: by the focal point, later by the secretariat alone."""

from __future__ import annotations

import json

import pytest

from desktop_app.domain.access import Bar
from desktop_app.domain.submissions import Reopening
from desktop_app.errors import (
    ApprovalRefused,
    BadArgument,
)
from desktop_app.exchange.holding import settle
from desktop_app.services import finalising
from desktop_app.store import sets
from review_protocol.changes import RecordChange, RecordType
from review_protocol.digests import roster_digest
from review_protocol.names import ChangeId, SetId
from review_protocol.sets import SALT_SIZE, Draft, seal_set
from review_protocol.statements import Server
from tests.builders.approving import REASON, content, meet, opened, write
from tests.builders.offices import Office
from tests.builders.signing import make_signing_key


def receipt(alice: Office, type_: RecordType, subject: str, **fields: str) -> None:
    """What the secretariat's server says, in a set of its own."""
    office = make_signing_key("secretariat")
    held = alice.held()
    epoch, secret = next(iter(held.opened.keys.items()))
    assert epoch
    draft = Draft(
        dossier=SetId(alice.dossier),
        parents=held.state.heads,
        roster=roster_digest(held.state.statement_sets),
        salt=b"s" * SALT_SIZE,
        changes=((ChangeId("one"), RecordChange(type=type_, subject=subject, fields=fields)),),
    )
    sealed = seal_set(draft, office, secret)
    with alice.profile.store.begin() as transaction:
        sets.add_sets(transaction, alice.dossier, {sealed.id: sealed.data}, alice.tick())
        settle(transaction, alice.dossier, alice.device)


def test_reopening_lets_everybody_write_and_the_next_approval_has_the_next_number(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    first = content(alice)
    finalising.reopen(alice.profile, alice.dossier, "A law was passed yesterday.")
    meet(alice, bob)
    write(bob, why_5="Covered since yesterday")
    meet(alice, bob)
    made = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert made.number == 2
    meet(alice, bob)
    for office in both:
        state = finalising.submission_state(office.profile, office.dossier)
        assert state.is_locked
        assert [each.number for each in state.approvals] == [1, 2]
        reopened = state.approvals[0].reopened
        assert reopened is not None
        assert (reopened.by, reopened.reason) == ("Alice", "A law was passed yesterday.")
        assert state.approvals[1].reopened is None
        assert (content(office, 1).form, content(office, 1).answers) == (
            first.form,
            first.answers,
        )
        assert b"Covered since yesterday" in content(office, 2).answers
    assert alice.export() == bob.export()
    exported = json.loads(alice.export())["records"]["approval"]
    assert exported["1"][0]["fields"]["why"] == "A law was passed yesterday."


def test_reopening_needs_a_lock_and_a_reason(both: tuple[Office, Office]) -> None:
    alice, _ = both
    with pytest.raises(ApprovalRefused, match="not-locked"):
        finalising.reopen(alice.profile, alice.dossier, "Because")
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    with pytest.raises(BadArgument):
        finalising.reopen(alice.profile, alice.dossier, " \n")
    with pytest.raises(ApprovalRefused, match="locked"):
        finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    with pytest.raises(BadArgument):
        content(alice, 2)


def test_once_there_is_a_receipt_only_the_secretariat_opens_it_again(
    both: tuple[Office, Office],
) -> None:
    alice, bob = both
    alice.declare(Server(secretariat=make_signing_key("secretariat").public))
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    receipt(alice, RecordType.RECEIPT, "f" * 64, number="1")
    assert finalising.reopening_of(alice.profile, alice.dossier) is Reopening.ASK_SECRETARIAT
    with pytest.raises(ApprovalRefused, match="ask-secretariat"):
        finalising.reopen(alice.profile, alice.dossier, "A law was passed yesterday.")
    receipt(alice, RecordType.REOPENING, "e" * 64, number="1", granted="no", answer="Why?")
    assert opened(alice).access.bar is Bar.LOCKED
    receipt(alice, RecordType.REOPENING, "d" * 64, number="1", granted="yes", answer="Granted.")
    meet(alice, bob)
    for office in both:
        assert opened(office).access.bar is None
        (made,) = finalising.submission_state(office.profile, office.dossier).approvals
        assert made.reopened is not None
        assert (made.reopened.by_secretariat, made.reopened.reason) == (True, "Granted.")
    again = finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    assert again.number == 2


def test_what_is_said_of_it_is_the_answer_that_granted_it(alice: Office) -> None:
    alice.declare(Server(secretariat=make_signing_key("secretariat").public))
    write(alice, instruments="UNTOC", q_5_model="conspiracy", q_5_conspiracy="part")
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    receipt(alice, RecordType.RECEIPT, "f" * 64, number="1")
    receipt(alice, RecordType.REOPENING, "b" * 64, number="1", granted="no", answer="Why?")
    receipt(
        alice, RecordType.REOPENING, "e" * 64, number="1", granted="yes", answer="The first"
    )
    finalising.approve_everything(alice.profile, alice.dossier, reason=REASON)
    receipt(alice, RecordType.RECEIPT, "1" * 64, number="2")
    receipt(
        alice, RecordType.REOPENING, "c" * 64, submission="1" * 64, granted="yes", answer="2nd"
    )
    approvals = finalising.submission_state(alice.profile, alice.dossier).approvals
    again = [each.reopened for each in approvals if each.reopened is not None]
    assert [(each.by_secretariat, each.reason) for each in again] == [
        (True, "The first"),
        (True, "2nd"),
    ]
