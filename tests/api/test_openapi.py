"""The OpenAPI document is of every route, and no answer is outside it, whatever is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from schemathesis.openapi import from_dict

from fieldapp import create_app
from fieldapp.api import ROUTES
from fieldapp.api.openapi import document
from fieldapp.api.operations import OPERATIONS
from fieldapp.config import Settings
from fieldapp.node import Node
from tests.api.conftest import BYTES, Phone, invited

NOT_JUDGED = [
    # HTTP's words on what an unsupported method or header is answered with are Werkzeug's.
    schemathesis.checks.unsupported_method,
    schemathesis.checks.positive_data_acceptance,
    schemathesis.checks.negative_data_rejection,
    schemathesis.checks.missing_required_header,
    schemathesis.checks.ignored_auth,
]


def test_every_route_is_described_and_nothing_else() -> None:
    routed = {
        (re.sub(r"<(\w+)>", r"{\1}", rule), method)
        for rule, methods, _ in ROUTES
        for method in methods
    }
    assert OPERATIONS.keys() == routed


def test_it_is_served_to_whoever_asks(app: Flask) -> None:
    answer = app.test_client().get("/api/openapi.json")
    assert answer.status_code == 200
    assert answer.get_json() == document()
    assert answer.get_json()["openapi"] == "3.1.0"


def test_patterns_are_such_that_a_browser_reads_them() -> None:
    patterns = re.findall(r"'pattern': '(.*?)'", str(document()))
    assert patterns
    assert not [pattern for pattern in patterns if r"\Z" in pattern or pattern[0] != "^"]


@schemathesis.serializer(BYTES)
def as_bytes(_: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


schema = from_dict(document())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[Phone]]]:
    """A node, and the phones of a walker and of another node."""
    folder: Path = tmp_path_factory.mktemp("openapi")
    app = create_app(Settings(data=folder, max_body_bytes=100_000, max_photo_bytes=200_000))
    node: Node = app.extensions["fieldapp"]
    phones = [invited(app), invited(app, is_node=True)]
    for phone in phones:
        phone.enrol()
    yield app, phones
    node.db.close()


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_no_answer_is_outside_its_schema(
    case: schemathesis.Case, served: tuple[Flask, list[Phone]]
) -> None:
    app, phones = served
    for phone in phones:
        headers = {name: str(value) for name, value in (case.headers or {}).items()}
        headers |= {**phone.headers, "Accept-Encoding": "identity"}
        response = case.call(headers=headers, app=app)
        case.validate_response(response, excluded_checks=NOT_JUDGED)
