"""`fieldapp settings`: every setting, what it is now and what it does."""

from __future__ import annotations

from dataclasses import fields

import click

from fieldapp.cli import node
from fieldapp.config import Settings


@click.command(help="Skriv ut alla inställningar. De ges som miljövariabler.")
def settings() -> None:
    chosen = node.settings()
    for setting in fields(Settings):
        value = getattr(chosen, setting.name)
        now = "" if value == setting.default else f", nu {_shown(value)}"
        click.echo(f"FIELDAPP_{setting.name.upper()} (förval {_shown(setting.default)}{now})")
        click.echo(f"    {setting.metadata['help']}")


def _shown(value: object) -> str:
    return str(value) if value != "" else "tom"
