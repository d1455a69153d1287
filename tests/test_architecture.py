"""The import tables in ARCHITECTURE.md are the rule; the code is held to them."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPOSITION_ROOT = "fieldapp"
Table = dict[str, set[str]]


def table(heading: str) -> Table:
    """The rows under the given first column heading; several names in a first cell share a row."""
    document = (ROOT / "ARCHITECTURE.md").read_text()
    found = re.search(rf"^\| {heading} \|.*\n\| ---.*\n((?:\|.*\n?)+)", document, re.MULTILINE)
    assert found, f"ARCHITECTURE.md has no table headed '{heading}'"
    cells = [row.strip(" |").split(" | ") for row in found[1].splitlines()]
    return {name: names(allowed) for subject, allowed in cells for name in names(subject)}


def names(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


PACKAGES = table("package")
LIBRARIES = table("library")
ROOMS = table("room of static/src")


def python_modules() -> dict[str, Path]:
    paths = [path for top in ("fieldapp", "sync") for path in (ROOT / top).rglob("*.py")]
    return {module_name(path.relative_to(ROOT)): path for path in sorted(paths)}


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(module: str, path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively; write the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def owner(module: str, owners: Iterable[str]) -> str | None:
    """The longest of the names that the module is, or is inside of."""
    inside = [name for name in owners if f"{module}.".startswith(f"{name}.")]
    return max(inside, key=len, default=None)


MODULES = python_modules()


@pytest.mark.parametrize("module", MODULES)
def test_a_package_imports_only_what_its_row_allows(module: str) -> None:
    if module == COMPOSITION_ROOT:
        return
    package = owner(module, PACKAGES)
    assert package, f"{module} belongs to no package in ARCHITECTURE.md"
    for imported in imports(module, MODULES[module]):
        if imported.partition(".")[0] in ("fieldapp", "sync"):
            imported_package = owner(imported, PACKAGES) or COMPOSITION_ROOT
            assert imported_package in {package, *PACKAGES[package]}, imported


@pytest.mark.parametrize("module", MODULES)
def test_a_library_has_one_home(module: str) -> None:
    if module == COMPOSITION_ROOT:
        return
    for imported in imports(module, MODULES[module]):
        library = owner(imported, LIBRARIES)
        if library:
            homes = LIBRARIES[library]
            assert owner(module, homes), f"{library} lives in {homes}"


def scripts() -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / "static/src").rglob("*.js"))


def room(path: Path) -> str:
    """The folder of static/src a script is in; a script right under static/src is its own room."""
    return path.relative_to(ROOT / "static/src").parts[0].partition(".")[0]


@pytest.mark.parametrize("script", scripts(), ids=str)
def test_a_room_imports_only_what_its_row_allows(script: Path) -> None:
    path = ROOT / script
    here = room(path)
    if here not in ROOMS:
        assert path.parent.name == "src", f"{here} is no room in ARCHITECTURE.md"
        return
    for target in re.findall(
        r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""", path.read_text()
    ):
        imported = room((path.parent / target).resolve())
        assert imported in {here, "types", *ROOMS[here]}, target


def test_every_row_names_something_that_exists() -> None:
    folders = {name for name in PACKAGES if (ROOT / name.replace(".", "/")).is_dir()}
    missing = {name for name in PACKAGES if name not in MODULES} - folders
    assert not missing, f"in ARCHITECTURE.md but not in the code: {missing}"
