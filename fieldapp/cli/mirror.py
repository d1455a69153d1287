"""`fieldapp mirror`: two nodes give each other what the other lacks and may have."""

from __future__ import annotations

import fcntl
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from urllib.parse import urlsplit

import click

from fieldapp.cli import mirror_identity, mirror_words, node
from fieldapp.cli.mirror_identity import Identity
from fieldapp.cli.ports import NodeLog, NodePhotos
from fieldapp.config import Settings
from fieldapp.domain.people import AUTHORITIES, Authority
from sync.bookmarks import FileBookmarks
from sync.client import Client
from sync.mirror import Mirror
from sync.outcome import SyncOutcome
from sync.watch import attempt, watch


class Stopped(BaseException):
    """SIGTERM or SIGINT. A run may be stopped anywhere, for it may be killed anywhere."""


@click.command(help="Spegla mot noden på URL: skicka och hämta det som saknas på endera sidan.")
@click.argument("url")
@click.option("--code", help="Inbjudan från den andra noden; behövs första gången.")
@click.option(
    "--authority",
    "works_for",
    type=click.Choice(AUTHORITIES),
    multiple=True,
    help="Huvudman som noden på URL arbetar åt, en eller flera; annars som förra gången, "
    "från början kommun.",
)
@click.option("--watch", "again", is_flag=True, help="Fortsätt tills kommandot avbryts.")
@click.option(
    "--every", type=click.FloatRange(0.05), default=60.0, help="Sekunder mellan körningarna."
)
def mirror(
    url: str, code: str | None, works_for: tuple[Authority, ...], again: bool, every: float
) -> None:
    chosen = node.settings()
    place = chosen.data / "mirrors" / urlsplit(url).netloc.replace(":", "_")
    node.database(chosen).close()
    with _alone(place, url):
        own = mirror_identity.of(place, works_for, enrolling=bool(code))
        run = _runs(chosen, place, Client(url, own.token), own, code)
        if not again:
            outcome, fault = attempt(run)
            click.echo(mirror_words.line(outcome))
            if fault:
                raise mirror_words.helpful(fault)
            return
        with _stoppable():
            watch(run, mirror_words.tell, _wait, every)


def _runs(
    chosen: Settings, place: Path, client: Client, own: Identity, code: str | None
) -> Callable[[], SyncOutcome]:
    """One mirroring each time it is called. The first to get through enrols."""
    opened, enrolled = node.database(chosen), not code
    log = NodeLog(opened, node.rules(chosen), own.device, own.works_for)
    photos = NodePhotos(opened, chosen.max_photo_pixels, own.works_for)

    def run() -> SyncOutcome:
        nonlocal enrolled
        if not enrolled and code:
            client.enrol(code, own.device, f"Nod {opened.node_id[-6:]}")
            enrolled = True
        return Mirror(client, log, photos, FileBookmarks(place / "bookmark")).run()

    return run


@contextmanager
def _alone(place: Path, url: str) -> Iterator[None]:
    """Two at once would do no harm, and no good either."""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise node.Refusal(
                f"En spegling mot {url} pågår redan. Inget har ändrats; låt den arbeta."
            ) from error
        yield


@contextmanager
def _stoppable() -> Iterator[None]:
    before = {one: signal.signal(one, _stop) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except Stopped:
        click.echo("Speglingen är stoppad. Inget är förlorat; nästa körning tar vid.")
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _wait(seconds: float) -> bool:
    Event().wait(seconds)
    return False
