"""Every route of the desk × every role. A route without a row here fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from fieldapp.domain.people import ROLES, Person
from tests.web.conftest import HTTPS, Desk, Phone, time

# Whom each route is open to: c(oordinator) r(eader) a(dministrator), or all. The desk is closed to
# walkers and inspectors.
OPEN_TO = {
    "front": "c r a",
    "sign_in": "all",
    "open_session": "all",
    "close_session": "all",
    "choose_password": "all",
    "set_password": "all",
    "accessibility": "all",
    "privacy": "all",
    "patterns": "all",
    "problem_kind": "all",
    "inbox": "c r",
    "show_referrals": "c",
    "refer": "c",
    "send_letter": "c",
    "answer": "c",
    "list_referrals": "c",
    "export_referrals": "c r",
    "join": "c",
    "part": "c",
    "assign_report": "c",
    "settle_field": "c",
    "review_many": "c",
    "take_back": "c",
    "save_filter": "c r",
    "remove_filter": "c r",
    "report_pdf": "c r",
    "selection_pdf": "c r",
    "export_reports": "c r",
    "list_feeds": "c r",
    "make_feed": "c r",
    "close_feed": "c",
    "read_feed": "all",
    "report_map": "c r",
    "places": "c r",
    "squares": "c r",
    "areas": "c r",
    "clusters": "c r",
    "weeks": "c r",
    "ground": "c r",
    "hour_matrix": "c r",
    "trend": "c r",
    "news": "c r",
    "show_report": "c r",
    "add_review": "c",
    "show_protocol": "c",
    "protocol_pdf": "c",
    "add_note": "c",
    "show_photo": "c r",
    "thumbnail": "c r",
    "display": "c r",
    "original": "c",
    "share": "c",
    "list_premises": "c",
    "premises_map": "c",
    "premises_points": "c",
    "show_premises": "c",
    "choose_merge": "c",
    "merge_premises": "c",
    "separate_premises": "c",
    "register_premises": "c",
    "list_visits": "c",
    "export_visits": "c",
    "issue_visit": "c",
    "note_statement": "c",
    "settle": "c",
    "list_deficiencies": "c",
    "deficiencies_by_premises": "c",
    "deficiencies_by_item": "c",
    "export_deficiencies": "c",
    "show_deficiency": "c",
    "decide_deficiency": "c",
    "show_plan": "c",
    "count_control_purchases": "c",
    "new_premises": "c",
    "add_premises": "c",
    "edit_premises": "c",
    "change_premises": "c",
    "show_quarantine": "c",
    "list_people": "c a",
    "new_person": "c a",
    "add_person": "c a",
    "show_person": "c a",
    "make_sign_in_link": "a",
    "deactivate": "c a",
    "activate": "c a",
    "assign": "a",
    "invite": "c a",
    "list_devices": "c a",
    "revoke": "c a",
    "new_rescue": "c a",
    "take_rescue": "c a",
    "audit_log": "a",
}
# What these forms need to be more than a refused shape.
FORMS: dict[str, dict[str, str]] = {
    "add_person": {"label": "Ny", "role": "walker", "authority": "forening"},
    "add_review": {"decision": "close", "version": "1"},
    "add_note": {"text": "Sedd."},
    "review_many": {"decision": "accept"},
    "save_filter": {"name": "Lampor", "query": "category=OB19"},
    "refer": {"receiver": "drift", "text": "Släckt."},
    "answer": {"state": "done", "feedback": "Lagad."},
    "make_feed": {"label": "Kartan"},
    "assign": {"role": "inspector", "authority": "kommun"},
    "share": {"shareable": "yes"},
}


@pytest.fixture
def subjects(
    phone: Phone,
    picture: bytes,
    coordinator: Desk,
    add_person: Callable[..., Person],
) -> dict[str, str]:
    """A reviewed report with a photo that readers may see; a walker, a reader and a phone."""
    sha256 = phone.send_photo(picture)
    manifest = {"size": len(picture), "type": "image/jpeg", "width": 8, "height": 6}
    taken = {**manifest, "taken_at": time(), "position": None}
    report = phone.observe(**{f"photos/{sha256}": taken, "no_person_in_photo": True})
    coordinator.post(f"/reports/{report}/photos/{sha256}/sharing", {"shareable": "yes"})
    coordinator.post(f"/reports/{report}/review", {"decision": "accept", "version": "1"})
    coordinator.post("/feeds", {"label": "Kartan"})
    coordinator.post(f"/reports/{report}/referrals", {"receiver": "drift", "text": "Släckt."})
    (referral,) = re.findall(
        r"/referrals/([0-9a-f-]{36})/answer", coordinator.get(f"/reports/{report}/referrals").text
    )
    (feed,) = re.findall(r"/feeds/([0-9a-f-]{36})/closing", coordinator.get("/feeds").text)
    return {
        "report": report,
        "sha256": sha256,
        "person": phone.person.id,
        "reader": add_person("reader", "kommun", "lasare").id,
        "device": phone.id,
        "secret": "none",
        "name": "not-found",
        "form": "csv",
        "feed": feed,
        "saved": phone.id,
        "referral": referral,
        "token": "none",
        "visit": report,
        "premises": phone.id,
        "item": "YS01",
    }


def test_every_route_of_the_desk_has_a_row(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {name[4:] for name in routes if name.startswith("web.")} == set(OPEN_TO)


def ask(desk: Desk, app: Flask, endpoint: str, subjects: dict[str, str]) -> Any:
    (rule,) = app.url_map.iter_rules(f"web.{endpoint}")
    values = {name: subjects[name] for name in rule.arguments}
    if endpoint == "make_sign_in_link":
        values["person"] = subjects["reader"]
    with app.test_request_context(base_url=HTTPS):
        path = app.url_for(f"web.{endpoint}", **values)
    if "POST" in (rule.methods or ()):
        return desk.post(path, FORMS.get(endpoint))
    return desk.get(path)


@pytest.mark.parametrize("role", ROLES)
def test_a_route_is_open_to_its_roles_and_to_no_other(
    role: str, app: Flask, desk_of: Callable[..., Desk], subjects: dict[str, str]
) -> None:
    for endpoint, roles in OPEN_TO.items():
        answer = ask(desk_of(role), app, endpoint, subjects)
        if roles == "all" or role[0] in roles.split():
            assert answer.status_code != 403, endpoint
            assert answer.status_code < 500, endpoint
        else:
            assert answer.status_code in (403, 404), endpoint


def test_who_is_not_signed_in_is_asked_to(
    app: Flask, visitor: Desk, subjects: dict[str, str]
) -> None:
    for endpoint in (name for name, roles in OPEN_TO.items() if roles != "all"):
        answer = ask(visitor, app, endpoint, subjects)
        assert answer.status_code == 303, endpoint
        assert answer.location.startswith("/sign-in?next="), endpoint


def test_a_form_without_its_token_is_refused(
    app: Flask, coordinator: Desk, subjects: dict[str, str]
) -> None:
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("web.") or "POST" not in (rule.methods or ()):
            continue
        with app.test_request_context(base_url=HTTPS):
            values = {name: subjects[name] for name in rule.arguments}
            path = app.url_for(rule.endpoint, **values)
        for token in ("", "another"):
            answer = coordinator.post(path, FORMS.get(rule.endpoint[4:]), token=token)
            assert answer.status_code == 400, rule.endpoint
            assert "Formuläret hann bli för gammalt" in answer.text, rule.endpoint
