"""Names of things that outlive a program run: questions, instances, versions, dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

QuestionId = NewType("QuestionId", str)
InstanceId = NewType("InstanceId", str)
VersionId = NewType("VersionId", str)
DossierId = NewType("DossierId", str)
PackHash = NewType("PackHash", str)
NO_PACK = PackHash("")


@dataclass(frozen=True, slots=True, order=True)
class NodeKey:
    """One node of a form, by its name and the repeat instances around it.

    A question or group inside two nested repeats has two instance ids, outermost
    first. A repeat has the ids of what surrounds it; one instance of that repeat has
    the same name and one id more, its own. Positions never occur in a key, so it
    stays valid when instances before it are removed or the form is regrouped.
    """

    question: QuestionId
    instances: tuple[InstanceId, ...] = ()

    def __str__(self) -> str:
        if not self.instances:
            return self.question
        return f"{self.question}@{'/'.join(self.instances)}"

    @classmethod
    def parse(cls, text: str) -> NodeKey:
        """The inverse of ``str``."""
        name, _, path = text.partition("@")
        ids = tuple(InstanceId(part) for part in path.split("/")) if path else ()
        return cls(QuestionId(name), ids)
