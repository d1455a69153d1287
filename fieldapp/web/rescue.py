"""Taking in what a phone could not send itself: its rescue file, handed in at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask.typing import ResponseReturnValue

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.node import current_node
from fieldapp.rescue.intake import Intake, Taken, Voucher
from fieldapp.web import access
from fieldapp.web.blueprint import takes_file, web
from fieldapp.web.forms import RescueForm
from fieldapp.web.pages import Page, now, render
from fieldapp.web.people import subject


@dataclass(frozen=True)
class NewRescue(Page):
    template: ClassVar = "rescue/new.html"
    form: RescueForm
    problem: Problem | None


@dataclass(frozen=True)
class ShowRescue(Page):
    template: ClassVar = "rescue/show.html"
    taken: Taken


@web.get("/rescue-files/new")
@access.needs("rescue.take")
def new_rescue() -> str:
    return render(NewRescue(RescueForm(formdata=None), None))


@web.post("/rescue-files")
@access.needs("rescue.take")
@takes_file("max_rescue_bytes")
def take_rescue() -> ResponseReturnValue:
    """The answer says what came. Handing in the same file again is harmless."""
    form, node = RescueForm(), current_node()
    if not form.validate():
        return render(NewRescue(form, None)), 422
    intake = Intake(node.db, node.catalog, node.settings.max_photo_pixels)
    voucher = Voucher(access.present(), _check)
    try:
        taken = intake.take(form.file.data.stream, voucher, now(), drafts=form.drafts.data)
    except Problem as problem:
        return render(NewRescue(form, problem)), problem.status
    return render(ShowRescue(taken))


def _check(person: Person) -> None:
    access.require("rescue.take", subject(person))
