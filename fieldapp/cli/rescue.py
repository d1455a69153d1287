"""`fieldapp rescue`: a phone's rescue file, taken in as at the desk."""

from __future__ import annotations

from pathlib import Path

import click

from fieldapp.cli import node
from fieldapp.domain.people import Person
from fieldapp.rescue.intake import Intake, Taken, Voucher


@click.command(help="Ta in räddningsfilen FILE, som en telefon sparat. Inget kommer två gånger.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--drafts", is_flag=True, help="Ta in också det som inte valts att skickas.")
def rescue(file: Path, drafts: bool) -> None:
    chosen = node.settings()
    database = node.database(chosen)
    intake = Intake(database, node.rules(chosen), chosen.max_photo_pixels)
    with file.open("rb") as content:
        taken = intake.take(content, Voucher(None, _anyone), node.now(), drafts=drafts)
    for line in _told(taken):
        click.echo(line)


def _anyone(person: Person) -> None:
    """Whoever runs commands on the server may take in anyone's."""


def _told(taken: Taken) -> list[str]:
    photos = f"{taken.photos_new} nya bilder, {taken.photos_known} fanns redan"
    lines = [
        f"Räddningsfilen är intagen, från {', '.join(taken.people) or 'ingen som är känd här'}.",
        f"{taken.new} nya ändringar, {taken.known} fanns redan, {taken.aside} ställdes åt sidan.",
        f"{photos}, {len(taken.photos_refused)} togs inte emot, {taken.photos_lost} saknas.",
    ]
    lines += [f"{problem.title}. {problem.detail}" for problem in taken.photos_refused]
    if taken.drafts_left:
        lines.append(f"{taken.drafts_left} ändringar i utkast lämnades; ta in dem med --drafts.")
    return lines
