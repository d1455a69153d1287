"""The tables of supervision, as migration 0006 makes them; all of them are made of the log.

`premises.root` is the premises that this one turned out to be, itself as a rule. Lists walk an
index in their own order; `due_key` is '' for one never visited though it is to be, '~' for none.
"""

from __future__ import annotations

INSPECTIONS = (
    # Which premises and visits each premises and visit has ever named, so that what changes for
    # those it names no longer is not missed.
    """CREATE TABLE inspection_links (
        names TEXT NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (names, record)) WITHOUT ROWID""",
    "CREATE INDEX inspection_links_by_record ON inspection_links (record)",
    """CREATE TABLE premises (
        rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, authority TEXT, root TEXT NOT NULL,
        name TEXT NOT NULL, sort TEXT NOT NULL, holder TEXT NOT NULL, org_number TEXT NOT NULL,
        own_id TEXT NOT NULL, address TEXT NOT NULL, locality TEXT NOT NULL, area TEXT,
        lat REAL, lon REAL, risk INTEGER, visits_per_year INTEGER NOT NULL, permits TEXT NOT NULL,
        found_in_field INTEGER NOT NULL, closed_on TEXT, conflicts INTEGER NOT NULL,
        last_visit TEXT, last_visit_at TEXT, due_on TEXT, due_key TEXT NOT NULL,
        open INTEGER NOT NULL, deadline TEXT, text TEXT NOT NULL, seq INTEGER NOT NULL)""",
    "CREATE INDEX premises_by_name ON premises (sort, rowid)",
    "CREATE INDEX premises_by_due ON premises (due_key, rowid)",
    "CREATE INDEX premises_by_risk ON premises (-coalesce(risk, 0), sort, rowid)",
    "CREATE INDEX premises_by_root ON premises (root)",
    "CREATE INDEX premises_by_own_id ON premises (own_id) WHERE own_id <> ''",
    """CREATE VIRTUAL TABLE premises_fts USING fts5 (
        text, content=premises, content_rowid=rowid, detail=none, columnsize=0,
        tokenize="unicode61 remove_diacritics 0")""",
    """CREATE VIRTUAL TABLE premises_places USING rtree (
        id, min_lat, max_lat, min_lon, max_lon)""",
    """CREATE TABLE visits (
        rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, authority TEXT, premises TEXT,
        premises_name TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL,
        visit_kind TEXT, occasion TEXT, reporter TEXT, inspectors TEXT NOT NULL,
        at TEXT NOT NULL, ended_at TEXT, submitted_at TEXT NOT NULL, day TEXT NOT NULL,
        counted INTEGER NOT NULL, deficiencies INTEGER NOT NULL, critical INTEGER NOT NULL,
        next_visit_on TEXT, sent_on TEXT, manner TEXT, statement_due TEXT, statement_on TEXT,
        case_number TEXT, seq INTEGER NOT NULL)""",
    "CREATE INDEX visits_by_time ON visits (at, rowid)",
    "CREATE INDEX visits_by_state ON visits (state, at, rowid)",
    "CREATE INDEX visits_by_premises ON visits (premises, at, rowid)",
    """CREATE TABLE deficiencies (
        visit TEXT NOT NULL, item TEXT NOT NULL, authority TEXT, premises TEXT,
        checklist TEXT NOT NULL, position INTEGER NOT NULL, question TEXT NOT NULL, reference TEXT,
        severity TEXT NOT NULL, note TEXT NOT NULL, said TEXT NOT NULL, observed_at TEXT NOT NULL,
        observed_by TEXT NOT NULL, corrected INTEGER NOT NULL, visit_at TEXT NOT NULL,
        day TEXT NOT NULL, state TEXT NOT NULL, deadline TEXT, case_number TEXT, measure TEXT,
        reason TEXT, PRIMARY KEY (visit, item)) WITHOUT ROWID""",
    "CREATE INDEX deficiencies_by_deadline ON deficiencies (coalesce(deadline, '~'), visit, item)",
    """CREATE INDEX deficiencies_by_state
        ON deficiencies (state, coalesce(deadline, '~'), visit, item)""",
    "CREATE INDEX deficiencies_by_item ON deficiencies (item, day)",
    "CREATE INDEX deficiencies_by_premises ON deficiencies (premises)",
    # For aggregates alone: nothing here, and nothing anywhere, names a row of this table.
    """CREATE TABLE control_purchases (
        id TEXT PRIMARY KEY, authority TEXT, premises TEXT, product TEXT, outcome TEXT,
        day TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX control_purchases_by_day ON control_purchases (day)",
    """CREATE TABLE supervision (
        premises TEXT PRIMARY KEY, authority TEXT NOT NULL, seq INTEGER NOT NULL,
        body TEXT NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX supervision_by_seq ON supervision (authority, seq, premises)",
)

# Migration 0012: what the desk counts at the top of its lists, without going through the register.
COUNTED = (
    "CREATE INDEX premises_open ON premises (authority) WHERE open > 0",
    "CREATE INDEX premises_found ON premises (authority) WHERE found_in_field",
    "CREATE INDEX premises_closed ON premises (authority) WHERE closed_on IS NOT NULL",
    "CREATE INDEX premises_due ON premises (due_on) WHERE due_on IS NOT NULL",
    "CREATE INDEX visits_by_day ON visits (day)",
)
