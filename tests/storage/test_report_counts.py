"""Counts of reports by state, and of those that are new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldapp.domain.catalog import Catalog
from fieldapp.storage import changes, report_counts, reports
from fieldapp.storage.database import Database
from fieldapp.storage.report_filters import Filters
from tests.make import NOW, Phone, person

STATES = ("submitted", "reviewed")
EVERYTHING = Filters(authorities=("forening",))


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def sent(database: Database, catalog: Catalog, phone: Phone) -> list[str]:
    """Five reports, two of graffiti, the first of all reviewed."""
    categories = ("OB19", "OB19", "OB15", "OB19", "OB15")
    made = [phone.observation(category=category) for category in categories]
    review = Phone(person("coordinator", "kommun"))
    with database.write() as db:
        lines = [change.as_json() for change in made]
        changes.push(db, lines, phone.sender, catalog, NOW, 0)
        decided = [review.review(made[0]).as_json()]
        (result,) = changes.push(db, decided, review.sender, catalog, NOW, 0)
    assert result.status == "stored"
    return [change.record for change in made]


@pytest.mark.parametrize(
    ("filters", "counted"),
    [
        (EVERYTHING, {"submitted": 4, "reviewed": 1}),
        (Filters(authorities=("forening",), states=("closed",)), {"submitted": 4, "reviewed": 1}),
        (
            Filters(authorities=("forening",), category="OB15"),
            {"submitted": 2, "reviewed": 0},
        ),
        (Filters(authorities=("forening",), text="lyktor"), {"submitted": 4, "reviewed": 1}),
        (Filters(authorities=("polis",)), {"submitted": 0, "reviewed": 0}),
        (Filters(authorities=()), {"submitted": 0, "reviewed": 0}),
    ],
)
def test_reports_are_counted_by_state_whatever_state_is_asked_for(
    filters: Filters, counted: dict[str, int], database: Database, sent: list[str]
) -> None:
    with database.read() as db:
        found = report_counts.by_state(db, filters, STATES)
    assert found == report_counts.Counts(counted)


def test_of_a_search_by_words_only_the_newest_are_looked_at(
    database: Database, sent: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_counts, "SAMPLE", 3)
    words = Filters(authorities=("forening",), text="lyktor")
    with database.read() as db:
        found = report_counts.by_state(db, words, STATES)
        narrowed = report_counts.by_state(db, replace(words, category="OB19"), STATES)
        everything = report_counts.by_state(db, EVERYTHING, STATES)
    assert found == report_counts.Counts({"submitted": 3, "reviewed": 0}, frozenset(STATES))
    assert narrowed == report_counts.Counts({"submitted": 2, "reviewed": 1})
    assert everything == report_counts.Counts({"submitted": 4, "reviewed": 1})


def test_what_came_after_a_moment_is_new(
    database: Database, catalog: Catalog, phone: Phone, sent: list[str]
) -> None:
    with database.write() as db:
        seen = reports.latest_seq(db)
        assert report_counts.newer(db, EVERYTHING, seen, 10) == 0
        more = [phone.observation().as_json() for _ in range(3)]
        changes.push(db, more, phone.sender, catalog, NOW, 0)
        assert report_counts.newer(db, EVERYTHING, seen, 10) == 3
        assert report_counts.newer(db, EVERYTHING, seen, 2) == 2
        elsewhere = Filters(authorities=("forening",), category="OB15")
        assert report_counts.newer(db, elsewhere, seen, 10) == 0
