"""Photos of reports: who may see which copy, and that originals are noted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.node import Node
from fieldapp.storage import audit
from tests.web.conftest import Desk, Phone, audited, time


@pytest.fixture
def manifest(picture: bytes) -> dict[str, object]:
    size = {"size": len(picture), "type": "image/jpeg", "width": 8, "height": 6}
    return {**size, "taken_at": time(), "position": None}


@pytest.fixture
def path(phone: Phone, picture: bytes, manifest: dict[str, object]) -> str:
    """The address of a photo that has arrived."""
    sha256 = phone.send_photo(picture)
    report = phone.observe(**{f"photos/{sha256}": manifest, "no_person_in_photo": True})
    return f"/reports/{report}/photos/{sha256}"


def test_the_report_shows_thumbnails_that_lead_to_the_photo(coordinator: Desk, path: str) -> None:
    page = coordinator.get(path.split("/photos")[0]).text
    assert f'<a href="{path}"><img src="{path}/thumbnail"' in page
    assert f'src="{path}/display"' in coordinator.get(path).text


@pytest.mark.parametrize("copy", ["thumbnail", "display"])
def test_a_copy_is_a_jpeg_and_looking_at_it_leaves_no_trace(
    copy: str, coordinator: Desk, path: str, node: Node
) -> None:
    for _ in range(2):
        answer = coordinator.get(f"{path}/{copy}")
        assert answer.mimetype == "image/jpeg"
        assert answer.data.startswith(b"\xff\xd8\xff")
    assert audited(node) == []


def test_the_original_is_given_as_it_came_and_noted_first(
    coordinator: Desk, path: str, node: Node, picture: bytes
) -> None:
    assert coordinator.get(f"{path}/original").data == picture
    with node.db.read() as db:
        (entry,) = audit.newest(db)
    report, sha256 = path.split("/")[2], path.split("/")[4]
    assert (entry.action, entry.subject, entry.detail) == (
        "photo-original-read",
        report,
        sha256,
    )


def test_a_photo_that_has_not_arrived_is_said_to_be_on_the_phone(
    coordinator: Desk, phone: Phone, manifest: dict[str, object]
) -> None:
    report = phone.observe(**{f"photos/{'a' * 64}": manifest, "no_person_in_photo": True})
    assert "Ligger kvar på telefonen" in coordinator.get(f"/reports/{report}").text
    answer = coordinator.get(f"/reports/{report}/photos/{'a' * 64}")
    assert answer.status_code == 404
    assert "Bilden har inte kommit fram än" in answer.text


def test_a_photo_is_reached_only_through_a_report_that_it_belongs_to(
    coordinator: Desk, phone: Phone, path: str
) -> None:
    another = phone.observe()
    sha256 = path.split("/")[4]
    assert coordinator.get(f"/reports/{another}/photos/{sha256}/thumbnail").status_code == 404


def test_readers_see_a_photo_when_a_coordinator_says_so_and_no_longer(
    coordinator: Desk, desk_of: Callable[..., Desk], path: str, node: Node
) -> None:
    reader, report = desk_of("reader"), path.split("/photos")[0]
    coordinator.post(f"{report}/review", {"decision": "accept", "version": "1"})
    assert reader.get(path).status_code == 404
    assert path not in reader.get(report).text

    assert coordinator.post(f"{path}/sharing", {"shareable": "yes"}).location == path
    assert reader.get(f"{path}/thumbnail").status_code == 200
    assert path in reader.get(report).text
    assert reader.get(f"{path}/original").status_code == 403

    coordinator.post(f"{path}/sharing", {"shareable": ""})
    assert reader.get(f"{path}/thumbnail").status_code == 404
    shared = [action for action, _ in audited(node) if action == "photo-shared"]
    assert len(shared) == 2
