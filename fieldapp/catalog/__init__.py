"""The catalog that is shipped: what can be seen, where, by whom, and what must not be written."""

from __future__ import annotations

import json
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from fieldapp.domain.catalog import Catalog
from fieldapp.domain.tables import WHOLE_FILE, Mistake

FOLDER = Path(__file__).parent
_BORDER = "municipality.geojson"


def load(
    map_tiles: str = "",
    map_attribution: str = "",
    *,
    today: date | None = None,
    folder: Path | str = "",
) -> Catalog:
    """The catalog of a folder, or of the files beside this one.

    `today` decides what is offered, None for all. Raises CatalogError with every mistake.
    """
    mistakes: list[Mistake] = []
    read_from = Path(folder) if folder else FOLDER
    border = _read(read_from / _BORDER, _BORDER, json.loads, mistakes)
    return Catalog.from_tables(
        tables(read_from, mistakes),
        mistakes=mistakes,
        border=border,
        map_tiles=map_tiles,
        map_attribution=map_attribution,
        today=today,
    )


def tables(folder: Path, mistakes: list[Mistake]) -> dict[str, Any]:
    """Every TOML file, parsed, by its path without `.toml`; notes those that cannot be read."""
    found = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        table = _read(path, name, tomllib.loads, mistakes)
        if table is not None:
            found[name.removesuffix(".toml")] = table
    return found


def copy(folder: Path) -> None:
    """Writes the shipped files into a folder that is made for them. Raises FileExistsError."""
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))


def _read(path: Path, name: str, parse: Any, mistakes: list[Mistake]) -> Any:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        reason = "saknas"
    except UnicodeDecodeError:
        reason = "är inte skriven i UTF-8"
    except (OSError, ValueError, RecursionError) as error:
        reason = f"går inte att läsa: {error}"
    mistakes.append(Mistake(name, WHOLE_FILE, reason))
    return None
