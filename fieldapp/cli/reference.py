"""`fieldapp reference`: docs/reference.md, made from the code so that it cannot drift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import Flask

from fieldapp.config import Settings
from fieldapp.domain.problems import CATALOGUE

_HEAD = """# Reference

Made by `fieldapp reference > docs/reference.md`; a test holds it to the code.
"""


@click.command(help="Skriv docs/reference.md: inställningar, kommandon, adresser och problem.")
def reference() -> None:
    # The web application and the command group are whole only when every command is there.
    from fieldapp import create_app
    from fieldapp.cli import main

    with TemporaryDirectory() as folder:
        click.echo(page(main, create_app(Settings(data=Path(folder)))), nl=False)


def page(commands: click.Group, app: Flask) -> str:
    """The whole page as Markdown."""
    return "\n".join(
        [
            _HEAD,
            "## Settings\n",
            *_table(("variable", "default", "what it does"), _settings()),
            "\n## Commands\n",
            *_table(("command", "what it does"), _commands(commands, "fieldapp")),
            "\n## Addresses\n",
            *_table(("address", "methods"), _addresses(app)),
            "\n## Problems\n",
            "Every error is `application/problem+json` with `type` `/problems/<name>`.\n",
            *_table(("name", "status", "title", "detail"), _problems()),
            "",
        ]
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', '¦') for cell in cells)} |"


def _settings() -> Iterator[tuple[str, ...]]:
    for setting in fields(Settings):
        default = f"`{setting.default}`" if setting.default != "" else "–"
        yield f"`FIELDAPP_{setting.name.upper()}`", default, setting.metadata["help"]


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, ...]]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            usage = " ".join(f"`{word}`" for word in _words(command))
            yield f"`{path} {name}` {usage}".strip(), command.help or ""


def _words(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield parameter.human_readable_name.upper()
        else:
            yield parameter.opts[0]


def _addresses(app: Flask) -> Iterator[tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        found.setdefault(rule.rule, set()).update(rule.methods or ())
    for address, methods in sorted(found.items()):
        yield (
            f"`{address}`",
            ", ".join(sorted(methods - {"HEAD"} if "GET" in methods else methods)),
        )


def _problems() -> Iterator[tuple[str, ...]]:
    for name, entry in sorted(CATALOGUE.items()):
        yield f"`{name}`", str(entry.status), entry.title, entry.detail
