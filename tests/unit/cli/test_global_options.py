from __future__ import annotations

import pytest

from desktop_app.cli.global_options import hoisted


@pytest.mark.parametrize(
    ("given", "parsed"),
    [
        ("form check F --json", "--json form check F"),
        ("answer show R --profile P --json", "--profile P --json answer show R"),
        ("answer --dossier=D show R", "--dossier=D answer show R"),
        ("--passphrase-file F answer show R", "--passphrase-file F answer show R"),
        ("answer set R -- --json", "answer set R -- --json"),
        ("answer show R --profile", "--profile answer show R"),
        ("form check F --profiles", "form check F --profiles"),
    ],
)
def test_global_options_may_stand_anywhere(given: str, parsed: str) -> None:
    assert hoisted(given.split()) == parsed.split()
