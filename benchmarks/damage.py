"""Files with damage in them, given to every reader of what comes from outside.

Every second one is damaged from outside, as on a bad stick; the others inside, and then signed,
sealed and summed anew, as by a member with an altered program (`resealing`).
``python -m benchmarks.damage FILES MEMORY_MB`` prints what became of them as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from random import Random

from benchmarks import resealing
from benchmarks.resealing import Subject
from benchmarks.spoiling import with_damage
from review_protocol.errors import Altered, OpeningError, ProtocolError


def attack(files: int) -> dict[str, float]:
    """Read so many damaged files, and tell what became of them.

    What is damaged outside must be refused or the same; what was made anew is refused, or read
    as what it says now. ``behind`` of these came past signatures, sums and seals.
    """
    random = Random(2026)
    subjects = [(each, each.read(each.data)) for each in resealing.subjects()]
    told: Counter[str] = Counter(wrong=0, unchanged=0, resealed=0, behind=0)
    slowest = 0.0
    for number in range(files):
        subject, good = subjects[number // 2 % len(subjects)]
        is_inside = bool(number % 2)
        damaged = subject.remade(random) if is_inside else with_damage(subject.data, random)
        began = time.process_time()
        became = _became(subject, damaged, good, is_inside=is_inside)
        slowest = max(slowest, time.process_time() - began)
        told.update([became, "resealed"] if is_inside else [became])
    del told["refused"]
    return {**told, "slowest_ms": round(slowest * 1_000, 1)}


def _became(subject: Subject, damaged: bytes, good: object, *, is_inside: bool) -> str:
    try:
        found = subject.read(damaged)
    except (Altered, OpeningError):
        return "refused"
    except ProtocolError:
        return "behind" if is_inside else "refused"
    except Exception:  # noqa: BLE001  # what must never happen is what is counted
        return "wrong"
    if is_inside:
        return "behind"
    return "unchanged" if found == good else "wrong"


def limit_memory(megabytes: int) -> None:
    """Whatever asks for more fails; on systems that can say so."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    count, megabytes = map(int, sys.argv[1:])
    limit_memory(megabytes)
    print(json.dumps(attack(count)))
