"""What an inspector does in the field, tap by tap, and what the phone answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Playwright, expect

from tests import inspections
from tests.journeys.conftest import Municipality, inspecting
from tests.journeys.inspector import SAVED, Inspector

pytestmark = pytest.mark.journey

MOST_TAPS = 12
PUB = "Krog Exempel"
EVERY_HOUR = dict.fromkeys(("mo", "tu", "we", "th", "fr", "sa", "su"), "00:00-24:00")
SEEN = "23:48 serverades en starköl till en gäst som sluddrade. Två inspektörer såg det."
SOON = 30_000


@pytest.fixture(scope="module")
def pub(town: Municipality) -> str:
    """Where the phone stands: a place with serving and tobacco."""
    return town.register(
        **{"permits/serving_indoors": {"hours": EVERY_HOUR}, "permits/tobacco": {}}
    )


@pytest.fixture(scope="module")
def on_duty(
    town: Municipality, pub: str, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Inspector]:
    """An inspector's phone that the tests of this module share, with the register on it."""
    inspector = town.hire_inspector()
    with inspecting(town, playwright, tmp_path_factory.mktemp("phone"), inspector) as person:
        yield person


@pytest.fixture
def inspector(on_duty: Inspector) -> Inspector:
    """The phone late on an evening, when short visits are likely."""
    home = ZoneInfo("Europe/Stockholm")
    evening = datetime.now(home).replace(hour=21, minute=30)
    on_duty.page.clock.set_fixed_time(min(evening, evening - timedelta(days=1)))
    on_duty.home()
    return on_duty


def test_a_clean_evening_visit_is_twelve_taps_at_most(
    town: Municipality, inspector: Inspector, pub: str
) -> None:
    expect(inspector.page.locator(".bar")).to_contain_text(f"Starta besök hos {PUB}")
    inspector.count_taps()
    inspector.start_visit(PUB)
    expect(inspector.progress).to_have_text("0 av 14 kontrollerade")
    inspector.rest_in_order()
    inspector.answer("YS32", "Ingen")
    expect(inspector.progress).to_have_text("14 av 14 kontrollerade · inga brister")
    inspector.review()
    inspector.acknowledge()
    inspector.send()
    assert inspector.taps <= MOST_TAPS
    expect(inspector.status).to_contain_text("allt skickat", timeout=SOON)
    [report] = town.rows("SELECT id FROM reports WHERE kind = 'visit'")
    sent = town.values(report["id"], "visit")
    assert (sent["premises"], sent["occasion"]) == (pub, "planned")
    assert [sent[f"answers/{item}/value"] for item in ("HD06", "YS03", "YS25")] == ["ok"] * 3
    assert sent["acknowledgement"]["role"] == "serving_supervisor"


def test_the_rest_of_a_group_is_in_order_until_it_is_undone(inspector: Inspector) -> None:
    inspector.start_visit(PUB)
    button = inspector.page.get_by_role("button", name="Alla 4 kontrollerade utan anmärkning")
    button.click()
    expect(inspector.progress).to_have_text("4 av 14 kontrollerade · inga brister")
    expect(inspector.point("YS03").get_by_role("button", pressed=True)).to_have_text("OK")
    inspector.tap("Ångra")
    expect(inspector.progress).to_have_text("0 av 14 kontrollerade")
    expect(button).to_be_visible()


def test_a_critical_deficiency_says_what_to_do_and_survives_a_dead_battery_where_it_stood(
    town: Municipality, pub: str, playwright: Playwright, tmp_path: Path
) -> None:
    second = town.hire_inspector("Inspektör 2")
    with inspecting(town, playwright, tmp_path / "phone", second) as inspector:
        inspector.home()
        inspector.start_visit(PUB)
        inspector.leaves_coverage()
        inspector.answer("YS03", "Brist")
        expect(inspector.page.get_by_role("alert")).to_contain_text("Säg nu till")
        inspector.describe("YS03", SEEN)
        inspector.battery_dies()
        inspector.open()
        expect(inspector.heading("Punkt YS03")).to_be_visible()
        expect(inspector.page.locator("textarea").first).to_have_value(SEEN)
        expect(inspector.page.get_by_text("Vi tog vid där du var.")).to_be_visible()
        inspector.attach(_photo(tmp_path / "glass.jpg"))
        expect(inspector.page.locator(".digest")).to_have_text(re.compile("Bevis [0-9a-f]{8}"))
        inspector.leave_point()
        inspector.answer("YS04", "OK")
        # A tap is promised when the screen says so.
        expect(inspector.saved).to_have_text(SAVED)
        inspector.battery_dies()
        inspector.open()
        expect(inspector.point("YS04").get_by_role("button", pressed=True)).to_be_focused()
        expect(inspector.point("YS04")).to_be_in_viewport()
        expect(inspector.progress).to_contain_text("2 av")


def test_what_is_open_since_last_time_comes_first(
    town: Municipality, inspector: Inspector, pub: str
) -> None:
    missing = {"YS07": inspections.deficiency(deadline="2026-01-31")}
    town.send_visit(pub, answers=missing)
    inspector.send_now()
    inspector.home()
    late = inspector.page.locator("[data-group=late]")
    expect(late).to_contain_text("Tiden gick ut 31 jan", timeout=SOON)
    late.get_by_role("link", name=f"Starta besök hos {PUB}").click()
    expect(inspector.page.get_by_text("1 öppen brist från förr")).to_be_visible()
    inspector.begin()
    inspector.follow_up("YS07", "Inte åtgärdad", "Fortfarande ingen av de anmälda på plats.")
    inspector.home()
    expect(inspector.page.locator("[data-group=going]")).to_contain_text(PUB)


def test_the_register_is_found_by_name_and_told_in_words(
    town: Municipality, inspector: Inspector
) -> None:
    inspector.leaves_coverage()
    inspector.find(PUB)
    page = inspector.page.locator("main")
    expect(page).to_contain_text("Servering inne tillåten dygnet runt")
    expect(page).to_contain_text("Exempelbolaget AB")
    expect(inspector.page.get_by_role("link", name="Kontrollköp")).to_be_visible()
    inspector.go("/premises")
    inspector.page.get_by_label("Sök objekt").fill("finns inte")
    expect(inspector.page.get_by_text("Inget objekt på telefonen heter så")).to_be_visible()
    inspector.regains_coverage()


def test_a_premises_that_nobody_knew_of_is_made_in_the_field(
    town: Municipality, inspector: Inspector
) -> None:
    inspector.go("/premises/new")
    inspector.page.get_by_label("Namn").fill("Grillen Nyfunnen")
    inspector.page.get_by_role("button", name="Folköl", exact=True).click()
    inspector.tap("Spara och starta besök")
    expect(inspector.page.locator("main h2").first).to_have_text("Grillen Nyfunnen")
    expect(inspector.page.get_by_role("checkbox", name="Folköl")).to_be_checked()
    inspector.begin()
    expect(inspector.status).to_contain_text("allt skickat", timeout=SOON)
    [row] = town.rows("SELECT id FROM premises WHERE name = 'Grillen Nyfunnen'")
    found = town.values(row["id"], "premises")
    assert (found["found_in_field"], found["place"]["source"]) == (True, "gps")
    assert "permits/folkol" in found


def _photo(path: Path) -> Path:
    Image.effect_noise((1600, 1200), 60).convert("RGB").save(path, "JPEG")
    return path
