"""`fieldapp catalog check` says everything that is wrong, and what nobody has verified."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp import catalog
from fieldapp.storage.database import Database
from tests.cli.conftest import Run


@pytest.fixture
def own(run: Run, tmp_path: Path) -> Path:
    """A municipality's own copy."""
    folder = tmp_path / "own"
    assert run("catalog", "copy", str(folder)).exit_code == 0
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1
    file.write_text(text.replace(old, new))


def test_the_shipped_catalog_can_be_used(run: Run) -> None:
    told = run("catalog", "check")
    assert told.exit_code == 0
    lines = told.output.splitlines()
    assert lines[0] == "Katalogen går att använda: 7 checklistor, 131 punkter."
    assert lines[1] == "30 lagrum är inte kontrollerade och visas utan paragraf:"
    assert "  HD06: FL 5–6 §§ (visas som FL)" in lines
    assert len(lines) == 32


def test_when_all_is_verified_nothing_more_is_said(run: Run, own: Path) -> None:
    for file in own.rglob("*.toml"):
        lines = file.read_text().splitlines()
        kept = [line for line in lines if not line.startswith("reference_unverified")]
        file.write_text("\n".join(kept))
    told = run("catalog", "check", str(own))
    assert told.output == "Katalogen går att använda: 7 checklistor, 131 punkter.\n"


def test_every_mistake_is_told_on_a_line(run: Run, own: Path) -> None:
    change(own / "checklists/gf.toml", 'id = "GF01"', 'id = "GF02"')
    change(own / "visits.toml", "serious = 14", "serious = -14")
    (own / "areas.toml").write_text("[[areas]")
    (own / "receivers.toml").write_bytes("# Räddningstjänsten".encode("cp1252"))
    (own / "reviews.toml").unlink()
    (own / "municipality.geojson").unlink()
    told = run("catalog", "check", str(own))
    assert told.exit_code == 1
    assert {line.partition(": ")[0] for line in told.output.splitlines()} == {
        "municipality.geojson, filen",
        "areas.toml, filen",
        "receivers.toml, filen",
        "reviews.toml, filen",
        "checklists/gf.toml, items GF02",
        "visits.toml, filen.deadlines",
    }
    assert "receivers.toml, filen: är inte skriven i UTF-8" in told.output
    assert "municipality.geojson, filen: saknas" in told.output
    assert "reviews.toml, filen: saknas" in told.output


def test_a_folder_that_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    told = run("catalog", "check", str(tmp_path / "nowhere"))
    assert told.exit_code == 1
    assert "finns inte" in told.output


def test_a_copy_is_the_shipped_catalog_and_never_written_over(run: Run, own: Path) -> None:
    assert catalog.load(folder=own).as_json() == catalog.load().as_json()
    assert not list(own.rglob("*.py"))
    (own / "areas.toml").write_text("mine")
    again = run("catalog", "copy", str(own))
    assert again.exit_code == 1
    assert "finns redan" in again.output
    assert (own / "areas.toml").read_text() == "mine"


def test_the_municipalitys_own_catalog_is_the_one_in_use(
    run: Run, own: Path, municipality: Database
) -> None:
    change(own / "visits.toml", "serious = 14", "serious = -14")
    told = run("catalog", "check", FIELDAPP_CATALOG=str(own))
    assert told.output.startswith("visits.toml, filen.deadlines: serious ska vara mellan")
    for command in ("rebuild", "doctor", "serve"):
        refused = run(command, FIELDAPP_CATALOG=str(own))
        assert refused.exit_code == 1
        assert "Katalogen går inte att använda:\nvisits.toml, filen.deadlines" in refused.output
