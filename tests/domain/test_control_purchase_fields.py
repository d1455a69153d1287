"""A control purchase holds a closed set of fields: nothing of it leads to a deficiency."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import control_purchase_fields
from fieldapp.domain.records import FIELDS, refusal
from tests import make

OWN = {"authority", "deleted", "reporter", "submitted_at", "version"}
PURCHASE = make.Phone(make.person("inspector", "kommun")).purchase().fields

OTHER = "019aa2c0-0000-7000-8000-000000000002"


def refused(fields: dict[str, Any]) -> tuple[str, str] | None:
    return refusal("control_purchase", fields, {**PURCHASE, **fields}, make.catalog())


def test_a_usual_one_is_received() -> None:
    assert refused(dict(PURCHASE)) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("answers/FO07/value", "deficiency"),
        (f"photos/{'ab' * 32}", make.manifest()),
        ("note", "Kassörskan hade rött hår."),
        ("summary", "x"),
        ("place", make.position()),
        ("visit", OTHER),
        ("joint", OTHER),
        ("report", OTHER),
        ("case_number", "2026-17"),
        ("measure", "warning"),
        ("deficiency", None),
        ("calls/112", 1),
        ("buyer_code", "å" * 21),
        ("no_sanction", False),
        ("outcome", "sold"),
        ("product", "vin"),
    ],
)
def test_what_it_may_not_hold(name: str, value: Any) -> None:
    found = refused({name: value})
    assert found
    assert found[0] == name


@given(st.text(min_size=1, max_size=60), st.none() | st.booleans() | st.text())
def test_no_other_name_is_received_whatever_it_says(name: str, value: Any) -> None:
    known = set(FIELDS["control_purchase"])
    assert known == OWN | set(control_purchase_fields.FIELDS)
    if name not in known:
        assert refused({name: value}) == (name, "ett kontrollköp har inte det fältet")


def test_it_names_a_premises_and_its_author_and_nothing_else() -> None:
    catalog, other = make.catalog(), make.new_id()
    naming = {
        name
        for name, rule in FIELDS["control_purchase"].items()
        if rule(other, catalog) is None and rule("ord", catalog)
    }
    assert naming == {"premises", "reporter"}
