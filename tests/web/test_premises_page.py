"""One premises' page: what it may do now, what is planned and open, and its history."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.node import Node
from tests import inspections
from tests.web.conftest import Desk, Inspector, audited, new_id


def test_the_page_tells_what_is_known(coordinator: Desk, inspector: Inspector) -> None:
    pub = inspector.premises(
        **{
            "permits/tobacco": {"number": "T-1", "conditions": "Skylt vid <kassan>."},
            "contacts/manager": {"name": "Ansvarig Exempel", "phone": "000-00 00"},
        }
    )
    text = coordinator.get(f"/premises/{pub}").text
    for told in (
        "Krog Exempel",
        "Påhittsgatan 1 · Kävlinge · Exempelbolaget AB",
        "Serveringstillstånd, inomhus",
        "Skylt vid &lt;kassan&gt;.",
        "000000-0012",
        "3 – hög",
        "aldrig besökt",
        "Ansvarig Exempel",
        'href="tel:000-0000"',
        "Ingen brist är öppen.",
    ):
        assert told in text, told


def test_visits_and_open_deficiencies_are_on_it(coordinator: Desk, inspector: Inspector) -> None:
    pub = inspector.premises()
    visit = inspector.visit({"YS07": inspections.deficiency("Ingen på plats.")}, premises=pub)
    text = coordinator.get(f"/premises/{pub}").text
    assert f'href="/reports/{visit}"' in text
    assert f'href="/deficiencies/{visit}/YS07"' in text
    assert "Ingen på plats." in text
    assert "Planerat oanmält · inspector kommun" in text


def test_the_history_tells_who_changed_what(
    node: Node, coordinator: Desk, inspector: Inspector
) -> None:
    pub = inspector.premises()
    inspector.push("premises", pub, risk=4, **{"permits/tobacco": {"number": "T-1"}})
    text = coordinator.get(f"/premises/{pub}").text
    history = text[text.index('id="history"') :]
    assert history.index("Ändrat") < history.index("Tillagt")
    assert "4 – mycket hög" in history
    assert "Tillstånd för försäljning av tobak" in history
    assert ("premises-read", pub) in audited(node)


def test_what_was_merged_tells_where_it_went(coordinator: Desk, inspector: Inspector) -> None:
    pub, found = inspector.premises(), inspector.premises(name="Krogen", found_in_field=True)
    inspector.visit({}, premises=found)
    inspector.push("premises", found, merged_into=pub)
    assert f'href="/premises/{pub}"' in coordinator.get(f"/premises/{found}").text
    whole = coordinator.get(f"/premises/{pub}").text
    assert f'href="/premises/{found}"' in whole
    assert "Inget besök är mottaget." not in whole


def test_a_business_that_has_ended_says_so(coordinator: Desk, inspector: Inspector) -> None:
    pub = inspector.premises(closed_on="2026-10-31")
    assert "Den lades ner 31 okt 2026." in coordinator.get(f"/premises/{pub}").text


def test_it_never_tells_of_control_purchases(coordinator: Desk, inspector: Inspector) -> None:
    shop = inspector.premises(**{"permits/folkol": {}})
    purchase = inspector.purchase(shop, dialogue="Vi talade om rutinen.")
    text = coordinator.get(f"/premises/{shop}").text
    assert purchase not in text
    assert "Vi talade om rutinen." not in text
    assert text.count("Kontrollköp") == 1, "only the way to the sums"


def test_what_one_may_not_know_of_is_not_found(
    coordinator: Desk, desk_of: Callable[..., Desk], inspector: Inspector
) -> None:
    pub = inspector.premises()
    assert coordinator.get(f"/premises/{new_id()}").status_code == 404
    assert desk_of("coordinator", "polis").get(f"/premises/{pub}").status_code == 404
    assert desk_of("reader").get(f"/premises/{pub}").status_code == 403
