"""Hours, seasons and terms in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.hours import read_season, read_week
from fieldapp.domain.premises_fields import WEEKDAYS
from fieldapp.web import premises_words

CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")
WEEKS = st.dictionaries(
    st.sampled_from(WEEKDAYS), st.tuples(CLOCKS, CLOCKS).map("-".join), min_size=1
)
DAYS = st.dates().map(lambda day: f"{day:%m-%d}")


@given(WEEKS)
def test_a_week_in_words_says_the_week(week: dict[str, str]) -> None:
    assert read_week(premises_words.week(week)) == {
        day: week[day] for day in WEEKDAYS if day in week
    }


@given(st.fixed_dictionaries({"from": DAYS, "to": DAYS}))
def test_a_season_in_words_says_the_season(season: dict[str, str]) -> None:
    assert read_season(premises_words.season(season)) == season


def test_a_whole_week_has_all_its_days() -> None:
    assert premises_words.days(
        {"mo": "11:00-22:00", "tu": "11:00-22:00", "su": "12:00-18:00"}
    ) == [
        ("mån–tis", "11.00–22.00"),
        ("ons–lör", "stängt"),
        ("sön", "12.00–18.00"),
    ]


def test_a_permit_is_told_in_a_line() -> None:
    permit = {"number": "S-1", "from": "2024-05-02", "audience": "closed_party"}
    assert premises_words.permit(permit) == "S-1; från 2 maj 2024; slutet sällskap"
    assert premises_words.permit({}) == "finns"


def test_a_contact_is_told_in_a_line() -> None:
    assert premises_words.contact({"name": "Alva", "email": "alva@exempel.invalid"}) == (
        "Alva, alva@exempel.invalid"
    )
