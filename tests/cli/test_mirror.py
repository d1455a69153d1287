"""`fieldapp mirror` gives two nodes what the other lacks, over real HTTP on loopback."""

from __future__ import annotations

import fcntl
import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import Result
from werkzeug.serving import make_server

from fieldapp import catalog, create_app
from fieldapp.cli import node
from fieldapp.config import Settings
from fieldapp.domain.people import AUTHORITIES, Person
from fieldapp.storage import changes, people
from fieldapp.storage.database import Database
from tests.cli.conftest import Run

NOTE = "01a1fa1c-6ba1-73fe-a2e7-227905aa2508"
LOG = "SELECT id, digest FROM changes ORDER BY id"
PHOTOS = "SELECT sha256 FROM photos ORDER BY sha256"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[tuple[str, Database]]:
    """Another node, empty, and where it answers."""
    settings = Settings(data=tmp_path / "other")
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}", Database(settings.data)
    server.shutdown()
    thread.join()
    server.server_close()


def invitation(other: Database, run: Run) -> str:
    shown = run("init", FIELDAPP_DATA=str(other.folder))
    assert shown.exit_code == 0, shown.output
    shown = run("invite", "admin", "--node", FIELDAPP_DATA=str(other.folder))
    code = re.search(r"--code (\w{8})", shown.output)
    assert code, shown.output
    return code[1]


def rows(database: Database, query: str) -> list[tuple[str, ...]]:
    with database.read() as db:
        return [tuple(row) for row in db.execute(query)]


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def test_changes_and_photos_arrive_once_however_often_it_runs(
    run: Run, folder: Path, other: tuple[str, Database]
) -> None:
    url, there = other
    everyone = [word for one in AUTHORITIES for word in ("--authority", one)]
    done(run("demo", "--reports", "40"))
    here = Database(folder)
    assert rows(here, PHOTOS)
    first = done(run("mirror", url, "--code", invitation(there, run), *everyone))
    assert "åt sidan" not in first
    assert rows(there, LOG) == rows(here, LOG)
    assert rows(there, PHOTOS) == rows(here, PHOTOS)
    assert "Skickade 0 ändringar och 0 bilder, hämtade 0 och 0" in done(run("mirror", url))


def test_what_the_other_has_comes_here_too(
    run: Run, municipality: Database, tmp_path: Path, other: tuple[str, Database]
) -> None:
    url, there = other
    code = invitation(there, run)
    with there.write() as db:
        who = people.everyone(db)[0].person
        walker = Person(who.id, "Samordnaren", "coordinator", "kommun")
        fields = {"authority": "kommun", "report": NOTE, "text": "Tack!"}
        changes.append_own(db, "note", NOTE, fields, walker, catalog.load(), node.now())
    assert "hämtade 1 " in done(run("mirror", url, "--code", code))
    assert rows(municipality, LOG) == rows(there, LOG)


def test_a_node_that_was_never_invited_is_told_what_is_needed(
    run: Run, municipality: Database
) -> None:
    refused = run("mirror", "http://127.0.0.1:1")
    assert refused.exit_code == 1
    assert "--node" in refused.output


def test_a_node_that_does_not_answer_is_told_in_words(run: Run, municipality: Database) -> None:
    refused = run("mirror", "http://127.0.0.1:1", "--code", "K7QM42XP")
    assert refused.exit_code == 1
    assert "Ingen kontakt med servern" in refused.output


def test_one_that_is_not_let_in_is_told_what_to_do(
    run: Run, municipality: Database, other: tuple[str, Database]
) -> None:
    url, there = other
    done(run("mirror", url, "--code", invitation(there, run)))
    with there.write() as db:
        db.execute("UPDATE devices SET revoked_at = created_at")
    refused = run("mirror", url)
    assert refused.exit_code == 1
    assert "Inget är förlorat" in refused.output
    assert "fieldapp invite" in refused.output


def test_two_at_once_are_one(run: Run, municipality: Database) -> None:
    place = municipality.folder / "mirrors" / "127.0.0.1_1"
    place.mkdir(parents=True)
    with (place / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        refused = run("mirror", "http://127.0.0.1:1", "--code", "K7QM42XP")
    assert refused.exit_code == 1
    assert "pågår redan" in refused.output


def test_what_is_kept_of_the_other_node_is_for_its_owner_alone(
    run: Run, municipality: Database
) -> None:
    run("mirror", "http://127.0.0.1:1", "--code", "K7QM42XP", "--authority", "polis")
    file = municipality.folder / "mirrors" / "127.0.0.1_1" / "identity"
    first = json.loads(file.read_text())
    assert file.stat().st_mode & 0o777 == 0o600
    assert first["works_for"] == ["polis"]
    run("mirror", "http://127.0.0.1:1")
    assert json.loads(file.read_text()) == first
    run("mirror", "http://127.0.0.1:1", "--authority", "kommun")
    assert json.loads(file.read_text()) == {**first, "works_for": ["kommun"]}
