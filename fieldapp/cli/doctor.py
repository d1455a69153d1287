"""`fieldapp doctor`: proves that log, projections and photos agree."""

from __future__ import annotations

import click

from fieldapp import catalog
from fieldapp.cli import node


@click.command(help="Kontrollera att logg, register och bilder stämmer överens.")
@click.pass_context
def doctor(ctx: click.Context) -> None:
    from fieldapp.storage import doctor as storage

    opened = node.database(node.settings())
    findings = list(storage.examine(opened, catalog.load()))
    for finding in findings:
        click.echo(finding)
    if findings:
        ctx.exit(1)
    click.echo("Allt stämmer.")
