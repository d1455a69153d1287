"""Several reports decided at once, all or none, and taken back again."""

from __future__ import annotations

import re
from collections.abc import Callable

from fieldapp.node import Node
from fieldapp.storage import reports
from tests.web.conftest import Desk, Phone, audited

PATH = "/reports/reviews"
REASON = "Redan rapporterat."
UNDO = re.compile(r'name="review" value="([0-9a-f-]{36})"')


def states(node: Node, *wanted: str) -> list[str]:
    with node.db.read() as db:
        return [found.state for one in wanted if (found := reports.get(db, one))]


def test_all_that_are_marked_are_decided(coordinator: Desk, phone: Phone, node: Node) -> None:
    first, second, third = (phone.observe() for _ in range(3))
    marked = [f"{first}:1", f"{second}:1"]
    answer = coordinator.post(PATH, {"decision": "accept", "report": marked, "query": "area=x"})
    assert (answer.status_code, answer.location) == (303, "/reports?area=x")
    assert states(node, first, second, third) == ["reviewed", "reviewed", "submitted"]


def test_a_bulk_review_is_taken_back(coordinator: Desk, phone: Phone, node: Node) -> None:
    sent = [phone.observe() for _ in range(2)]
    marked = [f"{one}:1" for one in sent]
    coordinator.post(PATH, {"decision": "dismiss", "report": marked, "reason": REASON})
    page = coordinator.get("/reports").text
    assert "2 rapporter är granskade" in page
    assert states(node, *sent) == ["dismissed", "dismissed"]
    coordinator.post(f"{PATH}/undo", {"review": UNDO.findall(page)})
    assert states(node, *sent) == ["submitted", "submitted"]
    assert sum(action == "review-taken-back" for action, _ in audited(node)) == 2
    assert "Ångrade beslutet" in coordinator.get(f"/reports/{sent[0]}").text
    assert "är granskade" not in coordinator.get("/reports").text


def test_one_that_cannot_be_decided_leaves_all_as_they_were(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    first, second = phone.observe(), phone.observe()
    marked = [f"{first}:1", f"{second}:2"]
    answer = coordinator.post(PATH, {"decision": "accept", "report": marked})
    assert answer.status_code == 409
    assert states(node, first, second) == ["submitted", "submitted"]


def test_a_dismissal_needs_a_reason_that_is_offered(coordinator: Desk, phone: Phone) -> None:
    sent = {"decision": "dismiss", "report": f"{phone.observe()}:1"}
    assert coordinator.post(PATH, sent).status_code == 422
    assert coordinator.post(PATH, {**sent, "reason": "för att"}).status_code == 422
    assert coordinator.post(PATH, {**sent, "reason": REASON}).status_code == 303


def test_nothing_marked_says_what_to_do(coordinator: Desk) -> None:
    answer = coordinator.post(PATH, {"decision": "accept"})
    assert answer.status_code == 422
    assert "markera rapporter" in answer.text


def test_a_review_of_another_desk_is_not_taken_back(
    coordinator: Desk, phone: Phone, desk_of: Callable[..., Desk]
) -> None:
    coordinator.post(PATH, {"decision": "accept", "report": f"{phone.observe()}:1"})
    (review,) = UNDO.findall(coordinator.get("/reports").text)
    assert desk_of("reader").post(f"{PATH}/undo", {"review": review}).status_code == 403
    assert coordinator.post(f"{PATH}/undo", {"review": "none"}).status_code == 404
