"""The inbox: which reports it lists, how they are found, and what is new."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fieldapp.domain.people import Authority, Person
from fieldapp.node import Node
from fieldapp.storage import audit, reports
from fieldapp.web import times
from tests.web.conftest import Desk, Phone, audited, time

AddPerson = Callable[..., Person]


def listed(desk: Desk, query: str = "") -> list[str]:
    """The ids of the reports on a page, in order."""
    return re.findall(r'<h2><a href="/reports/([0-9a-f-]{36})"', desk.get(f"/reports{query}").text)


def test_an_empty_inbox_says_what_will_happen(coordinator: Desk) -> None:
    assert "De kommer hit av sig själva" in coordinator.get("/reports").text


def test_the_newest_report_is_first(coordinator: Desk, phone: Phone) -> None:
    first, second = phone.observe(), phone.observe()
    assert listed(coordinator) == [second, first]


def test_a_row_tells_what_where_when_and_the_receipt(
    coordinator: Desk, phone: Phone, node: Node
) -> None:
    report = phone.observe(place_name="Gångtunneln", note="Tre lyktor <släckta>.")
    text = coordinator.get("/reports").text
    with node.db.read() as db:
        found = reports.get(db, report)
    assert found
    for said in (
        node.catalog.label("OB19"),
        "Gångtunneln",
        "Tre lyktor &lt;släckta&gt;.",
        "fre 20 nov 21:07",
        found.receipt,
        "Att granska",
    ):
        assert said in text


def test_a_report_that_lacks_photos_says_how_many(coordinator: Desk, phone: Phone) -> None:
    manifest = {"size": 9, "type": "image/jpeg", "width": 8, "height": 6}
    taken = {**manifest, "taken_at": time(), "position": None}
    phone.observe(**{f"photos/{letter * 64}": taken for letter in "ab"}, no_person_in_photo=True)
    assert "väntar på 2 bilder" in coordinator.get("/reports").text


def test_a_report_with_personal_data_is_marked(coordinator: Desk, phone: Phone) -> None:
    phone.observe(note="Ring 070-000 00 00.")
    assert "1 möjlig personuppgift" in coordinator.get("/reports").text


@pytest.mark.parametrize(
    ("query", "finds"),
    [
        ("?category=OB19", "lamp"),
        ("?category=OB15", "graffiti"),
        ("?kind=observation&category=OB15", "graffiti"),
        ("?q=lyktor", "lamp"),
        ("?q=lyk", "lamp"),
        ("?area=kavlinge-centrum", "lamp"),
        ("?kind=shift", ""),
        ("?state=reviewed", ""),
        ("?state=nonsense", ""),
        ("?authority=polis", ""),
        ("?authority=forening&category=OB19", "lamp"),
    ],
)
def test_the_address_holds_the_filters(
    query: str, finds: str, coordinator: Desk, phone: Phone
) -> None:
    found = {
        "lamp": phone.observe(),
        "graffiti": phone.observe(
            category="OB15",
            note="Klotter på väggen.",
            place={"lat": 55.7, "lon": 13.4, "accuracy": 12, "source": "gps"},
        ),
    }
    assert listed(coordinator, query) == ([found[finds]] if finds else [])


@pytest.mark.parametrize("written", ["{}", " {} ", "lower", "plain"])
def test_a_receipt_code_finds_its_report(
    written: str, coordinator: Desk, phone: Phone, node: Node
) -> None:
    report, _ = phone.observe(), phone.observe()
    with node.db.read() as db:
        found = reports.get(db, report)
    assert found
    code = {"lower": found.receipt.lower(), "plain": found.receipt.replace("-", "")}.get(
        written, written.format(found.receipt)
    )
    assert listed(coordinator, f"?q={code}") == [report]


def test_a_receipt_code_finds_nothing_that_one_may_not_see(
    desk_of: Callable[..., Desk], phone: Phone, node: Node
) -> None:
    report = phone.observe()
    with node.db.read() as db:
        found = reports.get(db, report)
    assert found
    assert listed(desk_of("reader"), f"?q={found.receipt}") == []


def test_older_reports_are_a_page_away(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fieldapp.web.reports.PAGE", 2)
    sent = [phone.observe() for _ in range(5)]
    seen, query = [], ""
    while query is not None:
        text = coordinator.get(f"/reports{query}").text
        seen += listed(coordinator, query)
        older = re.search(r'href="/reports(\?[^"]*)" rel="next"', text)
        query = older[1].replace("&amp;", "&") if older else None
    assert seen == sent[::-1]


@pytest.mark.parametrize(
    ("authority", "desks"),
    [("forening", {"kommun", "polis"}), ("kommun", {"kommun"}), ("polis", {"polis"})],
)
def test_police_and_kommun_do_not_see_each_others_reports(
    authority: Authority,
    desks: set[str],
    node: Node,
    add_person: AddPerson,
    desk_of: Callable[..., Desk],
) -> None:
    report = Phone(node, add_person("walker", authority)).observe()
    for desk in ("kommun", "polis"):
        assert listed(desk_of("coordinator", desk)) == ([report] if desk in desks else [])


def test_a_reader_sees_reviewed_reports_only(
    desk_of: Callable[..., Desk], coordinator: Desk, phone: Phone
) -> None:
    reader, report, _ = desk_of("reader"), phone.observe(), phone.observe()
    assert listed(reader) == []
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    assert listed(reader) == [report]
    assert listed(reader, "?state=submitted") == []


def test_the_tabs_count_the_reports_in_each_state(coordinator: Desk, phone: Phone) -> None:
    report, _, _ = phone.observe(), phone.observe(), phone.observe(category="OB15")
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})

    def tabs(query: str) -> dict[str, str]:
        text = coordinator.get(f"/reports{query}").text
        return dict(re.findall(r'>([\w ]+) <span class="count">(\d+\+?)</span>', text))

    assert (tabs("")["Alla"], tabs("")["Att granska"], tabs("")["Granskad"]) == ("3", "2", "1")
    narrowed = tabs("?category=OB19")
    assert (narrowed["Alla"], narrowed["Att granska"], narrowed["Granskad"]) == ("2", "1", "1")


def test_news_counts_what_came_after_the_page_was_made(coordinator: Desk, phone: Phone) -> None:
    phone.observe()
    page = coordinator.get("/reports?category=OB19").text
    found = re.search(r'data-news="([^"]+)"', page)
    assert found
    address = found[1].replace("&amp;", "&")
    assert coordinator.get(address).json == {"count": 0, "text": "Visa 0 nya rapporter"}
    phone.observe()
    phone.observe(category="OB15")
    assert coordinator.get(address).json == {"count": 1, "text": "Visa 1 ny rapport"}


def test_that_lists_were_seen_is_noted_but_not_what_was_searched_for(
    coordinator: Desk, node: Node
) -> None:
    coordinator.get("/reports?q=Kalle")
    coordinator.get("/reports?state=submitted")
    with node.db.read() as db:
        details = [entry.detail for entry in audit.newest(db)]
    assert details == ["state=submitted", "sökning"]
    assert {action for action, _ in audited(node)} == {"reports-listed"}


def test_the_inbox_tells_how_many_wait_and_since_when(coordinator: Desk, phone: Phone) -> None:
    assert "väntar på svar" not in coordinator.get("/reports").text
    phone.observe()
    report = phone.observe()
    assert "<strong>2</strong> väntar på svar" in coordinator.get("/reports?area=vikhog").text
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    assert "<strong>1</strong> väntar på svar" in coordinator.get("/reports").text


def test_hits_are_marked(coordinator: Desk, phone: Phone) -> None:
    phone.observe(note="Tre lyktor släckta.")
    assert "Tre <mark>lyktor</mark> släckta." in coordinator.get("/reports?q=lykt").text


def test_the_best_hits_come_first_when_asked_for(coordinator: Desk, phone: Phone) -> None:
    phone.observe(note="Lyktor, lyktor och åter lyktor.")
    phone.observe(note="En rad lyktor.")
    found = coordinator.get("/reports?q=lyktor&sort=best").text
    assert found.index("åter") < found.index("En rad")
    assert "bland de 500 nyaste som stämmer" in found
    assert '<option value="best" selected>' in found
    newest = coordinator.get("/reports?q=lyktor").text
    assert newest.index("En rad") < newest.index("åter")


@pytest.mark.parametrize("query", ["", "?sort=best", "?q=!&sort=best"])
def test_without_words_there_is_no_best_hit(coordinator: Desk, phone: Phone, query: str) -> None:
    phone.observe(note="Lyktor.")
    text = coordinator.get(f"/reports{query}").text
    assert "Lyktor." in text
    assert "Bäst träff" not in text


def test_times_of_another_year_tell_it(
    coordinator: Desk, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone.observe()
    assert ">fre 20 nov 21:07<" in coordinator.get("/reports").text
    monkeypatch.setattr(times, "this_year", lambda: 2027)
    assert ">fre 20 nov 2026 21:07<" in coordinator.get("/reports").text
