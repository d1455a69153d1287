"""`fieldapp bench`: measures speed and size, and writes docs/performance.md."""

from __future__ import annotations

from pathlib import Path

import click

_ALL = "all"


@click.command(help="Mät fart och storlek i en utcheckning och skriv docs/performance.md.")
@click.argument(
    "part",
    type=click.Choice(["server", "photos", "sizes", "phone", "register", "desk", _ALL]),
    default=_ALL,
)
@click.option(
    "--short", is_flag=True, help="En liten omgång som bara visar att mätningen fungerar."
)
@click.option("--present", type=click.IntRange(0), help="Antal rapporter som finns från början.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mät skrivbordet på en kopia av den här mappen.",
)
def bench(part: str, short: bool, present: int | None, data: Path | None) -> None:
    # Imported when asked for: measuring needs programs and packages that a server does not.
    from fieldapp.bench import run

    for one in run.PARTS if part == _ALL else (part,):
        try:
            told = run.measure(one, short=short, present=present, say=click.echo, data=data)
        except run.Missing as missing:
            raise click.ClickException(str(missing)) from missing
        click.echo(told)
        if not short:
            run.write(one, told)
