"""`fieldapp rebuild`: the projections made anew from the log."""

from __future__ import annotations

import click

from fieldapp import catalog
from fieldapp.cli import node
from fieldapp.storage import projections


@click.command(help="Gör om allt som skrivbordet läser, ur loggen. Inget i loggen ändras.")
def rebuild() -> None:
    opened = node.database(node.settings())
    with opened.write() as db:
        records = projections.rebuild(db, catalog.load())
    click.echo(f"{records} poster är gjorda på nytt ur loggen.")
