"""The commands there are, and how errors are told."""

from __future__ import annotations

from fieldapp.cli import main
from tests.cli.conftest import Run


def test_every_command_of_the_documentation_is_there(run: Run) -> None:
    setting_up = (
        "init serve demo person invite premises-import mirror settings catalog reference bench"
    )
    looking_after = "doctor rebuild backup restore rescue"
    assert set(main.commands) == {*setting_up.split(), *looking_after.split()}


def test_every_command_says_in_a_line_what_it_does(run: Run) -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert run(name, "--help").exit_code == 0


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").output.startswith("fieldapp 0.")
