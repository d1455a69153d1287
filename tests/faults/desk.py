"""A coordinator's browser, as the server sees it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import requests

PASSWORD = "tre lyktor i gångtunneln"
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Desk:
    """Signed in by a link. It minds its cookie itself, which is for https alone."""

    def __init__(self, url: str, link: str) -> None:
        self.url, self.cookie, self.token = url, "", ""
        self._find_token(link)
        assert self.post(link, password=PASSWORD, again=PASSWORD).status_code == 303
        self._find_token("/reports")

    def accept(self, report: str) -> bool:
        """Whether the report is reviewed now."""
        said = {"decision": "accept", "version": "1"}
        return self.post(f"/reports/{report}/review", **said).status_code == 303

    def note(self, report: str, text: str) -> bool:
        """Whether the note is saved."""
        return self.post(f"/reports/{report}/notes", text=text).status_code == 303

    def post(self, path: str, **fields: str) -> requests.Response:
        return self._call("POST", path, data={"csrf_token": self.token, **fields})

    def _find_token(self, path: str) -> None:
        found = _TOKEN.search(self._call("GET", path).text)
        assert found
        self.token = found[1]

    def _call(self, method: str, path: str, **options: Any) -> requests.Response:
        answer = requests.request(
            method,
            urljoin(self.url, path),
            headers={"Cookie": self.cookie},
            allow_redirects=False,
            timeout=20,
            **options,
        )
        self.cookie = answer.headers.get("Set-Cookie", self.cookie).partition(";")[0]
        return answer
