"""A visit without coverage, from its first point to the owner's protocol; and the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Playwright, expect

from tests.journeys.conftest import Municipality, inspecting
from tests.journeys.coordinator import Coordinator
from tests.journeys.inspector import Inspector

pytestmark = pytest.mark.journey

PUB, TOBACCO = "Krog Exempel", "Tobak, e-cigaretter"
OVERSERVED = "23:48 serverades en gäst som sluddrade. Två inspektörer såg det."
TOLD = "Ansvarig informerades 23:52 och avbröt serveringen till gästen."
ABSENT = "Vid ankomst 21:35 fanns ingen av de anmälda serveringsansvariga."
SIGN = "18-årsskylt finns för tobak men saknas för tobaksfria nikotinprodukter."
SIGN_ASKED = "Finns tydlig och klart synbar 18-årsskylt för varje produktslag?"
COMMENT, NAME = "Skylten är beställd.", "Eva Exempel"
SOON = 60_000


@pytest.fixture
def pub(municipality: Municipality) -> str:
    """Where the phone stands: a place with serving and tobacco."""
    return municipality.register(**{"permits/tobacco": {}})


@pytest.fixture
def inspector(
    municipality: Municipality, pub: str, playwright: Playwright, tmp_path: Path
) -> Iterator[Inspector]:
    person = municipality.hire_inspector()
    with inspecting(municipality, playwright, tmp_path / "inspector", person) as inspector:
        yield inspector


def test_a_visit_with_deficiencies_goes_from_a_cellar_to_the_owner(
    municipality: Municipality, inspector: Inspector, coordinator: Coordinator, tmp_path: Path
) -> None:
    municipality.server.kill()
    _visited(inspector, tmp_path)
    _shared(inspector, tmp_path)
    municipality.server.start()
    inspector.send_now()
    inspector.show_reports()
    row = inspector.reports("received").filter(has_text=PUB)
    expect(row).to_contain_text("1/1 bilder", timeout=SOON)
    visit = _received_whole(municipality)

    coordinator.sign_in()
    _returned_and_completed(coordinator, inspector, visit)
    coordinator.issue(visit, "E-post", "TILL 2026:17")
    assert coordinator.download(f"/visits/{visit}/protocol.pdf").startswith(b"%PDF-")
    assert _states(municipality) == {
        "TN10": "communicated",
        "YS03": "communicated",
        "YS07": "remedied",
    }

    inspector.go(f"/visit/{visit}/protocol")
    pdf = inspector.fetch_pdf(tmp_path / "protocol.pdf")
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) > 20_000


def _visited(inspector: Inspector, folder: Path) -> None:
    inspector.home()
    inspector.start_evening_visit(PUB, TOBACCO)
    inspector.find_deficiency("YS03", OVERSERVED, said=TOLD)
    inspector.answer("TN10", "Brist")
    inspector.describe("TN10", SIGN)
    inspector.attach(_photo(folder / "sign.jpg"))
    inspector.battery_dies()
    inspector.open()
    expect(inspector.heading("Punkt TN10")).to_be_visible()
    expect(inspector.page.locator(".thumbs img")).to_have_count(1)
    inspector.leave_point()
    inspector.find_deficiency("YS07", ABSENT, corrected=True)
    inspector.rest_in_order()
    inspector.review()
    expect(inspector.page.locator(".finding")).to_have_count(3)
    expect(inspector.page.locator(".finding").first).to_contain_text("Kritisk YS03")
    inspector.acknowledge(manner="Underskrift")
    inspector.page.locator("input[name=name]").fill(NAME)
    inspector.sign()
    inspector.comment(COMMENT)
    inspector.send()


def _shared(inspector: Inspector, folder: Path) -> None:
    """The file holds the protocol, asks nothing of anyone and acts in no way."""
    file = inspector.share(folder / "protocol.html")
    for words in (OVERSERVED, TOLD, SIGN, ABSENT, COMMENT, NAME, "data:image/jpeg;base64,"):
        assert words in file
    assert not re.search(r"<script|<!--|https?:|\son\w+=", file)


def _received_whole(municipality: Municipality) -> str:
    [visit] = municipality.rows("SELECT * FROM visits")
    assert (visit["premises_name"], visit["deficiencies"], visit["critical"]) == (PUB, 3, 1)
    values = municipality.values(visit["id"], "visit")
    told = values["acknowledgement"]
    assert (told["role"], told["name"], told["comment"]) == ("serving_supervisor", NAME, COMMENT)
    assert len(told["signature"]["strokes"]) == 2
    [photo] = [value for name, value in values.items() if name.startswith("photos/")]
    assert (photo["item"], photo["evidence"]) == ("TN10", True)
    found = {row["item"]: row for row in municipality.rows("SELECT * FROM deficiencies")}
    assert (found["YS03"]["note"], found["YS03"]["said"]) == (OVERSERVED, TOLD)
    assert (found["YS07"]["corrected"], found["TN10"]["note"]) == (1, SIGN)
    return str(visit["id"])


def test_a_follow_up_remedies_one_and_leaves_one(
    municipality: Municipality, inspector: Inspector
) -> None:
    inspector.home()
    inspector.start_evening_visit(PUB)
    inspector.find_deficiency("YS07", ABSENT)
    inspector.find_deficiency("YS17", "Inga alkoholfria alternativ fanns framme.")
    _acknowledged(inspector)
    inspector.send_now()
    inspector.find(PUB)
    still_open = inspector.page.locator("section[data-tone=alarm] li")
    expect(still_open).to_have_count(2, timeout=SOON)

    municipality.server.kill()
    inspector.home()
    inspector.start_evening_visit(PUB)
    inspector.follow_up("YS07", "Åtgärdad")
    inspector.follow_up("YS17", "Inte åtgärdad", "Det som beställdes har inte kommit.")
    inspector.review()
    shown = inspector.page.get_by_role("main")
    expect(shown).to_contain_text("Åtgärdad: Är tillståndshavare eller serveringsansvarig")
    expect(shown).to_contain_text("Kvarstår: Finns lättdrycker")
    inspector.acknowledge()
    inspector.send()
    municipality.server.start()
    inspector.send_now()
    expect(inspector.status).to_contain_text("allt skickat", timeout=SOON)
    assert _states(municipality) == {"YS07": "remedied", "YS17": "not_remedied"}
    inspector.find(PUB)
    expect(still_open).to_have_count(1, timeout=SOON)
    expect(still_open).to_contain_text("YS17")


def _returned_and_completed(coordinator: Coordinator, inspector: Inspector, visit: str) -> None:
    """It opens at the point that the coordinator asked about."""
    coordinator.page.goto(f"{coordinator.url}/reports/{visit}")
    coordinator.decide("Återsänd", field=f"TN10 {SIGN_ASKED}", reason="Vid vilken kassa?")
    inspector.send_now()
    inspector.show_reports()
    inspector.reports("needs_you").first.click()
    expect(inspector.heading("Punkt TN10")).to_be_visible()
    expect(inspector.page.get_by_text("Vid vilken kassa?")).to_be_visible()
    inspector.describe("TN10", f"{SIGN} Vid utgångskassan.")
    inspector.leave_point()
    inspector.review()
    inspector.tap("Spara och skicka igen")
    expect(inspector.heading("Protokoll")).to_be_visible()
    expect(inspector.status).to_contain_text("allt skickat", timeout=SOON)


def _states(municipality: Municipality) -> dict[str, str]:
    rows = municipality.rows("SELECT item, state FROM deficiencies")
    return {row["item"]: row["state"] for row in rows}


def _acknowledged(inspector: Inspector) -> None:
    inspector.review()
    inspector.acknowledge()
    inspector.send()
    expect(inspector.status).to_contain_text("allt skickat", timeout=SOON)


def _photo(path: Path) -> Path:
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(path)
    return path
