"""A visit's protocol is gathered from the log: its people, its photos, its dispatches."""

from __future__ import annotations

import pytest

from fieldapp.domain.people import Person
from fieldapp.storage import people, photos, protocols
from fieldapp.storage.database import Database
from tests import inspections, make
from tests.make import NOW, Phone

SHA256 = "b" * 64


@pytest.fixture
def inspector(database: Database) -> Phone:
    person = make.person("inspector", "kommun", "Inspektör 2")
    with database.write() as db:
        people.add(db, person, None, NOW)
    return Phone(person)


def test_what_is_said_of_it_elsewhere_is_brought_along(
    database: Database, inspector: Phone, catalog: make.Catalog
) -> None:
    earlier = inspector.visit(answers={"YS17": inspections.deficiency()})
    visit = inspector.visit(
        answers={"YS07": inspections.deficiency()},
        **{
            f"earlier/{earlier.record}/YS17/outcome": "not_remedied",
            f"inspectors/{inspector.person.id}": None,
            f"photos/{SHA256}": make.manifest(item="YS07"),
        },
    )
    desk = Phone(Person(make.new_id(), "Samordnare", "coordinator", "kommun"))
    sent = desk.say(
        "dispatch", visit, sent_on="2026-11-27", manner="post", statement_due="2026-12-11"
    )
    with database.write() as db:
        (_, stored) = make.push(db, inspector, earlier, visit)
        assert stored.status == "stored"
        assert make.push(db, desk, sent)[0].status == "stored"
        found = protocols.of_visit(db, visit.record, catalog)
    assert found
    assert found.subject == {
        "kind": "visit",
        "authority": "kommun",
        "reporter": inspector.person.id,
        "state": "submitted",
    }
    assert found.protocol.receipt == stored.receipt
    assert found.protocol.inspectors == ("Inspektör 2",)
    assert str(found.protocol.statement_due) == "2026-12-11"
    assert found.protocol.earlier[0].question == "Finns lättdrycker?"
    assert found.protocol.deficiencies[0].state == "kommunicerad"
    assert [one.has_arrived for one in found.protocol.pictures] == [False]


def test_a_photo_that_has_come_is_there(
    database: Database, inspector: Phone, catalog: make.Catalog
) -> None:
    visit = inspector.visit(**{f"photos/{SHA256}": make.manifest()})
    kept = photos.Photo(
        SHA256, 1, "image/jpeg", 1, 1, "2026-11-20T20:00:00.000Z", inspector.device
    )
    with database.write() as db:
        make.push(db, inspector, visit)
        photos.add(db, kept)
        found = protocols.of_visit(db, visit.record, catalog)
    assert found
    assert [one.has_arrived for one in found.protocol.pictures] == [True]


def test_a_draft_is_told_as_such_and_what_is_no_visit_has_no_protocol(
    database: Database, inspector: Phone, catalog: make.Catalog
) -> None:
    draft = inspector.visit(submitted_at=None)
    other = inspector.observation()
    with database.write() as db:
        make.push(db, inspector, draft, other)
        found = protocols.of_visit(db, draft.record, catalog)
        assert protocols.of_visit(db, other.record, catalog) is None
        assert protocols.of_visit(db, make.new_id(), catalog) is None
    assert found
    assert found.subject["state"] == "draft"
