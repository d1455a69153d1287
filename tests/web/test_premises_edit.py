"""Premises are entered and changed at the desk: nothing typed is lost, nor others' work undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from fieldapp.node import Node
from fieldapp.storage import changes, records
from tests.web.conftest import Desk, Inspector, audited


def values(node: Node, premises: str) -> dict[str, Any]:
    with node.db.read() as db:
        found = records.get(db, "premises", premises)
    assert found
    return found.values


def written(node: Node, premises: str) -> list[dict[str, Any]]:
    """The fields of each change of it, oldest first."""
    with node.db.read() as db:
        return [dict(line.change.fields) for line in changes.of_record(db, premises)]


@pytest.fixture
def pub(inspector: Inspector) -> str:
    return inspector.premises()


def form_of(desk: Desk, premises: str, **changed: str) -> dict[str, str]:
    """What the browser would send of the form as it stands, with these fields typed over."""
    return fields_of(desk.get(f"/premises/{premises}/edit").text) | changed


def fields_of(page: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        ticked = 'type="checkbox"' not in tag or " checked" in tag
        if name and ticked:
            fields[name[1]] = value[1] if value else ""
    for name, inside in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        fields[name] = chosen[1] if chosen else ""
    fields |= dict(re.findall(r'<textarea[^>]* name="([^"]*)"[^>]*>\s*([^<]*)</', page))
    fields.pop("csrf_token")
    return fields


def test_a_premises_is_entered(node: Node, coordinator: Desk) -> None:
    answer = coordinator.post(
        "/premises",
        {
            "seen": "0",
            "name": " Krog Exempel ",
            "org_number": "0000000012",
            "lat": "55,793",
            "lon": "13.112",
            "risk": "3",
            "visits_per_year": "2",
            "permit-serving_indoors-held": "y",
            "permit-serving_indoors-fr": "11–01",
            "permit-serving_indoors-season": "1 maj–30 sep",
            "contact-manager-name": "Ansvarig Exempel",
        },
    )
    assert answer.status_code == 303
    premises = answer.location.rpartition("/")[2]
    assert values(node, premises) == {
        "authority": "kommun",
        "name": "Krog Exempel",
        "org_number": "000000-0012",
        "place": {"lat": 55.793, "lon": 13.112, "accuracy": None, "source": "typed"},
        "risk": 3,
        "visits_per_year": 2,
        "permits/serving_indoors": {
            "hours": {"fr": "11:00-01:00"},
            "season": {"from": "05-01", "to": "09-30"},
        },
        "contacts/manager": {"name": "Ansvarig Exempel"},
    }
    assert ("premises-written", premises) in audited(node)


def test_what_cannot_be_right_is_told_and_nothing_typed_is_lost(
    node: Node, coordinator: Desk
) -> None:
    answer = coordinator.post(
        "/premises",
        {
            "seen": "0",
            "name": "",
            "org_number": "556000-0002",
            "lat": "norrut",
            "permit-folkol-mo": "sent",
            "permit-folkol-conditions": "Skylt vid <kassan>.",
            "contact-manager-phone": "000-00 00 00",
        },
    )
    assert answer.status_code == 422
    for told in (
        "Fyll i namnet.",
        "kontrollsiffran stämmer inte",
        "Skriv i grader",
        "Skriv som 11",
    ):
        assert told in answer.text
    for typed in ("556000-0002", "norrut", "sent", "Skylt vid &lt;kassan&gt;.", "000-00 00 00"):
        assert typed in answer.text
    with node.db.read() as db:
        assert changes.last_seq(db) == 0


def test_the_form_stands_as_the_record_and_writes_nothing_when_nothing_is_changed(
    node: Node, coordinator: Desk, pub: str
) -> None:
    answer = coordinator.post(f"/premises/{pub}/edit", form_of(coordinator, pub))
    assert answer.status_code == 303
    assert len(written(node, pub)) == 1


def test_only_what_was_changed_is_written(node: Node, coordinator: Desk, pub: str) -> None:
    changed = form_of(coordinator, pub, risk="4", **{"permit-serving_indoors-sa": "16-01"})
    assert coordinator.post(f"/premises/{pub}/edit", changed).status_code == 303
    assert written(node, pub)[1] == {
        "risk": 4,
        "permits/serving_indoors": {
            "hours": {"fr": "16:00-01:00", "sa": "16:00-01:00"},
            "audience": "public",
        },
    }


def test_a_permit_that_is_unticked_has_ended(node: Node, coordinator: Desk, pub: str) -> None:
    changed = form_of(coordinator, pub)
    del changed["permit-serving_indoors-held"]
    coordinator.post(f"/premises/{pub}/edit", changed)
    assert written(node, pub)[1] == {"permits/serving_indoors": None}


def test_what_is_typed_of_a_permit_that_is_not_ticked_is_not_lost(
    node: Node, coordinator: Desk, pub: str
) -> None:
    changed = form_of(coordinator, pub, **{"permit-tobacco-number": "T-2026-4"})
    answer = coordinator.post(f"/premises/{pub}/edit", changed)
    assert answer.status_code == 422
    assert "Kryssa i att det finns, eller töm fälten." in answer.text
    assert "T-2026-4" in answer.text
    assert len(written(node, pub)) == 1


def test_what_a_newer_peer_knows_of_a_permit_stays(
    node: Node, coordinator: Desk, inspector: Inspector, pub: str
) -> None:
    inspector.push("premises", pub, **{"permits/tobacco": {"number": "T-1", "stand": "kassan"}})
    changed = form_of(coordinator, pub, **{"permit-tobacco-number": "T-2"})
    coordinator.post(f"/premises/{pub}/edit", changed)
    assert written(node, pub)[2] == {"permits/tobacco": {"number": "T-2", "stand": "kassan"}}


def test_what_another_changed_meanwhile_is_told_and_not_overwritten(
    node: Node, coordinator: Desk, desk_of: Callable[..., Desk], pub: str
) -> None:
    other = desk_of("coordinator")
    first = form_of(coordinator, pub, risk="4", address="Nya gatan 2")
    second = form_of(other, pub, risk="1", holder="Provbolaget AB")
    assert other.post(f"/premises/{pub}/edit", second).status_code == 303

    told = coordinator.post(f"/premises/{pub}/edit", first)
    assert told.status_code == 409
    assert "Riskklass har ändrats av någon annan under tiden" in told.text
    assert told.text.count("har ändrats av någon annan") == 1
    for said in ("3 – hög", "1 – låg", "4 – mycket hög", "Nya gatan 2"):
        assert said in told.text
    assert values(node, pub)["risk"] == 1
    assert "Nya gatan 2" not in str(written(node, pub))

    again = fields_of(told.text)
    assert coordinator.post(f"/premises/{pub}/edit", again).status_code == 303
    assert values(node, pub)["risk"] == 4
    assert values(node, pub)["address"] == "Nya gatan 2"
    assert values(node, pub)["holder"] == "Provbolaget AB"


def test_changes_of_different_fields_do_not_meet(
    node: Node, coordinator: Desk, desk_of: Callable[..., Desk], pub: str
) -> None:
    other = desk_of("coordinator")
    first, second = form_of(coordinator, pub, risk="4"), form_of(other, pub, locality="Furulund")
    assert other.post(f"/premises/{pub}/edit", second).status_code == 303
    assert coordinator.post(f"/premises/{pub}/edit", first).status_code == 303
    assert values(node, pub)["risk"] == 4
    assert values(node, pub)["locality"] == "Furulund"


def test_the_same_change_twice_is_one(
    node: Node, coordinator: Desk, desk_of: Callable[..., Desk], pub: str
) -> None:
    other = desk_of("coordinator")
    first, second = form_of(coordinator, pub, risk="4"), form_of(other, pub, risk="4")
    assert other.post(f"/premises/{pub}/edit", second).status_code == 303
    assert coordinator.post(f"/premises/{pub}/edit", first).status_code == 303
    assert len(written(node, pub)) == 2


def test_another_authoritys_premises_is_not_known_of(
    desk_of: Callable[..., Desk], coordinator: Desk, pub: str
) -> None:
    police = desk_of("coordinator", "polis")
    assert police.get(f"/premises/{pub}/edit").status_code == 404
    form = form_of(coordinator, pub, risk="1")
    assert police.post(f"/premises/{pub}/edit", form).status_code == 404
