"""`fieldapp serve`: the server, and what a newcomer needs to know of it."""

from __future__ import annotations

import click

from fieldapp.cli import node
from fieldapp.cli.demo import demo_walker, show_sign_ins
from fieldapp.cli.invite import invitation, phone_link
from fieldapp.config import Settings


@click.command(help="Starta servern. Den stannar med Ctrl-C.")
def serve() -> None:
    from fieldapp import serving

    chosen = node.settings()
    click.echo(f"Skrivbordet:  {node.address(chosen)}/")
    click.echo(f"Telefonappen: {node.address(chosen)}/app/")
    if node.exists(chosen):
        _show_demo(chosen)
    else:
        click.echo("Här finns ingen kommun än. Skapa den med: fieldapp init")
    serving.serve(chosen)


def _show_demo(chosen: Settings) -> None:
    opened = node.database(chosen)
    walker = demo_walker(opened)
    if walker:
        show_sign_ins()
        code = invitation(opened, chosen, walker)
        click.echo(f"Prova som {walker.label}: {phone_link(chosen, code)}")
        click.echo(f"  (gäller i {chosen.enrolment_minutes} minuter och en gång)")
    # gunicorn forks its workers, and no connection to SQLite may be carried across a fork.
    opened.close()
