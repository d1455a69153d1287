"""The audit log: only ever added to, read the newest first."""

from __future__ import annotations

from datetime import timedelta

from fieldapp.storage import audit
from fieldapp.storage.database import Database
from tests import make
from tests.make import NOW


def test_a_line_tells_who_as_what_did_what_to_what_and_when(database: Database) -> None:
    person = make.person("coordinator", "kommun")
    with database.write() as db:
        audit.append(db, person, "report-read", "r", NOW, device="d", detail="display")
        audit.append(db, None, "sign-in-refused", None, NOW)
        refused, read = audit.newest(db)
    assert read == audit.Entry(
        1,
        "2026-11-20T20:07:30.123Z",
        person.id,
        "coordinator",
        "d",
        "report-read",
        "r",
        "display",
    )
    assert (refused.actor, refused.role, refused.subject) == (None, None, None)


def test_lines_are_narrowed_and_paged(database: Database) -> None:
    people = [make.person(), make.person()]
    with database.write() as db:
        for minute in range(6):
            moment = NOW + timedelta(minutes=minute)
            action: audit.Action = "report-read" if minute % 2 else "sign-in"
            audit.append(db, people[minute % 3 % 2], action, str(minute), moment)

        def found(**filters: object) -> list[int]:
            return [entry.seq for entry in audit.newest(db, **filters)]  # type: ignore[arg-type]

        assert found() == [6, 5, 4, 3, 2, 1]
        assert found(limit=2) == [6, 5]
        assert found(limit=2, before=5) == [4, 3]
        assert found(action="sign-in") == [5, 3, 1]
        assert found(actor=people[1].id) == [5, 2]
        assert found(subject="3") == [4]
        assert found(action="sign-in", actor=people[1].id) == [5]
