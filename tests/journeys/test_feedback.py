"""What a report led to comes back to the one who wrote it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Municipality
from tests.journeys.coordinator import Coordinator
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey


def test_the_lamp_that_was_reported_is_mended(
    municipality: Municipality, walker: Walker, coordinator: Coordinator
) -> None:
    coordinator.sign_in()
    walker.enrol(municipality.code_for(municipality.walker))
    walker.start_shift()
    walker.observe("Trasig eller bristande belysning", "Lyktan vid bron är släckt.")
    walker.send_now()
    walker.show_reports()
    expect(walker.reports("received")).to_have_count(1)

    coordinator.find("lyktan")
    page = coordinator.page
    page.get_by_role("link", name="Skicka vidare eller felanmäl").click()
    page.get_by_label("Mottagare", exact=True).select_option("drift")
    page.get_by_role("button", name="Skicka vidare").click()
    page.get_by_label("Svar till den som rapporterade").fill("Lampan är lagad.")
    page.get_by_role("button", name="Åtgärdad", exact=True).click()
    expect(page.get_by_text("Lampan är lagad.")).to_be_visible()

    walker.send_now()
    walker.show_reports()
    row = walker.reports("received")
    expect(row).to_contain_text("Lampan är lagad.")
    row.click()
    expect(walker.page.get_by_text("Drift (gata och park): åtgärdat")).to_be_visible()
