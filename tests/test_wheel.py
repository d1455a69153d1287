"""The wheel alone, installed where no checkout is in sight, serves the phone app."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
OPEN_THE_APP = """
import re, sys
import fieldapp, sync

assert all(module.__file__.startswith(sys.prefix) for module in (fieldapp, sync))
phone = fieldapp.create_app().test_client()
shell = phone.get("/app/")
assert shell.status_code == 200, shell.status
scripts = re.findall(r'/static/dist/[^"]+[.](?:js|css)', shell.text)
assert scripts, shell.text
for path in ("/app/sw.js", "/app/manifest.webmanifest", *scripts):
    assert phone.get(path).status_code == 200, path
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT])
    return next(folder.glob("*.whl"))


@pytest.fixture
def python(tmp_path: Path, wheel: Path) -> Path:
    """A clean environment with the wheel, and its libraries borrowed from this environment."""
    venv.create(tmp_path / "venv", symlinks=True)
    python = tmp_path / "venv/bin/python"
    run([sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel])
    packages = next((tmp_path / "venv").glob("lib/*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return python


def run(command: list[object], cwd: Path | None = None, **settings: str) -> str:
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_installs_two_names(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"fieldapp", "sync"}


def test_the_wheel_carries_what_is_built_and_not_what_it_is_built_from(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert "fieldapp/static/dist/manifest.json" in names
    assert {"fieldapp/catalog/areas.toml", "fieldapp/catalog/checklists/ys.toml"} <= {*names}
    assert "fieldapp/documents/protocol.typ" in names
    assert not [name for name in names if "/static/src/" in name or "/vectors/" in name]


def test_the_installed_wheel_serves_the_phone_app(python: Path, tmp_path: Path) -> None:
    run([python, "-c", OPEN_THE_APP], cwd=tmp_path, FIELDAPP_DATA=str(tmp_path / "data"))


def test_the_installed_command_answers(python: Path, tmp_path: Path) -> None:
    assert "serve" in run([python.with_name("fieldapp"), "--help"], cwd=tmp_path)
