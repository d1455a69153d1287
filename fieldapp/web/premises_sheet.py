"""A premises' record as a sheet of forms, and what a sheet that comes back would change in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from wtforms import Form

from fieldapp.domain.premises_fields import WEEKDAYS
from fieldapp.web.premises_forms import ContactForm, PermitForm, PremisesForm

Values = Mapping[str, Any]

_TEXTS = ("name", "holder", "org_number", "own_id", "address", "locality")
_NUMBERS = ("risk", "visits_per_year")
_CONTACT = ("name", "phone", "email")
# What differs less than this is the same place, written with the form's decimals.
_SAME_PLACE = 0.5e-5


@dataclass(frozen=True)
class Sheet:
    """The forms that a premises is written with: facts, permits by kind, contacts by role."""

    facts: PremisesForm
    permits: dict[str, PermitForm]
    contacts: dict[str, ContactForm]

    @classmethod
    def of(cls, values: Values, seen: int, kinds: Iterable[str], roles: Iterable[str]) -> Sheet:
        """Filled in with a record as it stands at this seq of the log."""
        facts = PremisesForm(formdata=None, data={**_facts(values), "seen": str(seen)})
        return cls(
            facts,
            {kind: _permit_form(kind, values.get(f"permits/{kind}")) for kind in kinds},
            {role: _contact_form(role, values.get(f"contacts/{role}")) for role in roles},
        )

    @classmethod
    def sent(cls, kinds: Iterable[str], roles: Iterable[str]) -> Sheet:
        """As it came with the request."""
        return cls(
            PremisesForm(),
            {kind: PermitForm(request.form, prefix=f"permit-{kind}") for kind in kinds},
            {role: ContactForm(request.form, prefix=f"contact-{role}") for role in roles},
        )

    def validate(self, known: Values) -> bool:
        """Whether it can be kept of a record with these values, {} for a new one."""
        forms: list[Form] = [*self.permits.values(), *self.contacts.values()]
        # Each is asked, so that all errors stand on the page at once.
        fits = all([self.facts.validate(), *[form.validate() for form in forms]])
        return fits and not self._tell_of_unticked(known)

    def _tell_of_unticked(self, known: Values) -> bool:
        """A permit that was there may be unticked with its fields as they stand; of any other
        what was typed would be lost."""
        strange = [
            form
            for kind, form in self.permits.items()
            if known.get(f"permits/{kind}") is None and not form.held.data and form.is_filled
        ]
        for form in strange:
            form.held.errors = ["Kryssa i att det finns, eller töm fälten."]
        return bool(strange)

    @property
    def seen(self) -> int:
        return int(self.facts.seen.data or 0)

    def values(self, base: Values) -> dict[str, Any]:
        """What the sheet says, by the record's fields. `base` is what it was filled in with: what
        the forms do not show of it stays."""
        found: dict[str, Any] = {name: _text(self.facts[name].data) for name in _TEXTS}
        for name in _NUMBERS:
            text = _text(self.facts[name].data)
            found[name] = int(text) if text else None
        found["closed_on"] = _day(self.facts.closed_on.data)
        found["place"] = _place(self.facts, base.get("place"))
        for kind, permit in self.permits.items():
            found[f"permits/{kind}"] = _permit(permit, base.get(f"permits/{kind}"))
        for role, contact in self.contacts.items():
            found[f"contacts/{role}"] = _contact(contact, base.get(f"contacts/{role}"))
        return found

    def changes(self, base: Values) -> dict[str, Any]:
        """Only what the sheet says otherwise than it did when it was filled in with `base`."""
        untouched = Sheet.of(base, 0, self.permits, self.contacts).values(base)
        said = self.values(base)
        return {name: value for name, value in said.items() if value != untouched[name]}


def _facts(values: Values) -> dict[str, Any]:
    place = values.get("place") or {}
    numbers = {name: values.get(name) for name in _NUMBERS}
    return {
        **{name: values.get(name) or "" for name in _TEXTS},
        **{name: "" if number is None else str(number) for name, number in numbers.items()},
        "lat": _degrees(place.get("lat")),
        "lon": _degrees(place.get("lon")),
        "closed_on": _as_day(values.get("closed_on")),
    }


def _permit_form(kind: str, permit: Values | None) -> PermitForm:
    known = permit or {}
    hours = known.get("hours") or {}
    data = {
        "held": permit is not None,
        "number": known.get("number"),
        "since": _as_day(known.get("from")),
        "until": _as_day(known.get("to")),
        "audience": known.get("audience"),
        **{day: hours.get(day) for day in WEEKDAYS},
        "season": known.get("season"),
        "conditions": known.get("conditions"),
    }
    return PermitForm(prefix=f"permit-{kind}", data=data)


def _contact_form(role: str, contact: Values | None) -> ContactForm:
    known = contact or {}
    data = {name: known.get(name) for name in _CONTACT}
    return ContactForm(prefix=f"contact-{role}", data=data)


def _permit(form: PermitForm, base: Values | None) -> dict[str, Any] | None:
    if not form.held.data:
        return None
    hours = {day: form[day].data for day in WEEKDAYS if form[day].data}
    return _over(
        base,
        number=_text(form.number.data),
        **{"from": _day(form.since.data), "to": _day(form.until.data)},
        audience=_text(form.audience.data),
        hours=hours or None,
        season=form.season.data,
        conditions=_text(form.conditions.data),
    )


def _contact(form: ContactForm, base: Values | None) -> dict[str, Any] | None:
    found = _over(base, **{name: _text(form[name].data) for name in _CONTACT})
    return found or None


def _over(base: Values | None, **members: Any) -> dict[str, Any]:
    """The members laid over the base; what is empty is left out."""
    laid = {**(base or {}), **members}
    return {name: value for name, value in laid.items() if value is not None}


def _place(form: PremisesForm, base: Values | None) -> Any:
    lat, lon = form.lat.data, form.lon.data
    if lat is None or lon is None:
        return None
    known = base or {}
    far = max(abs(known.get("lat", 999) - lat), abs(known.get("lon", 999) - lon))
    if far <= _SAME_PLACE:
        return base
    return {"lat": lat, "lon": lon, "accuracy": None, "source": "typed"}


def _degrees(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _text(data: Any) -> str | None:
    return str(data or "").strip() or None


def _day(data: date | None) -> str | None:
    return data.isoformat() if data else None


def _as_day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
