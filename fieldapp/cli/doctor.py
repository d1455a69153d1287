"""`fieldapp doctor`: proves that log, projections and photos agree."""

from __future__ import annotations

import click

from fieldapp.cli import node
from fieldapp.storage import doctor as storage


@click.command(help="Kontrollera att logg, register och bilder stämmer överens.")
@click.option("--full", is_flag=True, help="Läs även igenom varje bild.")
@click.pass_context
def doctor(ctx: click.Context, full: bool) -> None:
    chosen = node.settings()
    opened = node.database(chosen)
    findings = list(storage.examine(opened, node.rules(chosen), full=full))
    for finding in findings:
        click.echo(finding)
    if findings:
        ctx.exit(1)
    click.echo("Allt stämmer.")
