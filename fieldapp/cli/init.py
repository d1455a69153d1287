"""`fieldapp init`: an empty municipality and the administrator's first way in."""

from __future__ import annotations

import secrets

import click

from fieldapp.cli import node
from fieldapp.cli.person import sign_in_link
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import Person
from fieldapp.storage import audit, people
from fieldapp.storage.database import Database


@click.command(help="Skapa en tom kommun och skriv ut administratörens inloggningslänk.")
@click.option("--username", default="admin", show_default=True, help="Administratörens namn.")
def init(username: str) -> None:
    chosen = node.settings()
    opened, now = Database(chosen.data), node.now()
    administrator = Person(
        uuid7(now, secrets.token_bytes(ENTROPY_BYTES)), "Administratör", "administrator", "kommun"
    )
    with opened.write() as db:
        if people.everyone(db):
            raise node.Refusal(
                f"I mappen {chosen.data} finns redan en kommun. Inget har ändrats. "
                "En ny inloggningslänk: fieldapp person link NAMN"
            )
        people.add(db, administrator, username, now)
        audit.append(db, None, "person-added", administrator.id, now)
    click.echo(f"En tom kommun finns nu i mappen {chosen.data}.")
    click.echo(f"Administratörens användarnamn är {username}. Välj lösenord här:")
    click.echo(f"  {sign_in_link(opened, chosen, administrator)}")
    click.echo("Länken gäller i tre dygn och kan användas en gång. Starta med: fieldapp serve")
