"""A signature is drawn as it was, cut to what is there."""

from __future__ import annotations

from xml.etree import ElementTree

from fieldapp.documents.drawing import drawing, svg
from tests.documents.visits import clean, protocol_of


def test_strokes_become_lines_and_a_dot_a_line_of_no_length() -> None:
    drawn = drawing(protocol_of(clean()).acknowledgement)
    assert drawn
    assert drawn.lines == ("100,300 150,200 200,320", "400,250 400,250")
    assert drawn.box == ("90", "190", "320", "140")
    assert drawn.alt == "Ritad underskrift av serveringsansvarig, Alex Exempelsson"
    assert len(ElementTree.fromstring(svg(drawn))) == 2


def test_nothing_drawn_is_no_drawing() -> None:
    values = clean()
    values["acknowledgement"] |= {"signature": {"width": 800, "height": 500, "strokes": [[]]}}
    assert drawing(protocol_of(values).acknowledgement) is None
    assert drawing(None) is None
