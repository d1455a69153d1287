"""What is handed out is what the list shows, in files that other programs open."""

from __future__ import annotations

import csv
import io
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pyogrio
import pytest
from openpyxl import load_workbook

from fieldapp.node import Node
from fieldapp.web import report_exports
from tests.web.conftest import Desk, Phone, handed_out

PATH = "/reports/export"


@pytest.fixture
def report(phone: Phone) -> str:
    return phone.observe(place_name="Gångtunneln", note='Tre lyktor; mörkt "igen".\nÅ, ä och ö.')


def test_csv_as_a_swedish_spreadsheet_reads_it(coordinator: Desk, report: str) -> None:
    answer = coordinator.get(f"{PATH}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="rapporter-')
    (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert row["Id"] == report
    assert row["Text"] == 'Tre lyktor; mörkt "igen". Å, ä och ö.'
    assert row["Latitud"] == "55,793"


def test_xlsx_with_times_that_are_times(coordinator: Desk, report: str) -> None:
    sheet = load_workbook(io.BytesIO(coordinator.get(f"{PATH}.xlsx").data)).active
    assert sheet
    header, row = list(sheet.iter_rows(values_only=True))
    found = dict(zip(header, row, strict=True))
    assert found["Id"] == report
    assert str(found["Hände"]) == "2026-11-20 21:07:30"
    assert found["Latitud"] == 55.793


def test_geojson_with_longitude_first(coordinator: Desk, phone: Phone, report: str) -> None:
    placeless = phone.observe(place=None)
    found = json.loads(coordinator.get(f"{PATH}.geojson").data)
    places = {one["id"]: one["geometry"] for one in found["features"]}
    assert places == {report: {"type": "Point", "coordinates": [13.112, 55.793]}, placeless: None}


def test_a_geopackage_that_gdal_opens(
    coordinator: Desk, phone: Phone, report: str, tmp_path: Path
) -> None:
    placeless = phone.observe(place=None)
    file = tmp_path / "rapporter.gpkg"
    file.write_bytes(coordinator.get(f"{PATH}.gpkg").data)
    assert pyogrio.list_layers(file).tolist() == [["reports", "Point"]]
    info = pyogrio.read_info(file)
    assert (info["crs"], info["features"]) == ("EPSG:4326", 2)
    _, _, geometries, fields = pyogrio.raw.read(file)
    ids = fields[list(info["fields"]).index("id")].tolist()
    places = {
        own: struct.unpack("<dd", wkb[5:]) if wkb else None
        for own, wkb in zip(ids, geometries, strict=True)
    }
    assert places == {report: (13.112, 55.793), placeless: None}


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson", "gpkg"])
def test_filters_narrow_it_and_every_export_is_in_the_log(
    coordinator: Desk, phone: Phone, node: Node, form: str
) -> None:
    phone.observe()
    phone.observe(category="OB20")
    coordinator.get(f"{PATH}.{form}?category=OB20")
    assert handed_out(node) == [f"{form}, 1 rapport, category=OB20"]


def test_what_was_searched_for_is_not_in_the_log(coordinator: Desk, node: Node) -> None:
    coordinator.get(f"{PATH}.csv?q=Kalle")
    assert handed_out(node) == ["csv, 0 rapporter, sökning"]


def test_a_reader_gets_only_what_is_reviewed(desk_of: Callable[..., Desk], phone: Phone) -> None:
    phone.observe()
    assert json.loads(desk_of("reader").get(f"{PATH}.geojson").data)["features"] == []


def test_an_export_takes_more_than_a_page(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_exports, "_AT_ONCE", 2)
    sent = {phone.observe() for _ in range(5)}
    found = json.loads(coordinator.get(f"{PATH}.geojson").data)["features"]
    assert {one["id"] for one in found} == sent


def test_too_large_an_export_says_what_to_do(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_exports, "MOST", 1)
    phone.observe()
    phone.observe()
    answer = coordinator.get(f"{PATH}.csv")
    assert answer.status_code == 422
    assert "Välj ett smalare urval" in answer.text
