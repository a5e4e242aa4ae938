"""What is missing: of what applies, and nothing twice."""

from __future__ import annotations

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import Apart, Completeness, Gap
from desktop_app.services.clearing import apart_of
from desktop_app.services.completeness import completeness
from desktop_app.services.response import Response
from desktop_app.store.facts import Aside
from review_protocol.names import ChangeId, MemberId, SetId
from review_protocol.state import Reason, Standing
from tests.builders.responses import all_answered, key, with_conspiracy, with_instruments


def nodes(found: Completeness, gap: Gap) -> list[NodeKey]:
    return [each.node for each in found.of(gap)]


def finish(response: Response, name: str) -> None:
    card = response.card_of(key(name))
    assert card is not None
    response.set_status(card, Status.READY)


def aside(subject: str, standing: Standing, kind: str = "answer") -> tuple[Apart, ...]:
    """A change that does not stand, as far as it is about an answer."""
    made = Aside(
        id=ChangeId(f"{subject}{standing}{kind}"),
        set_id=SetId("s"),
        author=MemberId("a"),
        kind=kind,
        subject=subject,
        text="",
        at=0,
        standing=standing,
        reason=Reason.REMOVED,
    )
    return apart_of([made])


def test_what_nobody_answered_is_unanswered() -> None:
    found = completeness(with_instruments("UNTOC"))
    assert nodes(found, Gap.UNANSWERED) == [
        key("q_party"), key("q_bodies"), key("c_5_1_a"), key("c_6_2_b"),
    ]  # fmt: skip
    assert not found.is_complete


def test_what_is_hidden_is_not_missing() -> None:
    with_part, without = with_instruments("UNTOC"), with_instruments()
    missing = set(completeness(with_part).questions) - set(completeness(without).questions)
    assert missing == {"c_5_1_a", "c_6_2_b"}


def test_what_the_treaty_leaves_open_need_not_be_answered() -> None:
    found = completeness(with_instruments("TIP"))
    assert "c_tip_5" not in found.questions


def test_a_follow_up_that_is_required_is_named_and_not_the_question() -> None:
    found = completeness(with_conspiracy("part"))
    assert key("why_5") in nodes(found, Gap.UNANSWERED)
    (entry,) = (each for each in found.of(Gap.UNANSWERED) if each.node == key("why_5"))
    assert (entry.reference, entry.title) == (
        "Art. 5(1)(a)(i)",
        "What is not covered, and why?",
    )


def test_a_draft_is_not_finished() -> None:
    response = with_conspiracy("no")
    response.set(key("why_5"), "No law yet")
    assert key("c_5_1_a_i") in nodes(completeness(response), Gap.NOT_FINISHED)
    finish(response, "q_5_conspiracy")
    assert key("c_5_1_a_i") not in nodes(completeness(response), Gap.NOT_FINISHED)


def test_a_yes_without_a_law_is_named_where_it_is_missing() -> None:
    response = with_conspiracy("yes")
    assert nodes(completeness(response), Gap.NO_REFERENCE) == [key("laws_5")]
    row = response.children(key("laws_5"))[0]
    response.set(key("laws_5_title", *row.instances), "Penal Code")
    assert nodes(completeness(response), Gap.NO_REFERENCE) == []


def test_what_breaks_a_rule_is_invalid() -> None:
    response = with_conspiracy("yes")
    row = response.children(key("laws_5"))[0]
    year = key("laws_5_year", *row.instances)
    response.set(year, "1066")
    assert nodes(completeness(response), Gap.INVALID) == [year]


def test_what_waits_counts_and_what_was_refused_is_only_told() -> None:
    response = all_answered()
    assert completeness(response).is_complete
    refused = completeness(response, aside("party_name", Standing.REFUSED))
    assert refused.is_complete
    assert nodes(refused, Gap.REFUSED) == [key("party_name")]
    waiting = completeness(response, aside("party_name", Standing.WAITING))
    assert waiting.questions == ("q_party",)


@pytest.mark.parametrize(
    "other",
    [
        aside("party_name", Standing.WAITING, "record"),
        aside("no_such_question", Standing.WAITING),
        aside("n_6", Standing.EFFECTIVE),
    ],
)
def test_what_is_about_no_answer_is_passed_over(other: tuple[Apart, ...]) -> None:
    assert completeness(all_answered(), other).is_complete


def test_what_changed_is_told_and_blocks_nothing() -> None:
    found = completeness(all_answered(), changed=[key("party_name"), key("gone", "row")])
    assert nodes(found, Gap.CHANGED) == [key("party_name")]
    assert found.is_complete
    assert not found.is_blocked


def test_groups_come_in_one_order_and_each_question_once() -> None:
    found = completeness(with_conspiracy("part"))
    assert list(found.groups) == [gap for gap in Gap if found.of(gap)]
    assert len(found.questions) == len(set(found.questions))
