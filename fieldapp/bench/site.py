"""A small site on loopback: the phone's floors, and the worker in which saves are measured."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import brotli

from fieldapp.resources import ROOT

_HERE = Path(__file__).parent
_MODULES = ROOT / "node_modules"
_PACKED = ".br"
_SCRIPTS = ("saves.mjs", "floor.mjs", "register.mjs", "register-page.mjs")
_TYPES = {".js": "text/javascript", ".wasm": "application/wasm"}
# A page of some 5 kB that opens SQLite in a worker and shows 50 rows.
_PAGE = """<!doctype html><title>floor</title><meta name="viewport" content="width=device-width">
<h1>Golv</h1><!--{filler}--><ul id="rows"></ul>
<script type="module">
const worker = new Worker('/floor.js', {{ type: 'module' }})
worker.onmessage = ({{ data }}) => {{
  for (const text of data) {{
    const row = document.createElement('li')
    row.textContent = text
    document.getElementById('rows').append(row)
  }}
}}
worker.postMessage('rows')
</script>
"""


def build(folder: Path) -> None:
    """Bundles the workers and packs everything as the phone app's build does."""
    folder.mkdir()
    (folder / "index.html").write_text(_PAGE.format(filler="x" * 4000))
    (folder / "sqlite3.wasm").write_bytes(
        (_MODULES / "@sqlite.org/sqlite-wasm/dist/sqlite3.wasm").read_bytes()
    )
    esbuild = [_MODULES / ".bin/esbuild", *(_HERE / name for name in _SCRIPTS)]
    options = ["--bundle", "--minify", "--format=esm", "--log-level=error", f"--outdir={folder}"]
    subprocess.run([*esbuild, *options], check=True)
    for path in [*folder.glob("*.js"), *folder.glob("*.wasm")]:
        path.with_name(path.name + _PACKED).write_bytes(brotli.compress(path.read_bytes()))


class Handler(SimpleHTTPRequestHandler):
    """Packed files of one folder, isolated so that the browser's clock is fine-grained."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        return found + _PACKED if Path(found + _PACKED).is_file() else found

    def guess_type(self, path: Any) -> str:
        """The machine's table may say otherwise, and a worker needs a script to be a script."""
        name = str(path).removesuffix(_PACKED)
        return _TYPES.get(Path(name).suffix, super().guess_type(name))

    def end_headers(self) -> None:
        if self.translate_path(self.path).endswith(_PACKED):
            self.send_header("Content-Encoding", "br")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@contextmanager
def served(folder: Path, handler_class: type[Handler] = Handler) -> Iterator[int]:
    """The port at which the folder is served."""
    handler = partial(handler_class, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
