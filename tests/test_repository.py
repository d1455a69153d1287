"""What the repository must not hold: traces of the machine it was written on, or of a registry."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOT = r"\."
REGISTRIES = [
    ("registry", "npmjs", "org"),
    ("registry", "yarnpkg", "com"),
    ("pypi", "org"),
    ("files", "pythonhosted", "org"),
    ("deb", "debian", "org"),
    ("crates", "io"),
]
MACHINE_FOLDERS = ["work", "root", "Users", "opt/pypi", "opt/wheels", "tmp/tmp"]
FORBIDDEN = re.compile(
    "|".join(
        [DOT.join(host) for host in REGISTRIES]
        + [rf"(?<![\w.*]){'/'}{folder}\b(?=[/.])" for folder in MACHINE_FOLDERS]
    )
)


def texts() -> list[tuple[Path, str]]:
    """Every file that is, or is about to be, in the repository and can be read as text."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    contents = [(path, path.read_bytes()) for path in paths if path.is_file()]
    return [(path, data.decode()) for path, data in contents if b"\0" not in data]


def test_no_text_names_a_registry_or_a_folder_of_some_machine() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts()
        for match in FORBIDDEN.finditer(text)
    }
    assert not found


def test_the_npm_lock_holds_digests_but_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert not [name for name, package in packages.items() if "integrity" not in package]


def test_every_python_requirement_is_pinned_with_a_digest() -> None:
    for path in ROOT.glob("requirements*.txt"):
        for requirement in path.read_text().replace("\\\n", " ").splitlines():
            assert re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement), requirement
