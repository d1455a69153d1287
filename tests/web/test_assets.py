"""Built files are found by their plain names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fieldapp.web import assets


def test_a_name_leads_to_the_file_as_built_also_after_another_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = tmp_path / "manifest.json"
    monkeypatch.setattr(assets, "MANIFEST", manifest)
    for build, name in enumerate(("desk-AAAA.css", "desk-BBBB.css")):
        manifest.write_text(json.dumps({"desk.css": name}))
        os.utime(manifest, (build, build))
        assert assets.url("desk.css") == f"/static/dist/{name}"


def test_what_was_not_built_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = tmp_path / "manifest.json"
    manifest.write_text("{}")
    monkeypatch.setattr(assets, "MANIFEST", manifest)
    with pytest.raises(KeyError):
        assets.url("desk.css")
