"""The register is what the desk and inspectors write, and the server accepts all of it."""

from datetime import date
from typing import Any

from fieldapp import catalog
from fieldapp.bench.register_material import LIMIT, inspector, questions, register
from fieldapp.domain import acceptance
from fieldapp.domain.changes import Change

RULES = catalog.load()
TODAY = date(2026, 11, 20)


def made(count: int = 50) -> list[dict[str, Any]]:
    return list(register(inspector("a"), RULES, count))


def test_it_is_the_same_in_every_run() -> None:
    assert made() == made()
    assert made()[0] != next(register(inspector("b"), RULES, 1))


def test_every_fifth_premises_has_a_visit_that_names_it() -> None:
    kinds = [change["kind"] for change in made()]
    assert (kinds.count("premises"), kinds.count("visit")) == (50, 10)
    before, visit = made()[4:6]
    assert visit["fields"]["premises"] == before["record"]


def test_changes_are_accepted() -> None:
    sender = inspector("a").sender
    for raw in made():
        change: Change = acceptance.read(raw)
        assert acceptance.check_form(change) is None
        assert acceptance.judge(change, sender, {}, change.fields, RULES) is None, change.kind


def test_each_kind_of_question_is_asked_as_often_and_bounded() -> None:
    asked = questions(30, TODAY, "a")
    assert {what: len(queries) for what, queries in asked.items()} == {
        "search": 30,
        "nearest": 30,
        "overdue": 30,
    }
    assert asked == questions(30, TODAY, "a") != questions(30, TODAY, "b")
    for query in (query for queries in asked.values() for query in queries):
        assert (query["limit"], query["today"]) == (LIMIT, "2026-11-20")
    assert all(query["text"].strip() for query in asked["search"])
    assert min(len(query["text"]) for query in asked["search"]) <= 2
