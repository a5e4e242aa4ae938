"""How much goes over a line at once: little at first, then what it carries in some seconds.

What is on its way when a line breaks is lost. So no request is made larger than what a few
seconds carry, as far as the last ones tell; a line that has broken gets less still. What it
costs beside the contents, some hundred bytes a request, stays small all the same.
"""

from __future__ import annotations

ROOMY = 8 * 1024 * 1024
"""Bytes of sets that go one way at once on the best of lines."""
SMALL = 24 * 1024
"""The same on a line of which nothing is known yet, or that has broken."""
SMALLEST = 8 * 1024
"""The same however often it breaks."""
PROBE = 4 * 1024
"""The first after a break: how much of the last came, nobody but the other side knows."""
LASTS_S = 3.0
"""So long a request and its answer may be on their way."""
QUICK_S = 1.0
"""An answer that comes sooner came over a line that is not poor."""
FAIR = 128 * 1024
"""What such a line gets at least, until more is known: a response of 1,000 answers."""

_STEP = 1024
_TELLING = SMALL // 2  # fewer bytes tell how far away the other side is, not how wide the line


class Pace:
    """How many bytes of contents the next request may bring, and its answer.

    ``most`` is what a line that breaks is taken to bear at once.
    """

    def __init__(self) -> None:
        self.limit = SMALL
        self._fits, self.most = SMALL, ROOMY

    def bear(self, most: int) -> None:
        """The line is known to bear no more than this at once."""
        self.most = max(min(most, ROOMY), SMALLEST)
        self.limit = min(self.limit, self.most)

    def broke(self) -> None:
        """The line broke: less from now on, and half as much with each further break."""
        self.most = SMALL if self.most > SMALL else max(self.most // 2, SMALLEST)
        self.limit = PROBE

    def carried(self, size: int, seconds: float) -> None:
        """An answer came: so many bytes of contents went both ways together, in this time."""
        if seconds < QUICK_S:
            self.most = min(self.most + SMALL, ROOMY)
        elif self.most < SMALL:
            self.most = min(self.most + _STEP, SMALL)
        if size >= _TELLING:
            self._fits = int(size * LASTS_S / max(seconds, 0.001))
        elif seconds < QUICK_S:
            self._fits = max(int(self._fits * QUICK_S / max(seconds, 0.001)), FAIR)
        self._fits = min(max(self._fits, SMALLEST), ROOMY)
        self.limit = min(self._fits, self.most)
