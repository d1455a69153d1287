"""What a phone cannot send itself goes by file: saved on the phone, taken in at the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Playwright, expect

from fieldapp.storage import devices
from tests.faults.conftest import Rounds
from tests.faults.pocket import CATEGORY, check_server, picture
from tests.journeys.conftest import Municipality, at_desk, founded, walking
from tests.journeys.coordinator import Coordinator
from tests.journeys.walker import Walker

pytestmark = [pytest.mark.journey, pytest.mark.slow]

LOG = "SELECT id, device, actor FROM changes"
PHOTOS = "SELECT DISTINCT sha256 FROM report_photos"


@pytest.fixture
def municipality(tmp_path: Path) -> Iterator[Municipality]:
    with founded(tmp_path / "data") as municipality:
        yield municipality


@pytest.fixture
def walker(municipality: Municipality, playwright: Playwright, tmp_path: Path) -> Iterator[Walker]:
    with walking(municipality, playwright, tmp_path / "phone") as walker:
        yield walker


@pytest.fixture
def coordinator(
    municipality: Municipality, playwright: Playwright, tmp_path: Path
) -> Iterator[Coordinator]:
    with at_desk(municipality, playwright, tmp_path / "desk") as coordinator:
        yield coordinator


def test_a_rescue_file_when_the_server_is_dead(
    municipality: Municipality,
    walker: Walker,
    coordinator: Coordinator,
    tmp_path: Path,
    rounds: Rounds,
) -> None:
    """The server is dead and the outbox is full, with a draft: the phone saves its rescue file,
    the desk takes it in under the right author, photos byte for byte; then the phone comes
    back, finishes the draft and syncs, and nothing is there twice."""
    dice = next(rounds.of(1, 1))
    _on_a_pass(walker, municipality)
    municipality.server.kill()
    waiting = {_waiting(walker, tmp_path, dice) for _ in range(3)}
    draft = _begun(walker, picture(tmp_path / "draft.jpg", dice), "Inte färdig än.")
    file = _save(walker, tmp_path, "4 rapporter och 4 bilder")
    municipality.server.start()
    coordinator.sign_in()
    _hand_in(coordinator, file)
    expect(coordinator.page.get_by_text("Från Nattvandrare 3")).to_be_visible()
    expect(coordinator.page.get_by_text("i utkast togs inte in")).to_be_visible()
    assert {row["actor"] for row in municipality.rows(LOG)} == {municipality.walker.id}
    reports = {row["id"] for row in municipality.rows("SELECT id FROM reports")}
    assert waiting <= reports
    assert draft not in reports
    stored = len(municipality.rows(LOG))

    _hand_in(coordinator, file)
    expect(coordinator.page.locator(".facts")).to_contain_text("0 ändringar · 0 bilder")
    assert len(municipality.rows(LOG)) == stored

    walker.page.goto(f"{walker.url}/app/#/observation/{draft}")
    walker.write("Färdig nu.")
    walker.save()
    _all_arrives(walker)
    _nothing_twice(municipality, {*waiting, draft})


def test_a_rescue_file_of_a_revoked_phone(
    municipality: Municipality,
    walker: Walker,
    coordinator: Coordinator,
    tmp_path: Path,
    rounds: Rounds,
) -> None:
    """A phone is revoked with reports that wait: its rescue file is taken in all the same, under
    the one who wrote them, the desk no longer waits for the phone, and the audit log tells who
    vouched."""
    dice = next(rounds.of(1, 1))
    _on_a_pass(walker, municipality)
    municipality.server.kill()
    report = _waiting(walker, tmp_path, dice)
    device = _revoke(municipality)
    municipality.server.start()
    walker.page.goto(f"{walker.url}/app/#/health")
    walker.tap("Skicka nu")
    expect(walker.page.locator(".toast")).to_contain_text("Telefonen är spärrad")
    file = _save(walker, tmp_path, "1 rapport och 1 bild")
    coordinator.sign_in()
    _hand_in(coordinator, file)
    assert municipality.rows(f"{LOG} WHERE record = ?", report)[0]["device"] == device
    vouched = municipality.rows("SELECT actor, subject FROM audit WHERE action = 'rescue-taken'")
    assert vouched == [{"actor": municipality.coordinator.id, "subject": device}]
    _nothing_twice(municipality, {report})


def _on_a_pass(walker: Walker, municipality: Municipality) -> None:
    walker.enrol(municipality.code_for(municipality.walker))
    walker.start_shift()
    _all_arrives(walker)
    walker.page.goto(f"{walker.url}/app/#/shift")


def _all_arrives(walker: Walker) -> None:
    walker.page.goto(f"{walker.url}/app/#/health")
    walker.tap("Skicka nu")
    expect(walker.page.locator(".status-line")).to_contain_text("allt skickat", timeout=60_000)


def _begun(walker: Walker, photo: Path, note: str) -> str:
    """A report with a photo, written and not sent; its id."""
    walker.page.goto(f"{walker.url}/app/#/shift")
    walker.begin(CATEGORY)
    walker.write(note)
    walker.attach([photo])
    expect(walker.page.locator(".form-head .standing")).to_contain_text("Sparat")
    return walker.page.url.rpartition("/")[2]


def _waiting(walker: Walker, folder: Path, dice: Random) -> str:
    """A report with a photo that waits to be sent; its id."""
    note = f"Lykta {dice.randrange(10**6)} är släckt."
    report = _begun(walker, picture(folder / "photo.jpg", dice), note)
    walker.save()
    return report


def _save(walker: Walker, folder: Path, held: str) -> Path:
    """Taps *Spara räddningsfil*; the downloaded file."""
    walker.page.goto(f"{walker.url}/app/#/health")
    with walker.page.expect_download() as downloading:
        walker.tap("Spara räddningsfil")
    expect(walker.page.locator(".toast")).to_contain_text(f"Filen med {held} är sparad")
    expect(walker.page.locator(".toast")).to_contain_text("Lämna den till samordnaren")
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    assert b"Lykta" not in path.read_bytes()
    return path


def _hand_in(desk: Coordinator, file: Path) -> None:
    desk.page.goto(f"{desk.url}/devices")
    desk.page.get_by_role("link", name="Ta in en räddningsfil").click()
    desk.page.get_by_label("Räddningsfilen").set_input_files(file)
    desk.page.get_by_role("button", name="Ta in filen").click()
    expect(desk.page.get_by_role("heading", name="Räddningsfilen är intagen")).to_be_visible()


def _revoke(municipality: Municipality) -> str:
    (row,) = municipality.rows("SELECT id FROM devices")
    database = municipality.database()
    with database.write() as db:
        devices.revoke(db, row["id"], datetime.now(UTC))
    database.close()
    return str(row["id"])


def _nothing_twice(municipality: Municipality, reports: set[str]) -> None:
    ids = [row["id"] for row in municipality.rows(LOG)]
    assert len(ids) == len(set(ids))
    found = municipality.rows("SELECT id, photos_expected, photos_arrived FROM reports")
    assert reports <= {row["id"] for row in found}
    assert all(row["photos_expected"] == row["photos_arrived"] for row in found)
    check_server(municipality, {row["sha256"] for row in municipality.rows(PHOTOS)})
    assert len(municipality.rows(PHOTOS)) == len(reports)
