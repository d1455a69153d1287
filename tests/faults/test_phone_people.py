"""Phones that are shut out while offline, and phones that change hands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Playwright, expect

from fieldapp.domain.people import AUTHORITIES, Person
from fieldapp.storage import devices, people
from fieldapp.storage.database import Connection
from tests import make
from tests.faults.conftest import Rounds
from tests.faults.pocket import CATEGORY, Pocket, check_server, picture, pocketed
from tests.sync.portal import cut_request

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def pocket(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pocket]:
    with pocketed(playwright, tmp_path_factory.mktemp("people")) as pocket:
        yield pocket


@pytest.mark.parametrize(
    ("is_revoked", "said"), [(True, "Telefonen är spärrad"), (False, "Telefonen känns inte igen")]
)
def test_a_phone_that_is_shut_out_while_offline(
    pocket: Pocket, tmp_path: Path, rounds: Rounds, is_revoked: bool, said: str
) -> None:
    """The phone is revoked, or its token is no longer known, while it is offline with reports
    that wait: it says so in words and keeps the queue, typing goes on, it does not knock again by
    itself, and after a new invitation all arrives under the one who wrote it."""
    dice = Random(rounds.seed + 10 + is_revoked)
    report = _waiting(pocket, picture(tmp_path / "photo.jpg", dice))
    _revoke(pocket) if is_revoked else _forget(pocket)
    pocket.fair()
    expect(pocket.send_now()).to_contain_text(said)
    expect(pocket.page.locator(".status-line")).to_contain_text(
        "Kan inte skicka · 1 ligger kvar på telefonen"
    )
    _nobody_knocks(pocket)
    pocket.page.goto(f"{pocket.url}/app/#/shift")
    pocket.begin(CATEGORY)
    pocket.write("Skrivet medan telefonen var spärrad.")
    another = pocket.page.url.rpartition("/")[2]
    pocket.save()
    _enrol(pocket, pocket.town.code_for(pocket.town.walker))
    pocket.all_arrives()
    _written_by(pocket, pocket.town.walker, report, another)


def test_another_person_on_the_same_phone(pocket: Pocket, tmp_path: Path, rounds: Rounds) -> None:
    """Another person enrols on a phone with reports that wait: they are not shown to the other,
    and arrive under the one who wrote them. If that one is shut out they wait, through the
    other's reports, until that one is let in again."""
    dice = Random(rounds.seed + 1)
    other = _another_person(pocket)
    first = _waiting(pocket, picture(tmp_path / "photo.jpg", dice))
    _hand_over(pocket, other)
    assert pocket.store("items") == []
    expect(pocket.page.get_by_text("Här samlas det du rapporterar")).to_be_visible()
    pocket.all_arrives()
    _written_by(pocket, pocket.town.walker, first)

    pocket.start_shift()
    second = _waiting(pocket, picture(tmp_path / "photo.jpg", dice))
    _revoke(pocket)
    _hand_over(pocket, pocket.town.walker)
    third = _waiting(pocket, picture(tmp_path / "photo.jpg", dice))
    pocket.fair()
    pocket.send_through()
    pocket.show_reports()
    expect(pocket.reports("waiting")).to_have_count(0, timeout=60_000)
    _written_by(pocket, pocket.town.walker, first, third)
    assert not pocket.town.rows("SELECT 1 FROM reports WHERE id = ?", second)
    _hand_over(pocket, other)
    pocket.all_arrives()
    _written_by(pocket, other, second)
    rows = pocket.town.rows("SELECT sha256 FROM report_photos")
    assert len(rows) == pocket.town.rows("SELECT count(*) AS n FROM photos")[0]["n"]
    check_server(pocket.town, {row["sha256"] for row in rows})


def _waiting(pocket: Pocket, photo: Path) -> str:
    """A report that waits, as the server is out of reach; its id."""
    pocket.on_api(cut_request)
    report = pocket.report(photo, "Tre lyktor är släckta.")
    pocket.save()
    return report


def _enrol(pocket: Pocket, code: str) -> None:
    pocket.page.goto(f"{pocket.url}/app/#/enrol/{code}")
    pocket.tap("Anslut telefonen")
    expect(pocket.heading("Redo för fältet")).to_be_visible()


def _hand_over(pocket: Pocket, person: Person) -> None:
    """The invitation's link leads to a phone that is another's already."""
    pocket.fair()
    code = pocket.town.code_for(person)
    pocket.page.goto(f"{pocket.url}/app/#/enrol/{code}")
    expect(pocket.page.get_by_text("Telefonen är redan ansluten")).to_be_visible()
    pocket.tap("Anslut till någon annan")
    pocket.tap("Anslut telefonen")
    expect(pocket.heading("Redo för fältet")).to_be_visible()
    pocket.show_reports()


def _revoke(pocket: Pocket) -> None:
    """Shuts out the phone that was heard of last."""
    database = pocket.town.database()
    with database.write() as db:
        devices.revoke(db, _last(db), datetime.now(UTC))
    database.close()


def _forget(pocket: Pocket) -> None:
    """The phone that was heard of last is as if it had never been."""
    database = pocket.town.database()
    with database.write() as db:
        db.execute("UPDATE devices SET token_hash = 'none' || id WHERE id = ?", [_last(db)])
    database.close()


def _last(db: Connection) -> str:
    return devices.page(db, AUTHORITIES).devices[0].id


def _another_person(pocket: Pocket) -> Person:
    person = make.person("walker", "forening", "Nattvandrare 7")
    database = pocket.town.database()
    with database.write() as db:
        people.add(db, person, None, make.NOW)
    database.close()
    return person


def _nobody_knocks(pocket: Pocket) -> None:
    """Whatever wakes the phone, it does not ask the server that has shut it out."""
    heard = len(pocket.portal.heard)
    for trigger in ("online", "focus", "visible"):
        pocket.store("wake", trigger)
    pocket.store("status")
    assert [one for one in pocket.portal.heard[heard:] if "/api/" in one] == []


def _written_by(pocket: Pocket, person: Person, *reports: str) -> None:
    for report in reports:
        rows = pocket.town.rows("SELECT DISTINCT actor FROM changes WHERE record = ?", report)
        assert [row["actor"] for row in rows] == [person.id]
        rows = pocket.town.rows("SELECT reporter FROM reports WHERE id = ?", report)
        assert [row["reporter"] for row in rows] == [person.id]
