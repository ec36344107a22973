# SPDX-License-Identifier: Apache-2.0
"""Which part of a message is shown at once: what was written, without quotes and signature."""

import re
from dataclasses import dataclass
from typing import Final

from ui.widgets.message_value import MessageValue
from ui.widgets.plain_text import harmless

SHOWN_AT_ONCE: Final = 12_000
"""More text than this is folded, so that a huge message opens like any other."""

HTML_AT_ONCE: Final = 40_000
"""Markup is longer than what it says; beyond this the plain text stands for it."""

MOST_SHOWN: Final = 120_000
"""Never more than this is laid out; the rest is in the message's file."""

_MOST_NESTED: Final = 300

_INTRODUCTION: Final = re.compile(
    r"^(?:On\b.{5,200}\bwrote:|Am\b.{5,200}\bschrieb.{0,120}:|Le\b.{5,200}\ba \u00e9crit ?:"
    r"|-{2,}\s?(?:Original Message|Urspr\u00fcngliche Nachricht|Forwarded message)\s?-{2,})$",
    re.IGNORECASE,
)
_SIGNATURE: Final = "-- "
_QUOTE_OPEN: Final = re.compile(r"<blockquote\b", re.IGNORECASE)
_QUOTE_CLOSE: Final = re.compile(r"</blockquote\s*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]{0,2000}>|&nbsp;")


@dataclass(frozen=True, slots=True)
class Body:
    """What of a message is drawn. `html` is preferred; `folds` says that there is more to see."""

    text: str
    html: str | None = None
    folds: bool = False


def body_of(message: MessageValue, *, whole: bool) -> Body:
    """The part of `message` that is drawn now."""
    html = message.html
    if html is not None and len(html) <= MOST_SHOWN:
        clean = harmless(html)
        end = _html_end(clean)
        folds = end < len(clean)
        shown = clean if whole else clean[:end]
        if (whole or len(shown) <= HTML_AT_ONCE) and not _is_deep(shown):
            return Body("", shown, folds=folds)
    return _plain_body(message.text, whole=whole)


def _is_deep(html: str) -> bool:
    """Whether the markup is built to be slow: nobody nests so much by hand."""
    return max(html.count("<blockquote"), html.count("<table"), html.count("<ul")) > _MOST_NESTED


def _plain_body(given: str, *, whole: bool) -> Body:
    text = harmless(given[:MOST_SHOWN])
    if len(given) > MOST_SHOWN:
        text += "\n\u2026"
    end = min(_plain_end(text), _at_line(text, SHOWN_AT_ONCE))
    folds = end < len(text)
    return Body(text if whole else text[:end].rstrip(), folds=folds)


def _at_line(text: str, most: int) -> int:
    """Where to stop after at most about `most` characters, at the end of a line if there is one."""
    if len(text) <= most:
        return len(text)
    place = text.rfind("\n", most // 2, most)
    return place if place > 0 else most


def _plain_end(text: str) -> int:
    """Where the sender's own words end: before a signature, and before quotes up to the end."""
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line == _SIGNATURE or (line == "--" and place and len(lines) - place < 12):
            lines = lines[:place]
            break
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(">")):
        lines.pop()
    if lines and _INTRODUCTION.match(lines[-1].strip()):
        lines.pop()
    else:
        lines = _before_introduction(lines)
    own = "\n".join(lines).rstrip()
    return len(own) or len(text)


def _before_introduction(lines: list[str]) -> list[str]:
    """Some programs quote without marks: everything below their line is theirs."""
    for place, line in enumerate(lines):
        if place and line.startswith("-") and _INTRODUCTION.match(line.strip()):
            return lines[:place]
    return lines


def _html_end(html: str) -> int:
    """Before the quote that goes up to the end, if the sender wrote something above it."""
    opened = _QUOTE_OPEN.search(html)
    if opened is None:
        return len(html)
    closed = [match.end() for match in _QUOTE_CLOSE.finditer(html)]
    after = html[closed[-1] :] if closed else ""
    if _TAG.sub("", after).strip() or not _TAG.sub("", html[: opened.start()]).strip():
        return len(html)
    return opened.start()
