"""The schema, one named step after another. A step that has been released is never altered.

All times are UTC text with milliseconds, all ids lower-case UUIDs as text.
"""

from __future__ import annotations

import sqlite3

import sqlite_utils
from sqlite_utils import Migrations

from fieldapp.storage import report_columns, report_words
from fieldapp.storage.inspection_schema import COUNTED, INSPECTIONS

migrations = Migrations("fieldapp")


def migrate(connection: sqlite3.Connection) -> None:
    """Applies the steps that are not applied yet, each in a transaction of its own."""
    migrations.apply(sqlite_utils.Database(connection, execute_plugins=False))


@migrations(name="0001_changes")
def changes(db: sqlite_utils.Database) -> None:
    """The log, what was set aside, and the node's own facts."""
    _run(
        db,
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE changes (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
            record TEXT NOT NULL, device TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL,
            seen TEXT NOT NULL, fields TEXT NOT NULL, received_at TEXT NOT NULL,
            clock_offset INTEGER, digest TEXT NOT NULL, receipt TEXT NOT NULL,
            chain TEXT NOT NULL)""",
        "CREATE INDEX changes_by_record ON changes (record)",
        # Receipts are random: in blocks, those of a batch fall on few pages however long the log.
        "CREATE INDEX changes_by_receipt ON changes (seq >> 12, receipt)",
        """CREATE TABLE quarantine (
            id TEXT NOT NULL, digest TEXT NOT NULL, change TEXT NOT NULL, problem TEXT NOT NULL,
            detail TEXT NOT NULL, field TEXT, device TEXT NOT NULL, actor TEXT NOT NULL,
            received_at TEXT NOT NULL, PRIMARY KEY (id, digest))""",
        "CREATE INDEX quarantine_by_time ON quarantine (received_at)",
    )


@migrations(name="0002_projections")
def projections(db: sqlite_utils.Database) -> None:
    """What is made of the log: records, who may see them, and the tables of the desk's screens."""
    _run(
        db,
        """CREATE TABLE records (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, authority TEXT, parts TEXT NOT NULL,
            seq INTEGER NOT NULL, first_seq INTEGER NOT NULL, sent_seq INTEGER NOT NULL,
            deleted INTEGER NOT NULL, audience TEXT NOT NULL)""",
        """CREATE TABLE audiences (
            key TEXT NOT NULL, seq INTEGER NOT NULL, record TEXT NOT NULL, gone INTEGER NOT NULL,
            PRIMARY KEY (key, seq)) WITHOUT ROWID""",
        """CREATE TABLE about (
            record TEXT PRIMARY KEY, report TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX about_by_report ON about (report, kind)",
        """CREATE TABLE reports (
            rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, authority TEXT,
            state TEXT NOT NULL, version INTEGER NOT NULL, category TEXT, area TEXT, shift TEXT,
            reporter TEXT, happened_at TEXT, submitted_at TEXT, received_at TEXT NOT NULL,
            lat REAL, lon REAL, accuracy REAL, place_name TEXT, text TEXT NOT NULL,
            photos_expected INTEGER NOT NULL, photos_arrived INTEGER NOT NULL,
            flags INTEGER NOT NULL, conflicts INTEGER NOT NULL, receipt TEXT NOT NULL,
            seq INTEGER NOT NULL)""",
        "CREATE UNIQUE INDEX reports_by_seq ON reports (seq)",
        "CREATE INDEX reports_by_state ON reports (state, seq)",
        "CREATE INDEX reports_by_category ON reports (category, seq)",
        "CREATE INDEX reports_by_area ON reports (area, seq)",
        "CREATE INDEX reports_by_reporter ON reports (reporter, seq)",
        "CREATE INDEX reports_by_shift ON reports (shift) WHERE shift IS NOT NULL",
        "CREATE INDEX reports_by_happened ON reports (happened_at)",
        "CREATE INDEX reports_flagged ON reports (seq) WHERE flags > 0",
        "CREATE INDEX reports_in_conflict ON reports (seq) WHERE conflicts > 0",
        """CREATE INDEX reports_lacking_photos ON reports (seq)
            WHERE photos_arrived < photos_expected""",
        """CREATE VIRTUAL TABLE reports_fts USING fts5 (
            text, content=reports, content_rowid=rowid, detail=none, columnsize=0,
            tokenize="unicode61 remove_diacritics 0")""",
        """CREATE VIRTUAL TABLE reports_places USING rtree (
            id, min_lat, max_lat, min_lon, max_lon)""",
        """CREATE TABLE report_photos (
            report TEXT NOT NULL, sha256 TEXT NOT NULL, position INTEGER NOT NULL,
            size INTEGER NOT NULL, type TEXT NOT NULL,
            PRIMARY KEY (report, sha256)) WITHOUT ROWID""",
        "CREATE INDEX report_photos_by_digest ON report_photos (sha256)",
    )


@migrations(name="0003_photos")
def photos(db: sqlite_utils.Database) -> None:
    """Photos that are here whole and verified, and uploads that are under way."""
    _run(
        db,
        """CREATE TABLE photos (
            sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, type TEXT NOT NULL,
            width INTEGER NOT NULL, height INTEGER NOT NULL, kept_at TEXT NOT NULL,
            device TEXT NOT NULL)""",
        """CREATE TABLE uploads (
            id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL,
            device TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL)""",
        "CREATE INDEX uploads_by_expiry ON uploads (expires_at)",
    )


@migrations(name="0004_people")
def people(db: sqlite_utils.Database) -> None:
    """Accounts, phones, the ways in, and the audit log."""
    _run(
        db,
        """CREATE TABLE people (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, username TEXT UNIQUE, role TEXT NOT NULL,
            authority TEXT NOT NULL, password_hash TEXT, active INTEGER NOT NULL DEFAULT 1,
            session_epoch INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL)""",
        """CREATE TABLE sign_in_links (
            token_hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id),
            expires_at TEXT NOT NULL, used_at TEXT)""",
        """CREATE TABLE devices (
            id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id),
            token_hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
            is_node INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, last_seen TEXT,
            revoked_at TEXT, app TEXT, clock_offset INTEGER, holding_changes INTEGER,
            holding_photos INTEGER, holding_oldest TEXT)""",
        "CREATE INDEX devices_by_person ON devices (person)",
        """CREATE TABLE enrolments (
            code_hash TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id),
            is_node INTEGER NOT NULL DEFAULT 0, created_by TEXT NOT NULL, created_at TEXT NOT NULL,
            expires_at TEXT NOT NULL, used_at TEXT, device TEXT, token_hash TEXT)""",
        "CREATE TABLE attempts (bucket TEXT NOT NULL, at TEXT NOT NULL)",
        "CREATE INDEX attempts_by_bucket ON attempts (bucket, at)",
        "CREATE INDEX attempts_by_time ON attempts (at)",
        """CREATE TABLE audit (
            seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT, role TEXT, device TEXT,
            action TEXT NOT NULL, subject TEXT, detail TEXT)""",
        "CREATE INDEX audit_by_subject ON audit (subject)",
        "CREATE INDEX audit_by_actor ON audit (actor)",
        "CREATE INDEX audit_by_action ON audit (action)",
    )


@migrations(name="0005_other_nodes")
def other_nodes(db: sqlite_utils.Database) -> None:
    """For whom another node works (NULL: its person's authority), and who writes at others."""
    _run(
        db,
        "ALTER TABLE enrolments ADD COLUMN works_for TEXT",
        "ALTER TABLE devices ADD COLUMN works_for TEXT",
        """CREATE TABLE authors (
            id TEXT PRIMARY KEY, label TEXT NOT NULL, role TEXT NOT NULL,
            authority TEXT NOT NULL) WITHOUT ROWID""",
    )


@migrations(name="0006_inspections")
def inspections(db: sqlite_utils.Database) -> None:
    """What is made of the log for supervision: fieldapp/storage/inspection_schema.py."""
    _run(db, *INSPECTIONS)


@migrations(name="0007_feeds")
def feeds(db: sqlite_utils.Database) -> None:
    """Standing addresses from which other programs read reports."""
    _run(
        db,
        """CREATE TABLE feeds (
            id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
            query TEXT NOT NULL, person TEXT NOT NULL REFERENCES people (id),
            created_at TEXT NOT NULL, read_at TEXT, closed_at TEXT)""",
    )


@migrations(name="0008_saved_filters")
def saved_filters(db: sqlite_utils.Database) -> None:
    """Filters of the inbox that people keep under a name."""
    _run(
        db,
        """CREATE TABLE saved_filters (
            id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), name TEXT NOT NULL,
            query TEXT NOT NULL, UNIQUE (person, name))""",
    )


@migrations(name="0009_referrals")
def referrals(db: sqlite_utils.Database) -> None:
    """Reports passed on, made of the log; and the letters about them, which are not."""
    _run(
        db,
        """CREATE TABLE referrals (
            id TEXT PRIMARY KEY, report TEXT, receiver TEXT, authority TEXT, state TEXT NOT NULL,
            text TEXT NOT NULL, feedback TEXT, received_at TEXT NOT NULL, seq INTEGER NOT NULL)""",
        "CREATE INDEX referrals_of_report ON referrals (report, seq)",
        "CREATE INDEX referrals_of_receiver ON referrals (receiver, state, seq)",
        """CREATE TABLE mails (
            referral TEXT PRIMARY KEY, address TEXT NOT NULL, sent_at TEXT,
            problem TEXT) WITHOUT ROWID""",
    )


@migrations(name="0010_threads")
def threads(db: sqlite_utils.Database) -> None:
    """Reports that tell of one event, and whose they are to look after."""
    _run(
        db,
        "CREATE TABLE duplicates (id TEXT PRIMARY KEY, report TEXT, of TEXT) WITHOUT ROWID",
        "CREATE INDEX duplicates_by_report ON duplicates (report, of)",
        "CREATE INDEX duplicates_by_other ON duplicates (of, report)",
        """CREATE TABLE assignments (
            id TEXT PRIMARY KEY, report TEXT, person TEXT, due_on TEXT,
            clock TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX assignments_by_report ON assignments (report, clock)",
        "CREATE INDEX assignments_by_person ON assignments (person, due_on)",
    )


@migrations(name="0011_report_columns")
def columns(db: sqlite_utils.Database) -> None:
    """What reports are counted by, for those that are there already."""
    _run(db, *report_columns.SCHEMA)
    report_columns.fill(db.conn)


@migrations(name="0012_inspection_counts")
def inspection_counts(db: sqlite_utils.Database) -> None:
    """What the desk counts of supervision: fieldapp/storage/inspection_schema.py."""
    _run(db, *COUNTED)


@migrations(name="0013_report_terms")
def terms(db: sqlite_utils.Database) -> None:
    """The words that reports hold, to be looked up by their beginning; it stores nothing."""
    _run(db, *report_words.SCHEMA)


@migrations(name="0014_folded_words")
def folded_words(db: sqlite_utils.Database) -> None:
    """Reports are searched without regard to accents: `cafe` finds `Café`."""
    _run(db, *report_words.FOLDED)


@migrations(name="0015_smaller_blocks")
def smaller_blocks(db: sqlite_utils.Database) -> None:
    """Blocks of reports hold 64 row numbers; those that are there may have been made of 256."""
    db.execute("DELETE FROM report_columns")
    report_columns.fill(db.conn)


@migrations(name="0016_no_places_of_reports")
def no_places_of_reports(db: sqlite_utils.Database) -> None:
    """The columns find reports by place; an R-tree beside them only made every push slower."""
    _run(db, "DROP TABLE reports_places")


def _run(db: sqlite_utils.Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)
