# SPDX-License-Identifier: Apache-2.0
"""A text of somebody's as HTML; pure."""

import re
from typing import Final

from markupsafe import Markup, escape

_LINK: Final = re.compile(r"(?:https?|deskbell)://[^\s<>\"]{1,1000}[^\s<>\".,;:!?)\]']")


def lines(text: str) -> Markup:
    """A text as HTML: its line breaks, and links where it names them."""
    pieces, at = [], 0
    for match in _LINK.finditer(text):
        link = escape(match[0])
        pieces.append(_escaped(text[at : match.start()]))
        pieces.append(Markup('<a href="{0}">{0}</a>').format(link))
        at = match.end()
    pieces.append(_escaped(text[at:]))
    return Markup().join(pieces)


def _escaped(text: str) -> Markup:
    # Browsers join spaces, and people indent with them.
    indented = re.sub(r"(?m)^ +|(?<= ) ", lambda found: "\u00a0" * len(found[0]), text)
    return Markup("<br>\n").join(indented.split("\n"))
