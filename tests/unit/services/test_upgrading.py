"""A dossier goes on with a newer questionnaire: nothing is lost, what changed is flagged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import CardState, Status
from desktop_app.domain.upgrades import Difference, Reason
from desktop_app.errors import FormRefused, NotEntitled, UpgradeRefused
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.services import journal, profiles, questionnaires
from desktop_app.services.dossiers import export_dossier, find_dossier, open_response
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from desktop_app.services.upgrading import UpgradePlan, plan_upgrade, upgrade_dossier
from review_protocol.names import MemberId
from review_protocol.state import MemberState, Roster
from review_protocol.statements import Role
from tests.builders.dossiers import new_dossier, new_profile, save
from tests.builders.later_packs import later_pack
from tests.builders.packs import make_contents
from tests.builders.responses import first_row, inside, key

CARD = key("c_5_1_a_i")
MAIN = key("q_5_conspiracy")
WORDING, CHOICES, KIND = ({reason} for reason in (Reason.WORDING, Reason.CHOICES, Reason.KIND))


@dataclass
class Person:
    """Somebody with one response that is partly answered."""

    profile: Profile

    @property
    def dossier(self) -> str:
        return find_dossier(self.profile).id

    def open(self) -> Response:
        return open_response(self.profile, find_dossier(self.profile).id)

    def save(self, response: Response) -> None:
        response.leave()
        save(self.profile, response)

    def plan(self, pack: Pack) -> UpgradePlan:
        return plan_upgrade(self.profile, find_dossier(self.profile).id, pack, language="en")

    def upgrade(self, pack: Pack) -> Response:
        upgrade_dossier(self.profile, find_dossier(self.profile).id, pack)
        return self.open()

    def card(self) -> CardState:
        return self.open().card(CARD)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    made = Person(new_profile(tmp_path / "profile"))
    new_dossier(made.profile)
    response = made.open()
    response.set(key("q_5_model"), "conspiracy")
    response.set(MAIN, "part")
    response.set(key("why_5"), "12 of 30 acts")
    response.set(key("examples_5"), "State v. Rudolf")
    response.add(key("laws_5"))
    response.set(inside(first_row(response, "laws_5"), "laws_5_title"), "Penal Code")
    response.add(key("bodies"))
    response.set(inside(first_row(response, "bodies"), "body_name"), "Ministry")
    response.set_status(CARD, Status.READY)
    made.save(response)
    yield made
    made.profile.close()


def flagged(card: CardState) -> dict[str, set[Reason]]:
    return {name.question: set(reasons) for name, reasons in card.flagged.items()}


def values(response: Response) -> dict[NodeKey, str]:
    return {
        name: state.value
        for name in response.walk()
        if (state := response.state(name)).value and response.outline.kind(name).is_answer
    }


# What would happen.


def test_a_plan_counts_and_lists(person: Person) -> None:
    plan = person.plan(later_pack("reworded", "-examples_5", "+asked_now"))
    assert (plan.old.version, plan.new.version, plan.new_questions) == (1, 2, 1)
    (main,) = plan.flagged
    assert (main.key, set(main.reasons), main.value) == (MAIN, WORDING, "Yes, in part")
    assert (main.reference, main.label[:9]) == ("Art. 5(1)(a)(i)", "Is agreei")
    (gone,) = plan.dropped
    assert (gone.key, gone.lost) == (key("examples_5"), Difference.GONE)
    assert gone.value == "State v. Rudolf"


def test_each_answer_is_in_exactly_one_list(person: Person) -> None:
    plan = person.plan(later_pack("reworded", "-examples_5"))
    total = plan.kept + len(plan.flagged) + len(plan.dropped)
    assert total == len(values(person.open()))


def test_planning_changes_nothing(person: Person) -> None:
    before = export_dossier(person.profile, find_dossier(person.profile).id)
    person.plan(later_pack("reworded", "-examples_5"))
    assert export_dossier(person.profile, find_dossier(person.profile).id) == before


def test_a_plan_speaks_the_language_that_was_asked_for(person: Person) -> None:
    dossier = find_dossier(person.profile).id
    plan = plan_upgrade(person.profile, dossier, later_pack("reworded"), language="fr")
    assert plan.flagged[0].value == "Oui, en partie"


# What happens.


def test_answers_whose_question_stands_are_kept(person: Person) -> None:
    before = values(person.open())
    response = person.upgrade(later_pack())
    assert values(response) == before
    assert response.card(CARD).flagged == {}
    assert response.card(CARD).status is Status.READY
    assert response.info.pack.version == 2


def test_regrouping_loses_nothing(person: Person) -> None:
    assert person.plan(later_pack("+asked_now")).dropped == ()


def test_a_reworded_question_is_flagged_with_its_answer(person: Person) -> None:
    response = person.upgrade(later_pack("reworded"))
    assert flagged(response.card(CARD)) == {"q_5_conspiracy": WORDING}
    assert response.state(MAIN).value == "part"


def test_other_choices_are_flagged(person: Person) -> None:
    response = person.upgrade(later_pack("rechosen"))
    assert flagged(response.card(CARD)) == {"q_5_conspiracy": CHOICES}


def test_a_dropped_answer_stays_in_the_history_and_the_export(person: Person) -> None:
    response = person.upgrade(later_pack("-examples_5"))
    assert key("examples_5") not in set(response.walk())
    history = journal.history(person.profile, response.info.id, key("examples_5"))
    assert [version.value for version in history] == ["State v. Rudolf"]
    assert b"State v. Rudolf" in export_dossier(person.profile, response.info.id)


def test_a_dropped_answer_comes_back_with_its_question(person: Person) -> None:
    person.upgrade(later_pack("-examples_5"))
    response = person.upgrade(later_pack(version=3))
    assert response.state(key("examples_5")).value == "State v. Rudolf"
    assert response.card(CARD).flagged == {}


def test_an_answer_that_the_new_kind_cannot_hold_is_dropped(person: Person) -> None:
    pack = later_pack("retyped")
    (lost,) = person.plan(pack).dropped
    assert (lost.key, lost.lost) == (key("why_5"), Difference.KIND)
    response = person.upgrade(pack)
    assert response.state(key("why_5")).value == ""
    response.set(key("why_5"), "12")
    person.save(response)
    history = journal.history(person.profile, response.info.id, key("why_5"))
    current = {version.value: version.is_current for version in history}
    assert current == {"12": True, "12 of 30 acts": False}


def test_one_that_it_can_hold_is_kept_and_flagged(person: Person) -> None:
    response = person.open()
    response.set(key("why_5"), "12")
    person.save(response)
    response = person.upgrade(later_pack("retyped"))
    assert response.state(key("why_5")).value == "12"
    assert flagged(response.card(CARD))["why_5"] == KIND


def test_answers_of_rows_go_when_the_rows_do(person: Person) -> None:
    plan = person.plan(later_pack("moved"))
    assert [(each.value, each.lost) for each in plan.dropped] == [
        ("Ministry", Difference.MOVED)
    ]


# Until it was looked at.


def test_a_flag_stays_until_the_answer_is_confirmed(person: Person) -> None:
    response = person.upgrade(later_pack("reworded"))
    response.confirm(CARD)
    assert response.card(CARD).flagged == {}
    assert response.card(CARD).status is Status.READY
    person.save(response)
    assert person.card().flagged == {}
    assert profiles.check(person.profile).is_sound


def test_a_new_answer_needs_no_second_look(person: Person) -> None:
    response = person.upgrade(later_pack("reworded"))
    response.set(MAIN, "no")
    assert response.card(CARD).flagged == {}
    response.leave()
    response.set(MAIN, "part")
    person.save(response)
    assert person.card().flagged == {}


def test_calling_a_question_finished_is_looking_at_it(person: Person) -> None:
    response = person.upgrade(later_pack("reworded"))
    response.set_status(CARD, Status.DRAFT)
    assert response.card(CARD).flagged == {}
    person.save(response)
    assert person.card().flagged == {}


def test_undoing_a_new_answer_is_a_new_answer_too(
    person: Person,
) -> None:
    response = person.upgrade(later_pack("reworded"))
    response.set(MAIN, "no")
    response.undo()
    assert response.state(MAIN).value == "part"
    person.save(response)
    assert person.card().flagged == response.card(CARD).flagged


def test_a_hidden_answer_is_flagged_when_it_is_shown_again(person: Person) -> None:
    response = person.open()
    response.set(key("q_5_model"), "group")
    person.save(response)
    response = person.upgrade(later_pack("reworded"))
    assert response.card(CARD).flagged == {}
    edit = response.set(key("q_5_model"), "conspiracy")
    assert CARD in edit.cards
    assert flagged(response.card(CARD)) == {"q_5_conspiracy": WORDING}


def test_what_was_confirmed_once_is_measured_from_there(person: Person) -> None:
    response = person.upgrade(later_pack("reworded"))
    response.confirm(CARD)
    person.save(response)
    response = person.upgrade(later_pack("reworded", version=3))
    assert response.card(CARD).flagged == {}
    response = person.upgrade(later_pack("reworded", "rechosen", version=4))
    assert flagged(response.card(CARD)) == {"q_5_conspiracy": CHOICES}


def test_an_answer_that_skipped_a_version_is_measured_from_its_own(person: Person) -> None:
    person.upgrade(later_pack("reworded"))
    response = person.upgrade(later_pack(version=3))  # the first wording again
    assert response.card(CARD).flagged == {}


def test_opening_again_does_not_compare_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.upgrade(later_pack("reworded"))

    def compare(*_: object) -> object:
        raise AssertionError("compared again")

    monkeypatch.setattr(questionnaires, "differences", compare)
    assert flagged(person.card()) == {"q_5_conspiracy": WORDING}


# What is refused, with nothing changed.


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (later_pack("reworded", version=1), "not-newer"),
        (later_pack(version=2, id="another"), "another-questionnaire"),
    ],
)
def test_a_pack_that_is_no_newer_version_is_refused(
    person: Person, pack: Pack, reason: str
) -> None:
    for act in (person.plan, person.upgrade):
        with pytest.raises(UpgradeRefused) as caught:
            act(pack)
        assert caught.value.reason == reason
    assert find_dossier(person.profile).pack.version == 1


def test_the_same_pack_is_refused(person: Person) -> None:
    person.upgrade(later_pack())
    with pytest.raises(UpgradeRefused) as caught:
        person.upgrade(later_pack())
    assert caught.value.reason == "same"


def test_a_pack_whose_form_cannot_be_read_changes_nothing(person: Person) -> None:
    broken = later_pack().xform.replace(b"<h:head>", b"<h:foot>")
    contents = make_contents(info=later_pack().info, xform=broken)
    with pytest.raises(FormRefused):
        person.upgrade(write_pack(contents))
    assert find_dossier(person.profile).pack.version == 1
    assert profiles.check(person.profile).is_sound


def test_only_the_focal_point_may(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    me = MemberId(person.profile.member)
    roster = Roster(members={me: MemberState(id=me, role=Role.EXPERT, devices=())})
    shown = type("Shown", (), {"roster": roster})
    monkeypatch.setattr("desktop_app.store.facts.read_facts", lambda *_: shown)
    with pytest.raises(NotEntitled):
        person.upgrade(later_pack())
    monkeypatch.undo()
    assert find_dossier(person.profile).pack.version == 1


def test_both_packs_are_kept(person: Person) -> None:
    hashes = [find_dossier(person.profile).pack.hash]
    hashes.append(person.upgrade(later_pack()).info.pack.hash)
    held = [questionnaires.pack_in(person.profile, each).info.version for each in hashes]
    assert held == [1, 2]
