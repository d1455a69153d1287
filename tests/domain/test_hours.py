"""Hours and seasons are read as people write them, and what is not is told with what to write."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import hours
from fieldapp.domain.premises_fields import WEEKDAYS, year_day
from fieldapp.domain.premises_fields import hours as rule
from fieldapp.domain.values import members
from tests import make

SHORT = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
LONG = ("Måndag", "Tisdag", "Onsdag", "Torsdag", "Fredag", "Lördag", "Söndag")
TWO = ("må", "ti", "on", "to", "fr", "lö", "sö")
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
season = members({"from": year_day, "to": year_day})
WEEKS = st.dictionaries(
    st.sampled_from(WEEKDAYS), st.builds("{}-{}".format, CLOCKS, CLOCKS), min_size=1
)


@given(
    WEEKS,
    st.sampled_from([SHORT, LONG, TWO]),
    st.sampled_from(["-", "–", " – ", " till "]),
    st.sampled_from([", ", "; ", "\n", " och "]),
    st.sampled_from([".", ":"]),
)
def test_a_week_is_read_however_it_is_written(
    week: dict[str, str], names: tuple[str, ...], dash: str, between: str, point: str
) -> None:
    runs = groupby(
        enumerate(WEEKDAYS), lambda day: (week.get(day[1]), day[0] if not week.get(day[1]) else 0)
    )
    parts = []
    for (told, _), days in runs:
        if told:
            places = [place for place, _ in days]
            ends = dict.fromkeys((names[places[0]], names[places[-1]]))
            parts.append(f"{dash.join(ends)} {dash.join(told.split('-')).replace(':', point)}")
    read = hours.read_week(between.join(parts))
    assert read == week
    assert rule(read, make.catalog()) is None


@pytest.mark.parametrize(
    ("text", "week"),
    [
        (
            "mån–tor 11–22, fre–lör 11–01",
            {
                **dict.fromkeys(WEEKDAYS[:4], "11:00-22:00"),
                "fr": "11:00-01:00",
                "sa": "11:00-01:00",
            },
        ),
        ("11-01", dict.fromkeys(WEEKDAYS, "11:00-01:00")),
        ("Alla dagar 11.00–24.00", dict.fromkeys(WEEKDAYS, "11:00-24:00")),
        (
            "vardagar 10–18; helger 11–16",
            {
                **dict.fromkeys(WEEKDAYS[:5], "10:00-18:00"),
                "sa": "11:00-16:00",
                "su": "11:00-16:00",
            },
        ),
        ("sön–tis 12–20", dict.fromkeys(("mo", "tu", "su"), "12:00-20:00")),
        ("fre, lör 18–01, sön stängt", {"fr": "18:00-01:00", "sa": "18:00-01:00"}),
        ("lördagar kl. 11-16", {"sa": "11:00-16:00"}),
        ("tors: 17-23", {"th": "17:00-23:00"}),
    ],
)
def test_what_is_common_is_read(text: str, week: dict[str, str]) -> None:
    assert hours.read_week(text) == week


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("mån–tor", "dagar utan tider"),
        ("", "dagar utan tider"),
        ("mån 11–22, mån 12–23", "mån står två gånger"),
        ("månskensdag 11–22", "ingen veckodag"),
        ("m 11–22", "ingen veckodag"),
        ("mån–tis–ons 11–22", "inga dagar"),
        ("mån 11", "inga tider"),
        ("mån 25–26", "25 finns inte"),
        ("mån 11–24.30", "24.30 finns inte"),
        ("mån 11.75–22", "11.75 finns inte"),
        ("efter överenskommelse", "ingen veckodag"),
    ],
)
def test_what_is_no_week_is_told(text: str, what: str) -> None:
    with pytest.raises(ValueError, match=what) as told:
        hours.read_week(text)
    assert "Skriv som" in str(told.value)


@given(st.text(st.sampled_from("månti s-–.:,0123456789")) | st.text())
def test_no_text_is_read_as_what_may_not_be_kept(text: str) -> None:
    for read, judge in ((hours.read_week, rule), (hours.read_season, season)):
        try:
            found = read(text)
        except ValueError:
            continue
        assert judge(found, make.catalog()) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1 maj–30 sep", ("05-01", "09-30")),
        ("1 maj - 30 september", ("05-01", "09-30")),
        ("1/5–30/9", ("05-01", "09-30")),
        ("1/5-30/9", ("05-01", "09-30")),
        ("maj-sep", ("05-01", "09-30")),
        ("April – februari", ("04-01", "02-29")),
        ("05-01–09-30", ("05-01", "09-30")),
        ("dec–dec", ("12-01", "12-31")),
    ],
)
def test_a_season_is_read(text: str, ends: tuple[str, str]) -> None:
    read = hours.read_season(text)
    assert (read["from"], read["to"]) == ends


@pytest.mark.parametrize("text", ["", "maj", "31 feb–1 apr", "40/5–30/9", "sommar–vinter", "1–2"])
def test_what_is_no_season_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"är ingen säsong\. Skriv som"):
        hours.read_season(text)


@given(st.dates())
def test_a_date_is_read_with_hyphens_and_without(day: object) -> None:
    assert hours.read_day(f" {day} ") == str(day)
    assert hours.read_day(str(day).replace("-", "")) == str(day)


@pytest.mark.parametrize("text", ["20 november", "2026-13-01", "26-11-20", ""])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"inget datum\. Skriv som 2026-11-20"):
        hours.read_day(text)


def test_a_closed_day_has_no_hours() -> None:
    assert hours.read_span("stängt") is None
