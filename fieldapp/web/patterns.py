"""Every element of the desk's pages on one page, to look at when one of them is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.forms import PersonForm
from fieldapp.web.pages import Page, render
from fieldapp.web.rows import Row


@dataclass(frozen=True)
class Patterns(Page):
    template: ClassVar = "patterns/index.html"
    form: PersonForm
    row: Row


@web.get("/-/patterns")
@access.everyone
def patterns() -> str:
    form = PersonForm(formdata=None)
    form.label.errors = ["Fyll i en benämning."]
    return render(Patterns(form, EXAMPLE))


EXAMPLE = Row(
    id="00000000-0000-7000-8000-000000000000",
    kind="observation",
    state="submitted",
    version=2,
    title="Trasig eller bristande belysning",
    where="Kävlinge station · gångtunneln",
    excerpt="Tre lyktor släckta i rad. Två personer undvek vägen.",
    happened="2026-11-20T20:07:30.000Z",
    received="2026-11-20T21:12:04.000Z",
    receipt="A7F3-29",
    photos=3,
    waiting=2,
    flags=1,
    conflicts=1,
)
