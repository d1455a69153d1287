"""Five thousand premises: a node with them answers as it should, and is what its log says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from fieldapp import catalog, create_app
from fieldapp.config import Settings
from fieldapp.demo import fill
from fieldapp.domain.reports import true_time
from fieldapp.storage import doctor, projections, records
from fieldapp.storage.database import Database
from sync.client import Client
from sync.phone import Phone
from tests.plans import gone_through, overhear
from tests.sync.nodes import LiveNode
from tests.web.conftest import Desk

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CATALOG = catalog.load()
MANY, FOUND_IN_FIELD = 5_000, 2


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveNode]:
    folder = tmp_path_factory.mktemp("large")
    with closing(Database(folder)) as database:
        fill(database, CATALOG, now=NOW, reports=1, premises=MANY)
    with LiveNode(folder) as node:
        yield node


def test_a_new_inspectors_phone_is_given_the_whole_register_and_no_colleagues_visit(
    large: LiveNode,
) -> None:
    with Client(large.url, timeout=(5, 60)) as client:
        phone = Phone(client)
        phone.enrol(large.invite("inspector", "kommun", label="Inspektör 3"))
        outcome = phone.sync()
    assert outcome.complete
    held = phone.memory.records
    assert {one["kind"] for one in held.values()} == {"premises"}
    assert len(held) == MANY + FOUND_IN_FIELD
    with large.node.db.read() as db:
        stored = records.load(db, held)
    assert {own: phone.values(own) for own in held} == {
        own: dict(record.values) for own, record in stored.items()
    }


def test_each_premises_last_visit_is_told_to_inspectors(large: LiveNode) -> None:
    with Client(large.url, timeout=(5, 60)) as client:
        Phone(client).enrol(large.invite("inspector", "kommun", label="Inspektör 4"))
        told: dict[str, Any] = {}
        after, more = "", True
        while more:
            page = client.call("GET", "/api/supervision", params={"after": after}).json()
            told |= {one["id"]: one["last_visit"] for one in page["premises"]}
            after, more = page["cursor"], page["more"]
    latest: dict[str, tuple[str, str]] = {}
    for own, visit in of_kind(large.node.db, "visit"):
        if visit["authority"] == "kommun":
            made = (true_time(visit["started_at"]) or "", own)
            latest[visit["premises"]] = max(made, latest.get(visit["premises"], made))
    assert len(told) == MANY + FOUND_IN_FIELD
    assert {own: last["id"] for own, last in told.items() if last} == {
        premises: own for premises, (_, own) in latest.items()
    }
    assert len(latest) > MANY / 5


@pytest.mark.parametrize(("role", "authority"), [("walker", "forening"), ("inspector", "polis")])
def test_others_are_given_none_of_it(large: LiveNode, role: Any, authority: Any) -> None:
    with Client(large.url, timeout=(5, 60)) as client:
        phone = Phone(client)
        phone.enrol(large.invite(role, authority))
        assert phone.sync().complete
    assert not [one for one in phone.memory.records.values() if one["kind"] == "premises"]


def test_the_doctor_finds_nothing(large: LiveNode) -> None:
    assert [str(one) for one in doctor.examine(large.node.db, CATALOG)] == []


def test_all_that_is_made_of_the_log_can_be_made_again(large: LiveNode) -> None:
    before = projected(large.node.db)
    with large.node.db.write() as db:
        projections.rebuild(db, CATALOG)
    after = projected(large.node.db)
    assert after.keys() == before.keys()
    assert [table for table in before if before[table] != after[table]] == []
    assert len(before["records"]) > MANY


LISTS = (
    "premises", "premises?order=due", "premises?order=risk", "premises?q=krogen+00123",
    "premises?overdue=on", "premises?open=on", "premises?permit=tobacco", "premises?risk=3",
    "premises/{premises}", "premises/{premises}/edit", "premises/{premises}/merge",
    "premises/map", "visits", "visits?state=submitted", "visits?state=issued", "visits?kind=field",
    "visits?deficient=on", "visits?statement=on", "visits?inspector={inspector}",
    "reports/{visit}", "visits/{visit}/protocol",
    "deficiencies", "deficiencies?state=open", "deficiencies?state=remedied",
    "deficiencies?severity=serious", "deficiencies?overdue=on", "deficiencies/{visit}/{item}",
)  # fmt: skip


def test_no_page_of_the_desk_goes_through_a_whole_register(
    large: LiveNode, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = overhear(monkeypatch)
    app = create_app(Settings(data=large.folder))
    desk = Desk(app.test_client())
    desk.sign_in("samordnare", "nattuggla-samordnare")
    some = one_of_each(large.node.db)
    found = {page: gone_through(desk, f"/{page.format(**some)}", asked) for page in LISTS}
    app.extensions["fieldapp"].db.close()
    assert {page: seen for page, seen in found.items() if seen} == {}
    assert len(asked) > 3


def one_of_each(database: Database) -> dict[str, str]:
    with database.read() as db:
        row = db.execute(
            "SELECT d.visit, d.item, v.premises, v.reporter AS inspector FROM deficiencies d"
            " JOIN visits v ON v.id = d.visit WHERE d.authority = 'kommun' LIMIT 1"
        ).fetchone()
    return dict(row)


def of_kind(database: Database, kind: str) -> list[tuple[str, Any]]:
    """The id and the values of every record of this kind."""
    with database.read() as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM records WHERE kind = ?", (kind,))]
        return [(own, record.values) for own, record in records.load(db, ids).items()]


def projected(database: Database) -> dict[str, set[tuple[Any, ...]]]:
    """Every row of every table that is made of the log."""
    with database.read() as db:
        return {
            table: {tuple(row) for row in db.execute(f"SELECT * FROM {table}")}
            for table in projections.TABLES
        }
