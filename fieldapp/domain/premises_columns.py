"""The columns of a register of premises: how their headers may be written, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from fieldapp.domain import hours, premises_cells
from fieldapp.domain.premises_cells import Read, as_written, plain
from fieldapp.domain.premises_fields import CONTACTS, WEEKDAYS
from fieldapp.domain.problems import Problem

_ROLES = {
    "permit_holder": ("tillståndshavare", "innehavare", "verksamhet"),
    "serving_supervisor": ("serveringsansvarig",),
    "manager": ("föreståndare", "butiksansvarig", "kontaktperson"),
}
_MEMBERS = {
    "name": ("namn",),
    "phone": ("telefon", "tel", "telefonnummer", "mobil"),
    "email": ("e-post", "epostadress", "mejl", "mail"),
}
_MOST_VISITS = 12
_DAY_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says. `field` is a field of a premises, `lat`, `lon`, `permits`, `outdoors`,
    `permit/<member>` of the permits that the row names, or `contacts/<role>/<member>`."""

    field: str
    label: str
    names: tuple[str, ...]
    read: Read


def columns(header: Sequence[str]) -> tuple[dict[str, Column], list[str]]:
    """The columns that are read, by their header, and the headers that are not.

    Raises Problem table-unreadable when a header is missing or two say the same.
    """
    found = {name: known()[plain(name)] for name in header if plain(name) in known()}
    fields = [column.field for column in found.values()]
    for name, column in found.items():
        if fields.count(column.field) > 1:
            raise _unreadable(
                f"två kolumner säger {column.label}, den ena {name}; ta bort den ena"
            )
    for needed in ("own_id", "name"):
        if needed not in fields:
            label = next(one.label for one in ALL if one.field == needed)
            raise _unreadable(f"kolumnen {label} saknas på den första raden")
    return found, [name for name in header if name not in found]


@cache
def known() -> dict[str, Column]:
    """Every column by every way of writing its header, as `plain` makes it."""
    return {plain(name): column for column in ALL for name in (column.label, *column.names)}


def _contacts() -> list[Column]:
    found = []
    for role in CONTACTS:
        for member, words in _MEMBERS.items():
            names = [f"{one} {word}" for one in _ROLES[role] for word in words]
            names += [f"{word} {one}" for one in _ROLES[role] for word in words]
            if member == "name" and role != "permit_holder":
                names += _ROLES[role]
            if member != "name" and role == "permit_holder":
                names += words
            label = f"{_ROLES[role][0]}s {words[0]}"
            found.append(Column(f"contacts/{role}/{member}", label, tuple(names), as_written))
    return found


def _weekdays() -> list[Column]:
    return [
        Column(
            f"permit/hours/{day}",
            name,
            (name[:3], name[:4], *(f"{of} {name}" for of in ("serveringstid", "tid", "öppettid"))),
            hours.read_span,
        )
        for day, name in zip(WEEKDAYS, _DAY_NAMES, strict=True)
    ]


def _unreadable(why: str) -> Problem:
    return Problem("table-unreadable", why=why)


ALL: tuple[Column, ...] = (
    Column("own_id", "id", ("objektsid", "objekt-id", "eget id", "objektnr", "objektnummer"),
           as_written),
    Column("name", "namn", ("objekt", "objektnamn", "objektets namn", "verksamhetens namn",
           "serveringsställe", "försäljningsställe", "restaurang", "benämning"), as_written),
    Column("holder", "tillståndshavare", ("innehavare", "verksamhetsutövare", "bolag", "företag",
           "juridisk person"), as_written),
    Column("org_number", "organisationsnummer", ("orgnr", "orgnummer", "organisationsnr"),
           premises_cells.org_number),
    Column("address", "adress", ("gatuadress", "besöksadress"), as_written),
    Column("locality", "postort", ("ort", "tätort"), as_written),
    Column("lat", "latitud", ("lat", "latitude"), premises_cells.degrees(90)),
    Column("lon", "longitud", ("lon", "long", "lng", "longitude"), premises_cells.degrees(180)),
    Column("risk", "riskklass", ("risk",), premises_cells.risk),
    Column("visits_per_year", "besök per år", ("antal besök per år", "besök/år",
           "planerade besök", "planerade besök per år", "tillsynsbesök per år"),
           premises_cells.whole(_MOST_VISITS)),
    Column("closed_on", "upphörde", ("upphört", "avslutad", "nedlagd", "stängd från"),
           hours.read_day),
    Column("permits", "tillstånd", ("tillstånd och anmälningar", "typ av tillstånd",
           "tillståndstyp", "tillstånd/anmälan"), premises_cells.permits),
    Column("outdoors", "uteservering", ("uteservering säsong",), premises_cells.outdoors),
    Column("permit/number", "diarienummer", ("dnr", "diarienr", "tillståndsnummer"), as_written),
    Column("permit/from", "gäller från", ("tillstånd från", "giltigt från"), hours.read_day),
    Column("permit/to", "gäller till", ("tillstånd till", "giltigt till", "gäller t.o.m."),
           hours.read_day),
    Column("permit/conditions", "villkor", ("särskilda villkor",), as_written),
    Column("permit/audience", "gäller för", ("allmänhet/slutet sällskap", "serveras till"),
           premises_cells.audience),
    Column("permit/hours", "serveringstider", ("serveringstid", "tider", "öppettider"),
           hours.read_week),
    *_weekdays(),
    *_contacts(),
)  # fmt: skip
