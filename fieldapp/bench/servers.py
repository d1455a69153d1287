"""The two servers that take turns: the floor, and Fältappen itself with enrolled phones."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from fieldapp.bench import floor
from fieldapp.bench.material import Phone
from fieldapp.bench.processes import free_port, running
from fieldapp.config import Settings
from fieldapp.domain.catalog import Catalog
from fieldapp.storage import changes, enrolments, people
from fieldapp.storage.database import Database

_BATCH = 500
_SETTINGS = Settings()
_SERVE = [sys.executable, "-m", "fieldapp", "serve"]


@contextmanager
def running_floor(folder: Path, filled: Path | None = None) -> Iterator[str]:
    """The address of a floor on a new database, or on a copy of a filled one."""
    database, port = folder / "floor.db", free_port()
    for old in folder.glob("floor.db*"):
        old.unlink()
    if filled:
        shutil.copy(filled, database)
    gunicorn = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread"]
    gunicorn += ["--workers", str(_SETTINGS.workers), "--threads", str(_SETTINGS.threads)]
    gunicorn += ["--keep-alive", "30", "--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
    app = f"{floor.__name__}:create_floor({str(database)!r})"
    with running([*gunicorn, app], port, folder / "floor.log"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running_fieldapp(
    folder: Path, template: Path | None = None, workers: int = 0, under: Sequence[str] = ()
) -> Iterator[str]:
    """The address of `fieldapp serve` on this folder, first made a copy of the template if given.

    `under` is a command that starts it in its place.
    """
    with serving(folder, template, workers, under) as (url, _):
        yield url


@contextmanager
def serving(
    folder: Path, template: Path | None = None, workers: int = 0, under: Sequence[str] = ()
) -> Iterator[tuple[str, int]]:
    """The same, with the id of the process whose children the workers are."""
    port = free_port()
    if template:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
    environment = {
        "FIELDAPP_DATA": str(folder),
        "FIELDAPP_PORT": str(port),
        "FIELDAPP_WORKERS": str(workers or _SETTINGS.workers),
    }
    with running([*under, *_SERVE], port, folder.with_suffix(".log"), environment) as process:
        yield f"http://127.0.0.1:{port}", process


def enrol(folder: Path, phones: Iterable[Phone]) -> None:
    """Makes the phones' people, invites them and lets them in."""
    now, node = datetime.now(UTC), Database(folder)
    with node.write() as db:
        for phone in phones:
            people.add(db, phone.person, None, now)
            code = enrolments.invite(db, phone.person.id, phone.person.id, now, 15)
            wanted = enrolments.Request(code, phone.device, phone.token, "Chrome på Android")
            enrolments.redeem(db, wanted, now)
    node.close()


def receive(folder: Path, phone: Phone, catalog: Catalog, count: int) -> None:
    """Has so many of the phone's observations received, without the way over HTTP."""
    node, stream = Database(folder), phone.observations(catalog)
    while batch := list(islice(stream, min(count, _BATCH))):
        with node.write() as db:
            changes.push(db, batch, phone.sender, catalog, datetime.now(UTC), None)
        count -= len(batch)
    node.close()


def set_aside(folder: Path) -> int:
    """How many changes are in quarantine."""
    node = Database(folder)
    with node.read() as db:
        (count,) = db.execute("SELECT count(*) FROM quarantine").fetchone()
    node.close()
    return int(count)


def invite(folder: Path, phone: Phone) -> str:
    """A code that lets another phone of the same person in."""
    now, node = datetime.now(UTC), Database(folder)
    with node.write() as db:
        code = enrolments.invite(db, phone.person.id, phone.person.id, now, 60)
    node.close()
    return code
