"""What is frozen: calculated as it was then, whatever the clock says when it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.keys import NodeKey
from desktop_app.errors import BadArgument
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from desktop_app.services import dossiers, finalising, journal
from desktop_app.services.frozen import frozen
from desktop_app.services.profile import Profile
from tests.builders.clocks import SteppingClock
from tests.builders.dossiers import new_profile
from tests.builders.responses import key, sample_info
from tests.builders.sample_form import compiled, group, repeat, text
from tests.builders.signing import make_signing_key

REASON = "That is all there is."


def pack() -> Pack:
    """A questionnaire whose calculations depend on the clock, on chance and on rows."""
    sheet = group(
        "front",
        "Front",
        group(
            "page",
            "Page",
            group(
                "q_one",
                "One",
                text("one", "text", "What?", rd_role="main"),
                text(
                    "read_at", "calculate", "", calculation="format-date-time(now(), '%H:%M')"
                ),
                text("kept", "text", "", calculation="once(random())"),
                text("hidden", "text", "Hidden", relevant="${one} = 'hide'"),
                text("letter", "file", "A letter"),
                repeat(
                    "laws", "Laws", text("law", "text", "Law", rd_role="title"), rd_role="law"
                ),
                repeat("bodies", "Bodies", text("body", "text", "Body")),
                text("count", "calculate", "", calculation="count(${bodies})"),
                rd_question="1",
            ),
            rd_article="front-1",
        ),
        rd_part="front",
    )
    info = replace(sample_info().pack, id="clock", instruments=())
    return write_pack(PackContents(info=info, xform=compiled(sheet)), make_signing_key())


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def profile(tmp_path: Path, clock: SteppingClock) -> Iterator[Profile]:
    made = new_profile(tmp_path / "profile", clock=clock)
    yield made
    made.close()


def test_it_is_the_same_whenever_it_is_read(profile: Profile, clock: SteppingClock) -> None:
    dossier = dossiers.create_dossier(profile, pack=pack(), party="Ruritania").id
    response = dossiers.open_response(profile, dossier)
    response.set(key("one"), "hide")
    response.set(key("hidden"), "Not to be sent")
    response.set(key("one"), "Answered")
    response.set(key("letter"), "letter.pdf")
    kept = response.state(key("kept")).value
    added = []
    for name, inside, value in (("bodies", "body", "Police"), ("laws", "law", "Penal Code")):
        row = response.add(NodeKey.parse(name)).changed.added[0].key
        response.set(key(inside, *row.instances), value)
        added.append(row)
    response.leave()
    journal.write(profile, dossier, response.take_pending())
    made = finalising.approve_everything(profile, dossier, reason=REASON)
    one = frozen(profile, dossier, 1)
    clock.pass_by(hours=7)
    response = dossiers.open_response(profile, dossier)
    assert response.state(key("read_at")).value != f"{made.at:%H:%M}"
    other = frozen(profile, dossier, 1)
    assert (one.form, one.answers) == (other.form, other.answers)
    assert other.is_as_approved
    (question,) = json.loads(other.answers)["questions"]
    assert question["calculated"]["read_at"] == f"{made.at:%H:%M}"
    assert kept
    assert f"<kept>{kept}</kept>".encode() in other.form
    assert question["answers"]["one"] == {"value": "Answered", "translations": {}}
    assert [each["answers"]["law"]["value"] for each in question["legal_references"]] == [
        "Penal Code"
    ]
    assert [each["answers"]["body"]["value"] for each in question["rows"]["bodies"]] == [
        "Police"
    ]
    for absent in (b"Not to be sent", b"letter.pdf"):
        assert absent not in other.form + other.answers
    assert (other.party, other.number, other.reason) == ("Ruritania", 1, made.reason)
    assert other.pack == made.pack


def test_another_digest_is_noticed(profile: Profile) -> None:
    dossier = dossiers.create_dossier(profile, pack=pack(), party="Ruritania").id
    response = dossiers.open_response(profile, dossier)
    response.set(key("one"), "Answered")
    journal.write(profile, dossier, response.take_pending())
    finalising.approve_everything(profile, dossier, reason=REASON)
    found = frozen(profile, dossier, 1)
    wrong = replace(found, approval=replace(found.approval, digest="0" * 64))
    assert found.is_as_approved
    assert not wrong.is_as_approved


def test_there_is_none_before_an_approval(profile: Profile) -> None:
    dossier = dossiers.create_dossier(profile, pack=pack(), party="Ruritania").id
    with pytest.raises(BadArgument):
        frozen(profile, dossier, 1)
