"""This node as a command sees it: settings from the environment, and the database they name."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import IO, Any

import click

from fieldapp import catalog
from fieldapp.config import Settings, read_settings
from fieldapp.domain.catalog import Catalog
from fieldapp.storage import people
from fieldapp.storage.database import Database
from fieldapp.storage.people import Account

_EVERYWHERE = ("127.0.0.1", "0.0.0.0", "::", "::1")


class Refusal(click.ClickException):
    """Why a command did nothing, in words of its own."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True, file=file)


def settings() -> Settings:
    """The settings. Raises Refusal naming the variable that does not fit."""
    try:
        return read_settings()
    except ValueError as error:
        raise Refusal(f"En inställning går inte att använda: {error}") from error


def database(chosen: Settings) -> Database:
    """The database of a municipality that exists. Raises Refusal when there is none."""
    if not exists(chosen):
        raise Refusal(
            f"I mappen {chosen.data} finns ingen kommun än. Skapa den med: fieldapp init"
        )
    return Database(chosen.data)


def rules(chosen: Settings) -> Catalog:
    """The municipality's catalog. Raises CatalogError with every mistake in it."""
    return catalog.load(chosen.map_tiles, chosen.map_attribution, folder=chosen.catalog)


def exists(chosen: Settings) -> bool:
    return (chosen.data / "fieldapp.db").exists()


def address(chosen: Settings) -> str:
    """Where people reach this node, without a slash at the end."""
    host = "localhost" if chosen.host in _EVERYWHERE else chosen.host
    return chosen.public_url.rstrip("/") or f"http://{host}:{chosen.port}"


def now() -> datetime:
    return datetime.now(UTC)


def find(opened: Database, who: str) -> Account:
    """The one person with this id, username or label; else Refusal."""
    with opened.read() as db:
        everyone = people.everyone(db)
    names = [(one, (one.person.id, one.username, one.person.label)) for one in everyone]
    found = [one for one, known in names if who in known]
    if len(found) == 1:
        return found[0]
    if found:
        ids = "\n".join(f"  {one.person.id}  {one.person.role}" for one in found)
        raise Refusal(f"Flera heter {who}. Ange id:\n{ids}")
    raise Refusal(f"Ingen heter {who}. Se vilka som finns: fieldapp person list")
