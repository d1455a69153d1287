"""What people write of hours, days and degrees, read as records keep it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form

from fieldapp.web.form_fields import Day, Degrees, Hours, Season


class Example(Form):
    day = Day("Dag")
    hours = Hours("Tider")
    season = Season("Säsong")
    lat = Degrees("Latitud", 90)


def sent(**typed: str) -> Example:
    form = Example(MultiDict(typed))
    form.validate()
    return form


def test_what_is_read_is_kept_in_one_form() -> None:
    form = sent(day="2026-11-20", hours="11–01", season="1 maj–30 sep", lat="55,79301")
    assert not form.errors
    assert form.data == {
        "day": date(2026, 11, 20),
        "hours": "11:00-01:00",
        "season": {"from": "05-01", "to": "09-30"},
        "lat": 55.79301,
    }


def test_what_cannot_be_read_stays_as_it_was_typed() -> None:
    typed = {"day": "i fjol", "hours": "sent", "season": "till våren", "lat": "norrut"}
    form = sent(**typed)
    assert set(form.errors) == set(typed)
    for field, text in typed.items():
        assert f'value="{text}"' in str(form[field]())


def test_what_is_kept_is_shown_as_people_write_it() -> None:
    kept = {"hours": "11:00-01:00", "season": {"from": "05-01", "to": "09-30"}, "lat": 55.79301}
    form = Example(data=kept)
    values = re.findall('value="([^"]*)"', f"{form.hours()} {form.season()} {form.lat()}")
    assert values == ["11:00–01:00", "1 maj–30 sep", "55,79301"]


def test_what_is_shown_is_read_back() -> None:
    kept = {"hours": "22:00-24:00", "season": {"from": "10-01", "to": "02-29"}, "lat": -55.5}
    shown = Example(data=kept)
    again = sent(**{name: shown[name]._value() for name in kept})
    assert not again.errors
    assert {name: again[name].data for name in kept} == kept


@pytest.mark.parametrize("typed", ["91", "-90,5", "nan", "inf"])
def test_degrees_beyond_the_poles_are_told(typed: str) -> None:
    assert sent(lat=typed).lat.errors


def test_empty_fields_are_nothing() -> None:
    form = sent(day="", hours="", season="", lat="")
    assert form.data == {"day": None, "hours": "", "season": None, "lat": None}
    assert not form.errors


def test_a_day_that_is_written_as_closed_is_closed() -> None:
    assert sent(hours="stängt").hours.data == ""
