"""Writes the tables of supervision for what a batch of changes touches. Only projections calls it.

A change of one record alters the rows of others: a visit those of its premises and of the earlier
visits that it speaks of, a merge those of all visits of both. So the order in which changes come
does not matter, each time the rows of all that a change may concern are made of the records as
they stand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from fieldapp.domain.catalog import Catalog
from fieldapp.storage import (
    inspection_links,
    premises_rows,
    purchase_rows,
    records,
    visit_rows,
)
from fieldapp.storage.records import Record

TABLES = (
    "inspection_links",
    "premises",
    "visits",
    "deficiencies",
    "control_purchases",
    "supervision",
)


def write(db: sqlite3.Connection, touched: Sequence[Record], catalog: Catalog) -> None:
    """Writes the rows that these inspections change something in; they stand in `records`."""
    every = {record.id: record for record in touched}.values()
    purchase_rows.write(db, [record for record in every if record.kind == "control_purchase"])
    linked = [record for record in every if record.kind != "control_purchase"]
    if not linked:
        return
    inspection_links.note(db, linked)
    own = {record.id: record for record in linked if record.kind == "visit"}
    named = records.load(db, inspection_links.named_by(db, own) - own.keys())
    visits = own | {one.id: one for one in named.values() if one.kind == "visit"}
    visit_rows.write(db, list(visits.values()))
    concerned = {record.id for record in linked if record.kind == "premises"}
    concerned |= inspection_links.named_by(db, visits) - visits.keys()
    premises_rows.write(db, inspection_links.families(db, concerned), catalog)
