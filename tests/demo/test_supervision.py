"""The demo's year of supervision: whole, plausible, and within the rules of real inspections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fieldapp import catalog
from fieldapp.demo import cast, fill
from fieldapp.demo.positions import Ground
from fieldapp.demo.story import Push
from fieldapp.demo.supervision import Supervision
from fieldapp.domain import changes, permits, records
from fieldapp.domain.clock import parse_time
from fieldapp.domain.reports import true_time
from fieldapp.storage import control_purchases, photos, quarantine
from fieldapp.storage import records as stored
from fieldapp.storage.database import Database

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CATALOG = catalog.load()
Fields = dict[str, Any]
Kinds = dict[str, dict[str, Fields]]
NOTES = (
    "Vid ankomst 21:35 fanns ingen av de anmälda serveringsansvariga.",
    "Serveringsansvarig presenterade sig och fanns på plats hela besöket.",
    "finns inte på kommunens lista per dagens datum",
    "Cirka 60 gäster, lugn stämning",
    "23:48 serverades en starköl till en gäst som sluddrade",
    "elva legitimationskontroller vid baren",
    "fem gäster med ungdomligt utseende",
    "Servering iakttogs 01:12",
    "utanför den avgränsning som framgår av ritningen",
    "Bakre utrymningsdörr blockerad av tomma backar",
    "Fyra alkoholfria öl, läsk och vatten",
    '"2 för 1 på drinkar till 23"',
    "Egenkontrollprogrammet är daterat 2022",
    "saknas för tobaksfria nikotinprodukter",
    "Stickprov på fem tobaksförpackningar",
    "noterat som riskfaktor",
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database(tmp_path_factory.mktemp("supervised"))
    fill(opened, CATALOG, now=NOW, reports=1)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def kinds(database: Database) -> Kinds:
    """The values of every record, by kind and id."""
    with database.read() as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM records")]
        found = stored.load(db, ids).values()
    by_kind: Kinds = {}
    for record in found:
        by_kind.setdefault(record.kind, {})[record.id] = changes.values(record.parts)
    return by_kind


@pytest.fixture(scope="module")
def visits(kinds: Kinds) -> list[Fields]:
    return list(kinds["visit"].values())


def test_the_register_has_what_was_asked_for_and_what_was_found_in_the_field(
    kinds: Kinds,
) -> None:
    premises = kinds["premises"]
    own = [one["own_id"] for one in premises.values() if "own_id" in one]
    assert sorted(own) == [f"T-{place:03}" for place in range(1, 19)]
    awaiting = [one["name"] for one in premises.values() if one.get("found_in_field")]
    assert awaiting == ["Pop-up-baren Ingenting"]
    merged = [one["merged_into"] for one in premises.values() if "merged_into" in one]
    assert [premises[into]["name"] for into in merged] == ["Kiosk Dummy"]


def test_nobody_in_the_register_is_real(kinds: Kinds) -> None:
    for one in kinds["premises"].values():
        assert one.get("org_number", "000000-00").startswith("000000-00")
        contacts = [value for name, value in one.items() if name.startswith("contacts/")]
        assert all(not contact.get("phone") for contact in contacts)
        assert all(contact["email"].endswith(".invalid") for contact in contacts)
        assert Ground(CATALOG).inside((one["place"]["lat"], one["place"]["lon"]))


def test_every_kind_of_permit_is_there_and_can_be_asked_of_its_hours(kinds: Kinds) -> None:
    held = {
        name.partition("/")[2]: value
        for one in kinds["premises"].values()
        for name, value in one.items()
        if name.startswith("permits/")
    }
    assert held.keys() == CATALOG.permits.keys()
    for permit in held.values():
        permits.hours(permit, NOW)


def test_every_note_of_the_inspectors_is_there(visits: list[Fields]) -> None:
    texts = "\n".join(str(value) for one in visits for value in one.values())
    assert [note for note in NOTES if note not in texts] == []


def test_a_visit_carries_the_points_of_its_day(visits: list[Fields]) -> None:
    for one in visits:
        day = true_time(one["started_at"]) or ""
        lists = {name: value for name, value in one.items() if name.startswith("checklist/")}
        points = {item["id"] for value in lists.values() for item in value["items"]}
        answered = {name.split("/")[1] for name in one if name.startswith("answers/")}
        assert lists
        assert answered <= points
        assert "YS18" not in points or day < "2026-06"
        assert "YS18b" not in points or day >= "2026-05-31"


def test_a_deficiency_tells_what_was_seen_and_a_critical_one_is_there(
    visits: list[Fields],
) -> None:
    severities = Counter[str]()
    for one in visits:
        lists = [value for name, value in one.items() if name.startswith("checklist/")]
        points = {item["id"]: item for value in lists for item in value["items"]}
        for name, value in one.items():
            if value == "deficiency":
                item = name.split("/")[1]
                assert one[f"answers/{item}/note"]
                severities[points[item]["severity"]] += 1
    assert severities.keys() == {"critical", "serious", "minor"}
    assert sum(severities.values()) >= 15


def test_visits_of_every_kind_and_occasion_were_made(visits: list[Fields]) -> None:
    words = CATALOG.visits
    assert {one["visit_kind"] for one in visits} == {kind.id for kind in words.kinds}
    assert {one["occasion"] for one in visits} == {one.id for one in words.occasions}
    acknowledged = [one["acknowledgement"]["manner"] for one in visits if "acknowledgement" in one]
    assert set(acknowledged) == {manner.id for manner in words.manners}
    assert any(one.get("present/police") for one in visits)
    last = max(true_time(one["started_at"]) or "" for one in visits)
    assert parse_time(last) > NOW - timedelta(hours=16)


def test_a_guest_of_the_police_has_a_visit_of_their_own(kinds: Kinds) -> None:
    guests = [one for one in kinds["visit"].values() if "joint" in one]
    assert guests
    for one in guests:
        host = kinds["visit"][one["joint"]]
        assert (one["authority"], host["authority"]) == ("polis", "kommun")
        assert one["premises"] == host["premises"]


def test_colleagues_share_a_visit_and_contradict_each_other_once(database: Database) -> None:
    with database.read() as db:
        ids = [row["id"] for row in db.execute("SELECT id FROM records WHERE kind = 'visit'")]
        found = stored.load(db, ids).values()
    together = [one for one in found if any("handed_over/" in name for name in one.values)]
    assert len(together) >= 5
    torn = [changes.conflicts(one.parts) for one in found if changes.conflicts(one.parts)]
    assert [{name.split("/")[1] for name in one} for one in torn] == [{"YS04"}]


def test_evidence_belongs_to_its_point_and_is_kept(
    database: Database, visits: list[Fields]
) -> None:
    shown = [(one, sha256, told) for one in visits for sha256, told in records.photos(one).items()]
    assert len(shown) >= 5
    for one, sha256, told in shown:
        assert told["evidence"] is True
        assert f"answers/{told['item']}/note" in one
        kept = photos.original(database.photos, sha256)
        assert kept.stat().st_size == told["size"]


def test_the_desk_has_decided_all_that_can_be_decided(kinds: Kinds) -> None:
    decided = {one["state"] for one in kinds["deficiency"].values()}
    assert decided == {"remedied", "case", "closed"}
    outcomes = Counter(
        value
        for one in kinds["visit"].values()
        for name, value in one.items()
        if name.startswith("earlier/") and name.endswith("/outcome")
    )
    assert min(outcomes["remedied"], outcomes["not_remedied"]) >= 2
    for one in kinds["deficiency"].values():
        assert one.get("measure", "information") in CATALOG.supervision.measures
        assert f"answers/{one['item']}/value" in kinds["visit"][one["report"]]


def test_a_statement_is_overdue_and_another_awaited(kinds: Kinds) -> None:
    came = {one["report"] for one in kinds["dispatch"].values() if "statement_on" in one}
    due = {
        one["report"]: one["statement_due"]
        for one in kinds["dispatch"].values()
        if "statement_due" in one and one["report"] not in came
    }
    today = NOW.date().isoformat()
    assert [report for report, day in due.items() if day < today]
    assert [report for report, day in due.items() if day >= today]
    assert came


def test_purchases_of_one_product_were_made_at_so_many_shops_that_they_are_shown(
    database: Database, kinds: Kinds
) -> None:
    with database.read() as db:
        sums = control_purchases.aggregates(db, ["kommun"], "year")
    assert [(one.product, one.shops) for one in sums if one.shops] == [("nicotine", 5)]
    made = list(kinds["control_purchase"].values())
    for one in made:
        assert f"permits/{one['product']}" in kinds["premises"][one["premises"]]
        assert (one["buyer_is_adult"], one["no_sanction"]) == (True, True)
        happened, informed = one["happened_at"], one["trader_informed_at"]
        assert (true_time(happened) or "z") <= (true_time(informed) or "")


def test_only_the_visit_of_last_night_and_the_conflict_wait_to_be_reviewed(
    database: Database,
) -> None:
    with database.read() as db:
        waiting = db.execute(
            "SELECT happened_at FROM reports WHERE state = 'submitted'"
            " AND kind IN ('visit', 'control_purchase')"
        ).fetchall()
        assert quarantine.count(db) == 1
    assert sorted(row["happened_at"][:10] for row in waiting) == ["2026-11-14", "2026-11-22"]


def told(seed: int, premises: int) -> list[Any]:
    found: list[Any] = []
    for event in Supervision(CATALOG, cast.assemble(), premises, now=NOW, seed=seed).events():
        if isinstance(event, Push):
            found += [change.digest for change in event.changes]
        else:
            found.append((event.at, event.record, event.kind))
    return found


@pytest.mark.parametrize("premises", [0, 1, 18, 30])
def test_the_same_seed_tells_the_same_and_in_the_order_of_time(premises: int) -> None:
    supervised = Supervision(CATALOG, cast.assemble(), premises, now=NOW, seed=7)
    moments = [event.at for event in supervised.events()]
    assert moments == sorted(moments)
    assert told(7, premises) == told(7, premises)
    assert bool(moments) == bool(premises)


def test_more_premises_than_are_written_are_numbered(tmp_path: Path) -> None:
    opened = Database(tmp_path)
    fill(opened, CATALOG, now=NOW, reports=1, premises=48)
    with opened.read() as db:
        found = db.execute("SELECT count(*) FROM records WHERE kind = 'premises'").fetchone()[0]
        visited = db.execute("SELECT count(*) FROM records WHERE kind = 'visit'").fetchone()[0]
        assert quarantine.count(db) == 1
    opened.close()
    assert found == 48 + 2
    assert visited > 37


@pytest.mark.parametrize("day", ["2026-02-28", "2026-07-22"])
def test_a_demo_of_any_day_is_received_whole(tmp_path: Path, day: str) -> None:
    opened = Database(tmp_path)
    fill(opened, CATALOG, now=datetime.fromisoformat(f"{day}T09:00:00+00:00"), reports=1)
    with opened.read() as db:
        assert quarantine.count(db) == 1
    opened.close()
