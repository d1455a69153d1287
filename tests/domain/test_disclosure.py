"""Small counts are for coordinators alone."""

import pytest

from fieldapp.domain.disclosure import LEAST, is_told


@pytest.mark.parametrize(("count", "told"), [(0, True), (1, False), (2, False), (3, True)])
def test_readers_are_not_told_of_one_or_two(count: int, told: bool) -> None:
    assert is_told(count, "reader") is told
    assert is_told(count, "coordinator")


def test_the_least_is_three() -> None:
    assert LEAST == 3
