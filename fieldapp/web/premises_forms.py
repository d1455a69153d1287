"""The forms about a premises: its facts, and with a prefix of its own each permit and contact."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Regexp, ValidationError

from fieldapp.domain import organisations
from fieldapp.domain.premises_fields import WEEKDAYS
from fieldapp.web.form_fields import Day, Degrees, Hours, Season, most


def _as_written(typed: str | None) -> str:
    return organisations.written(typed or "")


class PremisesForm(FlaskForm):
    """`seen` is the newest change in the log of what the form was filled in with, 0 for none."""

    seen = HiddenField(default="0", validators=[Regexp(r"^\d{1,15}$")])
    name = StringField("Namn", [InputRequired("Fyll i namnet."), most(120)])
    holder = StringField(
        "Verksamhetsutövare", [most(120)], description="Bolaget eller personen som svarar för den."
    )
    org_number = StringField("Organisationsnummer", filters=[_as_written])
    own_id = StringField(
        "Eget id", [most(40)], description="Det som kommunens register känner igen den på."
    )
    address = StringField("Adress", [most(200)])
    locality = StringField("Ort", [most(80)])
    lat = Degrees("Latitud", 90)
    lon = Degrees("Longitud", 180)
    risk = StringField("Riskklass", [Regexp(r"^[1-4]?$", message="Välj en riskklass.")])
    visits_per_year = StringField(
        "Planerade besök per år",
        [Regexp(r"^(|\d|1[0-2])$", message="Skriv ett tal från 0 till 12.")],
    )
    closed_on = Day("Upphörde", description="Fyll bara i om verksamheten är nedlagd.")

    def validate_org_number(self, field: StringField) -> None:
        if field.data and (why := organisations.wrong(field.data)):
            raise ValidationError(f"Numret kan inte stämma: {why}.")

    def validate_lon(self, field: Degrees) -> None:
        if (field.data is None) != (self.lat.data is None):
            raise ValidationError("En plats har både latitud och longitud.")


class ContactForm(Form):
    name = StringField("Namn", [most(120)])
    phone = StringField("Telefon", [most(40)])
    email = StringField("E-post", [most(120)])


class PermitForm(Form):
    """One kind of permit or notification, kept when `held` is ticked."""

    held = BooleanField("Finns")
    number = StringField("Nummer", [most(60)])
    since = Day("Gäller från")
    until = Day("Gäller till")
    audience = StringField("Gäller för", [Regexp(r"^(|public|closed_party)$")])
    mo = Hours("Måndag")
    tu = Hours("Tisdag")
    we = Hours("Onsdag")
    th = Hours("Torsdag")
    fr = Hours("Fredag")
    sa = Hours("Lördag")
    su = Hours("Söndag")
    season = Season("Säsong", description="Som 1 maj–30 sep. Lämna tomt för hela året.")
    conditions = TextAreaField("Villkor", [most(2000)])

    @property
    def week(self) -> list[Any]:
        """The fields of the days, Monday first."""
        return [self[day] for day in WEEKDAYS]

    @property
    def is_filled(self) -> bool:
        """Whether anything is told of it."""
        return any(value for name, value in self.data.items() if name != "held")

    def validate_until(self, field: Day) -> None:
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Det sista datumet är före det första.")
