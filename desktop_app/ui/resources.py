"""Where the files lie that the window reads: icons, styles, its sign, translations."""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]

ICONS = _ROOT / "resources" / "icons"
STYLES = _ROOT / "resources" / "styles"
SIGN = _ROOT / "resources" / "sign" / "review-desk.svg"
TRANSLATIONS = _ROOT / "resources" / "translations"  # compiled from the sources in i18n
