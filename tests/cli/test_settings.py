"""`fieldapp settings` tells every setting; a value that does not fit is told by its variable."""

from __future__ import annotations

from dataclasses import fields

from fieldapp.config import Settings
from tests.cli.conftest import Run


def test_every_setting_is_printed_with_its_default_and_its_help(run: Run) -> None:
    shown = run("settings").output
    for setting in fields(Settings):
        assert f"FIELDAPP_{setting.name.upper()} (förval " in shown
        assert setting.metadata["help"] in shown


def test_a_setting_that_differs_is_shown_as_it_is_now(run: Run) -> None:
    assert "FIELDAPP_PORT (förval 8600, nu 9000)" in run("settings", FIELDAPP_PORT="9000").output


def test_a_value_that_does_not_fit_names_its_variable(run: Run) -> None:
    refused = run("settings", FIELDAPP_PORT="många")
    assert refused.exit_code == 1
    assert "FIELDAPP_PORT='många'" in refused.output
