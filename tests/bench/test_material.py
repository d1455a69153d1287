"""The load is what phones send: about 1 kB each, all different, and accepted by the server."""

import json
from itertools import islice
from pathlib import Path

from fieldapp import catalog
from fieldapp.bench.material import TOKEN_END, phones, write_load
from fieldapp.domain import acceptance

RULES = catalog.load()


def test_changes_are_a_kilobyte_each_and_the_same_in_every_run() -> None:
    made = [list(islice(phones(1, "a")[0].observations(RULES), 50)) for _ in range(2)]
    sizes = [
        len(json.dumps(c, ensure_ascii=False, separators=(",", ":")).encode()) for c in made[0]
    ]
    assert made[0] == made[1]
    assert all(990 <= size <= 1030 for size in sizes)
    assert len({change["id"] for change in made[0]}) == 50


def test_changes_are_accepted() -> None:
    (phone,) = phones(1, "a")
    for raw in islice(phone.observations(RULES), 50):
        change = acceptance.read(raw)
        assert acceptance.check_form(change) is None
        assert acceptance.judge(change, phone.sender, {}, change.fields, RULES) is None


def test_phones_write_nothing_twice() -> None:
    one, other = phones(2, "a")
    first = list(islice(one.observations(RULES), 20))
    again = list(islice(one.observations(RULES), 20))
    others = list(islice(other.observations(RULES), 20))
    assert len({change["id"] for change in first + again + others}) == 60


def test_a_load_is_a_token_and_a_body_on_each_line(tmp_path: Path) -> None:
    writers = phones(2, "a")
    write_load(tmp_path / "load", writers, RULES, batch=3, n=4)
    lines = (tmp_path / "load").read_text().splitlines()
    assert [line[:TOKEN_END] for line in lines] == [writers[n % 2].token for n in range(4)]
    bodies = [json.loads(line[TOKEN_END:]) for line in lines]
    assert [len(body["changes"]) for body in bodies] == [3] * 4
    assert {c["device"] for c in bodies[1]["changes"]} == {writers[1].device}
