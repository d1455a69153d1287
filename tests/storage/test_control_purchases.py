"""Control purchases are told of in aggregate, and nothing leads from one to anything else."""

from __future__ import annotations

import sqlite3

import pytest

from fieldapp.domain.changes import Change
from fieldapp.storage import control_purchases
from fieldapp.storage.control_purchases import Aggregate
from fieldapp.storage.database import Database
from tests import inspections, make
from tests.storage.test_projections import everything

INSPECTOR = make.Phone(make.person("inspector", "kommun"))
DESK = make.Phone(make.person("coordinator", "kommun"))
SOLD = "sold_without_check"
# What a control purchase has of its own; nothing of all else may change with it.
_AS_A_REPORT = {"records", "audiences", "about", "reports", "report_columns", "words"}
ITS_OWN = {*_AS_A_REPORT, "control_purchases"}


def buy(db: sqlite3.Connection, shops: int, **other: object) -> list[Change]:
    made = [INSPECTOR.purchase(**other) for _ in range(shops)]
    make.push(db, INSPECTOR, *made)
    return made


def test_fewer_than_five_shops_are_not_told_of(database: Database) -> None:
    with database.write() as db:
        (first, *_) = buy(db, 4)
        none = [Aggregate("2026", "folkol", None, None, None)]
        assert control_purchases.aggregates(db, None) == none
        buy(db, 3, premises=first.fields["premises"])
        assert control_purchases.aggregates(db, None) == none
        buy(db, 1, outcome=SOLD)
        (found,) = control_purchases.aggregates(db, None)
    assert (found.shops, found.purchases) == (5, 8)
    outcomes = {"refused": 7, SOLD: 1, "sold_after_check": 0, "aborted": 0}
    assert found.by_outcome == outcomes


def test_shops_that_turned_out_to_be_one_count_once(database: Database) -> None:
    one, other = INSPECTOR.premises(), INSPECTOR.premises()
    with database.write() as db:
        make.push(db, INSPECTOR, one, other, INSPECTOR.edit(other, merged_into=one.record))
        for shop in (one, other):
            buy(db, 1, premises=shop.record)
        buy(db, 3)
        (found,) = control_purchases.aggregates(db, ["kommun"])
    assert found.shops is None


def test_they_are_counted_by_period_and_product(database: Database) -> None:
    with database.write() as db:
        buy(db, 5)
        buy(db, 5, product="tobacco", happened_at=make.time(-90 * 24 * 60))
        months = control_purchases.aggregates(db, ["kommun"], "month")
        assert [(one.period, one.product, one.shops) for one in months] == [
            ("2026-11", "folkol", 5),
            ("2026-08", "tobacco", 5),
        ]
        tertials = control_purchases.aggregates(db, ["kommun"], "tertial")
        assert [one.period for one in tertials] == ["2026-T3", "2026-T2"]
        whole = control_purchases.aggregates(db, ["kommun"], "all")
        assert [(one.period, one.product) for one in whole] == [("", "folkol"), ("", "tobacco")]
        late = control_purchases.aggregates(db, ["kommun"], since="2026-09-01")
        assert [one.product for one in late] == ["folkol"]
        early = control_purchases.aggregates(db, ["kommun"], until="2026-09-01")
        assert [one.product for one in early] == ["tobacco"]
        assert control_purchases.aggregates(db, ["polis"]) == []


@pytest.mark.parametrize("edit", [{"submitted_at": None}, {"deleted": True}])
def test_a_draft_and_a_deleted_one_do_not_count(
    database: Database, edit: dict[str, object]
) -> None:
    with database.write() as db:
        made = buy(db, 5)
        make.push(db, INSPECTOR, INSPECTOR.edit(made[0], **edit))
        (found,) = control_purchases.aggregates(db, None)
    assert found.shops is None


def test_a_dismissed_one_does_not_count(database: Database) -> None:
    with database.write() as db:
        made = buy(db, 5)
        make.push(db, DESK, DESK.review(made[0], "dismiss", reason="Fel butik."))
        (found,) = control_purchases.aggregates(db, None)
    assert found.shops is None


def test_nothing_that_is_said_leads_from_one_to_a_deficiency_or_a_measure(
    database: Database,
) -> None:
    premises = INSPECTOR.premises()
    visit = INSPECTOR.visit(premises.record, answers={"YS07": inspections.deficiency()})
    with database.write() as db:
        make.push(db, INSPECTOR, premises, visit)
        before = everything(db)
        (bought,) = buy(db, 1, premises=premises.record, outcome=SOLD)
        case = {"state": "case", "case_number": "2026-17", "measure": "warning"}
        for attempt in (
            DESK.say("deficiency", bought, item="YS07", **case),
            DESK.say("dispatch", bought, sent_on="2026-11-27", manner="post"),
            DESK.review(bought, "action"),
            DESK.review(bought, "refer", receiver="drift"),
            DESK.say("referral", bought, receiver="drift", text="Se detta.", state="sent"),
            DESK.say("duplicate", bought, of=visit.record),
            DESK.say("duplicate", visit, of=bought.record),
        ):
            (result,) = make.push(db, DESK, attempt)
            assert result.problem, attempt.fields
        for name in ("joint", f"earlier/{bought.record}/YS07/outcome"):
            value = bought.record if name == "joint" else "not_remedied"
            (result,) = make.push(db, INSPECTOR, INSPECTOR.visit(**{name: value}))
            assert result.problem, name
        after = everything(db)
    differing = {name for name in before if before[name] != after[name]}
    assert differing <= ITS_OWN


def test_what_came_before_it_does_not_lead_to_it_either(database: Database) -> None:
    bought = INSPECTOR.purchase(outcome=SOLD)
    case = {"item": "YS07", "state": "case", "case_number": "2026-17"}
    with database.write() as db:
        make.push(db, DESK, DESK.say("deficiency", bought, **case))
        make.push(db, INSPECTOR, bought)
        for table in ("deficiencies", "visits", "supervision"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table


def test_no_table_has_a_column_that_could_name_one(database: Database) -> None:
    with database.read() as db:
        tables = [
            row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        columns = {
            table: {row["name"] for row in db.execute(f"PRAGMA table_info({table})")}
            for table in tables
        }
    assert not [
        (table, name) for table, names in columns.items() for name in names if "purchase" in name
    ]
    own = columns["control_purchases"]
    assert own == {"id", "authority", "premises", "product", "outcome", "day"}
