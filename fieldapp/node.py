"""What a running node holds: its settings, its database and its catalog."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from fieldapp.config import Settings
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.problems import Problem
from fieldapp.domain.swedish_time import ZONE
from fieldapp.storage import columns
from fieldapp.storage.database import Database


@dataclass(frozen=True)
class Node:
    """One municipality's node. `catalog` knows all that ever was; `offered` offers today's."""

    settings: Settings
    db: Database
    catalog: Catalog

    @property
    def offered(self) -> Catalog:
        """The catalog as it is today in the municipality."""
        return self.catalog.on(datetime.now(ZONE).date())

    def read_ahead(self) -> None:
        """Lays out what reports are counted by, so that who first opens a map need not wait.

        A database that cannot be read is told to whoever asks for something.
        """
        with suppress(Problem), self.db.read() as db:
            columns.every(db)


def current_node() -> Node:
    """The node that serves this request."""
    return cast(Node, current_app.extensions["fieldapp"])
