# SPDX-License-Identifier: Apache-2.0
"""Full-text search in the cache: subjects, messages, names of contacts and organisations.

A query is words, never a syntax: quotation marks, operators and stars mean nothing.

The index knows a row by its place below zero, so that the newest comes first as the index reads by
itself: going backwards it would begin by reading all places of a word, because it deletes securely.
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct

from app.cache.beginnings import beginning
from app.cache.engine import File
from app.cache.seen import seen
from sync_server.contract.entities import Contact, Entity, Message, Organisation, Ticket

MOST_WORDS: Final = 16
_word = re.compile("[^\\W_\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+")
"""What the index takes for a word too: it parts them at more signs than a regular expression does,
and does not know where in a text they stand, so a "word" of two of its words is an error to it.
"""
SEARCHED: Final = frozenset({Ticket.kind, Message.kind, Contact.kind, Organisation.kind})


AROUND: Final = 48
"""So many characters of a message stand before the first word that was found."""

EXCERPT: Final = 160


class Hit(Struct, frozen=True, kw_only=True):
    """A row that has all the words; `ticket` is the row itself, or what it hangs on.

    Of a message, `excerpt` is the text around the first of the words, on one line.
    """

    kind: str
    id: str
    ticket: str | None
    excerpt: str = ""


def insert_words(file: File, entity: Entity, place: int) -> None:
    """Make a row findable whose words have this place."""
    text = seen(_text_of(entity))
    if text:
        file.run("INSERT INTO words (rowid, text) VALUES (?, ?)", (-place, text))


def delete_words(file: File, place: int) -> None:
    """Make a row unfindable."""
    file.run("DELETE FROM words WHERE rowid = ?", (-place,))


def _text_of(entity: Entity) -> str:
    match entity:
        case Ticket():
            return entity.subject if not entity.number else f"{entity.subject} {entity.number}"
        case Message():
            return entity.text
        case Contact():
            return " ".join((entity.name, *entity.emails, *entity.phones))
        case Organisation():
            return " ".join((entity.name, *entity.domains))
    return ""


def wanted_words(text: str) -> list[str]:
    """The words of a text, of which the last one may be unfinished.

    A single letter at the end says nothing yet: nearly everything has a word that begins with it.
    """
    text = seen(text)
    words = _word.findall(text)[:MOST_WORDS]
    if len(words) > 1 and len(words[-1]) == 1 and text.endswith(words[-1]):
        words.pop()
    return words


def match_expression(file: File, words: Sequence[str]) -> str:
    """The search engine's query for plain words, whatever follows the last one."""
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), beginning(file, words[-1])])


def search(file: File, text: str, *, limit: int) -> tuple[Hit, ...]:
    """Rows that have all the words of `text`, the newest first: see the places of words."""
    words = wanted_words(text)
    if not words:
        return ()
    found = file.rows(
        "SELECT row.kind, row.id, row.ticket, CASE row.kind WHEN 'message' THEN row.data END"
        " FROM words JOIN row ON row.place = -words.rowid"
        " WHERE words MATCH ? ORDER BY words.rowid LIMIT ?",
        (match_expression(file, words), limit),
    )
    return tuple(
        Hit(
            kind=kind,
            id=id,
            ticket=id if kind == Ticket.kind else ticket,
            excerpt="" if data is None else excerpt(seen(_text_in(data)), words),
        )
        for kind, id, ticket, data in found
    )


def excerpt(text: str, words: Sequence[str]) -> str:
    """The part of a text around the first place where one of the words begins a word."""
    begins = "|".join(map(re.escape, words))
    hit = re.search(rf"\b(?:{begins})", text, re.IGNORECASE) if begins else None
    start = 0 if hit is None else max(0, hit.start() - AROUND)
    if start:
        blank = text.find(" ", start, start + AROUND)
        start = start if blank < 0 else blank + 1
    part = " ".join(text[start : start + EXCERPT].split())
    before = "\u2026 " if start else ""
    after = " \u2026" if start + EXCERPT < len(text) else ""
    return f"{before}{part}{after}"


class _Text(Struct):
    text: str = ""


def _text_in(data: bytes) -> str:
    """Only the text of a message: a list of hits needs no more of it."""
    return msgspec.json.decode(data, type=_Text).text
