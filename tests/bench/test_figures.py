"""Figures: medians, ratios, and whether a goal is met."""

import pytest

from fieldapp.bench.figures import (
    Figure,
    Goal,
    alternate,
    at_least,
    at_most,
    ratio_at_least,
    ratio_at_most,
    series,
)


def figure(ours: float, beside: float, goal: Goal | None) -> Figure:
    return Figure(1, "work", "1/s", series([ours]), series([beside]), goal=goal)


def test_a_series_is_told_by_its_median_and_its_bounds() -> None:
    found = series([3.0, 9.0, 4.0])
    assert (found.median, found.least, found.most) == (4.0, 3.0, 9.0)


def test_the_ratio_is_of_medians() -> None:
    slow = Figure(1, "work", "1/s", series([10, 40, 50]), series([10, 20, 90]))
    assert slow.ratio == 2.0


@pytest.mark.parametrize(
    ("ours", "beside", "goal", "met"),
    [
        (60, 10, at_most(60), True),
        (61, 10, at_most(60), False),
        (1, 10, at_least(1), True),
        (0, 10, at_least(1), False),
        (5, 10, ratio_at_least(0.5), True),
        (4.9, 10, ratio_at_least(0.5), False),
        (20, 10, ratio_at_most(2), True),
        (20.1, 10, ratio_at_most(2), False),
        (20, 10, None, None),
        (20, 0, ratio_at_most(2), None),
    ],
)
def test_a_goal_bounds_the_figure_or_its_ratio(
    ours: float, beside: float, goal: Goal | None, met: bool | None
) -> None:
    assert figure(ours, beside, goal).met is met


def test_what_could_not_be_measured_meets_nothing() -> None:
    missing = Figure(3, "work", "", None, goal=at_least(1), note="no strace")
    assert missing.met is None
    assert missing.ratio is None


def test_subjects_take_turns() -> None:
    order: list[str] = []

    def subject(name: str) -> int:
        order.append(name)
        return len(order)

    found = alternate(2, lambda: subject("a"), lambda: subject("b"))
    assert order == ["a", "b", "a", "b"]
    assert found == [[1, 3], [2, 4]]
