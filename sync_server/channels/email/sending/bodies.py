# SPDX-License-Identifier: Apache-2.0
"""What a mail says, as text and as HTML, from the bundled templates; pure.

What people wrote is data to a template, never a part of one, and everything is escaped in HTML.
"""

from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from jinja2 import Environment, FunctionLoader, select_autoescape
from msgspec import Struct

from resources import resource
from sync_server.channels.email.sending.framing import framed_html, framed_text
from sync_server.channels.email.sending.markup import lines
from sync_server.channels.email.text import clean_line, clean_text
from sync_server.channels.language import ENGLISH, Words
from sync_server.contract.ids import Instant

MAX_QUOTED: Final = 20_000
"""Characters of a message that are quoted: enough to know it again."""

MAX_FORWARDED: Final = 200_000
CUT: Final = "[…]"


class Said(Struct, frozen=True, kw_only=True):
    """A message that another one repeats. `heading` says whose it is, `facts` are its headers."""

    heading: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()


class Body(Struct, frozen=True, kw_only=True):
    """Both forms of what a mail says."""

    text: str
    html: str


def write_body(template: str, say: Words = ENGLISH, **values: object) -> Body:
    """A mail's text and HTML by the templates of that name."""
    templates = _templates()
    values["_"] = say
    text = templates.get_template(f"{template}.txt").render(**values)
    html = templates.get_template(f"{template}.html").render(**values)
    return Body(text=text.strip("\n") + "\n", html=html)


def shortened(text: str, limit: int) -> str:
    """A text as it may be quoted: clean, and cut where it is long."""
    clean = clean_text(text).strip()
    return clean if len(clean) <= limit else f"{clean[:limit].rstrip()}\n{CUT}"


def day_and_time(at: Instant, zone: tzinfo, say: Words = ENGLISH) -> str:
    """An instant as people write it: `26 Nov 2026, 08:05 UTC`."""
    moment = datetime.fromtimestamp(at / 1_000_000, zone)
    return f"{say.moment(moment)} {clean_line(f'{moment:%Z}', 10)}"


@cache
def zone_of(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # an unknown zone is a KeyError
        return UTC


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["lines"] = lines
    environment.filters["quoted"] = _quoted
    environment.filters["framed_text"] = framed_text
    environment.filters["framed_html"] = framed_html
    return environment


def _source(name: str) -> str:
    return resource("mail", name).read_text(encoding="utf-8")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))
