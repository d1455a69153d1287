"""Pages and templates: what a page gives is what its template reads, and nothing is inline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, meta

from fieldapp.resources import TEMPLATES
from fieldapp.web import rows
from fieldapp.web.pages import Page

INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
FOREIGN = re.compile(r"""\b(?:src|href|action)=["']?(?:https?:)?//""")
IMPORTED = re.compile(r'{% (?:import|include) "([^"]+)"')


def pages(page: type[Page] = Page) -> Iterator[type[Page]]:
    for kind in page.__subclasses__():
        yield from pages(kind)
        if "template" in vars(kind):
            yield kind


def reads(environment: Environment, template: str) -> set[str]:
    """The names that a template and what it includes take from the page."""
    source = (TEMPLATES / template).read_text()
    found = meta.find_undeclared_variables(environment.parse(source))
    for included in re.findall(r'{% include "([^"]+)"', source):
        found |= reads(environment, included)
    return found - set(environment.globals) - set(re.findall(r"{% import .* as (\w+) %}", source))


@pytest.mark.parametrize("page", sorted(pages(), key=lambda page: page.__name__))
def test_a_page_gives_what_its_template_reads_and_no_more(page: type[Page], app: Flask) -> None:
    given = {field.name for field in fields(page)}
    assert reads(app.jinja_env, page.template) == given


def templates() -> list[Path]:
    return sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("template", templates(), ids=str)
def test_no_template_has_script_or_style_in_it(template: Path) -> None:
    source = (TEMPLATES / template).read_text()
    assert not INLINE.findall(source)


@pytest.mark.parametrize("template", templates(), ids=str)
def test_no_template_asks_another_host(template: Path) -> None:
    assert not FOREIGN.findall((TEMPLATES / template).read_text())


def test_every_template_is_some_pages(app: Flask) -> None:
    used = {page.template for page in pages()} | {"base.html", "bare.html", rows.TEMPLATE}
    for path in templates():
        used |= set(IMPORTED.findall((TEMPLATES / path).read_text()))
    assert {str(path) for path in templates() if path.parts[0] != "phone"} == used


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p { color: red }</style>",
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_the_search_for_inline_code_finds_it(bad: str) -> None:
    assert INLINE.search(bad)
