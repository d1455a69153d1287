"""Every page is one frozen dataclass: its fields are all that its template may read of its own.

What surrounds the page (who is signed in, where one can go) is the layout's, and the same for all.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, ClassVar

from flask import Flask, g, render_template, request
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined
from markupsafe import Markup

from fieldapp.domain import policy
from fieldapp.domain.people import Person
from fieldapp.node import current_node
from fieldapp.web import (
    access,
    assets,
    filters,
    inspection_words,
    marks,
    premises_words,
    rows,
    times,
    words,
)


@dataclass(frozen=True)
class Page:
    """What a template needs. Each subclass names its template.

    `within` is the list that the page belongs to, where its own address is another's.
    """

    template: ClassVar[str]
    within: ClassVar[str] = ""


@dataclass(frozen=True)
class Link:
    """One way to go in the layout's navigation, with what is inside of it."""

    url: str
    text: str
    needs: policy.Action
    sections: tuple[Link, ...] = ()

    def is_at(self, path: str) -> bool:
        """Whether this path is here, or in one of the sections."""
        return path.startswith(self.url) or any(one.is_at(path) for one in self.sections)


SUPERVISION = (
    Link("/premises", "Objekt", "premises.read"),
    Link("/visits", "Besök", "inspection.read"),
    Link("/deficiencies", "Brister", "inspection.read"),
    Link("/supervision", "Plan", "inspection.plan"),
    Link("/control-purchases", "Kontrollköp", "inspection.read"),
)
NAVIGATION = (
    Link("/reports", "Rapporter", "report.read"),
    Link("/referrals", "Vidareskickat", "report.review"),
    Link("/premises", "Tillsyn", "premises.read", SUPERVISION),
    Link("/people", "Personer", "person.read"),
    Link("/devices", "Telefoner", "person.read"),
    Link("/quarantine", "Ställt åt sidan", "quarantine.read"),
    Link("/audit", "Logg", "audit.read"),
)


def render(page: Page) -> str:
    told = {field.name: getattr(page, field.name) for field in fields(page)}
    return render_template(page.template, within=page.within, **told)


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Sweden."""
    return now().astimezone(times.ZONE).date()


def init_app(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {"asset": assets.url, "layout": layout}
    app.jinja_env.globals["csrf_token"] = _form_token
    app.jinja_env.globals |= {"words": words, "inspection": inspection_words, "times": times}
    app.jinja_env.filters |= {
        "local": times.local,
        "time": _time,
        "ago": lambda text: times.ago(times.local(text), now()),
        "capital": words.capital,
        "date": premises_words.day,
        "hits": marks.hits,
        "in_list": rows.in_list,
        "to_choose": filters.to_choose,
        "label": lambda own: current_node().catalog.label(own),
    }


def layout(within: str = "") -> dict[str, Any]:
    """What surrounds every page; `within` as the page has it."""
    person, here = access.viewer(), within or request.path
    navigation = _links(person, NAVIGATION)
    at = [link for link in navigation if link.sections and link.is_at(here)]
    return {
        "viewer": person,
        "navigation": navigation,
        "sections": _links(person, at[0].sections) if at else [],
        "here": here,
        "municipality": current_node().catalog.name,
    }


def _form_token() -> str:
    """Asked for once for all forms of a page; a list may have one in each row."""
    if "form_token" not in g:
        g.form_token = generate_csrf()
    token: str = g.form_token
    return token


def _links(person: Person | None, links: tuple[Link, ...]) -> list[Link]:
    return [link for link in links if person and policy.may(person, link.needs)]


def _time(at: datetime | str, form: str = "short") -> Markup:
    """A <time> that reads `fre 20 nov 21:07`, of another year `fre 20 nov 2025 21:07`, or as
    `form` says."""
    year = times.this_year()
    return _time_of(at, form, year) if isinstance(at, str) else _time_at(at, form, year)


@lru_cache(maxsize=4096)
def _time_of(text: str, form: str, year: int) -> Markup:
    """Of a server's time. A list tells of a hundred, most of which it told of before."""
    return _time_at(times.local(text), form, year)


def _time_at(moment: datetime, form: str, year: int) -> Markup:
    said = FORMS["full" if form == "short" and moment.year != year else form](moment)
    # Written by ourselves from numbers and names of months: nothing in it needs escaping.
    return Markup(
        f'<time datetime="{times.machine(moment)}" title="{times.full(moment)}">{said}</time>'
    )


FORMS = {
    "clock": times.clock,
    "day": times.day,
    "date": times.date,
    "short": times.short,
    "full": times.full,
}
