"""`fieldapp catalog`: whether a catalog can be used, and which references nobody has read."""

from __future__ import annotations

from pathlib import Path

import click

from fieldapp import catalog as files
from fieldapp.cli.node import Refusal, settings
from fieldapp.domain.catalog import Catalog, CatalogError


@click.group(help="Kommunens katalog: checklistor, kategorier, områden och regler.")
def catalog() -> None:
    pass


@catalog.command(help="Skriv en kopia av katalogen som följer med, att ändra i.")
@click.argument("folder", type=click.Path(path_type=Path))
def copy(folder: Path) -> None:
    try:
        files.copy(folder)
    except FileExistsError as error:
        raise Refusal(f"{folder} finns redan. Inget har ändrats. Ange en ny mapp.") from error
    click.echo(f"Katalogen ligger i {folder}. Kontrollera den efter varje ändring med")
    click.echo(f"  fieldapp catalog check {folder}")
    click.echo(f"och använd den med inställningen FIELDAPP_CATALOG={folder}.")


@catalog.command(
    help="Kontrollera katalogen, eller den i en annan mapp: varje fel med fil, post och orsak."
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, folder: Path | None) -> None:
    chosen = folder or Path(settings().catalog or files.FOLDER)
    if not chosen.is_dir():
        raise Refusal(f"Mappen {chosen} finns inte. Ange den mapp som katalogens filer ligger i.")
    try:
        found = files.load(folder=chosen)
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
