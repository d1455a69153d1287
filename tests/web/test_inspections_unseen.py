"""Readers see no inspections, wherever reports are listed, opened, shown or handed out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.domain.people import Person
from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Phone, new_id, time

LISTS = (
    "/reports",
    "/reports?kind=visit",
    "/reports?kind=control_purchase",
    "/reports?q=exempel",
    "/reports?state=reviewed",
    "/reports/map",
    "/reports/layers/areas",
    "/reports/hours",
    "/reports/trend",
    "/reports/export.csv",
    "/reports/export.geojson",
)


@pytest.fixture
def inspected(node: Node, add_person: Callable[..., Person], coordinator: Desk) -> dict[str, str]:
    """A visit and a control purchase of Krog Exempel, both reviewed; their ids by kind."""
    inspector = Phone(node, add_person("inspector", "kommun"))
    own = {"authority": "kommun", "reporter": inspector.person.id, "version": 1}
    sent = {**own, "submitted_at": time(), "premises": new_id(), "premises_name": "Krog Exempel"}
    place = {"lat": 55.793, "lon": 13.112, "accuracy": 12, "source": "gps"}
    found = {
        "visit": {**inspections.visit(inspector.person, {"YS01": "ok"}), **sent, "place": place},
        "control_purchase": {**inspections.PURCHASE, **sent, "happened_at": time()},
    }
    made = {}
    for kind, fields in found.items():
        made[kind] = new_id()
        assert inspector.push(kind, made[kind], **fields).status == "stored"
        accepted = {"decision": "accept", "version": "1"}
        assert coordinator.post(f"/reports/{made[kind]}/review", accepted).status_code == 303
    return made


def test_a_reader_finds_none(desk_of: Callable[..., Desk], inspected: dict[str, str]) -> None:
    reader = desk_of("reader")
    for path in LISTS:
        answer = reader.get(path)
        assert answer.status_code == 200, path
        assert "Krog Exempel" not in answer.text, path
    for own in inspected.values():
        for path in ("", "/protocol", "/history"):
            assert reader.get(f"/reports/{own}{path}").status_code in (403, 404)
        assert reader.get(f"/reports?q={own[:8]}").text.count(own) == 0


def test_a_coordinator_of_the_authority_finds_them_and_of_another_does_not(
    desk_of: Callable[..., Desk], coordinator: Desk, inspected: dict[str, str]
) -> None:
    police = desk_of("coordinator", "polis")
    assert "Krog Exempel" in coordinator.get("/reports").text
    assert "Krog Exempel" not in police.get("/reports").text
    for own in inspected.values():
        assert coordinator.get(f"/reports/{own}").status_code == 200
        assert police.get(f"/reports/{own}").status_code == 404
