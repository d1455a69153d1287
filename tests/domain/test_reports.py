"""Reports as the desk lists them."""

from __future__ import annotations

from typing import Any

import pytest

from fieldapp.domain.reports import Report, project, true_time
from tests import inspections, make

SHA = "ab" * 32


def projected(
    kind: str, fields: dict[str, Any], reviews: list[dict[str, Any]] | None = None
) -> Report:
    return project(kind, fields, reviews or [], make.catalog())


@pytest.mark.parametrize(
    ("time", "true"),
    [
        ({"at": "2026-11-20T21:07:30.123+01:00", "offset": -350}, "2026-11-20T20:07:29.773Z"),
        ({"at": "2026-11-20T20:07:30Z", "offset": None}, "2026-11-20T20:07:30.000Z"),
        (
            {"at": "2028-11-20T21:00:00+01:00", "offset": -2 * 366 * 86_400_000},
            "2026-11-19T20:00:00.000Z",
        ),
        (None, None),
    ],
)
def test_the_true_time_is_the_devices_time_and_its_offset(time: Any, true: str | None) -> None:
    assert true_time(time) == true


def test_an_observation_is_listed_by_what_when_and_where() -> None:
    report = projected("observation", dict(make.Phone().observation().fields))
    assert (report.state, report.version, report.category) == ("submitted", 1, "OB19")
    assert (report.lat, report.lon, report.accuracy) == (55.793, 13.112, 12)
    assert report.area == "kavlinge-centrum"
    assert report.happened_at == "2026-11-20T20:07:30.123Z"


def test_where_it_happened_goes_before_where_the_reporter_stood() -> None:
    fields = {"stood": make.position(), "place": make.position(55.742, 12.960)}
    report = projected("observation", fields)
    assert (report.lat, report.area) == (55.742, "vikhog")


def test_a_pass_is_listed_by_its_kind_area_and_start() -> None:
    report = projected("shift", dict(make.Phone().shift(summary="Lugnt.").fields))
    assert (report.category, report.area, report.lat) == ("nightWalk", "furulund-centrum", None)
    assert report.happened_at == "2026-11-20T20:07:30.123Z"
    assert "Lugnt." in report.text


def test_it_is_found_by_its_own_words_and_by_those_of_the_catalog() -> None:
    fields = {"category": "OB19", "note": "Mörkt.", "place_name": "Tunneln", "area": "vikhog"}
    text = projected("observation", fields).text
    assert all(word in text for word in ("Mörkt.", "Tunneln", "belysning", "Vikhög"))


def test_personal_data_is_counted_and_nothing_is_taken_away() -> None:
    report = projected("observation", {"note": "Ring 070-123 45 67.", "place_name": "ABC12D"})
    assert report.flags == 2
    assert "070-123 45 67" in report.text


def test_the_state_follows_from_the_reviews() -> None:
    fields = dict(make.Phone().observation().fields)
    returned = {"decision": "return", "version": 1}
    assert projected("observation", fields, [returned]).state == "returned"
    again = {**fields, "version": 2}
    assert projected("observation", again, [returned]).state == "submitted"
    assert projected("observation", {"note": "Bara ett utkast."}).state == "draft"


def test_a_visit_is_listed_by_its_occasion_and_premises_and_found_by_what_was_written() -> None:
    inspector = make.Phone(make.person("inspector", "kommun"))
    found = {"YS07": inspections.deficiency("Serveringsansvarig saknas. Ring 070-123 45 67.")}
    report = projected("visit", dict(inspector.visit(answers=found, summary="Lugnt.").fields))
    assert (report.category, report.place_name) == ("planned", "Krog Exempel")
    assert report.happened_at == "2026-11-20T19:07:30.123Z"
    for word in ("Krog Exempel", "Serveringsansvarig saknas.", "Lugnt.", "Planerat"):
        assert word in report.text
    assert report.flags == 1


def test_a_control_purchase_is_listed_by_its_product_and_premises() -> None:
    inspector = make.Phone(make.person("inspector", "kommun"))
    report = projected("control_purchase", dict(inspector.purchase().fields))
    assert (report.category, report.place_name) == ("folkol", "Livs & Låtsas")
    assert "Vi pratade om rutinen." in report.text


def test_a_report_with_nothing_in_it_is_listed_all_the_same() -> None:
    report = projected("visit", {"place": None, "stood": None, "note": None, "submitted_at": None})
    assert (report.text, report.lat, report.photos) == ("", None, {})


def test_its_photos_are_those_of_the_manifest() -> None:
    report = projected("observation", {f"photos/{SHA}": make.manifest()})
    assert list(report.photos) == [SHA]
