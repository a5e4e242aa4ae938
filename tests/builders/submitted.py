"""What a party would submit: the sample questionnaire, answered, and as a message's body."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

from desktop_app.domain.nodes import Answers
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from review_protocol.submissions import Submission
from tests.builders.contents import make_submission
from tests.builders.dossiers import sample_pack
from tests.builders.sample_form import sample_xform

APPROVED = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
COMPLETE = {
    "party_name": "Ruritania",
    "instruments": "UNTOC",
    "body_name": "Ministry of Justice",
    "q_5_model": "conspiracy",
    "q_5_conspiracy": "yes",
    "laws_5_title": "Criminal Code",
    "laws_5_article": "12/2004",
    "laws_5_year": "2004",
    "q_6_approach": "all",
}


@cache
def sample_questionnaire() -> Questionnaire:
    """The sample, compiled."""
    return read_questionnaire(sample_xform(), {})


def answered_form(**answers: str) -> Form:
    """The sample with every card answered and one row of each repeat; or as the test says.

    An answer "" is none.
    """
    form = Form(
        sample_questionnaire(), answers=Answers(), now=lambda: APPROVED, random=Random(0)
    )
    for name, value in {**COMPLETE, **answers}.items():
        key = next(key for key in form.walk() if key.question == name)
        form.set(key, value)
    return form


def approved_answers(form: Form) -> bytes:
    """Canonical JSON as a client writes it, of the answers outside rows."""
    given, hidden = form.answers().values, form.hidden_answers()
    said = {str(key): value for key, value in given.items() if key not in hidden}
    whole = {"approved_at": APPROVED.isoformat(), "questions": said}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def answered_submission(answered: Form | None = None, /, **changes: Any) -> Submission:
    """A complete first submission of the sample; or as the test says."""
    form = answered or answered_form()
    fields: dict[str, Any] = {
        "pack": sample_pack().info.hash,
        "form": form.submission().encode(),
        "answers": approved_answers(form),
        **changes,
    }
    return make_submission(**fields)
