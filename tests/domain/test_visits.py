"""The way of a visit's protocol, and what was found at it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import reviews, visits
from fieldapp.domain.problems import Problem
from tests import inspections, make

SENT = {"sent_on": "2026-11-27", "manner": "post"}
INSPECTOR = make.Phone(make.person("inspector", "kommun"))


def values(answers: dict[str, Any] | None = None, **other: Any) -> dict[str, Any]:
    return dict(INSPECTOR.visit(answers=answers or {}, **other).fields)


def review(decision: str, version: int = 1) -> dict[str, Any]:
    return {"decision": decision, "version": version}


@pytest.mark.parametrize(
    ("made", "sent", "state"),
    [
        ([], {}, "submitted"),
        ([], SENT, "submitted"),
        (["accept"], {}, "reviewed"),
        (["accept"], SENT, "issued"),
        (["accept"], {"statement_on": "2026-12-01"}, "reviewed"),
        (["return"], {}, "returned"),
        (["dismiss"], SENT, "dismissed"),
        (["refer"], {}, "reviewed"),
    ],
)
def test_the_way_of_a_protocol(made: list[str], sent: dict[str, Any], state: str) -> None:
    assert visits.state(values(), [review(one) for one in made], sent) == state
    assert visits.state({}, [review(one) for one in made], sent) == "draft"


def test_a_visit_that_was_sent_in_again_is_not_issued_until_that_version_is() -> None:
    again = values(version=2)
    accepted = [review("accept", 2)]
    assert visits.state(again, [review("accept")], {**SENT, "version": 1}) == "submitted"
    assert visits.state(again, accepted, {**SENT, "version": 1}) == "reviewed"
    assert visits.state(again, accepted, {**SENT, "version": 2}) == "issued"
    assert visits.state(again, accepted, SENT) == "issued"


@pytest.mark.parametrize("state", visits.STATES)
def test_only_what_is_reviewed_is_issued(state: visits.State) -> None:
    if state in ("reviewed", "issued"):
        visits.check_issue(state)
    else:
        with pytest.raises(Problem) as problem:
            visits.check_issue(state)
        assert visits.STATE_WORDS[state] in problem.value.detail


@given(st.lists(st.sampled_from(reviews.DECISIONS)))
def test_every_way_leads_to_a_state_that_has_a_name(made: list[str]) -> None:
    state = visits.state(values(), [review(one) for one in made], SENT)
    assert state in visits.STATE_WORDS
    assert (state in visits.COUNTED) is (state not in ("dismissed", "draft"))


def test_of_each_field_the_newest_dispatch_holds() -> None:
    first = {**SENT, "statement_due": "2026-12-11", "case_number": "2026-17"}
    later = {"statement_on": "2026-12-09", "case_number": None}
    found = visits.dispatched([first, later, {"sent_on": "2026-12-10", "report": "x"}])
    assert found == {**first, "statement_on": "2026-12-09", "sent_on": "2026-12-10"}


def test_what_was_found_is_told_in_the_order_of_the_points() -> None:
    seen = make.time(-30, offset=1000)
    late = inspections.deficiency(
        "Serveringsansvarig saknas.",
        observed_at=seen,
        observed_by="AB",
        said="Kommer kl. 22.",
        corrected=True,
        deadline="2026-12-01",
    )
    given = {"YS07": late, "YS01": inspections.deficiency(), "YS17": "ok", "YS18b": "nej"}
    given["HD10"] = "deficiency"
    stray = {"answers/XX1/value": "deficiency", "answers/XX2/value": None}
    found = visits.found({**values(given), **stray})
    assert [one.item for one in found] == ["YS01", "YS07", "XX1"]
    assert found[1] == visits.Found(
        item="YS07",
        checklist="YS",
        question="Är serveringsansvarig på plats?",
        reference="AL 8:18 1 st",
        severity="serious",
        note="Serveringsansvarig saknas.",
        said="Kommer kl. 22.",
        observed_at="2026-11-20T19:37:31.123Z",
        observed_by="AB",
        corrected=True,
        deadline="2026-12-01",
    )
    assert found[0].observed_at == "2026-11-20T19:07:30.123Z"
    assert (found[2].question, found[2].reference, found[2].severity) == ("XX1", None, "minor")


def test_what_is_said_of_earlier_visits() -> None:
    earlier = make.new_id()
    name = f"earlier/{earlier}/YS07/outcome"
    told = {name: "remedied", f"earlier/{earlier}/YS07/note": "Skylt uppe."}
    assert list(visits.outcomes(values(**told))) == [(earlier, "YS07", name)]
    assert visits.texts(values(**told)) == ["Skylt uppe."]


def test_photos_are_sorted_by_their_point() -> None:
    shas = ["aa" * 32, "bb" * 32, "cc" * 32]
    manifests = [
        make.manifest(item="YS23", evidence=True, taken_at=make.time(2)),
        make.manifest(item="YS23", taken_at=make.time(1)),
        make.manifest(),
    ]
    told = {f"photos/{sha}": one for sha, one in zip(shas, manifests, strict=True)}
    assert visits.photos_by_item(told) == {"YS23": [shas[1], shas[0]], "": [shas[2]]}
    assert visits.evidence(told) == [shas[0]]


def test_the_words_of_a_visit_are_those_that_people_wrote() -> None:
    told = values(
        {"YS01": inspections.deficiency("Högljutt.", said="Vi lugnar ner det.")},
        acknowledgement={"manner": "declined", "name": "Bo", "comment": "Håller inte med."},
    )
    assert visits.texts(told) == ["Högljutt.", "Vi lugnar ner det.", "Håller inte med."]
    assert visits.texts({}) == []


def test_a_night_belongs_to_the_day_in_sweden() -> None:
    assert visits.day_of("2026-11-20T22:59:59.000Z") == date(2026, 11, 20)
    assert visits.day_of("2026-11-20T23:00:00.000Z") == date(2026, 11, 21)
