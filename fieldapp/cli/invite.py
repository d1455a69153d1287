"""`fieldapp invite`: a one-time code that lets a phone, or another node, in."""

from __future__ import annotations

from collections.abc import Iterable

import click

from fieldapp.cli import node
from fieldapp.config import Settings
from fieldapp.domain import policy
from fieldapp.domain.people import AUTHORITIES, Authority, Person
from fieldapp.storage import audit, enrolments
from fieldapp.storage.database import Database


@click.command(help="Bjud in en persons telefon: skriv ut en kod och en länk.")
@click.argument("who")
@click.option("--node", "is_node", is_flag=True, help="Bjud in en annan nod i stället.")
@click.option(
    "--authority",
    "works_for",
    type=click.Choice(AUTHORITIES),
    multiple=True,
    help="Med --node: huvudman som noden arbetar åt, en eller flera; annars personens.",
)
def invite(who: str, is_node: bool, works_for: tuple[Authority, ...]) -> None:
    if works_for and not is_node:
        raise click.UsageError("--authority hör ihop med --node.")
    chosen = node.settings()
    opened = node.database(chosen)
    person = node.find(opened, who).person
    code = invitation(opened, chosen, person, is_node=is_node, works_for=works_for)
    click.echo(f"Kod för {person.label}: {code[:4]} {code[4:]}")
    if is_node:
        whose = sorted(policy.node_sees(works_for or (person.authority,)))
        click.echo(f"På den andra noden: fieldapp mirror {node.address(chosen)} --code {code}")
        click.echo(f"Den får det som hör till: {', '.join(whose)}.")
    else:
        click.echo(f"Länk till telefonen: {phone_link(chosen, code)}")
    click.echo(f"Koden gäller i {chosen.enrolment_minutes} minuter och kan användas en gång.")


def invitation(
    opened: Database,
    chosen: Settings,
    person: Person,
    *,
    is_node: bool = False,
    works_for: Iterable[Authority] = (),
) -> str:
    """A new code for this person."""
    now = node.now()
    with opened.write() as db:
        code = enrolments.invite(
            db,
            person.id,
            person.id,
            now,
            chosen.enrolment_minutes,
            is_node=is_node,
            works_for=works_for,
        )
        audit.append(db, None, "device-invited", person.id, now)
    return code


def phone_link(chosen: Settings, code: str) -> str:
    """The address that enrols the phone that opens it."""
    return f"{node.address(chosen)}/app/#/enrol/{code}"
