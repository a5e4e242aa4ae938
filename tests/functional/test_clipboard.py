"""The program ends well after something was copied in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPY = """
from PySide6.QtWidgets import QApplication
from desktop_app.ui.questionnaire.fields.paragraph_edit import ParagraphEdit
app = QApplication([])
edit = ParagraphEdit()
edit.show_text("copied")
edit.selectAll()
edit.copy()
print(app.clipboard().text(), app.clipboard().mimeData().formats())
"""


def test_a_copied_text_is_plain_and_does_not_crash_the_end() -> None:
    """The clipboard lets it go when Python is no more."""
    done = subprocess.run(
        [sys.executable, "-c", COPY],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "copied ['text/plain']\n"), done.stderr
