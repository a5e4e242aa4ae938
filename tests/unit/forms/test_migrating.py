"""What becomes of versions of answers: a pure function of them and of the differences."""

from __future__ import annotations

import pytest
from hypothesis import given as with_any
from hypothesis import strategies as st

from desktop_app.domain.keys import NO_PACK, NodeKey, PackHash, QuestionId, VersionId
from desktop_app.domain.upgrades import Difference, Differences, Given, Migration, Reason
from desktop_app.forms import xform
from desktop_app.forms.comparing import Questions
from desktop_app.forms.migrating import migrate

FIRST, SECOND, THIRD = (PackHash(sign * 64) for sign in "123")
FORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Small</h:title><model><instance><data id="small"><q/><n/></data></instance>
<bind nodeset="/data/q" type="string"/><bind nodeset="/data/n" type="int"/></model></h:head>
<h:body><input ref="/data/q"><label>Q</label></input>
<input ref="/data/n"><label>N</label></input></h:body></h:html>
"""
QUESTIONS = Questions(xform.read(FORM, {}))


def make_given(
    key: str = "q",
    value: str = "yes",
    basis: PackHash = FIRST,
    *,
    version: str = "v",
    is_late: bool = False,
) -> Given:
    return Given(
        key=NodeKey.parse(key),
        value=value,
        basis=basis,
        version=VersionId(version),
        is_late=is_late,
    )


def since(**found: Difference) -> dict[PackHash, Differences]:
    """Differences between the first pack and the present one; none to the second."""
    named = {QuestionId(name): frozenset({each}) for name, each in found.items()}
    return {FIRST: named, SECOND: {}}


def migrated(*given: Given, **found: Difference) -> Migration:
    return migrate(given, pack=THIRD, questions=QUESTIONS, since=since(**found))


def test_an_answer_whose_question_stands_is_kept() -> None:
    given = make_given()
    assert migrated(given) == Migration(kept=(given,))


@pytest.mark.parametrize(
    ("difference", "reason"),
    [
        (Difference.WORDING, Reason.WORDING),
        (Difference.CHOICES, Reason.CHOICES),
        (Difference.KIND, Reason.KIND),
    ],
)
def test_one_whose_question_changed_is_flagged(difference: Difference, reason: Reason) -> None:
    given = make_given()
    assert migrated(given, q=difference) == Migration(flagged={given: frozenset({reason})})


@pytest.mark.parametrize("difference", [Difference.GONE, Difference.MOVED, Difference.COMPUTED])
def test_one_without_a_place_is_dropped(difference: Difference) -> None:
    given = make_given()
    assert migrated(given, q=difference) == Migration(dropped={given: difference})


@pytest.mark.parametrize(("value", "is_dropped"), [("12", False), ("a dozen", True)])
def test_one_that_the_new_kind_cannot_hold_is_dropped(value: str, is_dropped: bool) -> None:
    given = make_given("n", value)
    found = migrated(given, n=Difference.KIND)
    assert (given in found.dropped, given in found.flagged) == (is_dropped, not is_dropped)


def test_an_answer_cleared_on_purpose_needs_no_second_look() -> None:
    given = make_given(value="")
    assert migrated(given, q=Difference.WORDING) == Migration(kept=(given,))


@pytest.mark.parametrize("basis", [THIRD, NO_PACK])
def test_what_was_given_under_the_present_pack_stays(basis: PackHash) -> None:
    given = make_given(basis=basis)
    assert migrated(given, q=Difference.GONE) == Migration(kept=(given,))


def test_each_version_is_measured_by_the_pack_it_was_given_under() -> None:
    old, newer = make_given(version="a"), make_given(basis=SECOND, version="b")
    found = migrated(old, newer, q=Difference.WORDING)
    assert (found.kept, list(found.flagged)) == ((newer,), [old])


def test_an_answer_of_somebody_who_had_not_seen_the_upgrade_is_flagged() -> None:
    given = make_given(is_late=True)
    assert migrated(given) == Migration(flagged={given: frozenset({Reason.LATE})})
    both = frozenset({Reason.LATE, Reason.WORDING})
    assert migrated(given, q=Difference.WORDING) == Migration(flagged={given: both})


def test_answers_in_rows_go_with_their_question() -> None:
    given = make_given("q@a/b")
    assert migrated(given, q=Difference.WORDING).flagged


givens = st.lists(
    st.builds(
        make_given,
        key=st.sampled_from(["q", "n", "q@i"]),
        value=st.sampled_from(["", "yes", "7"]),
        basis=st.sampled_from([FIRST, SECOND, THIRD, NO_PACK]),
        version=st.text("abc", min_size=1, max_size=4),
        is_late=st.booleans(),
    ),
    unique=True,
)
found_differences = st.dictionaries(
    st.sampled_from(["q", "n"]), st.sampled_from(list(Difference))
)


@with_any(givens, found_differences)
def test_nothing_is_lost_and_no_order_matters(
    given: list[Given], found: dict[str, Difference]
) -> None:
    one = migrated(*given, **found)
    assert sorted([*one.kept, *one.flagged, *one.dropped], key=str) == sorted(given, key=str)
    other = migrated(*reversed(given), **found)
    assert (set(one.kept), one.flagged, one.dropped) == (
        set(other.kept),
        other.flagged,
        other.dropped,
    )
