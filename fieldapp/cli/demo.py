"""`fieldapp demo`: a made-up municipality to look around in."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from fieldapp import catalog
from fieldapp import demo as municipality
from fieldapp.cli import node
from fieldapp.cli.invite import invitation, phone_link
from fieldapp.config import Settings
from fieldapp.demo import cast
from fieldapp.storage import people
from fieldapp.storage.database import Database


@click.command(help="Fyll en tom mapp med en påhittad kommun.")
@click.option(
    "--reports", type=click.IntRange(1), default=municipality.USUAL_REPORTS, show_default=True,
    help="Antal rapporter.",
)  # fmt: skip
@click.option(
    "--premises", type=click.IntRange(0), default=municipality.USUAL_PREMISES, show_default=True,
    help="Antal tillsynsobjekt, med ett års besök. Fler än 18 är numrerade.",
)  # fmt: skip
@click.option(
    "--seed", type=int, default=municipality.USUAL_SEED, show_default=True,
    help="Samma tal ger samma kommun.",
)  # fmt: skip
@click.option(
    "--now", "moment", type=click.DateTime(), help="Låtsas att det är nu (UTC).", default=None
)
def demo(reports: int, premises: int, seed: int, moment: datetime | None) -> None:
    chosen = node.settings()
    if chosen.data.exists() and any(chosen.data.iterdir()):
        raise node.Refusal(
            f"Mappen {chosen.data} är inte tom. Inget har ändrats. "
            "Välj en annan mapp med FIELDAPP_DATA."
        )
    now = moment.replace(tzinfo=UTC) if moment else node.now()
    _fill(chosen.data, now, reports, premises, seed)
    what = f"{reports} rapporter och {premises} tillsynsobjekt"
    click.echo(f"En påhittad kommun med {what} finns nu i mappen {chosen.data}.")
    show_ways_in(chosen)


def show_ways_in(chosen: Settings) -> None:
    """Prints how the demo's people sign in at the desk, and a fresh link for a phone of each kind.

    Prints nothing in any other municipality, where they do not exist.
    """
    opened = node.database(chosen)
    with opened.read() as db:
        guests = [found for one in cast.assemble().guests if (found := people.get(db, one.id))]
    if guests:
        click.echo("Logga in vid skrivbordet som:")
        for one in cast.DESK:
            click.echo(f"  {one.person.label:<20}  {one.username:<12}  {one.password}")
        click.echo("Prova telefonen, med varsin länk i varsin webbläsare:")
        for guest in guests:
            link = phone_link(chosen, invitation(opened, chosen, guest))
            click.echo(f"  {guest.label:<20}  {link}")
        click.echo(f"  (länkarna gäller i {chosen.enrolment_minutes} minuter och en gång)")
    # gunicorn forks its workers, and no connection to SQLite may be carried across a fork.
    opened.close()


def _fill(folder: Path, now: datetime, reports: int, premises: int, seed: int) -> None:
    """Fills a folder beside the wanted one and renames it, so that a stopped demo leaves none."""
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    opened = Database(unfinished)
    with click.progressbar(length=reports, label="Fyller kommunen") as bar:
        municipality.fill(
            opened, catalog.load(), now=now, reports=reports, premises=premises, seed=seed,
            told=lambda sent: bar.update(sent - bar.pos),
        )  # fmt: skip
    opened.close()
    if folder.exists():
        folder.rmdir()
    unfinished.rename(folder)
