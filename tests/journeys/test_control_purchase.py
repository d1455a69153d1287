"""A control purchase on the phone: a short form that is kept apart from all else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.conftest import Municipality, inspecting
from tests.journeys.inspector import Inspector

pytestmark = pytest.mark.journey

KIOSK = "Kiosk Dummy"
NAMED = "Kalle i kassan, 070-123 45 67"
DIALOGUE = "Butiken går igenom rutinen med all personal och sätter upp en skylt vid kassan."
SOON = 60_000


@pytest.fixture
def inspector(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> Iterator[Inspector]:
    """At a kiosk that sells tobacco and nicotine."""
    sold: dict[str, Any] = {"permits/tobacco": {}, "permits/nicotine": {}}
    municipality.register(name=KIOSK, **{"permits/serving_indoors": None}, **sold)
    person = municipality.hire_inspector()
    with inspecting(municipality, playwright, tmp_path / "inspector", person) as inspector:
        yield inspector


def test_a_control_purchase_is_made_without_coverage_and_grounds_nothing(
    municipality: Municipality, inspector: Inspector
) -> None:
    municipality.server.kill()
    _begun(inspector)
    _answered(inspector)
    _refused_and_sent(inspector)
    municipality.server.start()
    inspector.send_now()
    inspector.show_reports()
    row = inspector.reports("received").filter(has_text="Kontrollköp, tobak")
    expect(row).to_contain_text("Mottagen", timeout=SOON)

    [made] = municipality.rows("SELECT * FROM control_purchases")
    assert (made["product"], made["outcome"]) == ("tobacco", "sold_without_check")
    values = municipality.values(made["id"], "control_purchase")
    assert (values["buyer_code"], values["dialogue"]) == ("K-07", DIALOGUE)
    assert (values["buyer_is_adult"], values["no_sanction"]) == (True, True)
    assert not municipality.rows("SELECT * FROM deficiencies")
    assert not municipality.rows("SELECT * FROM visits")


def _begun(inspector: Inspector) -> None:
    inspector.find(KIOSK)
    inspector.page.get_by_role("link", name="Kontrollköp").click()
    expect(inspector.page.get_by_text("hålls isär från tillsynen")).to_be_visible()
    expect(inspector.page.get_by_role("button", name="Folköl")).to_have_count(0)
    inspector.page.get_by_role("button", name="Tobak", exact=True).click()
    code = inspector.page.locator("input[name=buyer_code]")
    code.fill("K-07")
    code.blur()
    expect(inspector.saved).to_have_text(re.compile(r"Sparat \d\d:\d\d"))
    inspector.battery_dies()
    inspector.open()
    expect(inspector.page.locator("input[name=buyer_code]")).to_have_value("K-07")


def _answered(inspector: Inspector) -> None:
    inspector.choose("Efterfrågades legitimation?", "Nej")
    inspector.choose("Genomfördes köpet?", "Ja – utan leg-kontroll")
    inspector.choose("Underrättades näringsidkaren snarast?", "Ja")
    inspector.choose("På vilket sätt?", "Direkt på plats")
    told = inspector.page.locator("[data-field=trader_informed_at]")
    told.locator("summary").click()
    told.locator("input").fill("2026-11-20T21:15")


def _refused_and_sent(inspector: Inspector) -> None:
    """First for what is not confirmed, then for what points a person out."""
    page = inspector.page
    dialogue = page.locator("textarea[data-field=dialogue]")
    dialogue.fill(NAMED)
    inspector.tap("Spara och skicka")
    expect(page.locator(".toast")).to_contain_text("minst 18 år")
    page.get_by_role("checkbox", name=re.compile("minst 18 år")).check()
    page.get_by_role("checkbox", name=re.compile("^Bekräftelse")).check()
    inspector.tap("Spara och skicka")
    expect(page.locator(".toast")).to_contain_text("peka ut en person")
    dialogue.fill(DIALOGUE)
    inspector.tap("Spara och skicka")
    expect(inspector.heading("Rapport")).to_be_visible()
