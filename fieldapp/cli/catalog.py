"""`fieldapp catalog`: whether a catalog can be used, and which references nobody has read."""

from __future__ import annotations

from pathlib import Path

import click

from fieldapp import catalog as files
from fieldapp.cli.node import Refusal
from fieldapp.domain.catalog import Catalog, CatalogError


@click.group(help="Kommunens katalog: checklistor, kategorier, områden och regler.")
def catalog() -> None:
    pass


@catalog.command(
    help="Kontrollera katalogen, eller den i en annan mapp: varje fel med fil, post och orsak."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    if folder is not None and not folder.is_dir():
        raise Refusal(f"Mappen {folder} finns inte. Ange den mapp som katalogens filer ligger i.")
    try:
        found = files.load(folder=folder or files.FOLDER)
    except CatalogError as error:
        for mistake in error.mistakes:
            click.echo(mistake)
        ctx.exit(1)
    _tell(found)


def _tell(found: Catalog) -> None:
    points = sum(len(one.items) for one in found.checklists.values())
    click.echo(
        f"Katalogen går att använda: {len(found.checklists)} checklistor, {points} punkter."
    )
    unverified = [(own, one) for own, one in found.supervision.references() if one.unverified]
    if unverified:
        click.echo(f"{len(unverified)} lagrum är inte kontrollerade och visas utan paragraf:")
    for own, reference in unverified:
        click.echo(f"  {own}: {reference.unverified} (visas som {reference.shown or 'inget'})")
