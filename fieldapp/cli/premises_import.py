"""`fieldapp premises-import`: the register of premises from a CSV or XLSX file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fieldapp import tabular
from fieldapp.cli import node
from fieldapp.domain import policy, premises_import
from fieldapp.domain.people import Person
from fieldapp.domain.premises_import import KIND, Plan
from fieldapp.storage import audit, people
from fieldapp.storage import premises_import as register
from fieldapp.storage.database import Database


@click.command(
    "premises-import",
    help="Läs in objekt från FILE (CSV eller XLSX). En andra gång ändras bara det som skiljer.",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Visa vad som skulle hända, och skriv inget.")
@click.option("--as", "username", help="Den samordnare eller inspektör som läser in.")
@click.pass_context
def command(context: click.Context, file: Path, dry_run: bool, username: str | None) -> None:
    chosen = node.settings()
    database = node.database(chosen)
    rules = node.rules(chosen)
    table, actor, now = tabular.read(file.read_bytes()), _actor(database, username), node.now()
    with database.read() if dry_run else database.write() as db:
        known = register.known(db, actor.authority)
        plan = premises_import.plan(table.header, table.rows, known, actor.authority, rules)
        if not dry_run:
            register.write(db, plan, actor, rules, now)
            counted = f"{plan.new} nya, {plan.changed} ändrade"
            audit.append(db, actor, "premises-imported", None, now, detail=counted)
    for line in _told(plan, dry_run):
        click.echo(line)
    if plan.left:
        context.exit(1)


def _actor(database: Database, username: str | None) -> Person:
    """Whoever is named, else the only one who could: a coordinator may write the register."""
    if username:
        found = node.find(database, username).person
        if not _may(found):
            raise node.Refusal(
                f"{found.label} får inte ändra objekt. Inget har ändrats. Ange en samordnare "
                "eller inspektör med --as."
            )
        return found
    with database.read() as db:
        some = [one for one in people.everyone(db) if _may(one.person)]
    able = [one for one in some if one.person.role == "coordinator"]
    if len(able) != 1:
        names = ", ".join(sorted(one.username or one.person.id for one in able)) or "ingen än"
        raise node.Refusal(
            f"Ange vem som läser in med --as. Samordnare: {names}. Inget har ändrats."
        )
    return able[0].person


def _may(person: Person) -> bool:
    after = {"authority": person.authority}
    return person.role != "administrator" and policy.may_write(person, KIND, {}, after)


def _told(plan: Plan, dry_run: bool) -> Iterator[str]:
    yield from map(str, plan.troubles)
    for name in plan.unread:
        yield f"Kolumnen {name} läses inte."
    counts = (plan.new, plan.changed, plan.unchanged, plan.left)
    words = ("nya", "ändrade", "oförändrade", "lämnade utanför")
    yield ", ".join(f"{count} {word}" for count, word in zip(counts, words, strict=True)) + "."
    if dry_run:
        yield "Inget är skrivet, för det var en provkörning."
