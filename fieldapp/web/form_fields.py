"""Fields that read what people write as records keep it. What cannot be read stays as typed."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, Field, StringField
from wtforms.validators import Length
from wtforms.widgets import TextInput

from fieldapp.domain import hours
from fieldapp.web.premises_words import season


def most(length: int) -> Length:
    return Length(max=length, message=f"Högst {length} tecken.")


class Day(DateField):
    """A day, chosen in the browser's own way."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.raw_data = valuelist
        if not any(valuelist):
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Skriv datumet som 2026-11-20.") from None


class Hours(StringField):
    """From when to when, kept as `11:00-01:00`; nothing is closed."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        typed = (self.data or "").strip()
        self.data = (hours.read_span(typed) if typed else None) or ""

    def _value(self) -> str:
        return (self.data or "").replace("-", "–")


class Season(Field):
    """A part of every year, kept as `{"from": "05-01", "to": "09-30"}`; None is the whole year."""

    widget = TextInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = hours.read_season(typed) if typed else None

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else season(self.data)


class Degrees(Field):
    """A latitude or longitude: `data` is a number, None when empty or when it cannot be read."""

    widget = TextInput()

    def __init__(self, label: str, most: int, **more: Any) -> None:
        super().__init__(label, **more)
        self.most = most

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = str(valuelist[0]).strip() if valuelist else ""
        if not typed:
            self.data = None
            return
        try:
            degrees = float(typed.replace(",", "."))
        except ValueError:
            raise ValueError("Skriv i grader, som 55,79301.") from None
        if not -self.most <= degrees <= self.most:
            raise ValueError(f"Ett tal mellan −{self.most} och {self.most}.")
        self.data = degrees

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:.5f}".replace(".", ",") if self.data is not None else ""
