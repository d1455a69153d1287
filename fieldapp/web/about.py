"""The front page, and what everyone may know: accessibility, and what is recorded and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import redirect
from flask.typing import ResponseReturnValue

from fieldapp.domain import policy
from fieldapp.domain.catalog_items import AuthorityItem
from fieldapp.node import current_node
from fieldapp.web import access
from fieldapp.web.blueprint import web
from fieldapp.web.pages import Page, render


@dataclass(frozen=True)
class About(Page):
    """A page of words. `contact` is whom to write to, empty when the settings name nobody."""

    contact: str


@dataclass(frozen=True)
class Accessibility(About):
    template: ClassVar = "about/accessibility.html"


@dataclass(frozen=True)
class Privacy(About):
    template: ClassVar = "about/privacy.html"
    authorities: tuple[AuthorityItem, ...]


@web.get("/")
@access.needs("desk.enter")
def front() -> ResponseReturnValue:
    can_read = policy.may(access.present(), "report.read")
    return redirect("/reports" if can_read else "/people")


@web.get("/about/accessibility")
@access.everyone
def accessibility() -> str:
    return render(Accessibility(current_node().settings.contact))


@web.get("/about/privacy")
@access.everyone
def privacy() -> str:
    node = current_node()
    return render(Privacy(node.settings.contact, node.catalog.authorities))
