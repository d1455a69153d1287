"""What premises, visits and control purchases of tests say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.domain.people import Person

Fields = dict[str, Any]
PUB: Fields = {
    "name": "Krog Exempel",
    "holder": "Exempelbolaget AB",
    "org_number": "000000-0012",
    "address": "Påhittsgatan 1",
    "locality": "Kävlinge",
    "place": {"lat": 55.793, "lon": 13.112, "accuracy": None, "source": "map"},
    "risk": 3,
    "visits_per_year": 2,
    "permits/serving_indoors": {"hours": {"fr": "16:00-01:00"}, "audience": "public"},
}
PURCHASE: Fields = {
    "premises_name": "Livs & Låtsas",
    "product": "folkol",
    "buyer_code": "K7",
    "buyer_is_adult": True,
    "buyer_informed": True,
    "official_nearby": True,
    "checkout": "staffed",
    "id_asked": True,
    "age_asked": False,
    "outcome": "refused",
    "sign_seen": "yes",
    "goods": "kept",
    "trader_informed": True,
    "trader_informed_how": "on_site",
    "dialogue": "Vi pratade om rutinen.",
    "no_sanction": True,
}
_POINTS = {
    "YS01": ("Råder ordning och nykterhet?", "assessment", "AL 3:5, 8:20", "serious", ()),
    "YS03": ("Iakttogs överservering?", "assessment", "AL 3:8", "critical", ()),
    "YS06": ("Antal legitimationskontroller", "count", "AL 3:8", "information", ()),
    "YS07": ("Är serveringsansvarig på plats?", "assessment", "AL 8:18 1 st", "serious", ()),
    "YS17": ("Finns lättdrycker?", "assessment", "AL 8:22", "minor", ()),
    "YS18b": ("Finns mat att tillgå?", "choice", None, "information", ("ja", "enklare", "nej")),
    "YS23": ("Är utrymningsvägar fria?", "assessment", "AL 8:16", "critical", ()),
    "TN01": ("Vad säljs?", "choices", "LTLP 1:3", "information", ("snus", "cigaretter")),
    "HD01": ("Starttid", "time", None, "information", ()),
    "HD10": ("Ansvarigs kommentar", "text", None, "information", ()),
}


def checklist(*points: str) -> Fields:
    """A checklist of these points, of all when none is told."""
    items = []
    for own in points or _POINTS:
        question, answer, reference, severity, options = _POINTS[own]
        items.append(
            {
                "id": own,
                "question": question,
                "reference": reference,
                "answer": answer,
                "options": list(options),
                "severity": severity,
                "group": "Servering",
            }
        )
    return {"title": "Yttre tillsyn servering", "version": "1", "items": items}


def deficiency(note: str = "Ingen av de anmälda fanns på plats.", **other: Any) -> Fields:
    """An answer that is a deficiency."""
    return {"value": "deficiency", "note": note, **other}


def answers(given: Mapping[str, Any]) -> Fields:
    """Fields of answers: a value, or its parts by name, by point."""
    told = {own: one if isinstance(one, dict) else {"value": one} for own, one in given.items()}
    return {
        f"answers/{own}/{what}": part for own, one in told.items() for what, part in one.items()
    }


def visit(inspector: Person, given: Mapping[str, Any]) -> Fields:
    """What an evening visit of this inspector says."""
    return {
        "visit_kind": "field",
        "occasion": "planned",
        f"inspectors/{inspector.id}": {"label": inspector.label},
        "checklist/YS": checklist(),
        **answers(given),
    }
