# SPDX-License-Identifier: Apache-2.0
"""The help pages at `/docs/...`: Markdown from `resources/help`, rendered once, for everybody.

They say the same on every desk and hold nothing of anybody's. Raw HTML in a page is text, so that
a page can be reviewed as the Markdown that it is.
"""

import re
from functools import cache
from http import HTTPStatus
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from resources import resource
from sync_server.channels.web.pages import Pages
from sync_server.channels.web.site import Part

PREFIX: Final = "/docs"
STYLE: Final = f"{PREFIX}/help.css"

NAMES: Final = (
    *("index", "install", "mailbox", "agents"),
    *("helpdesk/sla-setup", "helpdesk/automation", "helpdesk/assignment"),
    *("backup", "restore", "rest-api"),
)
"""The pages in the order in which somebody needs them, by the names of their files."""


class Page(Struct, frozen=True, kw_only=True):
    """A help page: its title, as plain text, and what it says, as HTML of ours."""

    name: str
    title: str
    body: str

    @property
    def path(self) -> str:
        """Where it is."""
        return f"{PREFIX}/" if self.name == "index" else f"{PREFIX}/{self.name}"


class Docs:
    """Shows the help pages in the frame of the site's own."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    @property
    def part(self) -> Part:
        """This part of the site."""
        return Part(
            prefix=PREFIX,
            routes=[
                Route(PREFIX, _to_index, methods=["GET"]),
                Route(f"{PREFIX}/", self._show, methods=["GET"]),
                Route(STYLE, _send_style, methods=["GET"]),
                Route(f"{PREFIX}/{{page:path}}", self._show, methods=["GET"]),
            ],
            problem=self._refuse,
        )

    async def _show(self, request: Request) -> Response:
        page = help_pages().get(request.path_params.get("page", "index"))
        if page is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return self._render(page, HTTPStatus.OK)

    async def _refuse(self, _request: Request, error: HTTPException) -> Response:
        """What went wrong, with the way to the pages that there are."""
        status = HTTPStatus(error.status_code)
        words = "There is no such page" if status is HTTPStatus.NOT_FOUND else status.phrase
        page = Page(name="", title=words, body=Markup("<h1>{}</h1>\n").format(words))
        answer = self._render(page, status)
        answer.headers.update(error.headers or {})
        return answer

    def _render(self, page: Page, status: HTTPStatus) -> Response:
        body = Markup(page.body)  # noqa: S704 - rendered from our own Markdown
        return self._pages.render(
            "docs.html",
            status=status,
            page=page,
            body=body,
            pages=tuple(help_pages().values()),
            style=STYLE,
        )


@cache
def help_pages() -> dict[str, Page]:
    """Every help page, by name."""
    return {name: render(name, _read(f"{name}.md")) for name in NAMES}


def render(name: str, markdown: str) -> Page:
    """A page from its Markdown (CommonMark and tables). Its title is the first heading."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    headings = [
        (opening, inline) for opening, inline in pairwise(tokens) if opening.type == "heading_open"
    ]
    for opening, inline in headings:
        opening.attrSet("id", anchor(_plain(inline)))
    for code in tokens:
        if code.type == "fence":
            code.attrSet("tabindex", "0")  # wide ones are scrolled with the keys too
    title = _plain(headings[0][1]) if headings else name
    body = parser.renderer.render(tokens, parser.options, {})
    return Page(name=name, title=title, body=body)


def anchor(heading: str) -> str:
    """The id of a heading: its words in lower case, joined by hyphens."""
    return "-".join(re.findall(r"\w+", heading.casefold()))


def _plain(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


async def _to_index(_request: Request) -> Response:
    return RedirectResponse(f"{PREFIX}/", HTTPStatus.PERMANENT_REDIRECT)


async def _send_style(_request: Request) -> Response:
    return Response(_read("help.css"), media_type="text/css")


def _read(name: str) -> str:
    return resource("help", *name.split("/")).read_text(encoding="utf-8")
