"""`fieldapp bench`: measures speed and size."""

from __future__ import annotations

from importlib import import_module

import click


@click.command(
    help="Mät fart och storlek.",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
@click.pass_context
def bench(ctx: click.Context) -> None:
    # Imported when asked for: measuring needs programs and folders that a server does not.
    import_module("fieldapp.bench").main(ctx.args)
