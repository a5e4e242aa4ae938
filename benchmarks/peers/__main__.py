"""Say which peers can be used; ``python -m benchmarks.peers install`` gets them first."""

from __future__ import annotations

import sys

from benchmarks.peers import engines, lines


def main(arguments: list[str]) -> int:
    """Install if asked to, then say what can be used; the exit code is 1 if not all can."""
    if arguments not in ([], ["install"]):
        print("usage: python -m benchmarks.peers [install]", file=sys.stderr)
        return 2
    faults = [*engines.install(), *lines.install()] if arguments else []
    peers, missing = engines.ready()
    for peer in peers:
        print(f"{peer.name} {peer.version} ({peer.runtime}) is ready in {engines.folder()}")
    others, missing_too = lines.ready()
    missing += missing_too
    for name in others:
        print(f"{name} is ready")
    for sentence in dict.fromkeys([*faults, *missing]):
        print(sentence)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
