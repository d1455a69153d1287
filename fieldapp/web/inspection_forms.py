"""The forms of supervision: that a protocol was sent, and what is decided of a deficiency."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import AnyOf, InputRequired, Regexp

from fieldapp.web.form_fields import Day, most
from fieldapp.web.inspection_words import MANNERS


class DispatchForm(FlaskForm):
    """That a visit's protocol was sent, or what came of it later."""

    version = HiddenField(validators=[Regexp(r"^\d+$")])
    sent_on = Day("Skickat", [InputRequired("Fyll i dagen.")])
    manner = StringField("Sätt", [AnyOf(MANNERS, "Välj hur det skickades.")])
    statement_due = Day("Yttrande senast", description="Dagen då ägaren senast kan yttra sig.")
    case_number = StringField("Diarienummer", [most(40)])


class StatementForm(FlaskForm):
    statement_on = Day("Yttrande inkom", [InputRequired("Fyll i dagen.")])


class DecisionForm(FlaskForm):
    """A decision about a deficiency in the state that the coordinator had before them."""

    was = HiddenField()
    state = HiddenField()
    deadline = Day("Ska vara åtgärdat")
    case_number = StringField("Diarienummer", [most(40)])
    measure = StringField("Åtgärd som övervägs av nämnden", [most(40)])
    reason = TextAreaField("Skäl", [most(1000)])
