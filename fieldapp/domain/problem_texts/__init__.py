"""The words of every problem: what happened, what is safe and what to do."""

from fieldapp.domain.problem_texts import access, changes, desk, photos, server
from fieldapp.domain.problem_texts.entry import Entry

CATALOGUE: dict[str, Entry] = {
    **access.TEXTS,
    **changes.TEXTS,
    **photos.TEXTS,
    **server.TEXTS,
    **desk.TEXTS,
}
