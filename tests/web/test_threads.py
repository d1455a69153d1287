"""Reports of one event are suggested, joined and parted; a report is somebody's to look after."""

from __future__ import annotations

import re
from collections.abc import Callable

from fieldapp.node import Node
from fieldapp.storage import threads
from tests.web.conftest import Desk, Phone, audited, time

NEAR = {"lat": 55.7935, "lon": 13.1122, "accuracy": 12, "source": "gps"}
FAR = {"lat": 55.80, "lon": 13.15, "accuracy": 12, "source": "gps"}
LATER = time("2026-11-20T22:40:00.000+01:00")
NEXT_DAY = time("2026-11-21T21:07:30.000+01:00")
OFFERED = re.compile(r'name="of" value="([0-9a-f-]{36})"')


def offered(desk: Desk, report: str) -> set[str]:
    return set(OFFERED.findall(desk.get(f"/reports/{report}").text))


def event(node: Node, report: str) -> set[str]:
    with node.db.read() as db:
        return set(threads.event_of(db, report))


def join(desk: Desk, report: str, other: str) -> int:
    return desk.post(f"/reports/{report}/duplicates", {"of": other}).status_code


def test_what_is_near_in_place_and_time_is_suggested(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()
    near = phone.observe(place=NEAR, happened_at=LATER)
    phone.observe(place=FAR, happened_at=LATER)
    phone.observe(place=NEAR, happened_at=NEXT_DAY)
    assert offered(coordinator, report) == {near}


def test_joined_reports_are_one_event_and_can_be_parted(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    first, second, third = (phone.observe() for _ in range(3))
    assert join(coordinator, first, second) == 303
    assert join(coordinator, third, second) == 303
    assert event(node, first) == {second, third}
    assert offered(coordinator, first) == set()
    page = coordinator.get(f"/reports/{first}").text
    assert f"/reports/{second}" in page
    assert f"/reports/{third}" in page
    assert "Ihopslagen med en annan rapport" in page
    coordinator.post(f"/reports/{second}/duplicates/removal")
    assert (event(node, second), event(node, first)) == (set(), {third})
    actions = [action for action, _ in audited(node)]
    assert "reports-parted" in actions
    assert offered(coordinator, second) == {first, third}


def test_joining_twice_or_with_itself_changes_nothing(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    first, second = phone.observe(), phone.observe()
    join(coordinator, first, second)
    join(coordinator, second, first)
    with node.db.read() as db:
        assert len(threads.links(db, first)) == 1
    assert join(coordinator, first, first) == 422
    assert join(coordinator, first, "none") == 404


def test_a_report_is_somebodys_to_look_after(coordinator: Desk, phone: Phone, node: Node) -> None:
    report = phone.observe()
    assert coordinator.person
    sent = {"person": coordinator.person.id, "due_on": "2026-11-01"}
    coordinator.post(f"/reports/{report}/assignment", sent)
    inbox = coordinator.get("/reports").text
    assert "1 rapport är din" in inbox
    assert "1 påminner idag" in inbox
    assert 'value="2026-11-01"' in coordinator.get(f"/reports/{report}").text
    coordinator.post(f"/reports/{report}/assignment", {"person": ""})
    assert "rapport är din" not in coordinator.get("/reports").text


def test_only_those_who_may_review_it_can_be_chosen(
    coordinator: Desk, phone: Phone, desk_of: Callable[..., Desk]
) -> None:
    report, reader = phone.observe(), desk_of("reader")
    assert reader.person
    answer = coordinator.post(f"/reports/{report}/assignment", {"person": reader.person.id})
    assert answer.status_code == 422
    assert coordinator.post(f"/reports/{report}/assignment", {"due_on": "x"}).status_code == 422


def test_what_is_closed_reminds_nobody(coordinator: Desk, phone: Phone) -> None:
    report = phone.observe()
    assert coordinator.person
    coordinator.post(f"/reports/{report}/assignment", {"person": coordinator.person.id})
    for decision in ("accept", "close"):
        coordinator.post(f"/reports/{report}/review", {"decision": decision, "version": "1"})
    assert "rapport är din" not in coordinator.get("/reports").text
