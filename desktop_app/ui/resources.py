"""Where the files lie that the window reads: icons, styles, translations."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]

ICONS = _ROOT / "resources" / "icons"
STYLES = _ROOT / "resources" / "styles"
TRANSLATIONS = _ROOT / "i18n"
