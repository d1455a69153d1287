"""docs/reliability.md lists the faults that are injected, and it lists them all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| (?P<what>.+?) \| `tests/faults/(?P<file>\w+\.py)` `(?P<name>\w+)` \|$", re.M
)


def test_the_table_is_the_tests() -> None:
    """A test's docstring is its row: what is injected and what must hold."""
    text = (ROOT / "docs/reliability.md").read_text()
    listed = {(row["file"], row["name"]): row["what"] for row in ROW.finditer(text)}
    assert listed == _tests()


def _tests() -> dict[tuple[str, str], str]:
    files = sorted((ROOT / "tests/faults").glob("test_*.py"))
    return {
        (file.name, node.name): " ".join((ast.get_docstring(node) or "").split())
        for file in files
        if file.name != Path(__file__).name
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
