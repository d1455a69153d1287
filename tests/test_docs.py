"""What the documents say is so: the reference is current, and every path they name exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fieldapp import catalog, create_app
from fieldapp.cli import main
from fieldapp.cli.reference import page
from fieldapp.config import Settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# A path in backticks that begins in one of the checkout's folders.
PATH = re.compile(r"`((?:fieldapp|sync|static|templates|tests|docs|bin)/[\w./*-]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_the_reference_is_what_the_code_makes_of_it(tmp_path: Path) -> None:
    made = page(main, create_app(Settings(data=tmp_path)))
    assert (ROOT / "docs/reference.md").read_text() == made, (
        "fieldapp reference > docs/reference.md"
    )


def test_the_catalogs_page_lists_what_nobody_has_verified() -> None:
    references = catalog.load().supervision.references()
    unverified = [(own, one) for own, one in references if one.unverified]
    rows = [f"| `{own}` | {one.unverified} | {one.shown} |" for own, one in unverified]
    page = (ROOT / "docs/catalog.md").read_text().partition("## References to the law")[2]
    assert re.findall(r"^\| `.*", page, re.MULTILINE) == rows


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_a_document_names_exists(document: Path) -> None:
    text = document.read_text()
    named = [ROOT / path.rstrip("/.") for path in PATH.findall(text)]
    linked = [document.parent / path for path in LINK.findall(text)]
    missing = [path for path in named + linked if not list(_matches(path))]
    assert not missing


def _matches(path: Path) -> list[Path]:
    if "*" in path.name:
        return list(path.parent.glob(path.name))
    return [path] if path.exists() else []
