"""Statements compiled once for all databases that a test opens, and not for each anew.

A test of many short lives opens hundreds of databases of one shape; compiling the same
statements for each of them takes more time than all that they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine

_FIRST: list[Engine] = []


@contextmanager
def compiled_once() -> Iterator[None]:
    """Meanwhile all engines share what the first has compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop_app.store.engine.create_engine", _sharing)
        yield


def _sharing(*arguments: Any, **options: Any) -> Engine:
    made = create_engine(*arguments, **options)
    _FIRST.append(made)
    del _FIRST[1:]
    made.dialect = _FIRST[0].dialect  # what is compiled is kept by dialect
    made._compiled_cache = _FIRST[0]._compiled_cache
    return made
