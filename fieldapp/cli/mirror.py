"""`fieldapp mirror`: two nodes give each other what the other lacks."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import click

from fieldapp import catalog
from fieldapp.cli import node
from fieldapp.cli.ports import NodeLog, NodePhotos
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7
from sync.bookmarks import FileBookmarks
from sync.client import Client
from sync.mirror import Mirror
from sync.outcome import SyncOutcome


@click.command(help="Spegla mot noden på URL: skicka och hämta det som saknas på endera sidan.")
@click.argument("url")
@click.option("--code", help="Inbjudan från den andra noden; behövs första gången.")
def mirror(url: str, code: str | None) -> None:
    chosen = node.settings()
    opened = node.database(chosen)
    place = chosen.data / "mirrors" / urlsplit(url).netloc.replace(":", "_")
    own = _identity(place / "identity", enrolling=bool(code))
    client = Client(url, own["token"])
    if code:
        client.enrol(code, own["device"], f"Nod {opened.node_id[-6:]}")
    log = NodeLog(opened, catalog.load(), own["device"])
    photos = NodePhotos(opened, chosen.max_photo_pixels)
    _tell(Mirror(client, log, photos, FileBookmarks(place / "bookmark")).run())


def _identity(path: Path, *, enrolling: bool) -> dict[str, str]:
    """This node's device and token at the other, made and kept before they are first sent.

    The device is not the one that the desk here writes with: that one is passed on, too.
    """
    if path.exists():
        found: dict[str, str] = json.loads(path.read_text())
        return found
    if not enrolling:
        raise node.Refusal(
            "Den andra noden känner inte den här än. Låt den bjuda in med "
            "fieldapp invite NAMN --node och kör igen med --code."
        )
    device = uuid7(node.now(), secrets.token_bytes(ENTROPY_BYTES))
    made = {"device": device, "token": secrets.token_urlsafe(32)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(made))
    return made


def _tell(outcome: SyncOutcome) -> None:
    click.echo(
        f"Skickade {outcome.sent} ändringar och {outcome.photos_sent} bilder, "
        f"hämtade {outcome.received} och {outcome.photos_received}."
    )
    if outcome.quarantined:
        click.echo(f"{outcome.quarantined} ändringar ställdes åt sidan hos mottagaren.")
    if outcome.refused:
        click.echo(f"{outcome.refused} ändringar togs inte emot; de försöks igen nästa gång.")
    if outcome.photos_left:
        click.echo(f"{outcome.photos_left} bilder är kvar; de försöks igen nästa gång.")
    if outcome.error:
        raise outcome.error
