"""Other versions of the phone app, built from a copy of its sources."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.faults.pocket import serve
from tests.sync.portal import Between

ROOT = Path(__file__).parents[2]
SOURCES = ("static/src", "static/css", "static/icons", "templates/phone")
FILES = ("package.json", *sorted(path.name for path in ROOT.glob("build*.mjs")))
TYPES = {".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm"}
LAST_STEP = "  },\n]\n"
SLOW = """
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)
  SELECT i, hex(randomblob(20)) AS text FROM n"""
STEPS = f"""  }},
  {{ name: '9001_filler', sql: `CREATE TABLE filler AS {SLOW};` }},
  {{ name: '9002_index', sql: `
    CREATE INDEX filler_by_text ON filler (text);
    ALTER TABLE records ADD COLUMN filled INTEGER NOT NULL DEFAULT 1;` }},
]
"""


class Version:
    """A built app: its name, and its files by the paths they are asked for."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.files = json.loads((folder / "static/dist/manifest.json").read_text())

    @property
    def store(self) -> str:
        return f"/app/dist/{self.files['store.js']}"

    def __call__(self, between: Between) -> None:
        """Answers for the app's own files as a server of this version would."""
        path = between.path.partition("?")[0]
        if path == "/app/sw.js":
            self._answer(between, self.folder / "static/dist/sw.js")
        elif path.startswith(("/static/dist/", "/app/dist/")):
            self._answer(between, self.folder / "static/dist" / path.partition("/dist/")[2])
        elif path == "/app/":
            page = between.forward().text
            for name, file in _shipped().items():
                page = page.replace(f"dist/{file}", f"dist/{self.files.get(name, file)}")
            between.answer(200, page.encode(), Content_Type="text/html; charset=utf-8")
        else:
            serve(between)

    def _answer(self, between: Between, file: Path) -> None:
        found = file.is_file()
        kind = TYPES.get(file.suffix, "application/octet-stream")
        content = file.read_bytes() if found else b""
        between.answer(200 if found else 404, content, Content_Type=kind)


def build_next(folder: Path) -> Version:
    """The app as it is with two more steps of migration: two versions on."""
    for source in SOURCES:
        shutil.copytree(ROOT / source, folder / source)
    for file in FILES:
        shutil.copy(ROOT / file, folder / file)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    package = folder / "package.json"
    package.write_text(json.dumps({**json.loads(package.read_text()), "version": "99.0.2"}))
    steps = folder / "static/src/storage/migrations.js"
    head, found, tail = steps.read_text().partition(LAST_STEP)
    assert found
    steps.write_text(head + STEPS + tail)
    subprocess.run(["node", "build.mjs"], cwd=folder, check=True)
    return Version("99.0.2", folder)


def shipped() -> Version:
    """The app as it is."""
    return Version(json.loads((ROOT / "package.json").read_text())["version"], ROOT)


def _shipped() -> dict[str, str]:
    found: dict[str, str] = shipped().files
    return found
