"""The command line: one file per noun, plain Swedish, and errors that say what to do."""

from __future__ import annotations

from typing import Any

import click

from fieldapp.cli.backup import backup
from fieldapp.cli.bench import bench
from fieldapp.cli.catalog import catalog
from fieldapp.cli.demo import demo
from fieldapp.cli.doctor import doctor
from fieldapp.cli.init import init
from fieldapp.cli.invite import invite
from fieldapp.cli.mirror import mirror
from fieldapp.cli.node import Refusal
from fieldapp.cli.person import person
from fieldapp.cli.premises_import import command as premises_import
from fieldapp.cli.rebuild import rebuild
from fieldapp.cli.reference import reference
from fieldapp.cli.rescue import rescue
from fieldapp.cli.restore import restore
from fieldapp.cli.serve import serve
from fieldapp.cli.settings import settings
from fieldapp.domain.catalog import CatalogError
from fieldapp.domain.problems import Problem
from sync.outcome import SyncError


class Commands(click.Group):
    """Tells problems in their own words instead of in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (Problem, SyncError) as problem:
            raise Refusal(f"{problem.title}. {problem.detail}") from problem
        except CatalogError as error:
            raise Refusal(f"Katalogen går inte att använda:\n{error}") from error


@click.group(cls=Commands, help="Fältappen: fältanteckningar och gemensamt skrivbord.")
@click.version_option(package_name="fieldapp", message="%(package)s %(version)s")
def main() -> None:
    pass


for command in (
    init,
    serve,
    demo,
    person,
    premises_import,
    invite,
    mirror,
    rebuild,
    doctor,
    catalog,
    backup,
    restore,
    rescue,
    settings,
    reference,
    bench,
):
    main.add_command(command)
