"""A walker's pass without coverage, all the way from enrolment to a completed return."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from fieldapp.domain.changes import receipt_code
from tests.journeys.conftest import Municipality
from tests.journeys.coordinator import Coordinator
from tests.journeys.walker import Walker

pytestmark = pytest.mark.journey

LAMPS = "Tre lyktor släckta på gångstigen mellan stationen och bostadsområdet."
GLASS = "Glaskross vid bänkarna i parken, risk för barn och hundar."
ADDED = "Det är lyktorna 14 till 16 räknat från stationen."
SUMMARY = "Lugn kväll. Mörkt vid stationen."


def test_a_pass_without_coverage_reaches_the_desk_and_comes_back(
    municipality: Municipality, walker: Walker, coordinator: Coordinator, tmp_path: Path
) -> None:
    coordinator.sign_in()
    walker.enrol(coordinator.invite("Nattvandrare 3"))
    municipality.server.kill()

    walker.start_shift()
    walker.observe("Plats som någon berättat känns otrygg")
    walker.observe("Trasig eller bristande belysning", LAMPS, [_photo(tmp_path / "lamp.jpg", 40)])
    walker.calm()
    walker.observe(
        "Positiv iakttagelse (trivsel, gott samtal)", "Trevligt samtal vid busshållplatsen."
    )

    # In the middle of the fifth, with its words just saved.
    walker.begin("Nedskräpning, buskage, trasigt glas, otrygg utformning")
    walker.write(GLASS)
    walker.battery_dies()
    walker.open()
    expect(walker.page.locator("textarea[data-field=note]")).to_have_value(GLASS)
    walker.attach([_photo(tmp_path / "glass.jpg", 160)])
    walker.save()

    walker.observe("Samling ungdomar (lugn)")
    walker.observe("Stöldutsatt cykelparkering, övergivna cyklar")
    walker.end_shift(SUMMARY)
    expect(walker.page.get_by_text("8 är kvar att skicka")).to_be_visible()

    walker.leaves_coverage()
    municipality.server.start()
    walker.regains_coverage()
    walker.show_reports()
    expect(walker.reports("received")).to_have_count(8, timeout=60_000)
    expect(walker.reports("waiting")).to_have_count(0)
    expect(walker.page.get_by_text(re.compile("bilder? kvar|Väntar på"))).to_have_count(0)
    _everything_arrived_once(municipality, walker)

    _returned_and_completed(walker, coordinator)
    _received_by_both(municipality, walker)


def _everything_arrived_once(municipality: Municipality, walker: Walker) -> None:
    database = municipality.database()
    with database.read() as db:
        reports = db.execute(
            "SELECT kind, text, photos_expected, photos_arrived FROM reports"
        ).fetchall()
        photos = db.execute("SELECT sha256, size FROM photos").fetchall()
        quarantined = db.execute("SELECT count(*) FROM quarantine").fetchone()[0]
        receipts = {row["receipt"] for row in db.execute("SELECT receipt FROM reports")}
    for sha256, size in photos:
        content = (database.photos / sha256[:2] / sha256).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)
        assert not Image.open(io.BytesIO(content)).getexif(), (
            "a position left the phone in a photo"
        )
    database.close()
    assert sorted(row["kind"] for row in reports) == ["observation"] * 7 + ["shift"]
    assert sum(LAMPS in row["text"] for row in reports) == 1
    assert [row["photos_arrived"] for row in reports] == [
        row["photos_expected"] for row in reports
    ]
    assert (len(photos), quarantined) == (2, 0)
    shown = walker.page.locator("[data-group=received]").inner_text()
    assert set(re.findall(r"[0-9A-F]{4}-[0-9A-F]{2}", shown)) == receipts


def _returned_and_completed(walker: Walker, coordinator: Coordinator) -> None:
    coordinator.find("lyktor")
    coordinator.decide("Återsänd", field="Anteckning", reason="Vilka lyktor är det?")
    walker.page.reload()
    walker.show_reports()
    row = walker.reports("needs_you")
    expect(row).to_have_count(1, timeout=30_000)
    expect(row).to_contain_text("Vilka lyktor är det?")
    row.click()
    field = walker.page.locator("textarea[data-field=note]")
    expect(field).to_be_focused()
    walker.write(f"{LAMPS} {ADDED}")
    walker.save()
    walker.show_reports()
    expect(walker.reports("received")).to_have_count(8, timeout=30_000)
    coordinator.find("lyktor")
    expect(coordinator.page.get_by_text(ADDED).first).to_be_visible()
    coordinator.decide("Godkänn")
    expect(coordinator.page.locator(".head .state")).to_have_text(re.compile("granskad", re.I))


def _received_by_both(municipality: Municipality, walker: Walker) -> None:
    database = municipality.database()
    with database.read() as db:
        rows = db.execute("SELECT digest, receipt FROM changes").fetchall()
        version = db.execute("SELECT version, state FROM reports WHERE version > 1").fetchall()
    database.close()
    assert all(row["receipt"] == receipt_code(row["digest"]) for row in rows)
    assert [tuple(row) for row in version] == [(2, "reviewed")]


def _photo(path: Path, shade: int) -> Path:
    """A photo as a phone takes it: large, with EXIF that says where."""
    image = Image.effect_noise((2400, 1800), shade).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (55.0, 47.0, 34.8)
    image.save(path, quality=85, exif=exif)
    return path
