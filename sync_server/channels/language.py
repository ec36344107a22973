# SPDX-License-Identifier: Apache-2.0
"""What the desk itself says to people, on pages and in mail, in a language.

A text is written in English where it is said, and looked up by that in `resources/languages`; what
is known only later who reads it is marked. A test keeps the catalogues complete.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Final, get_args

from markupsafe import Markup, escape

from resources import resource
from sync_server.config import MIB, Language

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_PREFERRED: Final = re.compile(
    r"\s*([a-z]{2,3})(?:-[a-z0-9-]{1,30})?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?",
    re.IGNORECASE,
)
_MOST_PREFERRED: Final = 20

_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ),
    "de": (
        *("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni"),
        *("Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    ),
}


class Words:
    """The words of a language: call it with a text in English, and what stands in its braces."""

    def __init__(self, language: Language, said: Mapping[str, str]) -> None:
        self.language: Final = language
        self._said = said

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language; markup where one of the values is."""
        said = self._said.get(text, text)
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(said).format(**values)
        return said.format(**values) if values else said

    def number(self, number: int) -> str:
        """A whole number with marks for thousands."""
        written = f"{number:,}"
        return written.replace(",", ".") if self.language == "de" else written

    def size(self, size: int) -> str:
        """A number of bytes: "48 MB", "1.4 MB", "12 KB"."""
        if size < MIB:
            return f"{max(1, round(size / 1024))} KB"
        written = f"{size / MIB:.1f}".removesuffix(".0")
        return f"{written.replace('.', ',') if self.language == 'de' else written} MB"

    def moment(self, local: datetime) -> str:
        """Day and time as people write them: "26 Nov 2026, 08:05"."""
        day = f"{local.day}." if self.language == "de" else f"{local.day}"
        return f"{day} {_MONTHS[self.language][local.month - 1]} {local.year}, {local:%H:%M}"


def mark(text: str) -> str:
    """A text that is looked up once it is known who reads it."""
    return text


@cache
def words_in(language: Language) -> Words:
    """The words of a language."""
    if language == "en":
        return Words(language, {})
    catalogue = resource("languages", f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(catalogue))


ENGLISH: Final = words_in("en")


def preferred(accepted: str, default: Language) -> Language:
    """What somebody reads best whose browser sent this `Accept-Language` (RFC 9110, 12.5.4)."""
    best, weight = default, 0.0
    for part in accepted.split(",")[:_MOST_PREFERRED]:
        found = _PREFERRED.fullmatch(part)
        weighs = float(found[2] or 1) if found else 0.0
        for language in LANGUAGES:
            if found and found[1].lower() == language and weighs > weight:
                best, weight = language, weighs
    return best
