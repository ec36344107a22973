# SPDX-License-Identifier: Apache-2.0
"""A mail's HTML: sanitised to a small fixed list of tags, and plain text made from that."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

from sync_server.channels.email.mail import MailLimits
from sync_server.channels.email.text import clean_text


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TAGS = _names(
    "a abbr b blockquote br caption center code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins"
    " li ol p pre s small span strong sub sup table tbody td tfoot th thead tr u ul"
)
_DROPPED_WITH_CONTENT = _names(
    "script style title template noscript noembed noframes iframe object applet svg math select"
    " textarea xmp plaintext"
)
_CELL = {"colspan", "rowspan"}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": _CELL,
    "th": _CELL,
    "ol": {"start"},
}
_NUMERIC = frozenset({"width", "height", "colspan", "rowspan", "start"})
_NUMBER = re.compile(r"\d{1,4}")
_MAX_VALUE = 2048
_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def sanitise(html: str, content_ids: Mapping[str, str], limits: MailLimits) -> str | None:
    """HTML of the fixed tag list, or None when it is too large or too deep to be worth the risk.

    Images stay only as `cid:` of a key of `content_ids` and are renamed to its value; every other
    source is dropped and leaves the image's description. Links keep http, https, mailto and tel.
    """
    if len(html) > limits.max_html or not _shallow(html, limits.max_html_depth):
        return None

    def keep(_tag: str, attribute: str, value: str) -> str | None:
        if len(value) > _MAX_VALUE:
            return None
        if attribute in _NUMERIC:
            return value if _NUMBER.fullmatch(value) else None
        if attribute == "src":
            scheme, _, content_id = value.strip().partition(":")
            known = content_ids.get(unquote(content_id)) if scheme.lower() == "cid" else None
            return None if known is None else f"cid:{known}"
        if attribute == "href":
            return value if _LINK.match(value) else None
        return value

    cleaned = nh3.clean(
        clean_text(html),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
        url_relative="deny",
        link_rel="noopener noreferrer",
    )
    # Closing what was open and escaping can make a text longer than it was.
    return cleaned if len(cleaned) <= 2 * limits.max_html else None


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})")
_NOT_NESTING = _names(
    "area base br col embed hr img input link meta param source track wbr"
    " p li dd dt option tr td th thead tbody tfoot html head body"
)
"""Void elements, and those that a parser closes by itself when the next one opens."""


def _shallow(html: str, limit: int) -> bool:
    """Whether the HTML nests no deeper than `limit`, judged without building a tree.

    The cost of a tree grows with depth times length; this is one pass with no memory.
    """
    depth = 0
    for closing, tag in _TAG.findall(html):
        if tag.lower() in _NOT_NESTING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > limit:
            return False
    return True


_BLOCKS = _names(
    "blockquote caption center dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul"
)
_SPACED = frozenset(
    {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"}
)
_MAX_QUOTE_DEPTH = 9
_SPACES = re.compile(r"[ \t\r\n\f]+")


class _TextWriter(HTMLParser):
    """Writes sanitised HTML as text. Quotes become `>` lines, so that they fold like plain ones.

    It is fed only what the sanitiser wrote, which is well formed: on raw HTML the standard
    library's parser can take quadratic time.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line: list[str] = []
        self._quote = 0
        self._preformatted = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self._break(blank=tag in _SPACED)
        if tag == "br":
            self._end_line()
        elif tag == "hr":
            self.lines.append(self._prefix() + "---")
        elif tag == "li":
            self._line.append("- ")
        elif tag in ("td", "th") and self._has_text():
            self._line.append(" \t")
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "blockquote":
            self._quote += 1
        elif tag == "img":
            self.handle_data(f"[{values['alt']}]" if values.get("alt") else "")
        elif tag == "a":
            self._links.append((values.get("href") or "", len(self._line)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._links:
            self._end_link(*self._links.pop())
        if tag in _BLOCKS:
            self._break(blank=False)
        if tag == "pre":
            self._preformatted = max(0, self._preformatted - 1)
        elif tag == "blockquote":
            self._quote = max(0, self._quote - 1)
        if tag in _SPACED:
            self._break(blank=True)

    def handle_data(self, data: str) -> None:
        if self._preformatted:
            first, *rest = data.split("\n")
            self._line.append(first)
            for line in rest:
                self._end_line()
                self._line.append(line)
        elif data:
            self._line.append(_SPACES.sub(" ", data))

    def text(self) -> str:
        """What was written, ending without blank lines."""
        self._break(blank=False)
        return "\n".join(self.lines).strip("\n")

    def _end_link(self, href: str, since: int) -> None:
        shown = "".join(self._line[since:]).strip()
        target = unquote(href.removeprefix("mailto:").removeprefix("tel:"))
        if target and shown and target.rstrip("/") not in (shown.rstrip("/"), f"http://{shown}"):
            self._line.append(f" <{href}>")

    def _prefix(self) -> str:
        return "> " * min(self._quote, _MAX_QUOTE_DEPTH)

    def _has_text(self) -> bool:
        return any(piece.strip() for piece in self._line)

    def _end_line(self) -> None:
        joined = "".join(self._line)
        if not self._preformatted:
            joined = joined.replace(" \t ", "\t").replace(" \t", "\t").strip(" ")
        self.lines.append((self._prefix() + joined).rstrip())
        self._line.clear()

    def _break(self, *, blank: bool) -> None:
        if self._has_text():
            self._end_line()
        self._line.clear()
        if not blank or not self.lines:
            return
        if self.lines[-1].strip("> "):
            self.lines.append(self._prefix().rstrip())
        elif len(self.lines[-1]) > len(self._prefix()):
            self.lines[-1] = self._prefix().rstrip()


def text_of(sanitised: str) -> str:
    """Plain text of HTML that `sanitise` wrote."""
    writer = _TextWriter()
    writer.feed(sanitised)
    writer.close()
    return clean_text(writer.text())


_HIDDEN = re.compile(r"<(script|style|title)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[!/?a-zA-Z][^<>]{0,4000}>")


def rough_text_of(html: str) -> str:
    """Text of HTML that was too large or too deep to sanitise: its markup cut out, no more."""
    visible: list[str] = []
    at = 0
    while hidden := _HIDDEN.search(html, at):
        visible.append(html[at : hidden.start()])
        closing = re.compile(rf"</{hidden[1]}", re.IGNORECASE).search(html, hidden.end())
        at = len(html) if closing is None else closing.start()
    visible.append(html[at:])
    text = unescape(_MARKUP.sub(" ", "".join(visible)))
    return clean_text(re.sub(r"[ \t]+", " ", re.sub(r"\n\s*\n", "\n\n", text))).strip()
