"""What somebody may write, and that nothing else can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.domain.access import Bar
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.members import MemberRole
from desktop_app.domain.responses import Status
from desktop_app.errors import StepRefused
from desktop_app.services import dossiers, members
from desktop_app.services.response import Response
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key

MODEL, APPROACH = key("q_5_model"), key("q_6_approach")


@pytest.fixture
def bob(tmp_path: Path, alice: Office) -> Iterator[Office]:
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    carry(office, alice)
    alice.confirm(office)
    carry(alice, office)
    yield office
    office.close()


def opened(office: Office) -> Response:
    return dossiers.open_response(office.profile, office.dossier)


def questions(response: Response, article: str) -> frozenset[QuestionId]:
    return response.form.names_inside(key(article))


def test_a_focal_point_and_an_expert_write_everything(alice: Office, bob: Office) -> None:
    for office in (alice, bob):
        response = opened(office)
        assert response.access.objection(MODEL) is None


def test_a_restricted_expert_writes_their_part_alone(alice: Office, bob: Office) -> None:
    part = questions(opened(alice), "untoc_5")
    members.restrict(alice.profile, alice.dossier, bob.member, part)
    carry(alice, bob)
    response = opened(bob)
    own, other = MODEL, APPROACH
    assert not response.state(own).readonly
    response.set(own, "conspiracy")
    assert response.state(other).readonly
    assert response.access.objection(other) is Bar.NOT_YOUR_PART
    card = response.card_of(other)
    assert card is not None
    refused: list[Callable[[], object]] = [
        lambda: response.set(other, "all"),
        lambda: response.clear(other),
        lambda: response.settle(other, "all"),
        lambda: response.set_status(card, Status.READY),
        lambda: response.confirm(card),
    ]
    for step in refused:
        with pytest.raises(StepRefused, match="not-your-part"):
            step()
    members.restrict(alice.profile, alice.dossier, bob.member, None)
    carry(alice, bob)
    assert opened(bob).access.objection(other) is None


def test_an_observer_writes_nothing(alice: Office, bob: Office) -> None:
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.OBSERVER)
    carry(alice, bob)
    response = opened(bob)
    assert response.access.objection(MODEL) is Bar.OBSERVER


def test_who_was_removed_writes_nothing(alice: Office, bob: Office) -> None:
    alice.remove(bob.member)
    carry(alice, bob)
    response = opened(bob)
    assert response.access.objection(MODEL) is Bar.REMOVED


def test_a_deputy_is_not_held_to_a_part(alice: Office, bob: Office) -> None:
    part = questions(opened(alice), "untoc_5")
    members.restrict(alice.profile, alice.dossier, bob.member, part)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.DEPUTY)
    carry(alice, bob)
    response = opened(bob)
    assert response.access.objection(APPROACH) is None
