"""What every route takes and answers: the material of the OpenAPI document.

Problems are named as in the catalogue; the shapes are those of sync/protocol.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync import protocol
from sync.protocol import Envelope

Shape = type[Envelope] | str | None
"""An envelope, the media type of what is no JSON, or nothing."""

JSON_BODY = ("not-json", "wrong-shape", "body-too-large")
WRITES = ("disk-full", "disk-unwritable", "busy")
TOKEN = ("token-missing", "token-unknown", "device-revoked")
ANYWHERE = ("server-fault", "database-damaged", "busy")
TUS_VERSION = ("tus-version-unsupported",)
PIECES = (
    "upload-offset-differs", "upload-checksum-differs", "upload-checksum-unsupported",
    "upload-content-type", "upload-in-use", "body-too-large", "photo-digest-differs",
    "photo-not-an-image", "photo-type-differs", "photo-format-unsupported", "photo-truncated",
    "photo-too-many-pixels",
)  # fmt: skip
BYTES = "application/offset+octet-stream"
UPLOAD_HEADERS = {"Tus-Resumable": "1.0.0"}


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one route. `answers` are the shapes by status, `headers` what must be sent."""

    id: str
    summary: str
    answers: Mapping[int, Shape]
    problems: tuple[str, ...] = ()
    query: type[Envelope] | None = None
    body: Shape = None
    headers: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False


OPERATIONS: dict[tuple[str, str], Operation] = {
    ("/-/health", "GET"): Operation(
        "health", "Whether the database can be read", {200: Envelope}, is_open=True
    ),
    ("/-/version", "GET"): Operation(
        "version", "What this node is", {200: protocol.CatalogAnswer}, is_open=True
    ),
    ("/api/openapi.json", "GET"): Operation(
        "openapi", "This document", {200: Envelope}, is_open=True
    ),
    ("/api/devices", "POST"): Operation(
        "enrol",
        "A one-time code lets a phone in with the identity and the token that it has made",
        {201: protocol.EnrolAnswer, 200: protocol.EnrolAnswer},
        (
            *JSON_BODY,
            *WRITES,
            "enrolment-code-unknown",
            "enrolment-code-expired",
            "enrolment-code-used",
            "too-many-attempts",
            "device-belongs-to-another",
        ),
        body=protocol.EnrolRequest,
        is_open=True,
    ),
    ("/api/changes", "POST"): Operation(
        "push",
        "Stores a batch of changes; one result and one receipt for each",
        {200: protocol.PushAnswer},
        (*JSON_BODY, *WRITES, "batch-too-large"),
        body=protocol.PushRequest,
    ),
    ("/api/changes", "GET"): Operation(
        "log",
        "The raw log, for nodes",
        {200: protocol.LogAnswer},
        ("wrong-shape", "not-allowed"),
        query=protocol.LogQuery,
    ),
    ("/api/set-aside", "GET"): Operation(
        "set-aside",
        "What this node has set aside, for nodes",
        {200: protocol.AsideAnswer},
        ("wrong-shape", "not-allowed"),
        query=protocol.AsideQuery,
    ),
    ("/api/set-aside", "POST"): Operation(
        "tell-set-aside",
        "What another node has set aside",
        {200: protocol.Answer},
        (*JSON_BODY, *WRITES, "not-allowed"),
        body=protocol.AsideRequest,
    ),
    ("/api/records", "GET"): Operation(
        "pull",
        "The records that this device may see and that changed since its cursor",
        {200: protocol.PullAnswer},
        ("wrong-shape", "cursor-unreadable"),
        query=protocol.PullQuery,
    ),
    ("/api/supervision", "GET"): Operation(
        "supervision",
        "What is known of each premises and changed since the cursor, for those who make visits",
        {200: protocol.SupervisionAnswer},
        ("wrong-shape", "cursor-unreadable"),
        query=protocol.PullQuery,
    ),
    ("/api/catalog", "GET"): Operation(
        "catalog", "What the municipality decides", {200: protocol.CatalogAnswer, 304: None}
    ),
    ("/api/photos", "OPTIONS"): Operation(
        "uploads", "What this server can do with uploads", {204: None}, is_open=True
    ),
    ("/api/photos", "POST"): Operation(
        "create-upload",
        "Begins an upload (tus creation, creation-with-upload)",
        {201: None},
        (*TUS_VERSION, *WRITES, *PIECES, "upload-metadata-missing", "photo-too-large"),
        body=BYTES,
        headers={
            **UPLOAD_HEADERS,
            "Upload-Length": "the photo's size in bytes",
            "Upload-Metadata": "`sha256` (hex) and `filetype`, each in base64",
        },
    ),
    ("/api/photos/{upload}", "OPTIONS"): Operation(
        "upload", "What this server can do with uploads", {204: None}, is_open=True
    ),
    ("/api/photos/{upload}", "POST"): Operation(
        "overridden-upload",
        "HEAD, PATCH or DELETE by X-HTTP-Method-Override",
        {200: None, 204: None},
        (*TUS_VERSION, *WRITES, *PIECES, "method-not-allowed", "upload-unknown", "upload-expired"),
        body=BYTES,
        headers=UPLOAD_HEADERS,
    ),
    ("/api/photos/{upload}", "HEAD"): Operation(
        "upload-offset",
        "How much of an upload is safe here",
        {200: None},
        (*TUS_VERSION, *WRITES, *PIECES, "upload-unknown", "upload-expired"),
        headers=UPLOAD_HEADERS,
    ),
    ("/api/photos/{upload}", "PATCH"): Operation(
        "append-to-upload",
        "The next piece",
        {204: None},
        (*TUS_VERSION, *WRITES, *PIECES, "upload-unknown", "upload-expired"),
        body=BYTES,
        headers={**UPLOAD_HEADERS, "Upload-Offset": "where the piece begins"},
    ),
    ("/api/photos/{upload}", "DELETE"): Operation(
        "end-upload",
        "Forgets an upload; a photo that was acknowledged stays",
        {204: None},
        (*TUS_VERSION, *WRITES, "upload-unknown", "upload-expired"),
        headers=UPLOAD_HEADERS,
    ),
    ("/api/photos/by-digest/{sha256}", "GET"): Operation(
        "original",
        "The original as it came, for nodes",
        {200: "image/*", 206: "image/*", 304: None},
        ("not-allowed", "not-found"),
    ),
    ("/api/visits/{visit}/protocol.pdf", "GET"): Operation(
        "protocol",
        "A visit's protocol as a document, for those who may see the visit",
        {200: "application/pdf"},
        (*WRITES, "not-found"),
    ),
}
