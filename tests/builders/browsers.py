"""A real Chromium, with and without scripts, and axe-core to look at what it shows.

Nothing is fetched: the browser is the system's (`dev.py test` installs it), axe-core comes in
the package `axe-playwright-python`.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
GRAVE = {"serious", "critical"}
WIDE, NARROW = (1280, 900), (320, 640)


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    """The system's Chromium. A machine without one fails the tests: they are never skipped."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    assert found, f"No browser is installed; on Debian or Ubuntu: apt-get install {NAMES[0]}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            # Tests may run as root, where no sandbox starts; the pages are our own.
            args=["--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server"],
        )
        try:
            yield browser
        finally:
            browser.close()


def grave_findings(page: Page) -> list[str]:
    """What axe-core finds serious or critical, WCAG 2.2 AA and its own rules alike."""
    response: dict[str, Any] = Axe().run(page).response
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in response["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def sideways(page: Page) -> int:
    """How many pixels of the page lie outside the window, to the side."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found
