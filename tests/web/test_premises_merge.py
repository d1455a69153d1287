"""Two premises that are the same become one, and can be parted again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldapp.node import Node
from fieldapp.storage import premises, records
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, new_id


@pytest.fixture
def two(inspector: Inspector) -> tuple[str, str]:
    """One found in the field, with a visit, and the one of the register that it is."""
    found = inspector.premises(name="Krogen vid torget", found_in_field=True, org_number=None)
    inspector.visit({"YS07": inspections.deficiency()}, premises=found)
    return found, inspector.premises()


def root(node: Node, own: str) -> str:
    with node.db.read() as db:
        found = premises.get(db, own)
    assert found
    return found.root


def test_what_lies_near_or_has_a_like_name_is_suggested(
    coordinator: Desk, inspector: Inspector, two: tuple[str, str]
) -> None:
    place = {"lat": 55.81, "lon": 13.0, "accuracy": None, "source": "map"}
    inspector.premises(name="Torgets krog långt bort", place=place)
    inspector.premises(name="Något helt annat", place=place)
    text = coordinator.get(f"/premises/{two[0]}/merge").text
    assert text.index("Krog Exempel") < text.index("Torgets krog långt bort")
    assert "Något helt annat" not in text


def test_another_is_searched_for(coordinator: Desk, two: tuple[str, str]) -> None:
    assert "Krog Exempel" in coordinator.get(f"/premises/{two[0]}/merge?q=exempelbolaget").text
    nothing = coordinator.get(f"/premises/{two[0]}/merge?q=finnsinte").text
    assert "Inget annat objekt hittades" in nothing


def test_the_two_are_shown_side_by_side(coordinator: Desk, two: tuple[str, str]) -> None:
    found, pub = two
    text = coordinator.get(f"/premises/{found}/merge?with={pub}").text
    assert "Krogen vid torget" in text
    assert '<tr class="differs"><th scope="row">Namn</th>' in text
    assert '<tr><th scope="row">Organisationsnummer</th><td>–</td><td>000000-0012</td>' in text
    assert f'name="into" value="{pub}"' in text


def test_one_becomes_part_of_the_other_and_is_parted_from_it(
    node: Node, coordinator: Desk, two: tuple[str, str]
) -> None:
    found, pub = two
    merged = coordinator.post(f"/premises/{found}/merge", {"into": pub})
    assert merged.location == f"/premises/{pub}"
    assert root(node, found) == pub
    assert "Ingen brist är öppen." not in coordinator.get(f"/premises/{pub}").text
    assert "Krogen vid torget" not in coordinator.get("/premises?found=1").text

    coordinator.post(f"/premises/{found}/separation")
    assert root(node, found) == found
    assert "Ingen brist är öppen." in coordinator.get(f"/premises/{pub}").text
    assert [action for action, _ in audited(node)].count("premises-merged") == 2


def test_what_would_go_in_a_ring_is_refused(coordinator: Desk, two: tuple[str, str]) -> None:
    found, pub = two
    assert coordinator.post(f"/premises/{found}/merge", {"into": found}).status_code == 409
    coordinator.post(f"/premises/{found}/merge", {"into": pub})
    refused = coordinator.post(f"/premises/{pub}/merge", {"into": found})
    assert refused.status_code == 409
    assert "det andra är självt sammanslaget" in refused.text
    again = coordinator.post(f"/premises/{found}/merge", {"into": pub})
    assert "det är redan sammanslaget med ett annat" in again.text


def test_what_was_found_in_the_field_can_be_new(
    node: Node, coordinator: Desk, two: tuple[str, str]
) -> None:
    assert coordinator.post(f"/premises/{two[0]}/registration").status_code == 303
    with node.db.read() as db:
        record = records.get(db, "premises", two[0])
    assert record
    assert record.values["found_in_field"] is False
    assert "Hittade i fält, inte matchade än" not in coordinator.get("/premises").text


def test_nothing_is_merged_with_what_one_may_not_know_of(
    node: Node, coordinator: Desk, desk_of: Callable[..., Desk], two: tuple[str, str]
) -> None:
    found, pub = two
    police = desk_of("coordinator", "polis")
    assert police.post(f"/premises/{found}/merge", {"into": pub}).status_code == 404
    assert coordinator.post(f"/premises/{found}/merge", {"into": new_id()}).status_code == 404
    assert coordinator.post(f"/premises/{found}/merge", {"into": "x"}).status_code == 422
    assert root(node, found) == found
