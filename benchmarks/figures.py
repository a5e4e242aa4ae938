"""Medians, percentiles and verdicts, as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure. ``unit`` is ms, s, MB, bytes or ratio; ``limit`` is its target."""

    name: str
    value: float
    unit: str
    limit: float
    runs: int
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """Whether the target holds."""
        return self.value <= self.limit

    def as_json(self) -> dict[str, Any]:
        """The figure with its verdict."""
        return {**asdict(self), "reached": self.reached}


def median(samples: Sequence[float]) -> float:
    """The middle of at least five samples."""
    if len(samples) < 5:
        raise ValueError(f"{len(samples)} samples are too few for a median; take five")
    return statistics.median(samples)


def percentile(samples: Sequence[float], share: float) -> float:
    """The value below which this share of the samples lies (nearest rank)."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
