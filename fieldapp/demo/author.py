"""How a phone of the demo writes: with its own clock, which may be wrong, and what it has seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.demo.cast import Phone
from fieldapp.demo.nights import HERE
from fieldapp.domain.changes import Change
from fieldapp.domain.clock import NOTHING_SEEN, Clock, node_of
from fieldapp.domain.ids import ENTROPY_BYTES, uuid7


class Author:
    """One phone in one person's hand."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self._clock = Clock(node_of(phone.device))
        self._slow = timedelta(milliseconds=phone.offset)

    def time(self, moment: datetime) -> dict[str, Any]:
        """A moment as the phone's own clock showed it, with how wrong that is."""
        shown = (moment - self._slow).astimezone(HERE).isoformat(timespec="milliseconds")
        return {"at": shown, "offset": self.phone.offset, "zone": HERE.key}

    def change(
        self,
        kind: str,
        record: str,
        moment: datetime,
        fields: Mapping[str, Any],
        chance: Random,
        seen: str = NOTHING_SEEN,
    ) -> Change:
        """A change made at this moment by somebody who had seen the record as of `seen`."""
        at = self._clock.tick(moment - self._slow)
        made = uuid7(moment, chance.randbytes(ENTROPY_BYTES))
        device, actor = self.phone.device, self.phone.person.id
        return Change(made, kind, record, device, actor, at, seen, dict(fields))

    def signed(self, moment: datetime) -> dict[str, Any]:
        """What every report says of its author, and that it is sent."""
        person = self.phone.person
        sent = {"submitted_at": self.time(moment), "version": 1}
        return {"authority": person.authority, "reporter": person.id, **sent}
