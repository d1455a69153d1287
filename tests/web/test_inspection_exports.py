"""Visits and deficiencies handed out as tables, with the page's filters and a note in the log."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from fieldapp import tabular
from fieldapp.node import Node
from fieldapp.storage import audit
from fieldapp.web import inspection_exports
from tests import inspections
from tests.web.conftest import Desk, Inspector


@pytest.fixture
def two(inspector: Inspector) -> list[str]:
    return [
        inspector.visit(
            {"YS07": inspections.deficiency("=Ingen; på plats", deadline="2026-12-01")},
            premises=inspector.premises(name="Åkes krog"),
        ),
        inspector.visit({}, occasion="event"),
    ]


def table(answer: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in tabular.read(answer).rows]


def test_visits_are_what_the_filters_find(coordinator: Desk, two: list[str]) -> None:
    answer = coordinator.get("/visits/export.csv?found=1")
    assert answer.data.startswith(b"\xef\xbb\xbfObjekt;")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="tillsynsbesok-')
    (row,) = table(answer.data)
    assert row["Objekt"] == "Åkes krog"
    assert row["Typ av besök"] == "Planerat oanmält"
    assert row["Inspektörer"] == "inspector kommun"
    assert (row["Läge"], row["Brister"]) == ("Att granska", "1")
    assert len(table(coordinator.get("/visits/export.csv").data)) == 2


def test_deficiencies_are_what_the_filters_find(coordinator: Desk, two: list[str]) -> None:
    (row,) = table(coordinator.get("/deficiencies/export.csv?severity=serious").data)
    assert (row["Punkt"], row["Lagrum"], row["Allvar"]) == ("YS07", "AL 8:18 1 st", "Allvarlig")
    assert row["Iakttagelse"] == "=Ingen; på plats"
    assert row["Ska vara åtgärdad"] == "2026-12-01"
    assert table(coordinator.get("/deficiencies/export.csv?severity=minor").data) == []


@pytest.mark.parametrize("what", ["visits", "deficiencies"])
def test_a_spreadsheet_has_the_same(coordinator: Desk, two: list[str], what: str) -> None:
    answer = coordinator.get(f"/{what}/export.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    told = table(coordinator.get(f"/{what}/export.csv").data)
    assert list(rows[0]) == list(told[0])
    assert len(rows) == len(told) + 1


def test_each_is_noted_with_its_filter_and_how_many(
    node: Node, coordinator: Desk, two: list[str]
) -> None:
    coordinator.get("/visits/export.csv?found=1")
    coordinator.get("/deficiencies/export.xlsx")
    with node.db.read() as db:
        noted = [one.detail for one in audit.newest(db, action="inspections-exported")]
    assert noted == ["xlsx, 1 rad brister, alla", "csv, 1 rad besök, found=1"]


def test_more_than_a_file_should_hold_is_refused(
    coordinator: Desk, two: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection_exports, "MOST", 1)
    assert coordinator.get("/visits/export.csv").status_code == 422


def test_all_pages_are_read(
    coordinator: Desk, two: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection_exports, "_AT_ONCE", 1)
    assert len(table(coordinator.get("/visits/export.csv").data)) == 2


def test_it_is_for_those_who_may(desk_of: Callable[..., Desk], two: list[str]) -> None:
    for role in ("reader", "administrator"):
        assert desk_of(role).get("/visits/export.csv").status_code == 403
    assert table(desk_of("coordinator", "polis").get("/visits/export.csv").data) == []
