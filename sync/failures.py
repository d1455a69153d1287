"""What requests and servers say when a call goes wrong, told as one of the three errors."""

from __future__ import annotations

import requests
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from sync.outcome import Call, Offline, Refused, SyncError, Unknown


def media_type(response: requests.Response) -> str:
    """The media type without its parameters, in lower case."""
    return response.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def call_of(response: requests.Response) -> Call:
    """The call that a response answers."""
    sent = response.request
    return Call(
        sent.method or "",
        sent.url or "",
        sent.headers.get("X-Request-Id", ""),
        response.status_code,
        response.headers.get("Retry-After"),
    )


def not_answered(error: requests.RequestException, call: Call) -> SyncError:
    """The error for a call that brought no whole answer."""
    if _never_arrived(error):
        return Offline(
            "Ingen kontakt med servern",
            "Servern går inte att nå. Inget är förlorat; det skickas när den svarar.",
            call,
        )
    return Unknown(
        "Svaret kom inte fram",
        "Förbindelsen bröts. Inget är förlorat; det som inte bekräftats skickas igen.",
        call,
    )


def _never_arrived(error: requests.RequestException) -> bool:
    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return True
    cause = error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def not_ours(response: requests.Response) -> Unknown:
    """The error for an answer that is not the protocol's."""
    return Unknown(
        "Det var inte servern som svarade",
        "Något annat svarade i dess ställe, kanske nätets inloggningssida. "
        "Inget är förlorat; det som inte bekräftats skickas igen.",
        call_of(response),
    )


def refusal(response: requests.Response) -> SyncError:
    """The error that a response of no success is.

    Only the protocol's own problem is a refusal, and a server's fault leaves the outcome unknown.
    """
    if media_type(response) != "application/problem+json":
        return not_ours(response)
    try:
        problem = response.json()
        title, detail = str(problem["title"]), str(problem["detail"])
    except (ValueError, KeyError, TypeError, RecursionError, requests.RequestException):
        return not_ours(response)
    known = response.status_code < requests.codes.server_error
    return (Refused if known else Unknown)(title, detail, call_of(response), problem)
