"""The calls of the sync protocol, with requests. One Client speaks to one node as one device.

Every method raises Refused, Unknown or Offline and nothing else. An answer that is not the
protocol's own, such as a captive portal's page, is no answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, Self
from urllib.parse import urljoin

import requests

from fieldapp.domain.clock import format_time
from fieldapp.domain.problems import Problem
from sync import failures, protocol
from sync.outcome import Call

Json = dict[str, Any]
CONNECT, READ = 5.0, 30.0
CHUNK = 64 * 1024


class Client:
    """Speaks to the node at `url`. `timeout` is seconds to connect and between bytes."""

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        app: str = "",
        timeout: tuple[float, float] = (CONNECT, READ),
        session: requests.Session | None = None,
    ) -> None:
        self.url = url.rstrip("/")
        self.token = token
        self.app = app
        self.timeout = timeout
        self.session = session or requests.Session()
        self.epoch = ""
        """The epoch of the latest answer; another one than before means a restored node."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.close()

    def enrol(self, code: str, device: str, name: str = "") -> Json:
        """Enrols `device` with this client's token. Safe to ask again."""
        body = {"code": code, "device": device, "token": self.token, "name": name}
        return self._read(protocol.EnrolAnswer, self.call("POST", "api/devices", json=body))

    def push(
        self,
        changes: Sequence[Mapping[str, Any]],
        holding: Json | None = None,
        people: Sequence[Mapping[str, Any]] = (),
    ) -> Json:
        """Sends at most MOST_CHANGES changes; the answer has a result for each, in order.

        `people`: who wrote them, for nodes.
        """
        body = {
            "protocol": protocol.PROTOCOL,
            "app": self.app,
            "device_time": format_time(datetime.now(UTC)),
            "holding": holding,
            "changes": list(changes),
            **({"people": list(people)} if people else {}),
        }
        response = self.call("POST", "api/changes", json=body)
        answer = self._read(protocol.PushAnswer, response)
        if [result["id"] for result in answer["results"]] != [change["id"] for change in changes]:
            raise failures.not_ours(response)
        return answer

    def pull(self, cursor: str = "", limit: int = protocol.USUAL_RECORDS) -> Json:
        """A page of the records that this device may see and that changed since the cursor."""
        query = {"after": cursor, "limit": limit}
        return self._read(protocol.PullAnswer, self.call("GET", "api/records", params=query))

    def supervision(self, cursor: str = "", limit: int = protocol.USUAL_RECORDS) -> Json:
        """A page of what is known of each premises and changed since the cursor."""
        response = self.call("GET", "api/supervision", params={"after": cursor, "limit": limit})
        return self._read(protocol.SupervisionAnswer, response)

    def log(self, after: int = 0, limit: int = protocol.MOST_CHANGES) -> Json:
        """A page of the raw log, for nodes."""
        query = {"after": after, "limit": limit}
        return self._read(protocol.LogAnswer, self.call("GET", "api/changes", params=query))

    def set_aside(self, unless: str = "") -> Json:
        """What the node has set aside, for nodes; nothing when that still has this mark."""
        response = self.call("GET", "api/set-aside", params={"unless": unless})
        return self._read(protocol.AsideAnswer, response)

    def tell_set_aside(
        self, aside: Sequence[Mapping[str, Any]], people: Sequence[Mapping[str, Any]]
    ) -> Json:
        """Tells a node what was set aside here and who had sent it."""
        body = {"protocol": protocol.PROTOCOL, "set_aside": list(aside), "people": list(people)}
        return self._read(protocol.Answer, self.call("POST", "api/set-aside", json=body))

    def catalog(self, version: str = "") -> Json | None:
        """The catalog, or None if it still is the version that is held."""
        headers = {"If-None-Match": f'"{version}"'} if version else {}
        response = self.call("GET", "api/catalog", headers=headers)
        if response.status_code == requests.codes.not_modified:
            return None
        return self._read(protocol.CatalogAnswer, response)

    def photo(self, sha256: str, into: BinaryIO) -> str:
        """Writes a photo's original to `into`; its media type. The caller checks the digest."""
        response = self.call("GET", f"api/photos/by-digest/{sha256}", stream=True)
        try:
            with response:
                for chunk in response.iter_content(CHUNK):
                    into.write(chunk)
        except requests.RequestException as error:
            raise failures.not_answered(error, failures.call_of(response)) from error
        return failures.media_type(response)

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """One call; a response of success. `path` is joined to the node's address."""
        url = urljoin(f"{self.url}/", path)
        call = Call(method, url, uuid.uuid4().hex)
        headers = {"X-Request-Id": call.id, **options.pop("headers", {})}
        try:
            response = self.session.request(
                method, url, headers=headers, auth=self._sign, timeout=self.timeout,
                allow_redirects=False, **options,
            )  # fmt: skip
        except requests.RequestException as error:
            raise failures.not_answered(error, call) from error
        if response.ok and not response.is_redirect:
            return response
        with response:
            raise failures.refusal(response)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Passed as `auth` so that no .netrc of the machine takes the token's place."""
        if self.token:
            request.headers["Authorization"] = f"Bearer {self.token}"
        return request

    def _read(self, envelope: type[protocol.Envelope], response: requests.Response) -> Json:
        try:
            answer = protocol.read(envelope, response.json())
        except (ValueError, RecursionError, Problem) as error:
            raise failures.not_ours(response) from error
        self.epoch = answer.get("epoch", self.epoch)
        return answer
