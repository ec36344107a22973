# SPDX-License-Identifier: Apache-2.0
"""What programs are told when a request is refused: problem documents (RFC 9457), fixed texts.

No text here comes from an exception or from the request. `field` names the field, parameter or
header at fault, and only if it looks like a name; its value is never repeated.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import msgspec
from msgspec import Struct
from starlette.responses import Response

from sync_server.contract.refusals import Code, Refusal

MEDIA_TYPE: Final = "application/problem+json"
TYPE_PREFIX: Final = "urn:deskbell:problem:"
RETRY_S: Final = 30
"""After which a request may be repeated that the desk could not take just now."""

_NAME: Final = re.compile(r"[A-Za-z0-9_.\[\]-]{1,80}")


class Kind(Struct, frozen=True):
    """One kind of problem: its HTTP status, and its title and advice."""

    status: int
    title: str
    detail: str


KINDS: Final[dict[str, Kind]] = {
    "bad-body": Kind(
        400,
        "The body cannot be read",
        "Send one JSON object in UTF-8, nested at most 32 deep.",
    ),
    "bad-parameter": Kind(
        400,
        "A parameter or header cannot be used",
        "See /api/v1/openapi.json for what it takes.",
    ),
    "key-in-address": Kind(
        400,
        "The address of the request holds a key",
        "Addresses end up in logs, so that key has been revoked. Ask for a new one, and send it "
        "in the Authorization header.",
    ),
    "no-key": Kind(
        401,
        "No key that is good",
        "Send Authorization: Bearer and a key that is known, not expired and not revoked.",
    ),
    "no-right": Kind(
        403,
        "The key does not have the right to do this",
        "Ask an administrator for a key with the right that the description of this request names.",
    ),
    "not-found": Kind(
        404,
        "Not found",
        "There is nothing here, or nothing that this key may see.",
    ),
    "bad-method": Kind(
        405,
        "This address does not take that method",
        "See /api/v1/openapi.json for the methods of each address.",
    ),
    "other-request": Kind(
        409,
        "The idempotency key belongs to another request",
        "What was asked first under this key stands. Send a new key with a new request.",
    ),
    "other-log": Kind(
        409,
        "The position is not of this log",
        "The desk was restored from a backup. Begin again without `after` and `epoch`.",
    ),
    "conflict": Kind(
        409,
        "The ticket does not allow this now",
        "Read the ticket again before you try once more.",
    ),
    "too-large": Kind(
        413,
        "The body is too large",
        "A body may have at most 1 MiB.",
    ),
    "bad-length": Kind(
        400,
        "The length of the body is not clear",
        "Send one Content-Length, and no chunks.",
    ),
    "address-too-long": Kind(
        414,
        "The address is too long",
        "An address may have at most 8 KiB.",
    ),
    "headers-too-large": Kind(
        431,
        "There are too many headers, or one is too long",
        "Send at most 128 headers of at most 8 KiB each.",
    ),
    "bad-media-type": Kind(
        415,
        "The body is not JSON",
        "Send Content-Type: application/json, and no Content-Encoding.",
    ),
    "bad-field": Kind(
        422,
        "A field cannot be used",
        "It is missing, or not of the form that /api/v1/openapi.json describes.",
    ),
    "unknown-field": Kind(
        422,
        "There is no such field",
        "Nothing was done. Send only the fields that /api/v1/openapi.json describes.",
    ),
    "bad-text": Kind(
        422,
        "A text holds a character that cannot be stored",
        "Leave out NUL, and in a text of one line every control character.",
    ),
    "slow-down": Kind(
        429,
        "Too many requests",
        "Wait for as many seconds as Retry-After says.",
    ),
    "failed": Kind(
        500,
        "The desk failed",
        "The desk's log has the details under the incident.",
    ),
    "not-now": Kind(
        503,
        "The desk takes nothing new at the moment",
        "Nothing is lost: repeat the request later, with the same idempotency key.",
    ),
}
"""Every kind, by the end of its `type`."""

_OF_STATUS: Final = {
    400: "bad-length",
    404: "not-found",
    405: "bad-method",
    413: "too-large",
    414: "address-too-long",
    431: "headers-too-large",
}
"""What a status means that nobody here has given: the guard's, or the routes'."""

_OF_REFUSAL: Final[dict[str, str]] = {
    Code.BAD_FRAME: "bad-field",
    Code.BAD_TEXT: "bad-text",
    Code.BAD_VALUE: "bad-field",
    Code.FORBIDDEN: "no-key",
    Code.NOT_FOUND: "not-found",
    Code.BAD_MOVE: "conflict",
    Code.CONFLICT: "conflict",
    Code.EXISTS: "conflict",
    Code.ID_CONFLICT: "other-request",
    Code.LIMIT: "bad-field",
    Code.SLOW_DOWN: "not-now",
    Code.STORAGE_FULL: "not-now",
    Code.READ_ONLY: "not-now",
}


class ProblemDocument(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was refused. `incident` names an entry of the desk's own log."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    incident: str | None = None


class Problem(Exception):
    """A request that is refused. `kind` is one of `KINDS`."""

    def __init__(
        self,
        kind: str,
        field: str | None = None,
        *,
        incident: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind = kind
        self.field = field if field is not None and _NAME.fullmatch(field) else None
        self.incident = incident
        self.headers = dict(headers or {})

    @property
    def status(self) -> int:
        """The HTTP status."""
        return KINDS[self.kind].status


def of_refusal(refusal: Refusal) -> Problem:
    """The problem that a refusal of the desk is for a program."""
    kind = _OF_REFUSAL.get(refusal.code, "failed")
    headers = {"Retry-After": str(RETRY_S)} if kind == "not-now" else None
    # A field of the command is not always one of the request: only what is named alike is told.
    field = refusal.field if kind in ("bad-field", "bad-text") else None
    return Problem(kind, field, incident=refusal.incident, headers=headers)


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem that a bare HTTP status is."""
    return Problem(_OF_STATUS.get(status, "failed"), headers=headers)


def refusal_of_guard(status: int, _words: str) -> tuple[str, bytes]:
    """Media type and body of the answer to a request that the site's guard refuses."""
    return MEDIA_TYPE, bytes(answer_problem(of_status(status)).body)


def answer_problem(problem: Problem) -> Response:
    """The answer that tells of a problem. What exists and is hidden answers as what does not."""
    kind = KINDS[problem.kind]
    document = ProblemDocument(
        type=TYPE_PREFIX + problem.kind,
        title=kind.title,
        status=kind.status,
        detail=kind.detail,
        field=problem.field,
        incident=problem.incident,
    )
    headers = {"Cache-Control": "no-store", **problem.headers}
    if kind.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="Deskbell"'
    return Response(msgspec.json.encode(document), kind.status, headers, media_type=MEDIA_TYPE)
