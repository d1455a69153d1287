"""What is said of reports, oldest clock first."""

from __future__ import annotations

from fieldapp.storage import said
from fieldapp.storage.database import Database
from tests import make

DESK = make.Phone(make.person("coordinator", "kommun"))


def test_it_comes_by_report_and_kind_in_the_order_it_was_said(database: Database) -> None:
    inspector = make.Phone(make.person("inspector", "kommun"))
    visit, other = inspector.visit(), inspector.visit()
    first, second = DESK.review(visit), DESK.review(visit, "return", reason="Var?")
    sent = DESK.say("dispatch", visit, sent_on="2026-11-27", manner="post")
    with database.write() as db:
        make.push(db, inspector, visit, other)
        make.push(db, DESK, second, first, sent, DESK.review(other))
        found = said.about(db, [visit.record], ("review", "dispatch", "deficiency"))
    assert set(found) == {(visit.record, "review"), (visit.record, "dispatch")}
    words = found[visit.record, "review"]
    assert [word.clock for word in words] == [first.at, second.at]
    assert [word.values["decision"] for word in words] == ["accept", "return"]


def test_what_was_taken_back_is_not_said(database: Database) -> None:
    inspector = make.Phone(make.person("inspector", "kommun"))
    visit = inspector.visit()
    review = DESK.review(visit)
    with database.write() as db:
        make.push(db, inspector, visit)
        make.push(db, DESK, review, DESK.edit(review, deleted=True))
        assert said.about(db, [visit.record], ("review",)) == {}
