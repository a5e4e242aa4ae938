"""A process that opens questionnaires and answers them, and tells how long it took; JSON lines.

``bare``: nothing but the engine's modules. ``memory PACK``: opens one and looks at each
node once. ``times PACK XFORM-STEPS``: loads it again and again, cold and from what a profile
keeps of it, then answers. Times are processor time, which other work on the machine does not
lengthen.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import psutil

from desktop_app.domain.nodes import Answers
from desktop_app.forms.collecting import collection_paused
from desktop_app.forms.form import Form
from desktop_app.forms.pack import read_pack
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire

LOADS = 5
PASSPHRASE = "seven herons over the quiet lock"


def tell(**facts: object) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def peak_mb() -> float:
    """The most memory that this process had so far.

    On Linux ``getrusage`` counts what the process was started from, too.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))
        assert found is not None
        return int(found[1]) / 1024
    return float(psutil.Process().memory_info().rss) / 2**20


def bare() -> None:
    """What the engine takes before it has any questionnaire."""
    tell(peak_mb=peak_mb())


def memory(pack: str) -> None:
    """What one open questionnaire takes."""
    form = _opened(_read(Path(pack).read_bytes()))
    for key in form.walk():
        form.state(key)
    tell(peak_mb=peak_mb())


def times(pack: str, steps: str) -> None:
    """Milliseconds of each load and each answer."""
    data = Path(pack).read_bytes()
    cold = [_timed(lambda: _opened(_read(data))) for _ in range(LOADS)]
    with tempfile.TemporaryDirectory() as folder:
        cached = list(_from_profile(Path(folder), data))
    form = _opened(_read(data))
    answers = [_answered(form, step) for step in json.loads(Path(steps).read_bytes())]
    tell(cold=cold, cached=cached, answers=answers)


def _read(data: bytes) -> Questionnaire:
    pack = read_pack(data)
    return read_questionnaire(pack.xform, pack.secondary)


def _opened(questionnaire: Questionnaire) -> Form:
    now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731
    return Form(questionnaire, answers=Answers(), now=now, random=Random(1))


def _from_profile(folder: Path, data: bytes) -> Iterator[float]:
    """Loads as a profile does them: pack and image out of its encrypted database."""
    from desktop_app.services.dossiers import create_dossier, pack_of  # noqa: PLC0415
    from desktop_app.services.profiles import KdfCost, create_profile  # noqa: PLC0415
    from desktop_app.services.questionnaires import questionnaire_of  # noqa: PLC0415

    new = create_profile(
        folder / "profile", name="A", email="", passphrase=PASSPHRASE, kdf=KdfCost.FOR_TESTS
    )
    profile = new.profile
    dossier = create_dossier(profile, pack=read_pack(data), party="Ruritania").id
    for _ in range(LOADS):
        yield _timed(lambda: _opened(questionnaire_of(profile, pack_of(profile, dossier))))
    profile.close()


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds; nothing that an earlier load worked out is there any more.

    Garbage is collected afterwards, as in the window (`ui.garbage`).
    """
    for module in list(sys.modules.values()):
        if module.__name__.startswith("desktop_app.forms"):
            _forget(module)
    with collection_paused():
        began = time.thread_time()
        work()
        taken = (time.thread_time() - began) * 1000
    gc.collect()
    return taken


def _forget(module: ModuleType) -> None:
    for each in vars(module).values():
        clear = getattr(each, "cache_clear", None)
        if clear is not None:
            clear()


def _answered(form: Form, step: dict[str, Any]) -> float:
    """From a ref and a text to the nodes that changed."""
    began = time.thread_time()
    changed = form.set(form.resolve(step["ref"]), step["value"])
    taken = (time.thread_time() - began) * 1000
    assert changed
    return taken


def main() -> None:
    """Do what the first argument names."""
    known: dict[str, Callable[..., None]] = {"bare": bare, "memory": memory, "times": times}
    known[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
