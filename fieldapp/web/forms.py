"""The desk's forms: names, shapes and lengths. What may be decided and by whom is the domain's."""

from __future__ import annotations

from typing import cast

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import AnyOf, EqualTo, InputRequired, Length, Optional, Regexp

from fieldapp.domain.people import AUTHORITIES, ROLES, Authority, Role

NEEDED = "Fyll i {}."
LONGEST_REASON = 500


class SignInForm(FlaskForm):
    username = StringField("Användarnamn", [InputRequired(NEEDED.format("användarnamnet"))])
    password = PasswordField("Lösenord", [InputRequired(NEEDED.format("lösenordet"))])


class PasswordForm(FlaskForm):
    password = PasswordField(
        "Nytt lösenord",
        [
            InputRequired(NEEDED.format("ett lösenord")),
            Length(12, 200, "Lösenordet ska ha minst 12 tecken. Flera ord i rad går bra."),
        ],
    )
    again = PasswordField(
        "Samma lösenord igen", [EqualTo("password", "De två lösenorden är inte lika.")]
    )


class AssignmentForm(FlaskForm):
    role = StringField("Roll", [AnyOf(ROLES)])
    authority = StringField("Huvudman", [AnyOf(AUTHORITIES)])

    @property
    def chosen(self) -> tuple[Role, Authority]:
        """What was chosen, once the form is valid."""
        return cast(Role, self.role.data), cast(Authority, self.authority.data)


class PersonForm(AssignmentForm):
    label = StringField(
        "Benämning",
        [InputRequired(NEEDED.format("en benämning")), Length(1, 60, "Högst 60 tecken.")],
        description="Det andra ser, som ”Nattvandrare 3”. Det behöver inte vara ett namn.",
    )
    username = StringField(
        "Användarnamn",
        [
            Optional(),
            Length(3, 80, "3–80 tecken."),
            Regexp(r"^[\w.@+-]+$", message="Bokstäver, siffror och . @ + - _ går bra."),
        ],
        description="Bara för den som loggar in vid skrivbordet, till exempel e-postadressen.",
    )


class ReviewForm(FlaskForm):
    """A decision about the version of the report that the coordinator had before them."""

    decision = HiddenField(validators=[InputRequired()])
    version = HiddenField(validators=[InputRequired(), Regexp(r"^\d+$")])
    receiver = StringField("Mottagare", [Length(max=40)])
    reason = TextAreaField("Skäl", [Length(max=LONGEST_REASON, message="Högst 500 tecken.")])
    field = StringField("Gäller", [Length(max=120)])
    ready = StringField("Färdigt svar", [Length(max=LONGEST_REASON)])


class NoteForm(FlaskForm):
    text = TextAreaField(
        "Anteckning",
        [InputRequired(NEEDED.format("anteckningen")), Length(1, 1000, "Högst 1 000 tecken.")],
    )


class JoinForm(FlaskForm):
    of = StringField("Rapport", [InputRequired()])


class AssignmentOfReportForm(FlaskForm):
    person = StringField("Samordnare", [Length(max=64)])
    due_on = DateField("Påminn den", [Optional()])


class ReferralForm(FlaskForm):
    receiver = StringField("Mottagare", [InputRequired("Välj en mottagare.")])
    text = TextAreaField(
        "Vad mottagaren behöver veta",
        [InputRequired(NEEDED.format("vad det gäller")), Length(1, 1000, "Högst 1 000 tecken.")],
        description="Skriv inget om vem som har rapporterat. Plats, tid och kvitto följer med.",
    )


class AnswerForm(FlaskForm):
    state = StringField(validators=[AnyOf(("done", "declined"))])
    feedback = TextAreaField("Svar till rapportören", [InputRequired(), Length(1, 500)])


class FeedForm(FlaskForm):
    label = StringField(
        "Vem ska läsa det?",
        [
            InputRequired(NEEDED.format("vem som ska läsa flödet")),
            Length(1, 60, "Högst 60 tecken."),
        ],
        description="Till exempel ”Samhällsbyggnads karta”.",
    )
    query = HiddenField(validators=[Length(max=500)])


class RescueForm(FlaskForm):
    file = FileField("Räddningsfilen", [FileRequired("Välj filen som telefonen sparade.")])
    drafts = BooleanField("Ta in utkast också")
