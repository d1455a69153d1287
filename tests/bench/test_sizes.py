"""Bytes are those that go over the line: packed files where there are, without the desk's."""

import json
from pathlib import Path

from fieldapp.bench import sizes


def test_first_paint_and_all_that_is_needed_offline(tmp_path: Path) -> None:
    dist, shell = tmp_path / "dist", tmp_path / "phone"
    (dist / "desk").mkdir(parents=True)
    shell.mkdir()
    files = {
        "app.js": 2000,
        "chunk.js": 1000,
        "phone.css": 1000,
        "store.js": 9000,
        "icon.png": 500,
        "desk.css": 77,
    }
    for name, size in files.items():
        (dist / name).write_bytes(b"x" * 10 * size)
        (dist / f"{name}.br").write_bytes(b"x" * size)
    (dist / "icon.png.br").unlink()
    (dist / "manifest.json").write_text(json.dumps({name: name for name in files}))
    (shell / "shell.html").write_text("")
    first, everything = sizes.measure(dist, shell)
    page = 0.001
    assert first.ours
    assert everything.ours
    assert first.ours.median == 4 + page
    assert everything.ours.median == 13 + 5 + page
