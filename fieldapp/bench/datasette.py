"""Datasette, the peer of the desk's pages: somebody else's program on the same file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from fieldapp.bench.processes import free_port, running
from fieldapp.resources import ROOT

# In an environment of its own, so that it shares no package with what it is measured beside.
PROGRAM = ROOT / ".venv/bench/bin/datasette"
_SETTINGS = {
    "sql_time_limit_ms": 60_000,
    "facet_time_limit_ms": 1,
    "suggest_facets": "off",
    "default_page_size": 50,
}
# What its table page would count and suggest is left out: it is measured at its fastest.
_BARE = {"_nocount": 1, "_nofacet": 1, "_nosuggest": 1, "_size": 50}
_SQUARES = """SELECT CAST(lat / 0.007184 AS INTEGER) AS y, CAST(lon / 0.012784 AS INTEGER) AS x,
    count(*) AS n FROM reports WHERE lat IS NOT NULL GROUP BY 1, 2"""


@contextmanager
def serving(file: Path, log: Path) -> Iterator[tuple[str, int]]:
    """The address of Datasette on this database, and its process."""
    port = free_port()
    command = [str(PROGRAM), "serve", str(file), "--host", "127.0.0.1", "--port", str(port)]
    for name, value in _SETTINGS.items():
        command += ["--setting", name, str(value)]
    with running(command, port, log) as process:
        yield f"http://127.0.0.1:{port}", process


def newest(**filters: str) -> str:
    """The newest 50 reports that fit."""
    return f"/fieldapp/reports?{urlencode({'_sort_desc': 'seq', **_BARE, **filters})}"


def search(words: str) -> str:
    found = {"_search": words, "_fts_table": "reports_fts", "_fts_pk": "rowid"}
    return f"/fieldapp/reports?{urlencode({**found, **_BARE})}"


def in_box(south: str, west: str, north: str, east: str) -> str:
    """Its table page walks the newest until it has 50 in the box."""
    return newest(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east)


def squares() -> str:
    return f"/fieldapp.json?{urlencode({'sql': _SQUARES})}"
