"""Which pages of the desk are measured, and the same of Datasette where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.bench import datasette
from fieldapp.domain.catalog import Catalog
from fieldapp.domain.people import AUTHORITIES
from fieldapp.domain.reviews import STATES

Filter = tuple[str, str]
_BOX = ("55.7900", "13.1000", "55.8000", "13.1200")
_CATEGORY, _WORD, _STATE = "OB19", "belysning", "reviewed"
# The whole municipality, as a desk's screen shows it.
HEAT = "/reports/layers/squares?zoom=11.75&view=55.66000,12.75000,55.90000,13.35000"
RANKED = f"/reports?q={_WORD}&sort=best"
PAGES = {
    "filtered by two, newest 50": f"/reports?category={_CATEGORY}&state={_STATE}",
    "hours of the week": "/reports/hours",
    "hours of the week, one category": f"/reports/hours?category={_CATEGORY}",
    "trend, twelve months": "/reports/trend",
    "trend, all years": "/reports/trend?since=2016-01-01&until=2026-12-31",
    "map page": "/reports/map",
    "groups": HEAT.replace("squares", "clusters"),
    "areas": "/reports/layers/areas",
    "places in words": "/reports/places",
    "referrals": "/referrals",
    "phones": "/devices",
    "people": "/people",
}
FOR_ADMINISTRATORS = {
    "audit log": "/audit",
    "phones, of every authority": "/devices",
    "people, of every authority": "/people",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A page that both have. `ours` and `theirs` show these words when they found something."""

    name: str
    ours: str
    theirs: str
    shows: tuple[str, str]


COMPARED = (
    Compared("newest 50", "/reports", datasette.newest(), ('class="report-row', 'col-receipt')),
    Compared(
        "filtered, newest 50",
        f"/reports?category={_CATEGORY}", datasette.newest(category=_CATEGORY),
        ('class="report-row', _CATEGORY),
    ),
    Compared(
        "full text, newest 50", f"/reports?q={_WORD}", datasette.search(_WORD),
        ('class="report-row', _WORD),
    ),
    Compared(
        "box, newest 50", f"/reports?box={','.join(_BOX)}", datasette.in_box(*_BOX),
        ('class="report-row', "kavlinge"),
    ),
    Compared("squares of the whole municipality", HEAT, datasette.squares(), ("squares", "rows")),
)  # fmt: skip


def offered(catalog: Catalog) -> list[Filter]:
    """Every choice that the inbox offers, one example of what is typed or pointed at."""
    states = [("state", state) for state in STATES if state != "draft"]
    kinds = [("kind", kind) for kind in ("observation", "shift", "visit", "control_purchase")]
    categories = [("category", one) for one in catalog.observations]
    areas = [("area", area.id) for area in catalog.areas]
    authorities = [("authority", one) for one in AUTHORITIES]
    severities = [("severity", one) for one in ("critical", "serious", "minor")]
    only = [("only", one) for one in ("photos", "flagged", "conflict")]
    typed = [("q", word) for word in (_WORD, "klotter", "lugnt", "a", "xyzzy")]
    days = [("since", "2026-06-01"), ("since", "2018-01-01"), ("until", "2017-06-01")]
    pointed = [("box", ",".join(_BOX)), ("weekday", "5"), ("hour", "21"), ("hour", "4")]
    found = [*states, *kinds, *categories, *areas, *authorities, *severities, *only]
    return [*found, *typed, *days, *pointed, ("sort", "oldest")]
