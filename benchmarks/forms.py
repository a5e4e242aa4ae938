"""The form engine against two others in the same run: loading, answering, memory.

Without the peers (`benchmarks/peers/README.md`) only what needs none is measured, and it is
said which are missing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import Figure, median
from benchmarks.generated import Size, build, selects, texts, xform_path
from benchmarks.peers import engines
from benchmarks.peers.engines import NotInstalled, Peer
from benchmarks.processes import run_module

ROUNDS = 3
WARMING = 5  # loads of JavaRosa that do not count: it grows faster as it is compiled
LOADS = 5
ANSWERED = 60
QUESTIONS = (100, 1000, 3000)
KINDS = ("yes", "text", "no")
SMALLEST, MIDDLE, LARGEST = (Size(questions=count) for count in QUESTIONS)
SIZES = tuple(
    Size(questions=count, has_rows=has_rows)
    for has_rows in (False, True)
    for count in QUESTIONS
)
WITHOUT_TOTAL = tuple(Size(questions=count, has_total=False) for count in QUESTIONS)


@dataclass(slots=True)
class Times:
    """Milliseconds of one engine with one questionnaire; answers by their kind."""

    loads: dict[str, list[float]] = field(default_factory=dict)
    answers: dict[str, list[float]] = field(default_factory=dict)

    def add(self, into: dict[str, list[float]], name: str, found: Sequence[float]) -> None:
        """Take in what was measured."""
        into.setdefault(name, []).extend(found)

    def load(self, name: str) -> float:
        """The median of one kind of load."""
        return median(self.loads[name])

    def answer(self, *kinds: str, of: str = "") -> float:
        """The median of answers of some kinds."""
        return median([taken for kind in kinds for taken in self.answers[of + kind]])

    def as_json(self) -> dict[str, Any]:
        """All medians."""
        return {
            "load_ms": {name: round(median(found), 2) for name, found in self.loads.items()},
            "answer_ms": {
                name: round(median(found), 4) for name, found in self.answers.items()
            },
        }


def measure() -> Iterator[Figure]:
    """All figures; those against a peer that is not here are left out."""
    with TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        bench.prepare()
        yield from bench.loading()
        yield from bench.answering()
        yield from bench.memory()


class _Bench:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._ours: dict[str, Times] = {}
        self._javarosa: dict[str, Times] = {}
        self._peers: dict[str, str] = {}
        self._missing: list[str] = []

    def prepare(self) -> None:
        """Build the questionnaires, and let all engines load and answer them, in turns."""
        for size in (*SIZES, *WITHOUT_TOTAL):
            pack = build(size, self._folder)
            self._pack(size).write_bytes(pack.file)
            self._steps_file(size).write_text(json.dumps(_steps(size)), encoding="utf-8")
        javarosa = self._peer(engines.javarosa)
        for _ in range(ROUNDS):
            for size in SIZES:
                self._measure_ours(size)
                if javarosa is not None:
                    self._measure_javarosa(size, javarosa)
            for size in WITHOUT_TOTAL:
                self._measure_ours(size)

    # Figures.

    def loading(self) -> Iterator[Figure]:
        """Ratios to JavaRosa, and how the cost grows."""
        for has_rows in (False, True):
            largest = Size(questions=LARGEST.questions, has_rows=has_rows)
            middle = Size(questions=MIDDLE.questions, has_rows=has_rows)
            for kind, limit in (("cold", 1 / 2.5), ("cached", 1 / 5)):
                if self._javarosa:
                    yield self._figure(
                        f"load {largest.name}, {kind} / JavaRosa warm",
                        self._ours[largest.name].load(kind)
                        / self._javarosa[largest.name].load("warm"),
                        limit,
                        self._both(largest),
                    )
                yield self._figure(
                    f"load {kind}, {largest.name} / {middle.name}",
                    self._ours[largest.name].load(kind) / self._ours[middle.name].load(kind),
                    3.5,
                    {name: self._ours[name].as_json() for name in (largest.name, middle.name)},
                )

    def answering(self) -> Iterator[Figure]:
        """Ratios to JavaRosa, the time itself, and that it does not grow with the form."""
        for has_rows in (False, True):
            size = Size(questions=LARGEST.questions, has_rows=has_rows)
            ours = self._ours[size.name].answer(*KINDS)
            if self._javarosa:
                yield self._figure(
                    f"one answer at {size.name} / JavaRosa",
                    ours / self._javarosa[size.name].answer(*KINDS, of="step "),
                    1 / 10,
                    self._both(size),
                )
            details = self._ours[size.name].as_json()
            yield self._figure(f"one answer at {size.name}", ours, 1.0, details, unit="ms")
        smallest, *_, largest = (self._ours[size.name] for size in WITHOUT_TOTAL)
        yield self._figure(
            "one answer without a total, 3000 / 100",
            largest.answer(*KINDS) / smallest.answer(*KINDS),
            1.25,
            {size.name: self._ours[size.name].as_json() for size in WITHOUT_TOTAL},
        )

    def memory(self) -> Iterator[Figure]:
        """What 3,000 questions take, above what each engine takes without any."""
        bare = self._child("bare")["peak_mb"]
        whole = self._child("memory", self._pack(LARGEST))["peak_mb"]
        details: dict[str, Any] = {"ours_mb": whole, "ours_bare_mb": bare}
        web_forms = self._peer(engines.web_forms)
        if web_forms is None:
            yield self._figure("memory at 3000", whole - bare, 100.0, details, unit="MB")
            return
        small, large = (
            {"id": size.name, "form": str(xform_path(size, self._folder))}
            for size in (SMALLEST, LARGEST)
        )
        before, after = web_forms.play([{**small, "brief": True}, large])
        details |= {"web_forms_mb": after["peak_mb"], "web_forms_bare_mb": before["peak_mb"]}
        details |= {"web_forms_load_ms": after["ms"]["load"]}
        taken = after["peak_mb"] - before["peak_mb"]
        name = "memory at 3000 / ODK Web Forms"
        yield self._figure(name, (whole - bare) / taken, 1 / 10, details)

    def _figure(
        self,
        name: str,
        value: float,
        limit: float,
        details: Mapping[str, Any],
        *,
        unit: str = "ratio",
    ) -> Figure:
        more = {"peers": self._peers, "missing": self._missing} | dict(details)
        return Figure(
            name=name, value=value, unit=unit, limit=limit, runs=ROUNDS * LOADS, details=more
        )

    def _both(self, size: Size) -> dict[str, Any]:
        return {
            "ours": self._ours[size.name].as_json(),
            "javarosa": self._javarosa[size.name].as_json(),
        }

    # Measuring.

    def _measure_ours(self, size: Size) -> None:
        line = self._child("times", self._pack(size), self._steps_file(size))
        times = self._ours.setdefault(size.name, Times())
        for kind in ("cold", "cached"):
            times.add(times.loads, kind, line[kind])
        for place, kind in enumerate(KINDS):
            times.add(times.answers, kind, line["answers"][place :: len(KINDS)])

    def _measure_javarosa(self, size: Size, peer: Peer) -> None:
        form = str(xform_path(size, self._folder))
        jobs = [
            {"id": number, "form": form, "steps": _steps(size), "brief": True}
            for number in range(WARMING + LOADS)
        ]
        results = peer.play(jobs)
        assert all(each["ok"] and not each["step_errors"] for each in results)
        times = self._javarosa.setdefault(size.name, Times())
        for result in results[WARMING:]:
            times.add(times.loads, "warm", [result["ms"]["load"]])
            for what, name in (("steps", "step "), ("evaluations", "evaluation ")):
                for place, kind in enumerate(KINDS):
                    found = result["ms"][what][place :: len(KINDS)]
                    times.add(times.answers, name + kind, found)

    def _peer(self, make: Any) -> Peer | None:
        try:
            peer: Peer = make()
        except NotInstalled as reason:
            self._missing.append(str(reason))
            print(f"left out: {reason}", file=sys.stderr, flush=True)
            return None
        self._peers[peer.name] = f"{peer.version} ({peer.runtime})"
        return peer

    def _child(self, *arguments: object) -> Mapping[str, Any]:
        return run_module("benchmarks.forms_child", *map(str, arguments))[-1]

    def _pack(self, size: Size) -> Path:
        return self._folder / f"{size.name}.rdpack"

    def _steps_file(self, size: Size) -> Path:
        return self._folder / f"{size.name}.steps.json"


def _steps(size: Size) -> list[dict[str, str]]:
    """Yes, a reason, and no, for questions all over the form."""
    pairs = list(zip(selects(size), texts(size), strict=True))
    chosen = pairs[:: max(1, len(pairs) // ANSWERED)][:ANSWERED]
    return [
        {"op": "set", "ref": ref, "value": value}
        for select, text in chosen
        for ref, value in ((select, "yes"), (text, "Because the law says so."), (select, "no"))
    ]
