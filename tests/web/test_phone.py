"""The phone app's files: what may be kept for ever, and what is asked for anew."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fieldapp import create_app
from fieldapp.config import Settings
from fieldapp.web import assets

SCRIPT = b"export const answer = 42\n" * 50
BUILT = {
    "app.js": "app-ABCDEFGH.js",
    "chunk.js": "chunk-ABCDEFGH.js",
    "phone.css": "phone-ABCDEFGH.css",
    "sqlite3.wasm": "sqlite3-ABCDEFGH.wasm",
    "icons/mark.svg": "icons/mark-ABCDEFGH.svg",
    "icons/icon-192.png": "icons/icon-192-ABCDEFGH.png",
    "icons/icon-512.png": "icons/icon-512-ABCDEFGH.png",
    "icons/maskable-512.png": "icons/maskable-512-ABCDEFGH.png",
}


@pytest.fixture(autouse=True)
def dist(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a build leaves, made small."""
    folder = tmp_path / "dist"
    (folder / "icons").mkdir(parents=True)
    for name in BUILT.values():
        (folder / name).write_bytes(SCRIPT)
    (folder / "app-ABCDEFGH.js.br").write_bytes(brotli.compress(SCRIPT))
    (folder / "app-ABCDEFGH.js.gz").write_bytes(gzip.compress(SCRIPT))
    (folder / "sw.js").write_text("// keeps the app")
    (folder / "sw-off.js").write_text("// takes the app away")
    (folder / "manifest.json").write_text(json.dumps(BUILT))
    monkeypatch.setattr(assets, "MANIFEST", folder / "manifest.json")
    return folder


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    with create_app(Settings(data=tmp_path / "data")).test_client() as client:
        yield client


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    """The answer, read to its end."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(path, headers=named, buffered=True)


def test_the_app_has_one_address(client: FlaskClient) -> None:
    answer = get(client, "/app")
    assert (answer.status_code, answer.location) == (308, "/app/")


def test_the_shell_names_the_built_files_and_is_asked_for_anew(client: FlaskClient) -> None:
    shell = get(client, "/app/")
    assert "/static/dist/app-ABCDEFGH.js" in shell.text
    assert shell.headers["Cache-Control"] == "no-cache"
    again = get(client, "/app/", If_None_Match=shell.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_the_shell_is_the_same_for_everybody(client: FlaskClient) -> None:
    shell = get(client, "/app/")
    assert "Set-Cookie" not in shell.headers
    assert "Cookie" not in shell.headers.get("Vary", "")


def test_the_shell_may_run_sqlite_and_its_worker_but_no_inline_script(client: FlaskClient) -> None:
    policy = get(client, "/app/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "worker-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_a_worker_script_carries_the_policy_that_lets_it_run_sqlite(client: FlaskClient) -> None:
    policy = get(client, "/static/dist/app-ABCDEFGH.js").headers["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in policy


def test_the_manifest_is_what_installing_needs(client: FlaskClient) -> None:
    answer = get(client, "/app/manifest.webmanifest")
    manifest = json.loads(answer.data)
    assert answer.mimetype == "application/manifest+json"
    assert (manifest["start_url"], manifest["scope"]) == ("/app/", "/app/")
    assert (manifest["display"], manifest["lang"]) == ("standalone", "sv")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert get(client, icon["src"]).mimetype == "image/png"


def test_the_service_worker_is_asked_for_anew(client: FlaskClient) -> None:
    answer = get(client, "/app/sw.js")
    assert answer.text == "// keeps the app"
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")


def test_the_stored_app_can_be_taken_away(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path / "data", offline_app="off"))
    assert get(app.test_client(), "/app/sw.js").text == "// takes the app away"


@pytest.mark.parametrize("folder", ["/static/dist", "/app/dist"])
def test_a_built_file_is_kept_for_ever(client: FlaskClient, folder: str) -> None:
    answer = get(client, f"{folder}/app-ABCDEFGH.js")
    assert (answer.data, answer.mimetype) == (SCRIPT, "text/javascript")
    assert {"public", "immutable", "max-age=31536000"} <= set(
        answer.headers["Cache-Control"].split(", ")
    )


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip", "gzip"),
        ("identity", None),
    ],
)
def test_a_built_file_comes_packed_as_the_client_accepts(
    client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    answer = get(client, "/static/dist/app-ABCDEFGH.js", Accept_Encoding=accepted)
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert unpack(answer.data) == SCRIPT


def test_a_file_without_packed_copies_comes_as_it_is(client: FlaskClient) -> None:
    answer = get(client, "/static/dist/sqlite3-ABCDEFGH.wasm", Accept_Encoding="br")
    assert (answer.data, answer.mimetype) == (SCRIPT, "application/wasm")


@pytest.mark.parametrize("path", ["nothing.js", "../manifest.json", "icons", "%2e%2e/secret"])
def test_only_what_was_built_is_served(client: FlaskClient, dist: Path, path: str) -> None:
    (dist.parent / "secret").write_text("x")
    assert get(client, f"/static/dist/{path}").status_code == 404
