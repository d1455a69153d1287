"""Visits whose protocols are made into documents: a clean one, and one with what can go in."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from functools import cache
from typing import Any

from PIL import Image

from fieldapp.documents import wording
from fieldapp.documents.sheet import Photo, Sheet
from fieldapp.domain.protocols import Protocol, Surroundings, protocol
from tests import make

VISIT = "019a0000-0000-7000-8000-000000000001"
EARLIER = "019a0000-0000-7000-8000-000000000009"
ON = date(2026, 11, 20)
RECEIPT = "A7F3-29"
SIGNATURE = {
    "width": 800,
    "height": 500,
    "strokes": [[100, 300, 150, 200, 200, 320], [400, 250], []],
}
Values = dict[str, Any]


def clean(*checklists: str, evening: bool = True) -> Values:
    """A visit of these checklists (HD and YS unless told) with every point in order."""
    values: Values = {
        "authority": "kommun",
        "reporter": "r1",
        "submitted_at": make.time(),
        "version": 1,
        "premises_name": "Restaurang Påhittet",
        "premises_as_was": {
            "org_number": "000000-0012",
            "holder": "Påhittet Krog AB",
            "address": "Exempelgatan 4, Kävlinge",
            "permits": ["serving_indoors", "tobacco"],
        },
        "visit_kind": "field",
        "occasion": "planned",
        "present/police": True,
        "inspectors/r1": {"label": "Inspektör 2"},
        "inspectors/r2": {"label": "Inspektör 5"},
        "started_at": make.time(-60),
        "ended_at": make.time(-5),
        "next_visit_on": "2027-03-12",
        "acknowledgement": {
            "role": "serving_supervisor",
            "name": "Alex Exempelsson",
            "manner": "signature",
            "at": make.time(-6),
            "signature": SIGNATURE,
        },
    }
    for own in checklists or ("HD", "YS"):
        frozen = make.catalog().frozen(own, evening=evening, on=ON)
        values[f"checklist/{own}"] = frozen
        for item in frozen["items"]:
            if not item["field"]:
                values[f"answers/{item['id']}/value"] = _in_order(item)
    return values


def deficient() -> Values:
    """Three deficiencies (one critical), an earlier one, photos, and a comment."""
    values = clean(evening=False)
    told = {
        "YS07": {"note": "Ingen av de anmälda fanns på plats.", "deadline": "2026-12-20"},
        "YS23": {"note": "Dörren mot gården var låst – § 16.", "corrected": True},
        "YS17": {"note": "Bara läsk fanns.", "said": "Det är slut 👍 sa den ansvariga."},
    }
    for item, about in told.items():
        seen = {"value": "deficiency", "observed_at": make.time(-40), "observed_by": "AB"}
        values |= {f"answers/{item}/{name}": one for name, one in {**seen, **about}.items()}
    values["answers/YS06/value"] = None
    values["answers/YS02/value"] = "not_checked"
    values["answers/YS29/value"] = "not_applicable"
    values["summary"] = "Lugn kväll."
    values["acknowledgement"] |= {"comment": "Vi ordnar det i nästa vecka."}
    values[f"earlier/{EARLIER}/YS16/outcome"] = "remedied"
    values[f"earlier/{EARLIER}/YS20/outcome"] = "not_remedied"
    values[f"earlier/{EARLIER}/YS20/note"] = "Skylten hänger kvar."
    for number, (item, evidence) in enumerate((("YS23", True), ("YS07", False), (None, False))):
        content = picture(number)
        values[f"photos/{hashlib.sha256(content).hexdigest()}"] = make.manifest(
            size=len(content), item=item, evidence=evidence, taken_at=make.time(number - 50)
        )
    return values


@cache
def picture(number: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (120, 90), ("teal", "maroon", "navy")[number]).save(written, "JPEG")
    return written.getvalue()


def protocol_of(values: Values, **about: Any) -> Protocol:
    return protocol(VISIT, values, Surroundings(receipt=RECEIPT, **about), make.catalog())


def sheet_of(values: Values, **about: Any) -> Sheet:
    return wording.sheet(protocol_of(values, **about), make.catalog())


def photo(_: Photo) -> bytes:
    return picture(0)


def _in_order(item: Values) -> Any:
    some = {"assessment": "ok", "count": 7, "time": "01:10", "text": "Enligt pärmen i kassan."}
    options = item["options"]
    return some.get(item["answer"]) or (
        options[0] if item["answer"] == "choice" else list(options[:2])
    )
