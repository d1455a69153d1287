"""What a point of a protocol is."""

from __future__ import annotations

from dataclasses import replace

from tests.documents.visits import clean, protocol_of


def test_only_an_assessment_can_be_a_deficiency() -> None:
    point = protocol_of(clean()).sections[0].points[0]
    assert not point.is_deficiency
    assert replace(point, value="deficiency").is_deficiency
    assert not replace(point, value="deficiency", answer="text").is_deficiency
