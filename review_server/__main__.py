"""`review-server` and `python -m review_server`."""

from __future__ import annotations

import sys

from review_server.cli import main

if __name__ == "__main__":
    sys.exit(main())
