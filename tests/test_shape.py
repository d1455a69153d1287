"""The proportions of the code: no file and no function grows past what one can hold in mind."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("fieldapp", "sync", "static/src", "static/css", "templates", "tests")
SUFFIXES = {".py", ".js", ".css", ".html"}
FILE_CEILING = 300
FUNCTION_CEILING = 50


def sources() -> list[Path]:
    found = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    return sorted(path.relative_to(ROOT) for path in found if path.suffix in SUFFIXES)


@pytest.mark.parametrize("source", sources(), ids=str)
def test_a_file_is_short(source: Path) -> None:
    lines = len((ROOT / source).read_text().splitlines())
    assert lines <= FILE_CEILING, "move the aspect that grew into a file of its own"


@pytest.mark.parametrize("source", [s for s in sources() if s.suffix == ".py"], ids=str)
def test_a_function_is_short(source: Path) -> None:
    for node in ast.walk(ast.parse((ROOT / source).read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FUNCTION_CEILING, f"{node.name} has {lines} lines"
