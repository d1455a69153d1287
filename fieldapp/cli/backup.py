"""`fieldapp backup`: a whole copy of the municipality, made while the server works."""

from __future__ import annotations

from pathlib import Path

import click

from fieldapp.cli import node
from fieldapp.storage import backup as storage

_NAMED = 10


@click.command(help="Kopiera databas och bilder till en ny mapp TARGET; servern får vara igång.")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def backup(ctx: click.Context, target: Path) -> None:
    opened = node.database(node.settings())
    try:
        made = storage.make(opened, target, node.now())
    except OSError as error:
        raise node.Refusal(f"Kopian gick inte att skriva: {error}. Inget har ändrats.") from error
    finally:
        opened.close()
    whole = len(made.photos) - len(made.missing)
    click.echo(
        f"Säkerhetskopian finns i {target}: {made.last_seq} ändringar, "
        f"{made.counts['reports']} rapporter, {whole} bilder."
    )
    click.echo(f"Prova att den går att återställa: fieldapp restore --check {target}")
    if made.missing:
        click.echo(
            f"{len(made.missing)} bilder saknas eller är skadade på disken och kom inte med: "
            f"{', '.join(made.missing[:_NAMED])}. Allt annat är kopierat. "
            "Kör `fieldapp doctor --full`, som säger vad du kan göra."
        )
        ctx.exit(1)
