"""Nobody's privacy is spent needlessly: what the phone leaves out and the server never gets."""

from __future__ import annotations

import json
import math
import re

import pytest
from playwright.sync_api import expect

from tests import make
from tests.journeys.conftest import Municipality
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

NUMBER = "811218-9876"
WITHOUT_TEXT = ("OB06", "OB08", "OB10", "OB13", "OB24")
METRES_PER_DEGREE = 111_320
SOON = 30_000


@pytest.fixture(scope="module")
def walker(phone: Walker) -> Walker:
    phone.start_shift()
    return phone


@pytest.fixture(autouse=True)
def _at_home(walker: Walker) -> None:
    walker.home()


def label(category: str) -> str:
    return make.catalog().observations[category].label


def metres(one: dict[str, float], other: dict[str, float]) -> float:
    wide = math.cos(math.radians(one["lat"]))
    return METRES_PER_DEGREE * math.hypot(
        one["lat"] - other["lat"], (one["lon"] - other["lon"]) * wide
    )


def near_a_corner(lat: float, lon: float, metres: float) -> dict[str, float]:
    """A point a little north-east of the corner of the square of the grid that holds the place."""
    tall = 100 / METRES_PER_DEGREE
    south = math.floor(lat / tall) * tall
    wide = tall / math.cos(math.radians(south + tall / 2))
    west = math.floor(lon / wide) * wide
    share = metres / 100
    return {"latitude": south + share * tall, "longitude": west + share * wide}


def test_a_category_without_text_has_none(walker: Walker) -> None:
    page = walker.page
    walker.begin(label("OB05"))
    walker.tap("Inte nu")
    expect(page.locator("textarea")).to_have_count(1)
    for category in WITHOUT_TEXT:
        page.get_by_role("link", name="Byt").click()
        page.get_by_title(label(category), exact=True).click()
        walker.tap("Inte nu")
        expect(page.get_by_text(label(category).split("/")[0]).first).to_be_visible()
        expect(page.get_by_role("button", name="Spara")).to_be_visible()
        expect(page.locator("textarea, input[type=file]")).to_have_count(0)
    walker.tap("Ta bort utkastet")
    page.get_by_role("dialog").get_by_role("button", name="Ta bort").click()
    expect(walker.heading("Pågående pass")).to_be_visible()


def test_of_a_person_in_need_only_the_time_and_the_call_are_kept(
    town: Municipality, walker: Walker
) -> None:
    walker.begin(label("OB24"))
    walker.tap("Jag har ringt")
    walker.save()
    expect(walker.shown("Person far illa")).to_contain_text("Mottagen", timeout=SOON)
    [report] = town.rows("SELECT id FROM reports WHERE category = 'OB24'")
    told = set(town.values(report["id"])) - {"authority", "reporter", "submitted_at", "version"}
    assert told == {"shift", "category", "happened_at", "called_112"}


def test_where_112_was_called_the_place_is_rounded_before_it_leaves_the_phone(
    town: Municipality, walker: Walker
) -> None:
    true = [near_a_corner(55.7930, 13.1120, metres) for metres in (2, 14)]
    for there in true:
        walker.begin(label("OB16"), **there)
        walker.tap("Jag har ringt")
        expect(walker.page.locator(".place-line")).to_contain_text("Ungefärlig, inom 100 m")
        walker.save()
    expect(walker.status).to_contain_text("allt skickat", timeout=SOON)
    reports = town.rows("SELECT id FROM reports WHERE category = 'OB16'")
    kept = [town.values(report["id"]) for report in reports]
    places = [values[name] for values in kept for name in ("place", "stood")]
    assert len({(place["lat"], place["lon"]) for place in places}) == 1
    for there in true:
        point = {"lat": there["latitude"], "lon": there["longitude"]}
        assert 45 <= metres(point, places[0]) <= 75
    # The log has no other place of it either.
    log = " ".join(row["fields"] for row in town.rows("SELECT fields FROM changes"))
    assert not re.search(rf"{true[0]['latitude']:.4f}\d*", log)


def test_a_personal_number_is_pointed_out_and_never_sent(
    town: Municipality, walker: Walker
) -> None:
    page = walker.page
    walker.begin(label("OB19"))
    note = page.locator("textarea[data-field=note]")
    note.press_sequentially(f"Lyktan är trasig. {NUMBER}")
    expect(page.locator("mark")).to_have_text(NUMBER)
    expect(page.get_by_text("Ser ut som ett personnummer")).to_be_visible()
    walker.tap("Spara")
    expect(page.get_by_text("peka ut en person")).to_be_visible()
    expect(note).to_be_focused()

    walker.show_reports()
    walker.reports("draft").filter(has_text="Trasig belysning").click()
    expect(note).to_have_value(f"Lyktan är trasig. {NUMBER}")
    walker.write("Lyktan är trasig.")
    expect(page.locator("mark")).to_have_count(0)
    walker.save()
    expect(walker.shown("Trasig belysning")).to_contain_text("Mottagen", timeout=SOON)
    [report] = town.rows("SELECT id, flags FROM reports WHERE category = 'OB19'")
    assert town.values(report["id"])["note"] == "Lyktan är trasig."
    assert NUMBER not in json.dumps(town.rows("SELECT fields FROM changes"))
    assert report["flags"] == 0
