"""Labels and words for the fields of premises, visits, and what the desk says of them."""

from __future__ import annotations

from typing import Any

import pytest

from fieldapp.web import facts
from tests import make

CATALOG = make.catalog()
VISIT = "019aa000-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("name", "value", "label", "words"),
    [
        ("answers/YS07/value", "deficiency", "YS07, svar", "Brist"),
        ("answers/TN01/value", ["snus", "cigaretter"], "TN01, svar", "snus, cigaretter"),
        ("answers/YS06/value", 4, "YS06, svar", "4"),
        ("answers/YS07/note", "Ingen.", "YS07, iakttagelse", "Ingen."),
        ("answers/YS07/corrected", True, "YS07, rättat på plats", "ja"),
        ("answers/YS07/deadline", "2026-12-01", "YS07, ska vara åtgärdat", "1 dec 2026"),
        (f"earlier/{VISIT}/YS07/outcome", "remedied", "Tidigare brist YS07, utfall", "åtgärdad"),
        ("permits/tobacco", {}, "Tillstånd för försäljning av tobak", "finns"),
        ("permits/tobacco", None, "Tillstånd för försäljning av tobak", "borttaget"),
        ("contacts/manager", {"name": "A"}, "Kontakt, föreståndare eller butiksansvarig", "A"),
        ("inspectors/x", {"label": "Inspektör 1"}, "Inspektör", "Inspektör 1"),
        ("present/police", True, "Polisen", "ja"),
        ("checklist/YS", {"items": [{}, {}], "version": "1"}, None, "2 punkter, version 1"),
        ("occasion", "planned", "Typ av besök", "Planerat oanmält"),
        ("risk", 3, "Riskklass", "3 – hög"),
        ("closed_on", "2026-10-31", "Upphörde", "31 okt 2026"),
        ("manner", "post", "Sätt", "Brev"),
        ("state", "case", "Läge", "Ärende"),
        ("measure", "serving_warning", "Övervägs av nämnden", "Varning, serveringstillstånd"),
        ("outcome", "refused", "Utfall", "Nej – nekades"),
        (
            "acknowledgement",
            {"role": "manager", "manner": "declined", "comment": "Nej."},
            "Genomgång",
            "Föreståndare eller butiksansvarig, ville inte bekräfta, Nej.",
        ),
    ],
)
def test_a_field_is_told_in_words(name: str, value: Any, label: str | None, words: str) -> None:
    told = facts.fact(name, value, CATALOG)
    assert label is None or told.label == label
    assert told.value == words


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("risk", 9),
        ("acknowledgement", "underskriven"),
        ("closed_on", "i höstas"),
        ("inspectors/x", True),
        ("permits/tobacco", "ja"),
    ],
)
def test_what_a_newer_peer_says_is_shown_as_it_came(name: str, value: Any) -> None:
    shown = str(facts.fact(name, value, CATALOG).value)
    assert shown in (str(value), "ja")


def test_a_premises_place_is_where_it_is() -> None:
    place = {"lat": 55.793, "lon": 13.112, "accuracy": None, "source": "map"}
    assert facts.fact("place", place, CATALOG, "premises").label == "Plats"
    assert facts.fact("place", place, CATALOG).label == "Där det hände"
