"""`fieldapp serve`: the server, and what a newcomer needs to know of it."""

from __future__ import annotations

import click

from fieldapp.cli import node
from fieldapp.cli.demo import show_ways_in


@click.command(help="Starta servern. Den stannar med Ctrl-C.")
def serve() -> None:
    from fieldapp import serving

    chosen = node.settings()
    # The workers read it again; here its mistakes are told in words.
    node.rules(chosen)
    click.echo(f"Skrivbordet:  {node.address(chosen)}/")
    click.echo(f"Telefonappen: {node.address(chosen)}/app/")
    if node.exists(chosen):
        show_ways_in(chosen)
    else:
        click.echo("Här finns ingen kommun än. Skapa den med: fieldapp init")
    serving.serve(chosen)
