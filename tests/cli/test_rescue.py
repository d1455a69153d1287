"""`fieldapp rescue` takes in a file as the desk does."""

from __future__ import annotations

from pathlib import Path

from fieldapp.rescue.keys import public_key
from fieldapp.storage import enrolments, people
from fieldapp.storage.database import Database
from tests import make, rescue_file
from tests.cli.conftest import Run

TOKEN = "t" * 43


def a_file(municipality: Database, folder: Path) -> str:
    phone = make.Phone(make.person("walker", label="Nattvandrare 3"))
    with municipality.write() as db:
        people.add(db, phone.person, None, make.NOW)
        code = enrolments.invite(db, phone.person.id, phone.person.id, make.NOW, 15)
        enrolments.redeem(db, enrolments.Request(code, phone.device, TOKEN, "Prov"), make.NOW)
        key = public_key(db)
    draft = phone.change("observation", {"authority": "forening", "reporter": phone.person.id})
    first = rescue_file.contents(
        {phone.device: TOKEN}, [phone.observation().as_json()], [draft.as_json()]
    )
    path = folder.parent / "phone.rescue"
    path.write_bytes(rescue_file.seal([first], key))
    return str(path)


def test_it_says_what_came_and_the_second_time_that_it_was_here(
    run: Run, municipality: Database, folder: Path
) -> None:
    file = a_file(municipality, folder)
    shown = run("rescue", file).output
    assert "från Nattvandrare 3" in shown
    assert "1 nya ändringar, 0 fanns redan, 0 ställdes åt sidan" in shown
    assert "1 ändringar i utkast lämnades" in shown
    again = run("rescue", file, "--drafts").output
    assert "1 nya ändringar, 1 fanns redan" in again
    assert "utkast" not in again


def test_a_file_that_is_none_is_refused_in_words(
    run: Run, municipality: Database, folder: Path
) -> None:
    a_file(municipality, folder)
    other = folder.parent / "other.rescue"
    other.write_bytes(b"something")
    result = run("rescue", str(other))
    assert result.exit_code == 1
    assert "det är ingen räddningsfil" in result.output
    assert "Inget har tagits in" in result.output
