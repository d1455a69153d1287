"""`fieldapp doctor`: proves that log, projections and photos agree."""

from __future__ import annotations

import click

from fieldapp import catalog
from fieldapp.cli import node
from fieldapp.storage import doctor as storage


@click.command(help="Kontrollera att logg, register och bilder stämmer överens.")
@click.option("--full", is_flag=True, help="Läs även igenom varje bild.")
@click.pass_context
def doctor(ctx: click.Context, full: bool) -> None:
    opened = node.database(node.settings())
    findings = list(storage.examine(opened, catalog.load(), full=full))
    for finding in findings:
        click.echo(finding)
    if findings:
        ctx.exit(1)
    click.echo("Allt stämmer.")
