"""`fieldapp bench`: measures speed and size, and writes docs/performance.md."""

from __future__ import annotations

import click

_ALL = "all"


@click.command(help="Mät fart och storlek i en utcheckning och skriv docs/performance.md.")
@click.argument(
    "part",
    type=click.Choice(["server", "photos", "sizes", "phone", "register", _ALL]),
    default=_ALL,
)
@click.option(
    "--short", is_flag=True, help="En liten omgång som bara visar att mätningen fungerar."
)
@click.option("--present", type=click.IntRange(0), help="Antal rapporter som finns från början.")
def bench(part: str, short: bool, present: int | None) -> None:
    # Imported when asked for: measuring needs programs and packages that a server does not.
    from fieldapp.bench import run

    for one in run.PARTS if part == _ALL else (part,):
        try:
            told = run.measure(one, short=short, present=present, say=click.echo)
        except run.Missing as missing:
            raise click.ClickException(str(missing)) from missing
        click.echo(told)
        if not short:
            run.write(one, told)
