"""The map's page: the same reports as a list, boxes that are drawn or typed, places in words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.domain.extent import extent
from fieldapp.domain.grid import grid_at
from fieldapp.node import Node
from fieldapp.web import report_map
from tests.web.conftest import Desk, Phone, audited

CENTRE = {"lat": 55.793, "lon": 13.112, "accuracy": 12, "source": "gps"}
HARBOUR = {"lat": 55.757, "lon": 12.905, "accuracy": 12, "source": "gps"}
AROUND_HARBOUR = "55.75000,12.90000,55.76000,12.91000"


def listed(desk: Desk, path: str) -> list[str]:
    return re.findall(r'<h[23]><a href="/reports/([0-9a-f-]{36})"', desk.get(path).text)


def accept(desk: Desk, *sent: str) -> None:
    for report in sent:
        desk.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})


def test_beside_the_map_are_the_reports_that_have_a_place(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    placed, _ = phone.observe(), phone.observe(place=None)
    assert listed(coordinator, "/reports/map") == [placed]
    assert "2 i urvalet, 1 med plats" in coordinator.get("/reports/map").text
    assert {action for action, _ in audited(node)} == {"reports-listed"}


def test_a_box_narrows_the_map_and_the_list(coordinator: Desk, phone: Phone) -> None:
    harbour, _ = phone.observe(place=HARBOUR), phone.observe(place=CENTRE)
    for page in ("/reports", "/reports/map"):
        assert listed(coordinator, f"{page}?box={AROUND_HARBOUR}") == [harbour]
        text = coordinator.get(f"{page}?box={AROUND_HARBOUR}&category=OB19").text
        assert "Markerat på kartan" in text
        assert f'name="box" value="{AROUND_HARBOUR}"' in text
        assert f'href="{page}?category=OB19" aria-label="Ta bort' in text


def test_what_is_no_box_does_not_narrow(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()
    page = coordinator.get("/reports/map?box=north").text
    assert report in page
    assert "Markerat på kartan" not in page


@pytest.mark.parametrize(
    "typed",
    [
        "south=55.75&west=12.9&north=55.76&east=12.91",
        "south=55,75&west=12,9&north=55,76&east=12,91",
    ],
)
def test_a_box_can_be_typed(typed: str, coordinator: Desk) -> None:
    answer = coordinator.get(f"/reports/map?{typed}&category=OB19")
    assert answer.status_code == 303
    box = AROUND_HARBOUR.replace(",", "%2C")
    assert answer.location.endswith(f"/reports/map?category=OB19&box={box}")


@pytest.mark.parametrize("typed", ["south=56&west=13&north=55&east=14", "south=x", "north=56"])
def test_a_typed_box_that_is_none_is_told(typed: str, coordinator: Desk) -> None:
    answer = coordinator.get(f"/reports/map?{typed}")
    assert answer.status_code == 422
    assert "syd mindre än nord" in answer.text


def test_only_who_may_know_of_single_reports_is_offered_groups_and_points(
    coordinator: Desk, desk_of: Callable[..., Desk]
) -> None:
    offered = {
        role: re.findall(r'name="as" value="(\w+)"', desk.get("/reports/map?as=clusters").text)
        for role, desk in (("coordinator", coordinator), ("reader", desk_of("reader")))
    }
    assert offered["coordinator"] == ["squares", "areas", "clusters"]
    assert offered["reader"] == ["squares", "areas"]


def test_the_layer_is_in_the_address(coordinator: Desk) -> None:
    for asked, shown in (("", "squares"), ("?as=areas", "areas"), ("?as=x", "squares")):
        page = coordinator.get(f"/reports/map{asked}").text
        assert f'value="{shown}" checked' in page


def test_places_stand_in_words_with_their_lists(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    lamps = {phone.observe(place=CENTRE) for _ in range(3)}
    harbour = phone.observe(place=HARBOUR)
    page = coordinator.get("/reports/places").text
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th><td class="end is-heat-(\d)">([^<]+)',
        page,
    )
    by_words = {words: (url.replace("&amp;", "&"), reports) for url, words, _, reports in rows}
    assert by_words["Kävlinge centrum"][1] == "3"
    assert by_words["Barsebäckshamn"][1] == "1"
    assert set(listed(coordinator, by_words["Kävlinge centrum"][0])) == lamps
    grid = grid_at(report_map.USUAL_ZOOM, 55.785, extent(node.catalog))
    assert f"Rutor om {grid.metres} m" in page
    (square,) = [words for words in by_words if words.startswith("I Barsebäckshamn")]
    assert listed(coordinator, by_words[square][0]) == [harbour]


def test_a_reader_is_not_told_where_there_are_one_or_two(
    coordinator: Desk, desk_of: Callable[..., Desk], phone: Phone
) -> None:
    accept(coordinator, *(phone.observe(place=CENTRE) for _ in range(3)))
    accept(coordinator, phone.observe(place=HARBOUR))
    page = desk_of("reader").get("/reports/places").text
    assert re.search(r"Kävlinge centrum</a></th><td[^>]*>3<", page)
    assert re.search(r"Barsebäckshamn</a></th><td[^>]*>färre än 3<", page)
    assert "I Barsebäckshamn" not in page
    assert "1 ruta med färre rapporter är inte med" in page


def test_the_most_reports_come_first_and_the_rest_is_counted(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_map, "IN_WORDS", 1)
    for place in (HARBOUR, CENTRE, CENTRE):
        phone.observe(place=place)
    page = coordinator.get("/reports/places").text
    assert "I Barsebäckshamn" not in page
    assert "1 ruta med färre rapporter är inte med" in page


def test_without_places_that_is_said(coordinator: Desk, phone: Phone) -> None:
    phone.observe(place=None)
    assert "Ingen ruta att visa" in coordinator.get("/reports/places").text
