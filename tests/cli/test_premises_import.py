"""`fieldapp premises-import`: told line by line, dry or not, under somebody who may."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import tabular
from fieldapp.storage import audit, premises_import
from fieldapp.storage.database import Database
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parent.parent.parent / "docs/examples/premises.csv"


@pytest.fixture
def coordinator(run: Run, municipality: Database) -> Database:
    """A municipality with one coordinator, `sam`."""
    add(run, "Sam")
    return municipality


def add(run: Run, name: str) -> None:
    """Adds a coordinator, whose username is the name in lower case."""
    about = ["--role", "coordinator", "--authority", "kommun", "--username", name.lower()]
    assert run("person", "add", name, *about).exit_code == 0


def known(database: Database) -> set[str]:
    with database.read() as db:
        return set(premises_import.known(db, "kommun"))


def test_the_example_goes_in_once(run: Run, coordinator: Database) -> None:
    dry = run("premises-import", str(EXAMPLE), "--dry-run")
    assert (dry.exit_code, dry.output.splitlines()) == (
        0,
        [
            "7 nya, 0 ändrade, 0 oförändrade, 0 lämnade utanför.",
            "Inget är skrivet, för det var en provkörning.",
        ],
    )
    assert known(coordinator) == set()
    for counted in ("7 nya, 0 ändrade, 0 oförändrade", "0 nya, 0 ändrade, 7 oförändrade"):
        told = run("premises-import", str(EXAMPLE), "--as", "sam")
        assert told.exit_code == 0
        assert counted in told.output
    assert known(coordinator) == {"S-001", "S-002", "S-003", "S-004", "B-001", "B-002", "G-001"}
    with coordinator.read() as db:
        noted = [(one.action, one.detail, one.role) for one in audit.newest(db, limit=2)]
    assert noted == [
        ("premises-imported", "0 nya, 0 ändrade", "coordinator"),
        ("premises-imported", "7 nya, 0 ändrade", "coordinator"),
    ]


def test_a_row_with_a_problem_is_told_and_the_rest_goes_in(
    run: Run, coordinator: Database, tmp_path: Path
) -> None:
    rows = [["S-1", "Krog Exempel", "9", "blå"], ["S-2", "Krog Prov", "2", ""]]
    file = tmp_path / "objekt.xlsx"
    file.write_bytes(tabular.xlsx("Objekt", ["Objektsid", "Namn", "Riskklass", "Färg"], rows))
    told = run("premises-import", str(file))
    assert (told.exit_code, told.output.splitlines()) == (
        1,
        [
            "Rad 2, Riskklass: ”9” är ingen riskklass. Skriv 1, 2, 3 eller 4.",
            "Kolumnen Färg läses inte.",
            "1 nya, 0 ändrade, 0 oförändrade, 1 lämnade utanför.",
        ],
    )
    assert known(coordinator) == {"S-2"}


def test_a_file_that_is_no_table_is_told(run: Run, coordinator: Database, tmp_path: Path) -> None:
    file = tmp_path / "objekt.csv"
    file.write_bytes(b"\0\1")
    told = run("premises-import", str(file))
    assert told.exit_code == 1
    assert "Tabellen går inte att läsa. Filen går inte att använda" in told.output


def test_it_is_done_by_somebody_who_may(run: Run, coordinator: Database) -> None:
    refused = run("premises-import", str(EXAMPLE), "--as", "admin")
    assert refused.exit_code == 1
    assert "får inte ändra objekt. Inget har ändrats." in refused.output
    add(run, "Kim")
    unsure = run("premises-import", str(EXAMPLE))
    assert unsure.exit_code == 1
    assert "Ange vem som läser in med --as. Samordnare: kim, sam." in unsure.output
    assert known(coordinator) == set()
    assert run("premises-import", str(EXAMPLE), "--as", "kim").exit_code == 0


def test_with_no_coordinator_yet_it_says_so(run: Run, municipality: Database) -> None:
    told = run("premises-import", str(EXAMPLE))
    assert told.exit_code == 1
    assert "Samordnare: ingen än." in told.output
