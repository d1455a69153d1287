"""What was set aside is shown whole, with the reason, to the desk it was meant for."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.node import Node
from tests.web.conftest import Desk, Phone, audited, new_id


def test_a_change_that_was_refused_is_shown_with_its_reason_and_content(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    result = phone.push(
        "shift", new_id(), participants_count=1, summary="Ett <ensamt> pass.", authority="forening"
    )
    assert result.status == "quarantined"
    text = coordinator.get("/quarantine").text
    assert "Ett värde går inte att ta emot" in text
    assert "gäller deltagare" in text
    assert "Ett &lt;ensamt&gt; pass." in text
    assert "walker forening" in text
    assert audited(node) == [("quarantine-read", None)]


def test_it_is_not_shown_to_another_desk(
    phone: Phone, node: Node, desk_of: Callable[..., Desk], add_person: Callable[..., object]
) -> None:
    of_police = Phone(node, add_person("walker", "polis"))  # type: ignore[arg-type]
    of_police.push("shift", new_id(), participants_count=1, summary="Hemligt.")
    assert "Hemligt." not in desk_of("coordinator", "kommun").get("/quarantine").text
    assert "Hemligt." in desk_of("coordinator", "polis").get("/quarantine").text


def test_an_empty_quarantine_says_that_all_is_well(coordinator: Desk) -> None:
    assert "Inget är ställt åt sidan" in coordinator.get("/quarantine").text
