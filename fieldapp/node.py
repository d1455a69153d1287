"""What a running node holds: its settings, its database and its catalog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from fieldapp.config import Settings
from fieldapp.domain.catalog import Catalog
from fieldapp.storage.database import Database


@dataclass(frozen=True)
class Node:
    """One municipality's node."""

    settings: Settings
    db: Database
    catalog: Catalog


def current_node() -> Node:
    """The node that serves this request."""
    return cast(Node, current_app.extensions["fieldapp"])
