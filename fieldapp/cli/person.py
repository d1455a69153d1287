"""`fieldapp person`: add, list, deactivate, and a new way in."""

from __future__ import annotations

import secrets
from datetime import timedelta
from uuid import UUID

import click

from fieldapp.cli import node
from fieldapp.config import Settings
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from fieldapp.domain.people import AUTHORITIES, ROLES, Authority, Person, Role
from fieldapp.domain.policy import DESK_ROLES
from fieldapp.storage import audit, people, signins
from fieldapp.storage.database import Database

LINK_LIVES = timedelta(days=3)


@click.group(help="Personer: lägg till, lista, stäng av, ge en ny inloggningslänk.")
def person() -> None:
    pass


@person.command(
    help="Lägg till en person. LABEL är det andra ser; det behöver inte vara ett namn."
)
@click.argument("label")
@click.option("--role", type=click.Choice(ROLES), required=True, help="Vad personen får göra.")
@click.option("--authority", type=click.Choice(AUTHORITIES), required=True, help="Huvudman.")
@click.option("--username", help="Användarnamn, för den som ska kunna logga in vid skrivbordet.")
@click.option("--id", "known_as", type=click.UUID, help="Personens id vid en annan nod.")
def add(
    label: str, role: Role, authority: Authority, username: str | None, known_as: UUID | None
) -> None:
    if role in DESK_ROLES and not username:
        raise click.UsageError(f"Rollen {role} loggar in vid skrivbordet: ange --username.")
    chosen, now = node.settings(), node.now()
    opened = node.database(chosen)
    own = str(known_as or uuid7(now, secrets.token_bytes(ENTROPY_BYTES)))
    added = Person(own, label, role, authority)
    with opened.write() as db:
        if people.get(db, own):
            raise node.Refusal(f"Det finns redan någon med id {own}. Inget har ändrats.")
        people.add(db, added, username, now)
        audit.append(db, None, "person-added", added.id, now)
    click.echo(f"{label} är tillagd. Id: {added.id}")
    if role in DESK_ROLES:
        click.echo(f"Inloggningslänk: {sign_in_link(opened, chosen, added)}")
    else:
        click.echo(f"Bjud in telefonen med: fieldapp invite {added.id}")


@person.command("list", help="Lista alla personer.")
def list_() -> None:
    opened = node.database(node.settings())
    with opened.read() as db:
        everyone = people.everyone(db)
    for one in everyone:
        who = one.person
        state = "" if who.active else "avstängd"
        words = (who.id, who.label, who.role, who.authority, one.username or "", state)
        click.echo("  ".join(words).rstrip())


@person.command(help="Stäng av en person: inloggning och telefoner slutar gälla.")
@click.argument("who")
def deactivate(who: str) -> None:
    opened = node.database(node.settings())
    found = node.find(opened, who).person
    with opened.write() as db:
        people.set_active(db, found.id, False)
        audit.append(db, None, "person-deactivated", found.id, node.now())
    click.echo(f"{found.label} är avstängd. Det som redan är mottaget finns kvar.")


@person.command(help="Skriv ut en ny inloggningslänk; den förra slutar gälla.")
@click.argument("who")
def link(who: str) -> None:
    chosen = node.settings()
    opened = node.database(chosen)
    account = node.find(opened, who)
    if not account.username:
        raise node.Refusal(
            f"{account.person.label} har inget användarnamn och loggar inte in vid skrivbordet. "
            "Bjud in telefonen med: fieldapp invite"
        )
    click.echo(sign_in_link(opened, chosen, account.person))


def sign_in_link(opened: Database, chosen: Settings, whose: Person) -> str:
    """A new link that is good for three days and once."""
    now = node.now()
    with opened.write() as db:
        secret = signins.add_link(db, whose.id, now + LINK_LIVES)
        audit.append(db, None, "sign-in-link-made", whose.id, now)
    return f"{node.address(chosen)}/sign-in/{secret}"
