"""When premises are to be visited, and how much of the plan is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import supervision
from fieldapp.domain.supervision import Coverage, Made, Supervision, coverage, supervise

EVENING = "T19:40:00.000Z"
MADE = st.builds(
    lambda day, number, kind, why: visit(day.isoformat(), str(number), kind, why),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.integers(0, 99),
    st.sampled_from(["field", "desk", "preventive"]),
    st.sampled_from(["planned", "follow_up", "event"]),
)


def visit(
    day: str, own: str = "v", kind: str = "field", why: str = "planned", **other: Any
) -> Made:
    told = {"deficiencies": 0, "next_visit_on": None, **other}
    return Made(own, day + EVENING, kind, why, **told)


@pytest.mark.parametrize(
    ("per_year", "due"),
    [(2, "2027-03-12"), (1, "2027-09-11"), (4, "2026-12-11"), (12, "2026-10-11"), (0, None)],
)
def test_the_next_is_due_a_share_of_the_year_later(per_year: int, due: str | None) -> None:
    found = supervise(per_year, [visit("2026-09-11")], [])
    assert (found.due_on and found.due_on.isoformat()) == due


def test_a_premises_that_was_never_visited_has_no_day() -> None:
    assert supervise(2, [], []) == Supervision()


def test_a_follow_up_and_work_at_the_desk_do_not_put_the_planned_visit_off() -> None:
    made = [
        visit("2026-03-01"),
        visit("2026-04-01", why="follow_up"),
        visit("2026-05-01", kind="desk"),
    ]
    found = supervise(1, made, [])
    assert found.due_on == date(2027, 3, 1)
    assert found.last == made[-1]
    assert found.visits_that_year == 3


def test_the_day_that_the_newest_visit_proposed_holds_when_it_is_earlier() -> None:
    proposed = visit("2026-03-01", next_visit_on="2026-04-01")
    assert supervise(1, [proposed], []).due_on == date(2026, 4, 1)
    assert supervise(0, [proposed], []).due_on == date(2026, 4, 1)
    assert supervise(1, [proposed, visit("2026-03-20", why="event")], []).due_on == date(
        2027, 3, 20
    )
    late = visit("2026-03-01", next_visit_on="2028-01-01")
    assert supervise(1, [late], []).due_on == date(2027, 3, 1)


def test_a_visit_after_midnight_on_new_years_eve_is_of_the_new_year() -> None:
    made = [visit("2026-06-01"), Made("n", "2026-12-31T23:30:00.000Z", "field", "event", 0, None)]
    found = supervise(1, made, [])
    assert found.visits_that_year == 1
    assert found.due_on == date(2028, 1, 1)


def test_what_phones_are_told() -> None:
    made = [visit("2026-09-11", deficiencies=2), visit("2026-02-01", "u")]
    told = supervise(2, made, [{"item": "YS07"}]).as_json("p")
    assert told == {
        "id": "p",
        "last_visit": {
            "id": "v",
            "at": "2026-09-11T19:40:00.000Z",
            "occasion": "planned",
            "deficiencies": 2,
        },
        "visits_this_year": 2,
        "due_on": "2027-03-12",
        "open": [{"item": "YS07"}],
    }
    assert Supervision().as_json("p")["last_visit"] is None


def test_what_is_overdue() -> None:
    today = date(2026, 11, 20)
    assert supervision.is_overdue(today - timedelta(days=1), today)
    assert not supervision.is_overdue(today, today)
    assert not supervision.is_overdue(None, today)


@given(st.integers(0, 12), st.lists(MADE, max_size=8), st.randoms())
def test_what_is_known_does_not_depend_on_the_order(
    per_year: int, made: list[Made], chance: Any
) -> None:
    whole = supervise(per_year, made, [])
    chance.shuffle(made)
    again = supervise(per_year, made, [])
    assert (again.visits_that_year, again.due_on) == (whole.visits_that_year, whole.due_on)
    assert (again.last and again.last.at) == (whole.last and whole.last.at)
    assert whole.visits_that_year <= len(made)
    if whole.due_on:
        assert whole.due_on > date.fromisoformat(min(made, key=lambda one: one.at).at[:10])


def test_how_much_of_the_plan_is_done() -> None:
    assert coverage([]) == Coverage()
    assert coverage([(2, 1), (1, 3), (1, 0), (0, 5)]) == Coverage(
        premises=3, visited=2, complete=1, planned=4, made=2
    )


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 30))))
def test_the_plan_is_never_done_by_more_than_itself(years: list[tuple[int, int]]) -> None:
    found = coverage(years)
    assert found.complete <= found.visited <= found.premises <= len(years)
    assert found.made <= found.planned
