"""`review-desk demo` does the whole main job and says so."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from desktop_app.demo.running import run_demo


def test_the_demonstration_succeeds_and_tells_what_it_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run_demo(tmp_path / "out", random=Random(1))
    told = capsys.readouterr().out
    assert code == 0, told
    assert "117 answers were entered" in told
    assert {"response.pdf", "response.docx", "response.xml", "screen-home.png"} <= {
        path.name for path in (tmp_path / "out").iterdir()
    }
