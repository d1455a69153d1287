"""What is drawn on the map: counts of what the filters find and the viewer may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldapp.domain.people import Authority, Person
from fieldapp.node import Node
from fieldapp.web import map_layers
from tests.web.conftest import Desk, Phone, time

CENTRE = {"lat": 55.793, "lon": 13.112, "accuracy": 12, "source": "gps"}
HARBOUR = {"lat": 55.757, "lon": 12.905, "accuracy": 12, "source": "gps"}
VIEW = "zoom=13&view=55.70000,12.80000,55.90000,13.30000"


def layer(desk: Desk, name: str, query: str = "") -> Any:
    return desk.get(f"/reports/layers/{name}?{VIEW}&{query}").json


def reviewed(coordinator: Desk, phone: Phone, count: int, place: dict[str, Any]) -> None:
    for _ in range(count):
        report = phone.observe(place=place)
        coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})


def test_squares_hold_counts_and_their_places(coordinator: Desk, phone: Phone) -> None:
    for place in (CENTRE, CENTRE, HARBOUR):
        phone.observe(place=place)
    found = layer(coordinator, "squares")
    assert found["metres"] == 400
    assert sorted(square[4] for square in found["squares"]) == [1, 2]
    (two,) = [square for square in found["squares"] if square[4] == 2]
    south, west, north, east = two[:4]
    assert south <= CENTRE["lat"] < north
    assert west <= CENTRE["lon"] < east
    assert found["legend"] == [{"number": 1, "words": "1"}, {"number": 2, "words": "2 eller fler"}]
    assert two[5] == 2


def test_a_closer_look_has_finer_squares_and_only_those_in_sight(
    coordinator: Desk, phone: Phone
) -> None:
    phone.observe(place=CENTRE)
    phone.observe(place=HARBOUR)
    near = "zoom=15&view=55.75,12.90,55.76,12.91"
    found = coordinator.get(f"/reports/layers/squares?{near}").json
    assert found["metres"] == 100
    assert len(found["squares"]) == 1


@pytest.mark.parametrize("asked", ["", "zoom=x&view=y", "zoom=9999999", "zoom=-5&view=1,2,3"])
def test_a_strange_question_shows_the_municipality(
    asked: str, coordinator: Desk, phone: Phone
) -> None:
    phone.observe(place=CENTRE)
    for name in ("squares", "clusters", "areas"):
        assert coordinator.get(f"/reports/layers/{name}?{asked}").status_code == 200
    assert len(coordinator.get(f"/reports/layers/squares?{asked}").json["squares"]) == 1


def test_filters_narrow_every_layer(coordinator: Desk, phone: Phone) -> None:
    phone.observe(place=CENTRE, category="OB15", note="Klotter.")
    phone.observe(place=HARBOUR)
    for query in ("category=OB15", "q=klotter", "box=55.79,13.1,55.8,13.12"):
        assert [square[4] for square in layer(coordinator, "squares", query)["squares"]] == [1]
        areas = {area: count for area, count, _ in layer(coordinator, "areas", query)["areas"]}
        assert (areas["kavlinge-centrum"], areas["barsebackshamn"]) == (1, 0)
        (point,) = layer(coordinator, "clusters", query)["points"]
        assert (point["lat"], point["lon"]) == (CENTRE["lat"], CENTRE["lon"])


def test_a_receipt_code_is_drawn_alone(coordinator: Desk, phone: Phone, node: Node) -> None:
    report, _ = phone.observe(place=CENTRE), phone.observe(place=HARBOUR)
    with node.db.read() as db:
        (code,) = db.execute("SELECT receipt FROM reports WHERE id = ?", (report,)).fetchone()
    (point,) = layer(coordinator, "clusters", f"q={code}")["points"]
    assert point["href"] == f"/reports/{report}"


def test_few_are_points_and_many_are_groups(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_layers, "MOST_POINTS", 2)
    sent = phone.observe(place=CENTRE)
    phone.observe(place=HARBOUR)
    found = layer(coordinator, "clusters")
    assert found["clusters"] == []
    point = next(one for one in found["points"] if one["href"] == f"/reports/{sent}")
    assert point["tone"] == "new"
    assert "Kävlinge centrum" in point["label"]
    phone.observe(place={**CENTRE, "lat": 55.7932})
    groups = sorted(layer(coordinator, "clusters")["clusters"], key=lambda one: one[2])
    assert [group[2] for group in groups] == [1, 2]
    assert groups[1][0] == pytest.approx(55.7931)
    assert layer(coordinator, "clusters")["points"] == []


def test_a_reader_is_told_of_no_fewer_than_three_and_of_no_single_place(
    coordinator: Desk, desk_of: Callable[..., Desk], phone: Phone
) -> None:
    reviewed(coordinator, phone, 3, CENTRE)
    reviewed(coordinator, phone, 2, HARBOUR)
    phone.observe(place=CENTRE)
    reader = desk_of("reader")
    squares = layer(reader, "squares")
    assert sorted((one[4], one[5]) for one in squares["squares"] if one[4]) == [(3, 1)]
    assert [one[5] for one in squares["squares"] if one[4] is None] == [0]
    assert squares["few"] == "färre än 3"
    areas = {area: count for area, count, _ in layer(reader, "areas")["areas"]}
    assert (areas["kavlinge-centrum"], areas["barsebackshamn"]) == (3, None)
    assert layer(reader, "clusters") == {"clusters": [], "points": []}
    assert layer(coordinator, "squares")["few"] == ""


@pytest.mark.parametrize("authority", ["kommun", "polis"])
def test_nothing_is_drawn_of_what_another_desk_sees(
    authority: Authority,
    node: Node,
    add_person: Callable[..., Person],
    desk_of: Callable[..., Desk],
) -> None:
    Phone(node, add_person("walker", authority)).observe(place=CENTRE)
    for desk in ("kommun", "polis"):
        drawn = layer(desk_of("coordinator", desk), "squares")["squares"]
        assert len(drawn) == (1 if desk == authority else 0)


def test_a_week_has_the_same_bands_whatever_is_in_it(coordinator: Desk, phone: Phone) -> None:
    phone.observe(place=CENTRE)
    words = [
        band["words"]
        for band in layer(coordinator, "squares", "since=2026-11-16&until=2026-11-22")["legend"]
    ]
    assert words == ["1", "2–4", "5–9", "10–19", "20 eller fler"]


def test_the_weeks_of_the_slider_are_those_with_reports_and_between(
    coordinator: Desk, phone: Phone
) -> None:
    phone.observe(happened_at=time("2026-11-03T21:00:00.000+01:00"))
    phone.observe(happened_at=time("2026-11-20T21:00:00.000+01:00"))
    phone.observe(happened_at=time("2026-11-21T21:00:00.000+01:00"))
    phone.observe(happened_at=time("2026-11-21T21:00:00.000+01:00"), place=None)
    weeks = coordinator.get("/reports/weeks").json["weeks"]
    assert [(first, count) for first, _, _, count in weeks] == [
        ("2026-11-02", 1),
        ("2026-11-09", 0),
        ("2026-11-16", 2),
    ]
    assert weeks[-1][1:3] == ["2026-11-22", "vecka 47, 16 nov–22 nov 2026"]
    narrowed = coordinator.get("/reports/weeks?since=2026-11-10").json["weeks"]
    assert [week[0] for week in narrowed] == ["2026-11-16"]
    one = coordinator.get("/reports/weeks?since=2026-11-16&until=2026-11-22").json["weeks"]
    assert one == weeks
    assert coordinator.get("/reports/weeks?q=saknas").json == {"weeks": []}


def test_the_ground_of_maps_is_the_catalogs(coordinator: Desk, node: Node) -> None:
    ground = coordinator.get("/reports/ground").json
    content = node.catalog.as_json()
    assert ground == {name: content[name] for name in ("municipality", "areas", "map")}
