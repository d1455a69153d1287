"""Organisation numbers: what is read, what is refused and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import organisations
from tests import make

NINE = st.lists(st.integers(0, 9), min_size=9, max_size=9).filter(lambda nine: nine[2] >= 2)


def number(digits: list[int]) -> str:
    text = "".join(map(str, digits))
    return f"{text[:6]}-{text[6:]}"


@pytest.mark.parametrize("told", ["202100-5489", "212000-1090", "556016-0680", "000000-0012"])
def test_a_good_number_is_received(told: str) -> None:
    assert organisations.wrong(told) is None
    assert organisations.org_number(told, make.catalog()) is None


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("5560160680", "skrivs NNNNNN-NNNN"),
        ("556016-068", "skrivs NNNNNN-NNNN"),
        ("556016-068０", "skrivs NNNNNN-NNNN"),
        ("556016-0681", "kontrollsiffran"),
        ("556116-0680", "kontrollsiffran"),
        ("811228-9874", "personnummer"),
        ("000000-0112", "personnummer"),
    ],
)
def test_a_bad_number_is_told_why(told: str, why: str) -> None:
    assert why in (organisations.wrong(told) or "")


def test_an_empty_number_is_none() -> None:
    assert organisations.org_number("", make.catalog()) is None
    assert organisations.org_number(5560160680, make.catalog()) == "det ska vara en text"


@pytest.mark.parametrize(
    "typed", ["5560160680", " 556016-0680 ", "165560160680", "16556016-0680", "556016 0680"]
)
def test_what_is_typed_is_written_in_one_form(typed: str) -> None:
    assert organisations.written(typed) == "556016-0680"


def test_what_is_no_number_is_left_as_it_was() -> None:
    assert organisations.written(" saknas ") == "saknas"


@given(NINE, st.integers(0, 9))
def test_one_last_digit_fits_and_no_other(nine: list[int], last: int) -> None:
    fits = organisations.wrong(number([*nine, last])) is None
    assert fits == (last == organisations.check_digit(nine))


@given(NINE, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(nine: list[int], place: int, by: int) -> None:
    right = [*nine, organisations.check_digit(nine)]
    slipped = list(right)
    slipped[place] = (slipped[place] + by) % 10
    assert organisations.wrong(number(right)) is None
    assert organisations.wrong(number(slipped)) is not None
