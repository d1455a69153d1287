"""Filters: read from the address, written to it, and never wider than one may see."""

from __future__ import annotations

import pytest

from fieldapp import catalog
from fieldapp.domain.people import Authority, Person, Role
from fieldapp.domain.reviews import REVIEWED, STATES
from fieldapp.storage.report_counts import Counts
from fieldapp.web.filters import Chosen, selects, states_for, tabs

RULES = catalog.load()


def person(role: Role = "coordinator", authority: Authority = "kommun") -> Person:
    return Person("me", "Jag", role, authority)


def test_an_address_is_read_and_written() -> None:
    chosen = Chosen.read({"state": "submitted", "q": " lykta ", "unknown": "x"})
    assert chosen == Chosen(state="submitted", q="lykta")
    assert chosen.query() == "state=submitted&q=lykta"
    assert chosen.query(state="", before="7") == "q=lykta&before=7"


def test_the_state_alone_does_not_narrow() -> None:
    assert not Chosen(state="submitted").narrows
    assert Chosen(area="kavlinge-centrum").narrows


@pytest.mark.parametrize(
    ("desk", "authority", "within"),
    [
        ("kommun", "", {"kommun", "forening"}),
        ("kommun", "forening", {"forening"}),
        ("kommun", "polis", set()),
        ("polis", "", {"polis", "forening"}),
        ("polis", "kommun", set()),
    ],
)
def test_no_address_leads_past_ones_own_desk(
    desk: Authority, authority: str, within: set[str]
) -> None:
    filters = Chosen(authority=authority).within(person(authority=desk), RULES)
    assert set(filters.authorities or ()) == within


def test_a_period_is_of_whole_swedish_days() -> None:
    filters = Chosen(since="2026-11-20", until="2026-11-20").within(person(), RULES)
    assert filters.since == "2026-11-19T23:00:00.000Z"
    assert filters.until == "2026-11-20T22:59:59.999Z"
    assert Chosen(since="i går", until="9999-12-31").within(person(), RULES).since == ""


def test_severity_is_whom_the_category_asks_to_be_called() -> None:
    chosen = {
        severity: set(Chosen(severity=severity).within(person(), RULES).categories)
        for severity in ("critical", "serious", "minor", "x")
    }
    assert "OB05" in chosen["critical"]
    assert "OB04" in chosen["serious"]
    assert "OB19" in chosen["minor"]
    assert set.union(*chosen.values()) == set(RULES.observations)
    assert not chosen["x"]


@pytest.mark.parametrize("only", ["photos", "flagged", "conflict"])
def test_only_some_are_shown(only: str) -> None:
    filters = Chosen(only=only).within(person(), RULES)
    asked = (filters.lacking_photos, filters.flagged, filters.in_conflict)
    assert asked == (only == "photos", only == "flagged", only == "conflict")


def test_nobody_is_shown_drafts_and_readers_reviewed_reports_only() -> None:
    assert set(states_for(person())) == set(STATES) - {"draft"}
    assert set(states_for(person("reader"))) == REVIEWED
    assert Chosen(state="draft").within(person(), RULES).states == ("none",)
    assert Chosen(state="submitted").within(person("reader"), RULES).states == ("none",)


def test_a_tab_keeps_the_other_filters_and_tells_when_it_stopped_counting() -> None:
    counts = Counts({"submitted": 500, "closed": 2}, frozenset({"submitted"}))
    found = tabs(Chosen(state="closed", area="x"), counts, "/reports")
    assert [(tab.text, tab.count, tab.is_here) for tab in found] == [
        ("Alla", "502+", False),
        ("Att granska", "500+", False),
        ("Avslutad", "2", True),
    ]
    assert found[1].url == "/reports?state=submitted&area=x"


def test_one_chooses_among_what_there_is() -> None:
    rules = catalog.load()
    by_name = {one.name: one for one in selects(Chosen(area="x"), person(), rules)}
    assert by_name["area"].chosen == "x"
    assert ("forening", "Nattvandrarna") in by_name["authority"].options
    assert len(by_name["category"].options) == len(rules.observations)
