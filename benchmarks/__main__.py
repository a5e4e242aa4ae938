"""Run the benchmarks, all or those named: ``python3 dev.py bench [NAME ...]``.

Prints one JSON document and keeps it under `benchmarks/results/`. The exit code is 1 when a
target is missed, so that nobody overlooks it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

NAMES = (
    "start",
    "unlock",
    "screen",
    "autosave",
    "memory",
    "kill",
    "setsize",
    "derive",
    "imports",
    "receiving",
    "sync",
    "client-rounds",
    "server",
    "hostile",
    "forms",
)
ON_REQUEST = (
    "forms-diff",
    "forms-fuzz",
    "convergence",
)  # minutes, or more than Python is needed
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Measure, print, keep; the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=", ".join((*NAMES, *ON_REQUEST))
    )
    names = parser.parse_args().names or NAMES
    unknown = set(names) - {*NAMES, *ON_REQUEST}
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    figures = []
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        module = importlib.import_module(f"benchmarks.{name.replace('-', '_')}")
        figures += [figure.as_json() for figure in module.measure()]
    report = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "figures": figures,
    }
    text = json.dumps(report, indent=2, ensure_ascii=False)
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{'-'.join(names)}.json").write_text(text + "\n", encoding="utf-8")
    return 0 if all(figure["reached"] for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
