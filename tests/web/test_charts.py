"""Charts: bars as high as their counts, under a round top."""

from itertools import pairwise

import pytest

from fieldapp.web.charts import FOOT, LEFT, TOP, WIDTH, Point, chart


def points(*counts: tuple[int | None, int | None]) -> list[Point]:
    return [Point(str(n), f"part {n}", *both, f"/{n}") for n, both in enumerate(counts)]


def test_the_highest_is_under_a_round_top_and_the_rest_in_proportion() -> None:
    found = chart(points((0, 70), (35, None), (70, 0)))
    assert [line.text for line in found.lines] == ["0", "40", "80"]
    none, half, whole = found.bars
    assert none.height == 0
    assert whole.height == pytest.approx(2 * half.height, abs=0.1)
    assert none.mark == whole.y
    assert half.mark is None
    assert whole.mark == FOOT
    assert whole.y > TOP


@pytest.mark.parametrize(
    ("greatest", "top"),
    [(1, "1"), (2, "2"), (3, "4"), (7, "8"), (11, "20"), (61, "80"), (999, "1\xa0000")],
)
def test_tops_are_round(greatest: int, top: str) -> None:
    assert chart(points((greatest, None))).lines[-1].text == top


def test_bars_share_the_width_and_do_not_meet() -> None:
    found = chart(points(*[(1, 1)] * 40)).bars
    assert found[0].x > LEFT
    assert found[-1].x + found[-1].width < WIDTH
    assert all(one.x + one.width < other.x for one, other in pairwise(found))


def test_labels_are_as_many_as_there_is_room_for() -> None:
    assert [bar.label for bar in chart(points((1, 1), (2, 2))).bars] == ["0", "1"]
    labelled = [bar.label for bar in chart(points(*[(1, 1)] * 40)).bars if bar.label]
    assert labelled[:3] == ["0", "3", "6"]
    assert len(labelled) <= 16


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert chart([]).bars == []
    assert [line.text for line in chart(points((0, 0))).lines] == ["0", "1"]
