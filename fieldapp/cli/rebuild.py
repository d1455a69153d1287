"""`fieldapp rebuild`: the projections made anew from the log."""

from __future__ import annotations

import click

from fieldapp.cli import node
from fieldapp.storage import projections


@click.command(help="Gör om allt som skrivbordet läser, ur loggen. Inget i loggen ändras.")
def rebuild() -> None:
    chosen = node.settings()
    opened = node.database(chosen)
    with opened.write() as db:
        records = projections.rebuild(db, node.rules(chosen))
    click.echo(f"{records} poster är gjorda på nytt ur loggen.")
