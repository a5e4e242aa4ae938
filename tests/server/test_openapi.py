"""The published description of the interface, tried by schemathesis against a real process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.builders.databases import KINDS
from tests.builders.servers import Process, make_office

EXAMPLES = 60


@pytest.fixture(scope="module", params=KINDS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    """A server that serves, for all tries, on either database."""
    folder: Path = tmp_path_factory.mktemp("openapi") / "server"
    made = Process(make_office(folder, request.param))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture(scope="module")
def description(served: Process) -> Any:
    """What the server publishes of itself."""
    address = f"http://127.0.0.1:{served.ports[0]}"
    with requests.Session() as session:
        session.trust_env = False
        found = session.get(f"{address}/openapi.json", timeout=30).json()
    made = schemathesis.openapi.from_dict(found)
    made.config.update(base_url=address)
    return made


@pytest.mark.parametrize("label", ["POST /v1/rounds", "GET /health"])
def test_it_answers_as_it_says(description: Any, label: str) -> None:
    """Whatever is sent: a status, a type and a body that the description has.

    Left out is that any body which fits the description must be taken: it is bytes there, and
    what makes them a request is in docs/protocol.md.
    """
    (operation,) = [
        found.ok() for found in description.get_all_operations() if found.ok().label == label
    ]
    session = requests.Session()
    session.trust_env = False

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(operation.as_strategy())
    def every(case: Any) -> None:
        case.call_and_validate(session=session, excluded_checks=[positive_data_acceptance])

    with session:
        every()


def test_both_paths_are_in_it(description: Any) -> None:
    """What is tried above is not nothing."""
    operations = {each.ok().label for each in description.get_all_operations()}
    assert operations == {"POST /v1/rounds", "GET /health"}
