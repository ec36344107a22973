# SPDX-License-Identifier: Apache-2.0
"""What is typed into the search: words, and tokens such as `tag:webhooks`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

FIELDS: Final = (
    "customer",
    "tag",
    "is",
    "team",
    "assignee",
    "category",
    "priority",
    "before",
    "has",
)
"""What a token may begin with."""

_TOKEN: Final = re.compile(
    rf'(?<!\S)({"|".join(FIELDS)}):(?:"([^"]*)"|([^\s"]+))(?=\s|$)', re.IGNORECASE
)
_UNFINISHED: Final = re.compile(rf'(?<!\S)({"|".join(FIELDS)}):("?)([^"]*)$', re.IGNORECASE)
_FIELD_BEGUN: Final = re.compile(r"(?<!\S)([a-z]+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A field with its value as it was typed."""

    field: str
    value: str

    @property
    def text(self) -> str:
        """How it is typed: in quotation marks where the value has blanks."""
        value = self.value.replace('"', "")
        return f'{self.field}:"{value}"' if re.search(r"\s", value) else f"{self.field}:{value}"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What a text says: its tokens, and the words between them."""

    tokens: tuple[Token, ...] = ()
    words: str = ""

    @property
    def text(self) -> str:
        """The same as one text: the tokens first."""
        return " ".join([*(token.text for token in self.tokens), *self.words.split()])

    def __bool__(self) -> bool:
        return bool(self.tokens or self.words)

    def having(self, *tokens: Token) -> "SearchQuery":
        """With these tokens too, each once."""
        return SearchQuery(tuple(dict.fromkeys((*self.tokens, *tokens))), self.words)

    def without(self, *fields: str) -> "SearchQuery":
        """Without the tokens of some fields."""
        kept = tuple(token for token in self.tokens if token.field not in fields)
        return SearchQuery(kept, self.words)

    def values(self, field: str) -> tuple[str, ...]:
        """The values of a field, as they were typed."""
        return tuple(token.value for token in self.tokens if token.field == field)


@dataclass(frozen=True, slots=True)
class Begun:
    """A token at the end of a text that is not finished; without a `field`, its name is begun."""

    field: str
    value: str


def parse(text: str) -> SearchQuery:
    """What a text says. A token without a value is a word like any other."""
    tokens, rest = split(f"{text} ")
    return SearchQuery(tokens, " ".join(rest.split()))


def split(text: str) -> tuple[tuple[Token, ...], str]:
    """The finished tokens of a text that is being typed (a blank follows them), and the rest."""
    tokens: list[Token] = []
    rest: list[str] = []
    place = 0
    for found in _TOKEN.finditer(text):
        value = found[2] if found[2] is not None else found[3]
        if not value.strip() or found.end() == len(text):
            continue
        tokens.append(Token(found[1].lower(), value.strip()))
        rest.append(text[place : found.start()])
        place = found.end() + 1
    return tuple(dict.fromkeys(tokens)), "".join([*rest, text[place:]])


def begun(text: str) -> Begun | None:
    """The token that the end of a text begins, if it does."""
    found = _UNFINISHED.search(text)
    if found is not None and (found[2] or not re.search(r"\s", found[3])):
        return Begun(found[1].lower(), found[3])
    name = _FIELD_BEGUN.search(text)
    if name is not None and any(field.startswith(name[1].lower()) for field in FIELDS):
        return Begun("", name[1].lower())
    return None


def without_begun(text: str) -> str:
    """The text before the token that its end begins."""
    found = _UNFINISHED.search(text) or _FIELD_BEGUN.search(text)
    return text if found is None else text[: found.start()]


def places_of(words: str | Iterable[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where words of a search begin a word of a text: start and end, in order, apart."""
    typed = words.split() if isinstance(words, str) else list(words)
    wanted = sorted({word for each in typed for word in re.findall(r"\w+", each)}, key=len)
    if not wanted:
        return ()
    begins = "|".join(re.escape(word) for word in reversed(wanted))
    hits = re.finditer(rf"\b(?:{begins})", text, re.IGNORECASE)
    return tuple((hit.start(), hit.end()) for hit in hits)
