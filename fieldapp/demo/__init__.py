"""A made-up municipality: three months of passes and a year of visits, decided by a seed.

All of it goes in through the functions that real phones and desks use.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime

from fieldapp.demo.cast import Cast, assemble
from fieldapp.demo.nights import busiest, plans
from fieldapp.demo.stage import Stage
from fieldapp.demo.story import Story
from fieldapp.demo.supervision import Supervision
from fieldapp.domain.catalog import Catalog
from fieldapp.storage.database import Database

USUAL_REPORTS, USUAL_PREMISES, USUAL_SEED = 600, 18, 1
_WALKERS = 14

__all__ = ["USUAL_PREMISES", "USUAL_REPORTS", "USUAL_SEED", "fill"]


def fill(
    database: Database,
    catalog: Catalog,
    *,
    now: datetime,
    reports: int = USUAL_REPORTS,
    premises: int = USUAL_PREMISES,
    seed: int = USUAL_SEED,
    told: Callable[[int], None] = lambda reports: None,
) -> Cast:
    """Fills an empty database with exactly so many reports of passes, the newest from last night,
    and with so many premises and what inspectors did there; visits and purchases come beside.

    `told` is called with the number of reports sent so far. The same arguments give the same
    changes of the phones; what the desk writes has ids of its own.
    Raises RuntimeError when the server sets aside a change that the demo means well.
    """
    walked = plans(now, reports, str(seed))
    cast = assemble(max(_WALKERS, busiest(walked)))
    story = Story(catalog, cast, walked, now=now, seed=seed)
    inspected = Supervision(catalog, cast, premises, now=now, seed=seed)
    events = heapq.merge(inspected.events(), story.events(), key=lambda event: event.at)
    beginning = min(inspected.beginning, story.beginning)
    Stage(database, catalog, cast).play(
        events, beginning=beginning, recent=story.recent, told=told
    )
    return cast
