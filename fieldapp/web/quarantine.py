"""What was set aside: every change that could not be applied, whole, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from fieldapp.domain import policy
from fieldapp.domain.problems import CATALOGUE
from fieldapp.node import current_node
from fieldapp.storage import audit, quarantine
from fieldapp.storage.quarantine import Parked
from fieldapp.web import access, words
from fieldapp.web.blueprint import web
from fieldapp.web.facts import Fact, fact
from fieldapp.web.pages import Page, now, render

MOST = 200


@dataclass(frozen=True)
class Aside:
    """One change that was set aside."""

    parked: Parked
    title: str
    detail: str
    who: str
    kind: str
    field: str
    facts: list[Fact]


@dataclass(frozen=True)
class Quarantine(Page):
    template: ClassVar = "quarantine/index.html"
    found: list[Aside]


@web.get("/quarantine")
@access.needs("quarantine.read")
def show_quarantine() -> str:
    """What the senders of this desk's authorities have sent."""
    viewer = access.present()
    with current_node().db.write(synced=False) as db:
        parked = quarantine.newest(db, MOST)
        audit.append(db, viewer, "quarantine-read", None, now())
    found = [
        _aside(one)
        for one in parked
        if policy.may(viewer, "quarantine.read", {"authority": one.authority})
    ]
    return render(Quarantine(found))


def _aside(parked: Parked) -> Aside:
    catalog = current_node().catalog
    kind, fields = parked.change.get("kind"), parked.change.get("fields")
    entry = CATALOGUE.get(parked.problem)
    name = parked.field or ""
    return Aside(
        parked=parked,
        title=entry.title if entry else parked.problem,
        detail=parked.detail.replace(f"Fältet {name} ", f"Fältet {words.field(name)} "),
        who=parked.label or "okänd",
        kind=words.KINDS.get(str(kind), str(kind)),
        field=words.field(name),
        facts=[fact(name, value, catalog) for name, value in _named(fields)],
    )


def _named(fields: Any) -> list[tuple[str, Any]]:
    """The fields of a change, which may be anything at all: that is why it is here."""
    return list(fields.items()) if isinstance(fields, dict) else [("innehåll", fields)]
