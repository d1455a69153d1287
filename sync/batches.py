"""Changes sent in order, in batches that halve when they do not get through, else grow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from fieldapp.domain.changes import digest_of
from sync.client import Client, Json
from sync.outcome import SyncError, Unknown
from sync.protocol import MOST_CHANGES

MOST_BYTES = 900_000
"""Below the 1 MB at which many proxies cut."""
_BAD_BATCH = (400, 413, 422)
"""A batch that as a whole was not taken: a smaller one may be."""

Change = Mapping[str, Any]
People = Callable[[Sequence[Change]], Sequence[Mapping[str, Any]]]


class Batches:
    """Keeps the size that gets through: a bad network is not asked for more than it bears.

    `people`, for nodes: who wrote these changes.
    """

    def __init__(
        self, client: Client, size: int = MOST_CHANGES, people: People | None = None
    ) -> None:
        self.client = client
        self.size = size
        self.people = people
        self.photos_missing: set[str] = set()
        """Digests in what was sent that the node does not hold."""

    def send(
        self, changes: Sequence[Change], holding: Json | None = None
    ) -> Iterator[tuple[Change, Json]]:
        """Each change with its result. A change that is refused alone has the status `refused`, so
        that it never hinders those behind it. Raises SyncError when the rest has to wait."""
        done = 0
        while done < len(changes):
            batch = changes[done : done + self._fitting(changes, done)]
            results = self._results(batch, holding)
            yield from zip(batch, results, strict=False)
            done += len(results)

    def _results(self, batch: Sequence[Change], holding: Json | None) -> list[Json]:
        """Of the whole batch, or none of it when a smaller one is to be tried."""
        try:
            people = self.people(batch) if self.people else ()
            answer = self.client.push(batch, holding, people)
        except SyncError as error:
            if isinstance(error, Unknown) or error.call.status in _BAD_BATCH:
                self.size = max(1, len(batch) // 2)
            if error.call.status not in _BAD_BATCH:
                raise
            return [] if len(batch) > 1 else [_refused(batch[0], error)]
        self.size = min(MOST_CHANGES, max(self.size, 2 * len(batch)))
        self.photos_missing.update(answer["photos_missing"])
        return [_checked(*pair) for pair in zip(batch, answer["results"], strict=True)]

    def _fitting(self, changes: Sequence[Change], start: int) -> int:
        """How many changes make the next batch: at least one."""
        room = MOST_BYTES
        for count, change in enumerate(changes[start : start + self.size]):
            room -= len(json.dumps(change))
            if room < 0:
                return max(1, count)
        return self.size


def _checked(change: Change, result: Json) -> Json:
    """A receipt that is not the one computed here is no receipt."""
    if result["status"] == "quarantined" or result["digest"] == digest_of(change):
        return result
    problem = {
        "title": "Kvittot stämmer inte",
        "detail": "Servern tog emot något annat än det som skickades. Det ligger kvar här.",
    }
    return {"id": change["id"], "status": "refused", "problem": problem}


def _refused(change: Change, error: SyncError) -> Json:
    return {
        "id": change["id"],
        "status": "refused",
        "problem": error.problem or {"title": error.title, "detail": error.detail},
    }
