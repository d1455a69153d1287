"""The demo is plausible, keeps the rules of real reports, and is decided by its seed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image

from fieldapp import catalog, imaging
from fieldapp.demo import cast, fill
from fieldapp.demo.nights import HERE, plans
from fieldapp.demo.positions import Ground
from fieldapp.demo.story import Push, Story
from fieldapp.domain import privacy, records
from fieldapp.domain.changes import Change, Part, fold, values
from fieldapp.domain.clock import parse_time
from fieldapp.domain.reviews import STATES
from fieldapp.storage import changes, photos, quarantine
from fieldapp.storage.database import Database

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
REPORTS = 300
CATALOG = catalog.load()
Fields = dict[str, Any]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(tmp_path_factory.mktemp("demo"))
    fill(opened, CATALOG, now=NOW, reports=REPORTS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def log(database: Database) -> list[Change]:
    with database.read() as db:
        return [change for _, _, change in changes.since(db, 0, 100_000)]


@pytest.fixture(scope="module")
def observations(log: list[Change]) -> list[Fields]:
    return folded(log, "observation")


@pytest.fixture(scope="module")
def shifts(log: list[Change]) -> list[Fields]:
    return folded(log, "shift")


def folded(log: list[Change], kind: str) -> list[Fields]:
    parts: dict[str, list[Part]] = {}
    for change in log:
        if change.kind == kind:
            parts.setdefault(change.record, []).append(change.part)
    return [values(fold(found)) for found in parts.values()]


def rows(database: Database, query: str) -> list[Any]:
    with database.read() as db:
        return [row[0] for row in db.execute(query)]


def test_there_are_as_many_reports_as_were_asked_for(
    shifts: list[Fields], observations: list[Fields]
) -> None:
    assert len(shifts) + len(observations) == REPORTS


@pytest.mark.parametrize("reports", [1, 2, 7])
def test_a_few_reports_are_a_demo_too(tmp_path: Path, reports: int) -> None:
    opened = Database(tmp_path)
    fill(opened, CATALOG, now=NOW, reports=reports, premises=0)
    assert rows(opened, "SELECT count(*) FROM reports") == [reports]
    opened.close()


def told(seed: int) -> list[Any]:
    """What reaches the server in a telling of the story: digests of changes and of photos."""
    people = cast.assemble()
    story = Story(CATALOG, people, plans(NOW, 40, str(seed)), now=NOW, seed=seed)
    found: list[Any] = []
    for event in story.events():
        if isinstance(event, Push):
            found += [change.digest for change in event.changes]
            found += [picture.sha256 for picture in event.pictures]
        else:
            found.append((event.at, event.actor, event.record, event.fields))
    return found


def test_the_same_seed_tells_the_same_story_and_another_seed_another() -> None:
    once = told(7)
    assert told(7) == once
    assert told(8) != once


def test_the_newest_pass_is_from_last_night(shifts: list[Fields]) -> None:
    started = [parse_time(shift["started_at"]["at"]) for shift in shifts]
    assert NOW - timedelta(hours=16) < max(started) < NOW
    assert NOW - timedelta(days=100) < min(started) < NOW - timedelta(days=60)


def test_most_passes_are_on_fridays_and_saturdays_and_all_in_the_evening(
    shifts: list[Fields],
) -> None:
    started = [parse_time(shift["started_at"]["at"]).astimezone(HERE) for shift in shifts]
    weekend = [moment for moment in started if moment.weekday() in (4, 5)]
    assert len(weekend) > len(started) / 2
    assert all(16 <= moment.hour <= 23 for moment in started)


def test_nobody_walks_alone(shifts: list[Fields]) -> None:
    together = [shift["participants_count"] for shift in shifts]
    assert min(together) >= CATALOG.participants.least
    assert max(together) <= CATALOG.participants.most


def test_every_observation_keeps_the_rules_of_its_category(observations: list[Fields]) -> None:
    for fields in observations:
        category = CATALOG.observations[fields["category"]]
        assert category.note or not fields.get("note")
        assert category.camera or not records.photos(fields)
        assert fields.get("no_person_in_photo") is True or not records.photos(fields)
        assert category.call or "called_112" not in fields
        assert not category.minimal or not {"stood", "place", "note"} & fields.keys()
        if category.round_place and not category.minimal:
            assert fields["stood"] == fields["place"]
            assert fields["place"]["accuracy"] >= category.round_place


def test_notes_are_about_what_and_where_save_the_three_that_show_the_guard(
    observations: list[Fields],
) -> None:
    notes = [fields["note"] for fields in observations if fields.get("note")]
    flagged = [note for note in notes if privacy.flags(note, CATALOG.privacy_rules)]
    assert len(flagged) == 3
    assert len(notes) > 60


def test_everything_happens_inside_the_border(observations: list[Fields]) -> None:
    ground = Ground(CATALOG)
    places = [fields["stood"] for fields in observations if fields.get("stood") is not None]
    exact = [place for place in places if place["accuracy"] < 100]
    assert all(ground.inside((place["lat"], place["lon"])) for place in exact)
    assert len({(place["lat"], place["lon"]) for place in exact}) > len(exact) * 0.8


def test_every_state_of_a_report_is_there(database: Database) -> None:
    found = set(rows(database, "SELECT DISTINCT state FROM reports"))
    assert found == set(STATES) - {"draft"}


def test_a_returned_report_was_sent_again(database: Database) -> None:
    assert rows(database, "SELECT count(*) FROM reports WHERE version = 2")[0] > 0


def test_one_change_is_set_aside_one_report_of_each_kind_in_conflict_one_photo_on_its_way(
    database: Database,
) -> None:
    with database.read() as db:
        assert quarantine.count(db) == 1
    conflicting = "SELECT kind FROM reports WHERE conflicts > 0 ORDER BY kind"
    assert rows(database, conflicting) == ["observation", "visit"]
    waiting = "SELECT sum(photos_expected - photos_arrived) FROM reports"
    assert rows(database, waiting) == [1]


def test_originals_tell_where_they_were_taken_and_copies_do_not(database: Database) -> None:
    digests = rows(database, "SELECT sha256 FROM photos")
    assert len(digests) > 12
    orientations = set()
    for sha256 in digests:
        original = photos.original(database.photos, sha256)
        exif, position = metadata(original.read_bytes())
        orientations.add(exif[ExifTags.Base.Orientation])
        assert position[ExifTags.GPS.GPSLatitude][0] == 55
        copies = [
            imaging.display(original),
            photos.copy(database.photos, sha256, "thumb").read_bytes(),
        ]
        assert [metadata(copy) for copy in copies] == [({}, {}), ({}, {})]
    assert orientations == {1, 3, 6, 8}


def metadata(content: bytes) -> tuple[dict[int, Any], dict[int, Any]]:
    """A picture's EXIF, and the position in it."""
    with Image.open(io.BytesIO(content)) as picture:
        exif = picture.getexif()
        return dict(exif), exif.get_ifd(ExifTags.IFD.GPSInfo)


def test_phones_were_heard_from_and_one_was_lost(database: Database) -> None:
    assert rows(database, "SELECT count(*) FROM devices WHERE revoked_at IS NOT NULL") == [1]
    assert rows(database, "SELECT count(*) FROM devices WHERE last_seen IS NULL") == [0]
    assert rows(database, "SELECT sum(holding_changes) FROM devices") == [3]


def test_the_desk_has_someone_for_every_role_of_its_own() -> None:
    roles = {one.person.role for one in cast.DESK}
    assert roles == {"administrator", "coordinator", "reader"}
    everyone = cast.assemble().everyone
    assert {one.role for one in everyone} == roles | {"walker", "inspector"}
    assert len({one.id for one in everyone}) == len(everyone)
