"""A visit's protocol says what the visit says, in the order one reads it, and no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldapp.domain.protocols import visits_named
from tests import make
from tests.documents.visits import EARLIER, clean, deficient, protocol_of


def test_the_head_tells_who_where_when_and_what() -> None:
    found = protocol_of(clean())
    assert (found.premises, found.org_number) == ("Restaurang Påhittet", "000000-0012")
    assert found.permits == ("Serveringstillstånd, inomhus", "Tillstånd för försäljning av tobak")
    assert (found.kind, found.occasion) == ("Yttre tillsyn", "Planerat oanmält")
    assert found.present == ("Polisen",)
    assert found.inspectors == ("Inspektör 2", "Inspektör 5")
    assert found.started_at
    assert found.ended_at
    assert (found.ended_at - found.started_at).total_seconds() == 55 * 60


def test_times_are_true_whatever_the_phones_clock_said() -> None:
    found = protocol_of({**clean(), "started_at": make.time(-60, offset=600_000)})
    assert found.started_at == protocol_of({**clean(), "started_at": make.time(-50)}).started_at


def test_deficiencies_come_gravest_first_and_then_as_they_were_asked() -> None:
    values = deficient()
    values |= {"answers/YS01/value": "deficiency", "answers/YS01/note": "Oro vid baren."}
    found = protocol_of(values).deficiencies
    assert [one.id for one in found] == ["YS23", "YS01", "YS07", "YS17"]
    assert [one.severity for one in found] == ["critical", "serious", "serious", "minor"]
    assert found[0].is_corrected
    assert found[2].deadline == date(2026, 12, 20)


def test_points_are_told_by_checklist_and_apart_from_those_not_checked() -> None:
    first, second = protocol_of(deficient()).sections
    assert (first.id, second.id) == ("HD", "YS")
    assert [point.id for point in first.points] == ["HD06", "HD08"]
    assert first.unchecked == ()
    assert [own for own, _ in second.unchecked] == ["YS02", "YS06"]
    assert len(second.points) + len(second.unchecked) == len(
        clean(evening=False)["checklist/YS"]["items"]
    )


def test_a_point_that_was_not_checked_but_noted_is_told() -> None:
    noted = protocol_of({**deficient(), "answers/YS02/note": "Toaletten var stängd."}).sections[1]
    assert "YS02" in [point.id for point in noted.points]


def test_it_reads_the_checklist_that_the_visit_carries() -> None:
    values = deficient()
    for item in values["checklist/YS"]["items"]:
        item["question"] = f"Så frågade vi {item['id']}?"
    values["checklist/YS"]["version"] = "2019"
    found = protocol_of(values)
    assert found.deficiencies[0].question == "Så frågade vi YS23?"
    assert found.sections[1].version == "2019"


def test_a_deficiency_whose_checklist_is_missing_is_told_all_the_same() -> None:
    values = {
        **clean("HD"),
        "answers/ZZ1/value": "deficiency",
        "answers/ZZ1/note": "Hål i golvet.",
    }
    values |= {"answers/YS17/value": "deficiency"}
    known, found = protocol_of(values).deficiencies
    assert known.question.startswith("Finns lättdrycker/alkoholfria alternativ")
    assert (found.id, found.question, found.note) == ("ZZ1", "", "Hål i golvet.")


@pytest.mark.parametrize("known", [True, False])
def test_earlier_deficiencies_are_told_with_their_question(known: bool) -> None:
    about: dict[str, Any] = {"earlier": {EARLIER: clean()}} if known else {}
    first, second = protocol_of(deficient(), **about).earlier
    assert (first.item, first.outcome) == ("YS16", "remedied")
    assert (second.item, second.outcome, second.note) == (
        "YS20",
        "not_remedied",
        "Skylten hänger kvar.",
    )
    assert second.question.startswith("Är marknadsföring särskilt måttfull")
    assert (second.visited_at is not None) is known
    assert visits_named(deficient()) == {EARLIER}


def test_photos_are_numbered_as_they_were_taken_and_belong_to_their_points() -> None:
    found = protocol_of(deficient())
    assert [one.number for one in found.pictures] == [1, 2, 3]
    assert [one.item for one in found.pictures] == ["YS23", "YS07", None]
    assert [one.number for one in found.deficiencies[0].pictures] == [1]
    assert found.pictures[0].is_evidence
    missing = protocol_of(deficient(), missing={found.pictures[1].sha256})
    assert [one.has_arrived for one in missing.pictures] == [True, False, True]


@pytest.mark.parametrize(
    ("role", "name"), [("serving_supervisor", "Alex Exempelsson"), ("staff", "")]
)
def test_a_name_is_told_only_of_roles_that_are_named(role: str, name: str) -> None:
    values = clean()
    values["acknowledgement"] |= {"role": role}
    told = protocol_of(values).acknowledgement
    assert told
    assert told.name == name


def test_when_the_next_visit_is_planned_is_no_part_of_it() -> None:
    values = clean()
    assert protocol_of(values) == protocol_of({**values, "next_visit_on": None})


def test_a_dispatch_gives_its_number_and_date() -> None:
    found = protocol_of(
        clean(), sent={"case_number": "TN 2026-114", "statement_due": "2026-12-11"}
    )
    assert (found.case_number, found.statement_due) == ("TN 2026-114", date(2026, 12, 11))


def test_a_visit_that_says_next_to_nothing_has_a_protocol() -> None:
    found = protocol_of({"authority": "kommun", "reporter": "r1"}, reporter="Inspektör 2")
    assert found.inspectors == ("Inspektör 2",)
    assert (found.deficiencies, found.sections, found.acknowledgement) == ((), (), None)
