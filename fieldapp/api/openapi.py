"""The API as an OpenAPI 3.1 document, made of the routes' operations and the protocol's shapes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version as installed
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Response

from fieldapp.api.answers import dumps, packed
from fieldapp.api.operations import ANYWHERE, OPERATIONS, TOKEN, Operation, Shape
from fieldapp.domain.problems import CATALOGUE
from sync.protocol import Changes, Envelope, Moment, ProblemShape, Sent

PROBLEM_TYPE = "application/problem+json"
_PARAMETER = re.compile(r"\{(\w+)\}")
_OBJECT_WITH_ID = {
    "type": "object",
    "properties": {"id": {"type": "string", "minLength": 1, "maxLength": 64}},
    "required": ["id"],
}


def openapi() -> Response:
    """The document; docs/protocol.md says what its words mean."""
    return packed(dumps(document()))


@cache
def document() -> dict[str, Any]:
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: _name_of(schema))
    spec = APISpec(
        title="Fältappen",
        version=installed("fieldapp"),
        openapi_version="3.1.0",
        plugins=[plugin],
        info={"description": "For phones, field stations and nodes: docs/protocol.md."},
        security=[{"token": []}],
    )
    _map_fields(plugin)
    spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    paths: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for (path, method), operation in OPERATIONS.items():
        paths[path][method.lower()] = _operation(operation)
    for path, operations in paths.items():
        spec.path(path=path, operations=operations, parameters=_path_parameters(path))
    found: dict[str, Any] = _as_ecma(spec.to_dict())
    return found


def _name_of(schema: Any) -> str:
    kind = schema if isinstance(schema, type) else type(schema)
    return kind.__name__.removesuffix("Shape")


def _map_fields(plugin: MarshmallowPlugin) -> None:
    converter = plugin.converter
    assert converter
    plugin.map_to_openapi_type(Moment, "string", "date-time")
    plugin.map_to_openapi_type(Changes, "array", None)
    plugin.map_to_openapi_type(Sent, "object", None)

    def detail(_: Any, field: Any, **__: Any) -> dict[str, Any]:
        if isinstance(field, Changes):
            return {"items": _OBJECT_WITH_ID}
        return _OBJECT_WITH_ID if isinstance(field, Sent) else {}

    converter.add_attribute_function(detail)


def _operation(operation: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "responses": {str(status): _answer(shape) for status, shape in operation.answers.items()},
    }
    for status, names in _by_status(operation):
        made["responses"].setdefault(str(status), _problem(names))
    if operation.is_open:
        made["security"] = []
    parameters = list(_parameters(operation))
    if parameters:
        made["parameters"] = parameters
    if operation.body:
        is_bytes = isinstance(operation.body, str)
        made["requestBody"] = {"content": _content(operation.body), "required": not is_bytes}
    return made


def _parameters(operation: Operation) -> Iterator[dict[str, Any]]:
    if operation.query:
        yield {"in": "query", "schema": operation.query}
    for name, value in operation.headers.items():
        yield {
            "in": "header",
            "name": name,
            "required": True,
            "description": value,
            "schema": {"type": "string", **({"const": value} if value == "1.0.0" else {})},
        }


def _path_parameters(path: str) -> list[dict[str, Any]]:
    found = _PARAMETER.findall(path)
    schema = {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}
    return [{"in": "path", "name": name, "required": True, "schema": schema} for name in found]


def _by_status(operation: Operation) -> list[tuple[int, list[str]]]:
    """The problems that the operation may answer, by their status."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    names = (*operation.problems, *ANYWHERE, *(() if operation.is_open else TOKEN))
    for name in dict.fromkeys(names):
        found[CATALOGUE[name].status].append(name)
    return sorted(found.items())


def _answer(shape: Shape) -> dict[str, Any]:
    described: dict[str, Any] = {"description": "Done"}
    if shape:
        described["content"] = _content(shape)
    return described


def _content(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, str):
        return {shape: {"schema": {"type": "string", "contentMediaType": shape}}}
    assert shape
    schema: Any = {"type": "object"} if shape is Envelope else shape
    return {"application/json": {"schema": schema}}


def _problem(names: list[str]) -> dict[str, Any]:
    words = "; ".join(f"`{name}`: {CATALOGUE[name].title}" for name in names)
    return {"description": words, "content": {PROBLEM_TYPE: {"schema": ProblemShape}}}


def _as_ecma(found: Any) -> Any:
    """Patterns in the dialect that JSON Schema speaks (ECMA-262): Python's matches from the
    beginning, and its \\Z is their $."""
    if isinstance(found, Mapping):
        return {
            name: f"^{value.removeprefix('^').replace(chr(92) + 'Z', '$')}"
            if name == "pattern" and isinstance(value, str)
            else _as_ecma(value)
            for name, value in found.items()
        }
    return [_as_ecma(one) for one in found] if isinstance(found, list) else found
