# SPDX-License-Identifier: Apache-2.0
"""Full-text search in the cache: subjects, messages, names of contacts and organisations.

A query is words, never a syntax: quotation marks, operators and stars mean nothing.
"""

import re
from typing import Final

from msgspec import Struct

from app.cache.engine import File
from sync_server.contract.entities import Contact, Entity, Message, Organisation, Ticket

MOST_WORDS: Final = 16
_word = re.compile(r"\w+")
_SEARCHED: Final = frozenset({Ticket.kind, Message.kind, Contact.kind, Organisation.kind})


class Hit(Struct, frozen=True, kw_only=True):
    """A row that has all the words; `ticket` is the row itself, or what it hangs on."""

    kind: str
    id: str
    ticket: str | None


def insert_words(file: File, entity: Entity, number: int) -> None:
    """Make a row findable, if it is of a kind that is searched."""
    text = _text_of(entity)
    if text:
        file.run("INSERT INTO words (rowid, text) VALUES (?, ?)", (number, text))


def delete_words(file: File, kind: str, number: int) -> None:
    """Make a row unfindable."""
    if kind in _SEARCHED:
        file.run("DELETE FROM words WHERE rowid = ?", (number,))


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


def match_expression(text: str) -> str | None:
    """The search engine's query for plain words; the last one may be unfinished."""
    words = _word.findall(text)[:MOST_WORDS]
    if not words:
        return None
    return " ".join(f'"{word}"' for word in words) + "*"


def search(file: File, text: str, *, limit: int) -> tuple[Hit, ...]:
    """Rows that have all the words of `text`, the newest first."""
    expression = match_expression(text)
    if expression is None:
        return ()
    found = file.rows(
        "SELECT row.kind, row.id, row.ticket FROM words JOIN row ON row.number = words.rowid"
        " WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT ?",
        (expression, limit),
    )
    return tuple(
        Hit(kind=kind, id=id, ticket=id if kind == Ticket.kind else ticket)
        for kind, id, ticket in found
    )
