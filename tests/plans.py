"""How SQLite finds what a page of the desk asks for."""

from __future__ import annotations

import re
import sqlite3

import pytest

from fieldapp.storage.database import Database
from tests.web.conftest import Desk

SMALL = (
    "json_each", "CONSTANT", "main.premises_fts_config", "main.reports_fts_config",
    # One row for each person, phone or feed, and one for each 65,536 reports.
    "people", "devices", "feeds", "authors", "report_stamps",
)  # fmt: skip
MILLIONS = ("changes", "records", "reports", "report_photos", "photos", "audiences", "audit")
# Of those reports only that wait for something.
PARTIAL = ("reports_flagged", "reports_in_conflict", "reports_lacking_photos")
# A few rows from the end of the log, in its own order.
LAST = re.compile(r"SELECT [^()]+ FROM \w+(?: WHERE TRUE)? ORDER BY seq DESC LIMIT \d+")


def overhear(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement, with its values, of databases that are opened from now on."""
    statements: list[str] = []
    open_one = Database._open

    def opened(self: Database, purpose: str) -> sqlite3.Connection:
        db = open_one(self, purpose)
        db.set_trace_callback(statements.append)
        return db

    monkeypatch.setattr(Database, "_open", opened)
    return statements


def gone_through(desk: Desk, path: str, asked: list[str]) -> set[str]:
    """The tables that the page reads from end to end without any index."""
    asked.clear()
    answer = desk.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    statements = [*asked]
    database: Database = desk.client.application.extensions["fieldapp"].db
    with database.read() as db:
        return {scan for statement in statements for scan in _scans(db, statement)}


def _scans(db: sqlite3.Connection, statement: str) -> set[str]:
    if not statement.startswith(("SELECT", "WITH")) or LAST.fullmatch(statement):
        return set()
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    return {line for line in plan if line.startswith("SCAN") and _is_long(line, statement)}


def _is_long(line: str, statement: str) -> bool:
    """A register that is gone through; one of millions also by an index, unless a page ends it."""
    table = _table(line, statement)
    if table in SMALL or table.startswith("(") or any(index in line for index in PARTIAL):
        return False
    return "INDEX" not in line or (table in MILLIONS and " LIMIT " not in statement)


def _table(line: str, statement: str) -> str:
    """What is scanned, by its own name where the statement gives it another."""
    own = line.split()[1]
    named = re.search(rf"\b(?:FROM|JOIN)\s+(\w+)\s+{re.escape(own)}\b", statement)
    return named[1] if named else own
