# SPDX-License-Identifier: Apache-2.0
"""The description of the REST API (OpenAPI 3.1), made from the table of operations.

Bodies and answers are described by the types that read and write them, commands by the registry.
"""

import re
from inspect import cleandoc
from typing import Any, Final

import msgspec

from sync_server.channels.api.rest.operations import OPERATIONS, PREFIX, Operation
from sync_server.channels.api.rest.problems import KINDS, MEDIA_TYPE, TYPE_PREFIX, ProblemDocument
from sync_server.contract.ids import ID_PATTERN
from sync_server.desk.registry import REGISTRY

VERSION: Final = "1.0"
"""Of the API, not of the program: it rises with what is described here."""

_REF: Final = "#/components/schemas/{name}"
_IN_PATH: Final = re.compile(r"{(\w+)}")
_DESCRIPTION: Final = """\
Tickets and their conversations for programs. Every request needs a key with the right that it
names; a key of a team reaches that team's tickets. What a key may not see answers as what does not
exist. Problems are RFC 9457 documents."""


def describe_api(address: str = "") -> dict[str, Any]:
    """The document, for a server that is reached at `address` (`https://help.example.com`)."""
    types: list[Any] = [ProblemDocument]
    for operation in OPERATIONS:
        shapes = (operation.answer, operation.waiting, operation.body)
        types += [shape for shape in shapes if shape is not None]
    schemas = msgspec.json.schema_components(list(dict.fromkeys(types)), ref_template=_REF)[1]
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        described = _describe(operation)
        paths.setdefault(operation.path, {})[operation.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "info": {"title": "Deskbell", "version": VERSION, "description": _DESCRIPTION},
        "servers": [{"url": address + PREFIX}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "bearerFormat": "dbk_…"}
            },
            "schemas": schemas,
        },
    }


def _describe(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "description": f"Needs the right `{operation.right}`.",
        "x-right": operation.right,
        "parameters": _parameters(operation),
        "responses": _responses(operation),
    }
    if operation.command is not None:
        entry = REGISTRY[operation.command]
        described["x-command"] = {"name": entry.name, "audit": entry.audit}
    if operation.body is not None:
        content = {"application/json": {"schema": _reference(operation.body)}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    in_path = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": ID_PATTERN},
        }
        for name in _IN_PATH.findall(operation.path)
    ]
    others = [
        {
            "name": parameter.name,
            "in": parameter.place,
            "schema": parameter.schema,
            "description": parameter.description,
        }
        for parameter in operation.parameters
    ]
    return [*in_path, *others]


def _responses(operation: Operation) -> dict[str, Any]:
    done = _answer(operation.answer)
    if operation.status == 201:
        done["headers"] = {"Location": {"description": "The ticket.", "schema": {"type": "string"}}}
    responses = {str(operation.status): done}
    if operation.waiting is not None:
        responses["202"] = _answer(operation.waiting)
    for kind in operation.problems:
        problem = KINDS[kind]
        known = responses.setdefault(
            str(problem.status),
            {"description": "", "content": {MEDIA_TYPE: {"schema": _reference(ProblemDocument)}}},
        )
        line = f"`{TYPE_PREFIX}{kind}`: {problem.title}."
        known["description"] = "\n\n".join(filter(None, (known["description"], line)))
        if problem.status in (429, 503):
            wait = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            known["headers"] = {"Retry-After": wait}
    return responses


def _answer(shape: type[Any]) -> dict[str, Any]:
    return {
        "description": cleandoc(shape.__doc__ or "").partition("\n")[0],
        "content": {"application/json": {"schema": _reference(shape)}},
    }


def _reference(type_: type[Any]) -> dict[str, str]:
    return {"$ref": _REF.format(name=type_.__name__)}
