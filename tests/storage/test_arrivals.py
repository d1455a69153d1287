"""What has arrived from each person, and the photos that each phone still owes."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldapp.storage import arrivals, people
from tests import make


def test_reports_are_counted_by_person_and_missing_photos_by_phone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, one, other = make.database(tmp_path), make.Phone(), make.Phone()
    manifest = {"size": 9, "type": "image/jpeg", "width": 8, "height": 6, "position": None}
    photos = {f"photos/{two * 32}": {**manifest, "taken_at": make.time()} for two in ("ab", "cd")}
    with database.write() as db:
        for phone in (one, other):
            people.add(db, phone.person, None, make.NOW)
        with_photos = one.observation(**photos, no_person_in_photo=True)
        make.push(db, one, with_photos, one.observation())
        make.push(db, other, other.observation())
        both = (one.person.id, other.person.id)
        assert arrivals.reports_of(db, both) == {one.person.id: 2, other.person.id: 1}
        assert arrivals.reports_of(db, [other.person.id, make.new_id()]) == {other.person.id: 1}
        assert arrivals.photos_lacking(db) == {one.device: 2}
        monkeypatch.setattr(arrivals, "MOST", 1)
        assert arrivals.reports_of(db, both) == {one.person.id: 1, other.person.id: 1}
    database.close()
