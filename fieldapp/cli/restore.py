"""`fieldapp restore`: a backup made into a municipality again, or tried in a drill."""

from __future__ import annotations

from pathlib import Path

import click

from fieldapp.cli import node
from fieldapp.storage import restore as storage
from fieldapp.storage.backup import Manifest

_SHOWN = 5


@click.command(help="Återställ säkerhetskopian SOURCE. Det som fanns i mappen flyttas åt sidan.")
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Prova bara: återställ i en tillfällig mapp, räkna och jämför."
)
@click.pass_context
def restore(ctx: click.Context, source: Path, check: bool) -> None:
    chosen = node.settings()
    try:
        if check:
            ctx.exit(_drill(source))
        done = storage.restore(source, chosen.data, node.now())
    except OSError as error:
        raise node.Refusal(f"Kopian gick inte att återställa: {error}.") from error
    click.echo(f"Mappen {chosen.data} är återställd från kopian {_told(done.manifest)}.")
    if done.aside:
        click.echo(f"Det som fanns där är flyttat till {done.aside}; inget är kastat.")
    click.echo("Starta servern. Telefonerna skickar själva om det som de har.")


def _drill(source: Path) -> int:
    """Says in one line how it went. The exit status."""
    manifest, wrong = storage.check(source, node.rules(node.settings()))
    if not wrong:
        click.echo(f"Kopian {_told(manifest)} går att återställa; allt stämmer.")
        return 0
    more = f" Och {len(wrong) - _SHOWN} fel till." if len(wrong) > _SHOWN else ""
    click.echo(f"Kopian {_told(manifest)} stämmer inte: {' '.join(wrong[:_SHOWN])}{more}")
    return 1


def _told(manifest: Manifest) -> str:
    when = manifest.made_at[:16].replace("T", " ")
    counts = manifest.counts
    return (
        f"från {when} UTC ({counts['changes']} ändringar, {counts['reports']} rapporter, "
        f"{counts['photos']} bilder)"
    )
