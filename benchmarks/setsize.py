"""How many bytes a change set has: a thousand answers, then twenty of them edited.

The floor is what zstd -19 makes of the same texts in one JSON file: nobody knows who wrote
what and when, and everybody can read it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from random import Random

from benchmarks import prose
from benchmarks.figures import Figure
from review_protocol.changes import AnswerChange, Change
from review_protocol.encoding import compress
from review_protocol.epochs import EpochKey
from review_protocol.names import ChangeId, SetId
from review_protocol.sets import Draft, SealedSet, seal_set
from review_protocol.signing import SigningKey

START = 1_793_000_000  # some day in 2026
EPOCH_KEY = EpochKey(bytes(range(32)))
DOSSIER = SetId("0" * 64)


def measure() -> Iterator[Figure]:
    """Both sets, padding, header and signature included."""
    random = Random(2026)
    texts = prose.answers()
    names = [ChangeId(f"local-{number}") for number in range(len(texts))]
    changes = [_change(answer, random) for answer in texts]
    began = time.process_time()
    first = _sealed(list(zip(names, changes, strict=True)), DOSSIER)
    seconds = time.process_time() - began
    floor = _floor(texts)
    yield Figure(
        name="set of 1,000 answers of 600 characters / zstd -19 of the texts as JSON",
        value=round(len(first.data) / floor, 3),
        unit="ratio",
        limit=1.2,
        runs=1,
        details={"set_bytes": len(first.data), "json_bytes": floor, "seal_cpu_s": seconds},
    )
    edited = prose.edited(texts)
    later: list[tuple[ChangeId, Change]] = [
        (ChangeId(f"edit-{at}"), _change(answer, random, first.names[names[at]]))
        for at, answer in edited.items()
    ]
    second = _sealed(later, first.id)
    yield Figure(
        name="set of 20 of them edited",
        value=len(second.data),
        unit="bytes",
        limit=6_600,
        runs=1,
        details={"json_bytes": _floor(edited.values())},
    )


def _change(answer: prose.Answer, random: Random, *replaces: ChangeId) -> AnswerChange:
    began = START + random.randrange(60 * 86_400)
    return AnswerChange(
        key=answer.question,
        value=answer.text,
        replaces=replaces,
        started=began,
        at=began + random.randrange(20, 600),
    )


def _sealed(changes: list[tuple[ChangeId, Change]], parent: SetId) -> SealedSet:
    draft = Draft(
        dossier=DOSSIER,
        parents=frozenset({parent}),
        roster=bytes(32),
        salt=bytes(16),
        changes=changes,
    )
    return seal_set(draft, SigningKey(bytes(32)), EPOCH_KEY)


def _floor(texts: Iterable[prose.Answer]) -> int:
    pairs = [[answer.question, answer.text] for answer in texts]
    return len(compress(json.dumps(pairs, ensure_ascii=False).encode()))
