"""The catalog that is shipped: what can be seen, where, by whom, and what must not be written."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from fieldapp.domain.catalog import Catalog

FOLDER = Path(__file__).parent


def load(map_tiles: str = "", map_attribution: str = "", *, today: date | None = None) -> Catalog:
    """The catalog of the files beside this one; `today` decides what is offered, None for all.

    Raises CatalogError for the first entry that cannot be used.
    """
    border = json.loads((FOLDER / "municipality.geojson").read_text())
    return Catalog.from_tables(
        tables(), border=border, map_tiles=map_tiles, map_attribution=map_attribution, today=today
    )


def tables() -> dict[str, dict[str, Any]]:
    """Every TOML file, parsed, by its name without `.toml`."""
    return {path.stem: tomllib.loads(path.read_text()) for path in sorted(FOLDER.glob("*.toml"))}
