// The tables, step by step. A step is never altered once it is released; each runs in one transaction with its number.
// What an edit alters is in no index: every index is one more page to write before a person is told that it is saved.
import { Problem } from '../domain/problems.js'

/** @typedef {import('./database.js').Database} Database */

export const MIGRATIONS = [
  {
    name: '0001_reports',
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE identities (
        device TEXT PRIMARY KEY,
        token TEXT NOT NULL,
        person TEXT NOT NULL,
        access TEXT NOT NULL CHECK (access IN ('ok', 'revoked', 'unknown_token')),
        enrolled_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE changes (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        record TEXT NOT NULL,
        device TEXT NOT NULL,
        actor TEXT NOT NULL,
        at TEXT NOT NULL,
        seen TEXT NOT NULL,
        fields TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'frozen', 'received', 'quarantined')),
        written_at TEXT NOT NULL,
        received_at TEXT,
        receipt TEXT,
        problem TEXT
      ) STRICT;
      CREATE INDEX changes_of_record ON changes (record);
      CREATE INDEX changes_by_state ON changes (state);
      CREATE UNIQUE INDEX one_open_change ON changes (record) WHERE state = 'open';

      CREATE TABLE records (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        parts TEXT NOT NULL,
        parent TEXT,
        author TEXT,
        state TEXT NOT NULL,
        draft INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        received_at TEXT,
        receipt TEXT,
        receipt_stands INTEGER NOT NULL DEFAULT 0,
        round INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX records_of_parent ON records (parent, kind);
      CREATE INDEX records_of_author ON records (author);

      CREATE TABLE photos (
        record TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        type TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'arrived', 'refused')),
        sent INTEGER NOT NULL DEFAULT 0,
        url TEXT,
        taken_at TEXT NOT NULL,
        arrived_at TEXT,
        problem TEXT,
        PRIMARY KEY (record, sha256)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE photo_bytes (
        record TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        thumbnail BLOB NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (record, sha256),
        FOREIGN KEY (record, sha256) REFERENCES photos (record, sha256) ON DELETE CASCADE
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE catalog (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    name: '0002_premises',
    // What the phone has pulled before had no index: all is pulled once more.
    sql: `
      CREATE TABLE premises (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        lat REAL,
        lon REAL,
        risk INTEGER,
        planned INTEGER NOT NULL,
        stage INTEGER NOT NULL,
        due_on TEXT,
        deadline TEXT,
        closed_on TEXT
      ) STRICT;
      CREATE INDEX premises_by_name ON premises (name);
      CREATE INDEX premises_by_place ON premises (lat, lon);
      CREATE INDEX premises_by_risk ON premises (risk DESC, name);
      CREATE INDEX premises_by_due ON premises (stage, due_on, name);
      CREATE INDEX premises_by_deadline ON premises (deadline, name) WHERE deadline IS NOT NULL;
      CREATE VIRTUAL TABLE premises_words USING fts5 (words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");

      CREATE TABLE supervision (premises TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE taking_part (person TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (person, record)) STRICT, WITHOUT ROWID;

      DELETE FROM meta WHERE key = 'cursor';
    `,
  },
]

/**
 * Runs the steps that the database has not had. Problem storage-newer: it has had more than these.
 * @param {Database} db @param {{name: string, sql: string}[]} [steps]
 */
export function migrate(db, steps = MIGRATIONS) {
  const done = Number(db.one('PRAGMA user_version')?.user_version)
  if (done > steps.length) throw new Problem('storage-newer')
  steps.slice(done).forEach(({ sql }, index) => {
    db.write(() => {
      db.script(sql)
      db.script(`PRAGMA user_version = ${done + index + 1}`)
    })
  })
}
