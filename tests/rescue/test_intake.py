"""A rescue file comes in as its phone would have sent it: nothing twice, nobody impersonated."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from fieldapp.domain.people import Person
from fieldapp.domain.problems import Problem
from fieldapp.storage import devices, people
from tests import make
from tests.api import pictures
from tests.rescue.conftest import Scene

LOG = "SELECT id, device, actor FROM changes ORDER BY seq"


def photo(device: str, content: bytes, draft: bool = False) -> tuple[dict[str, Any], bytes]:
    digest = hashlib.sha256(content).hexdigest()
    about = {"sha256": digest, "type": "image/jpeg", "device": device, "draft": draft}
    return about, content


def test_changes_are_stored_under_their_author_and_device(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    sent = [phone.observation(), phone.observation()]
    taken = scene.take(scene.file({phone.device: token}, sent))
    assert (taken.new, taken.known, taken.aside) == (2, 0, 0)
    assert taken.people == [phone.person.label]
    assert scene.rows(LOG) == [(one.id, phone.device, phone.person.id) for one in sent]
    assert scene.rows("SELECT action, actor, subject FROM audit") == [
        ("rescue-taken", scene.coordinator.id, phone.device)
    ]


def test_the_same_file_again_or_a_sync_before_it_changes_nothing(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    first, second = phone.observation(), phone.observation()
    with scene.database.write() as db:
        make.push(db, phone, first)
    file = scene.file({phone.device: token}, [first, second], photos=[photo(phone.device, JPEG)])
    one, other = scene.take(file), scene.take(file)
    assert (one.new, one.known, one.photos_new) == (1, 1, 1)
    assert (other.new, other.known, other.photos_new, other.photos_known) == (0, 2, 0, 1)
    with scene.database.write() as db:
        (result,) = make.push(db, phone, second)
    assert result.status == "known"
    assert len(scene.rows(LOG)) == 2


def test_a_revoked_phone_and_one_whose_person_has_left_are_vouched_for(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    with scene.database.write() as db:
        devices.revoke(db, phone.device, make.NOW)
        people.set_active(db, phone.person.id, active=False)
    taken = scene.take(scene.file({phone.device: token}, [phone.observation()]))
    assert (taken.new, taken.aside) == (1, 0)


@pytest.mark.parametrize("lie", ["unknown device", "another's token", "another's name"])
def test_what_nobody_can_be_believed_to_have_written_is_set_aside(scene: Scene, lie: str) -> None:
    phone, token = scene.enrol(make.person("walker"))
    other, others = scene.enrol(make.person("walker"))
    tokens = {phone.device: token}
    sender = phone
    if lie == "unknown device":
        sender = make.Phone(phone.person)
        tokens = {sender.device: token}
    elif lie == "another's token":
        sender, tokens = other, {other.device: token}
    else:
        sender = make.Phone(other.person, phone.device)
    change = sender.observation()
    taken = scene.take(scene.file(tokens, [change]))
    assert (taken.new, taken.aside) == (0, 1)
    assert scene.rows("SELECT id, problem FROM quarantine") == [(change.id, "not-yours")]
    assert not scene.rows(LOG)
    assert others


def test_a_draft_comes_in_only_when_it_is_asked_for(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    draft = phone.change("observation", {"authority": "forening", "reporter": phone.person.id})
    own = photo(phone.device, JPEG, draft=True)
    file = scene.file({phone.device: token}, [], [draft], [own])
    left = scene.take(file)
    assert (left.new, left.drafts_left, left.photos_new) == (0, 1, 0)
    taken = scene.take(file, drafts=True)
    assert (taken.new, taken.drafts_left, taken.photos_new) == (1, 0, 1)


def test_photos_are_proved_before_they_are_kept(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    own = photo(phone.device, JPEG)
    damaged = ({**own[0], "sha256": "ab" * 32}, JPEG)
    no_picture = photo(phone.device, b"no picture")
    anothers = photo(make.new_id(), pictures.jpeg(64, 48))
    sent = [own, damaged, no_picture, anothers]
    taken = scene.take(scene.file({phone.device: token}, photos=sent))
    assert taken.photos_new == 1
    assert [problem.name for problem in taken.photos_refused] == [
        "photo-digest-differs",
        "photo-not-an-image",
        "not-yours",
    ]
    assert scene.rows("SELECT sha256, device FROM photos") == [(own[0]["sha256"], phone.device)]
    kept = scene.database.photos / own[0]["sha256"][:2] / own[0]["sha256"]
    assert kept.read_bytes() == JPEG


def test_a_file_that_is_cut_off_gives_what_is_whole(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    photos = [photo(phone.device, JPEG), photo(phone.device, pictures.jpeg(64, 48))]
    file = scene.file({phone.device: token}, [phone.observation()], photos=photos)
    taken = scene.take(file[:-10])
    assert (taken.new, taken.photos_new, taken.photos_lost) == (1, 1, 1)


def test_nothing_is_taken_in_when_it_is_not_theirs_to_take(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))

    def refuse(person: Person) -> None:
        raise Problem("not-allowed", role=person.role)

    with pytest.raises(Problem, match="not-allowed"):
        scene.take(scene.file({phone.device: token}, [phone.observation()]), check=refuse)
    assert not scene.rows(LOG)


def test_what_came_this_way_is_no_longer_waited_for(scene: Scene) -> None:
    phone, token = scene.enrol(make.person("walker"))
    with scene.database.write() as db:
        holding = devices.Holding(3, 1, "2026-11-20T19:50:00.000Z")
        now = make.NOW - timedelta(hours=1)
        devices.reported(db, phone.device, now, None, None, holding)
    file = scene.file(
        {phone.device: token}, [phone.observation()], photos=[photo(phone.device, JPEG)]
    )
    scene.take(file)
    scene.take(file)
    assert scene.rows("SELECT holding_changes, holding_photos FROM devices") == [(2, 0)]


def test_a_node_that_gave_no_key_opens_no_file(scene: Scene) -> None:
    with pytest.raises(Problem, match="rescue-of-another"):
        scene.take(b"{}")


JPEG = pictures.jpeg()
