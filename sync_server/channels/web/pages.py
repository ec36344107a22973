# SPDX-License-Identifier: Apache-2.0
"""Pages for people: templates, their style sheet and fonts, and what a page says when it fails."""

import hashlib
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jinja2 import Environment as Templates
from jinja2 import FunctionLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from resources import resource
from sync_server.channels.language import ENGLISH, Words, mark, preferred, words_in
from sync_server.channels.web.literal import shown
from sync_server.config import Language
from sync_server.contract.ids import Instant

_STATIC: Final = {
    "style.css": "text/css; charset=utf-8",
    "inter-regular.woff2": "font/woff2",
    "inter-semibold.woff2": "font/woff2",
    "bell.svg": "image/svg+xml",
}
_FOREVER: Final = "public, max-age=31536000, immutable"

_AGAIN: Final = mark("Go back and send it again: what you typed is still there.")
_WORDS: Final = {
    400: (mark("This form cannot be read"), _AGAIN),
    403: (
        mark("This form was sent from another page"),
        mark("Open our form, and send it from there."),
    ),
    404: (
        mark("There is no page here"),
        mark(
            "The link is not complete, or it is too old. Answer the newest mail that you have "
            "from us."
        ),
    ),
    405: (mark("This page cannot do that"), mark("Go back and try again.")),
    408: (mark("That took too long"), _AGAIN),
    413: (mark("That is too long"), mark("Go back and shorten the text, or send fewer files.")),
    415: (mark("This form cannot be read"), _AGAIN),
    500: (
        mark("Something went wrong here"),
        mark("It is not your fault. Go back and try again: what you typed is still there."),
    ),
}
_OTHER: Final = (mark("This did not work"), mark("Go back and try again."))


class Pages:
    """Renders templates of `resources/web`. `desk` is what the desk's people call it, `language`
    that of pages for browsers that prefer none.

    Every value is escaped; what would hide or turn round other characters is taken out, except with
    the filter `typed`, for what goes back into the field that it came from.
    """

    def __init__(self, desk: str, language: Language = "en") -> None:
        self._language = language
        self._contents = {name: resource("web", name).read_bytes() for name in _STATIC}
        digest = hashlib.sha256(b"".join(self._contents.values())).hexdigest()
        self._static = f"/static/{digest[:12]}"
        self._templates = Templates(
            loader=FunctionLoader(_template),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_shown,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(desk=desk, static=self._static)
        self._templates.filters.update(typed=_typed, bdi=_bdi, local=_local, iso=_iso)

    @property
    def routes(self) -> list[BaseRoute]:
        """The style sheet and the fonts, under names that change with their contents."""
        return [Route(f"{self._static}/{{name}}", self._send_static, methods=["GET"])]

    def words(self, request: Request | None) -> Words:
        """The words for whoever sent a request; English without one."""
        if request is None:
            return ENGLISH
        accepted = request.headers.get("Accept-Language", "")
        return words_in(preferred(accepted, self._language))

    def render(
        self,
        template: str,
        request: Request | None = None,
        *,
        status: int = 200,
        retry_s: float = 0.0,
        **values: Any,
    ) -> Response:
        """A page for a request. `retry_s` says when to come again, in seconds."""
        words = self.words(request)
        text = self._templates.get_template(template).render(_=words, **values)
        headers = {"X-Robots-Tag": "noindex", "Content-Language": words.language}
        if retry_s > 0:
            headers["Retry-After"] = str(max(1, round(retry_s)))
        return HTMLResponse(text, status, headers=headers)

    async def problem(self, request: Request, error: HTTPException) -> Response:
        """The page for a status: the same whatever stood in the request."""
        title, words = _WORDS.get(error.status_code, _OTHER)
        answer = self.render(
            "problem.html", request, status=error.status_code, title=title, words=words
        )
        for name, value in (error.headers or {}).items():
            answer.headers[name] = value
        return answer

    async def _send_static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        headers = {"Content-Type": _STATIC[name], "Cache-Control": _FOREVER}
        return Response(self._contents[name], headers=headers)


def zone_of(name: str) -> ZoneInfo:
    """A zone by its IANA name; UTC for a name that nobody knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _template(name: str) -> str:
    return resource("web", name).read_text(encoding="utf-8")


def _shown(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _typed(value: str) -> Markup:
    return escape(value)


def _bdi(value: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(shown(value))


def _at(instant: Instant) -> datetime:
    return datetime.fromtimestamp(instant // 1_000_000, UTC)


def _local(instant: Instant, zone: ZoneInfo) -> datetime:
    return _at(instant).astimezone(zone)


def _iso(instant: Instant) -> str:
    return _at(instant).isoformat().replace("+00:00", "Z")
