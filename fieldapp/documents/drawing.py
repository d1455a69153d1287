"""A drawn signature in SVG's words, cut to what is drawn. It is made of numbers alone."""

from __future__ import annotations

from fieldapp.documents.sheet import Drawing
from fieldapp.domain.protocol_parts import Acknowledgement

_EDGE = 10


def drawing(told: Acknowledgement | None) -> Drawing | None:
    """The signature; None when nothing was drawn."""
    strokes = [
        list(zip(one[::2], one[1::2], strict=False)) for one in (told.strokes if told else ())
    ]
    points = [point for stroke in strokes for point in stroke]
    if not told or not points:
        return None
    left, top = min(x for x, _ in points) - _EDGE, min(y for _, y in points) - _EDGE
    wide, high = max(x for x, _ in points) - left + _EDGE, max(y for _, y in points) - top + _EDGE
    # A dot is a line of no length, which round caps make visible.
    drawn = [one if len(one) > 1 else one * 2 for one in strokes if one]
    by = ", ".join(filter(None, (told.role.lower(), told.name)))
    return Drawing(
        box=tuple(f"{number:g}" for number in (left, top, wide, high)),
        lines=tuple(" ".join(f"{x:g},{y:g}" for x, y in one) for one in drawn),
        alt=f"Ritad underskrift av {by}" if by else "Ritad underskrift",
    )


def svg(drawn: Drawing) -> str:
    """The signature as a file of its own."""
    lines = "".join(f'<polyline points="{line}"/>' for line in drawn.lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(drawn.box)}" fill="none"'
        ' stroke="#16211f" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">'
        f"{lines}</svg>"
    )
