# SPDX-License-Identifier: Apache-2.0
"""The full-text index of tickets: derived from the log, rebuilt from it at any time.

Words are made here, in the same way for both databases, so that they find the same: compatibility
forms, case folded, without accents and unseen marks, letters and digits only. SQLite keeps the
words in an FTS5 table, PostgreSQL in tsvectors under a GIN index; neither parser ever sees what a
person typed.

A ticket is one entry under its number: `subject` has the words of its subject, `body` those of its
messages as well, because overview members may be shown the one and not the other. The index follows
the log in chunks in transactions of its own, never inside a command's.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, func, select, text

from sync_server.contract.ids import AgentId, Instant, Seq, TicketId
from sync_server.store import tables
from sync_server.store.engines import POSTGRESQL, SQLITE, Connection, Database, Writer
from sync_server.store.ledger import upsert
from sync_server.store.portable import Portable

CHUNK: Final = 200
"""Log entries looked at in one transaction."""
MAX_MESSAGES: Final = 1_000
"""Messages of a ticket that are indexed: the newest ones."""
MAX_QUERY_WORDS: Final = 20
LONGEST_WORD: Final = 64
"""Longer runs of letters and digits are no words: keys, encoded files."""
MOST_BYTES: Final = 512 * 1024
"""Words of one ticket; a tsvector holds less than 1 MiB."""
EXCERPT_MESSAGES: Final = 10
EXCERPT_CHARACTERS: Final = 8_192

_STATE: Final = "search_index"
_RULES: Final = 2
"""Raise it when words are made in another way: the index is then made anew."""

_FOREVER: Final = 2**62
_word: Final = re.compile(r"[^\W_]+")


def words_of(value: str) -> set[str]:
    """The distinct words of a text, as they are stored and looked for."""
    folded = unicodedata.normalize("NFKD", value).casefold()
    plain = unicodedata.normalize("NFKD", folded)
    letters = "".join(char for char in plain if char.isascii() or not _parts_a_word(char))
    return {word for word in _word.findall(letters) if len(word) <= LONGEST_WORD}


def _parts_a_word(char: str) -> bool:
    """Accents, and what nobody sees: marks without width, soft hyphens, directions."""
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"


class _State(Struct, frozen=True):
    """How far the index has followed which log, by which rules."""

    rules: int
    epoch: str
    seq: Seq


class Found(Struct, frozen=True):
    """A ticket that matches."""

    ticket: TicketId
    number: int
    subject: str
    status: str
    updated_at: Instant
    in_full: int
    """1 when the asker may read its messages."""


_LOG: Final = Portable(
    select(
        *(tables.log.c[name] for name in ("seq", "kind", "op", "ticket", "payload")),
    )
    .where(tables.log.c.seq > bindparam("after"))
    .order_by(tables.log.c.seq)
    .limit(bindparam("limit_"))
)
_HEAD: Final = Portable(select(tables.head.c.epoch, tables.head.c.seq))
_GET_STATE: Final = Portable(select(tables.setting.c.value).where(tables.setting.c.name == _STATE))
_TICKET: Final = Portable(
    select(tables.ticket.c.number, tables.ticket.c.subject).where(
        tables.ticket.c.id == bindparam("id_")
    )
)
_TEXTS: Final = Portable(
    select(tables.message.c.text)
    .where(tables.message.c.ticket == bindparam("ticket_"))
    .order_by(tables.message.c.at.desc())
    .limit(MAX_MESSAGES)
)
_LATEST_TEXTS: Final = Portable(
    select(func.substr(tables.message.c.text, 1, EXCERPT_CHARACTERS))
    .where(tables.message.c.ticket == bindparam("ticket_"))
    .order_by(tables.message.c.at.desc())
    .limit(EXCERPT_MESSAGES)
)

_CREATE_SQLITE: Final = """
    CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
        subject, body, content='', contentless_delete=1, detail=column, tokenize='ascii'
    )
"""
_CREATE_POSTGRESQL: Final = """
    CREATE TABLE IF NOT EXISTS search (
        number BIGINT PRIMARY KEY, subject TSVECTOR NOT NULL, body TSVECTOR NOT NULL
    )
"""
_CREATE: Final = {
    SQLITE: (_CREATE_SQLITE,),
    POSTGRESQL: (
        _CREATE_POSTGRESQL,
        "CREATE INDEX IF NOT EXISTS search_subject ON search USING gin (subject)",
        "CREATE INDEX IF NOT EXISTS search_body ON search USING gin (body)",
    ),
}
_PUT: Final = {
    SQLITE: "INSERT INTO search (rowid, subject, body) VALUES (?, ?, ?)",
    POSTGRESQL: "INSERT INTO search VALUES (%s, array_to_tsvector(%s), array_to_tsvector(%s))",
}
_DROP: Final = {
    SQLITE: "DELETE FROM search WHERE rowid = ?",
    POSTGRESQL: "DELETE FROM search WHERE number = %s",
}


class SearchIndex:
    """Keeps the index of one database. Its methods run in a transaction of the caller's."""

    def __init__(self, database: Database) -> None:
        self._dialect = database.dialect
        self._put_state = upsert(database, tables.setting, "name")

    def catch_up(self, writer: Writer) -> bool:
        """Follow the log by one chunk; whether there is more to follow.

        Starts from the beginning when the log is another one, or words are made in another way.
        """
        for statement in _CREATE[self._dialect]:
            writer.run(statement)
        epoch, head = _HEAD.rows(writer)[0]
        state = self._state(writer)
        if state is None or state.epoch != epoch or state.rules != _RULES or state.seq > head:
            writer.run("DELETE FROM search")
            state = _State(_RULES, epoch, 0)
        entries = _LOG.rows(writer, after=state.seq, limit_=CHUNK)
        if not entries:
            return False
        changed = dict.fromkeys(
            ticket for _, kind, op, ticket, payload in entries if _matters(kind, op, payload)
        )
        for ticket in changed:
            self._index(writer, ticket)
        seq = entries[-1][0]
        value = msgspec.json.encode(_State(_RULES, epoch, seq)).decode()
        writer.write(self._put_state, self._put_state.bind({"name": _STATE, "value": value}))
        return bool(seq < head)

    def _state(self, writer: Writer) -> _State | None:
        found = _GET_STATE.rows(writer)
        return msgspec.json.decode(found[0][0], type=_State) if found else None

    def _index(self, writer: Writer, ticket: TicketId) -> None:
        found = _TICKET.rows(writer, id_=ticket)
        if not found:
            return
        number, subject = found[0]
        body: set[str] = set()
        for (message,) in _TEXTS.rows(writer, ticket_=ticket):
            body |= words_of(message)
        writer.run(_DROP[self._dialect], (number,))
        subject_words = words_of(subject)
        words = (sorted(subject_words), sorted(body | subject_words))
        bounded = [_bounded(each) for each in words]
        values = map(" ".join, bounded) if self._dialect == SQLITE else bounded
        writer.run(_PUT[self._dialect], (number, *values))


def find(
    connection: Connection,
    words: Iterable[str],
    *,
    agent: AgentId,
    everything: bool,
    full: Sequence[str],
    overview: Sequence[str],
    before: Instant | None,
    limit: int,
) -> list[Found]:
    """Tickets with all the words that the agent may see, newest first.

    `full` are the homes whose messages the agent reads, `overview` those whose rows alone they see;
    `everything` stands for all homes in full. Tickets that name the agent are seen in full. What
    may not be seen is left out by the database itself, before anything is counted.
    """
    wanted = sorted(words)[:MAX_QUERY_WORDS]
    if not wanted or not _GET_STATE.rows(connection):
        return []
    expression = _QUERY[connection.dialect]
    found = _FIND[connection.dialect].rows(
        connection,
        in_body=expression(wanted).format(column="body"),
        in_subject=expression(wanted).format(column="subject"),
        agent=agent,
        everything=int(everything),
        full_homes=msgspec.json.encode(full).decode(),
        overview_homes=msgspec.json.encode(overview).decode(),
        before=_FOREVER if before is None else before,
        limit_=limit,
    )
    return [Found(*row) for row in found]


def latest_texts(connection: Connection, ticket: TicketId) -> list[str]:
    """The beginnings of a ticket's newest messages, for an excerpt."""
    return [row[0] for row in _LATEST_TEXTS.rows(connection, ticket_=ticket)]


def _sqlite_query(words: Sequence[str]) -> str:
    """An FTS5 expression. Words are letters and digits, so quoting is complete."""
    return "{column} : (" + " AND ".join(f'"{word}"' for word in words) + ")"


def _postgresql_query(words: Sequence[str]) -> str:
    """A tsquery of quoted lexemes, which no parser takes apart."""
    return " & ".join(f"'{word}'" for word in words)


_QUERY: Final = {SQLITE: _sqlite_query, POSTGRESQL: _postgresql_query}

_MATCH: Final = {
    SQLITE: "SELECT rowid FROM search WHERE search MATCH :{parameter}",
    POSTGRESQL: "SELECT number FROM search WHERE {column} @@ CAST(:{parameter} AS tsquery)",
}
_LISTED: Final = {
    SQLITE: "SELECT value FROM json_each(:{parameter})",
    POSTGRESQL: "SELECT jsonb_array_elements_text(CAST(:{parameter} AS jsonb))",
}


def _find_sql(dialect: str) -> str:
    in_body = _MATCH[dialect].format(column="body", parameter="in_body")
    in_subject = _MATCH[dialect].format(column="subject", parameter="in_subject")
    full = _LISTED[dialect].format(parameter="full_homes")
    overview = _LISTED[dialect].format(parameter="overview_homes")
    return f"""
        SELECT id, number, subject, status, updated_at, in_full FROM (
            SELECT id, number, subject, status, updated_at, home,
                CASE WHEN :everything = 1 OR home IN ({full})
                    OR id IN (SELECT ticket FROM guest WHERE agent = :agent)
                THEN 1 ELSE 0 END AS in_full
            FROM ticket WHERE updated_at < :before
        ) AS seen
        WHERE (in_full = 1 AND number IN ({in_body}))
            OR (in_full = 0 AND home IN ({overview}) AND number IN ({in_subject}))
        ORDER BY updated_at DESC, id DESC LIMIT :limit_
    """  # noqa: S608 - built from constants


_FIND: Final = {dialect: Portable(text(_find_sql(dialect))) for dialect in (SQLITE, POSTGRESQL)}


def _bounded(words: Iterable[str]) -> list[str]:
    kept: list[str] = []
    size = 0
    for word in words:
        size += len(word.encode()) + 1
        if size > MOST_BYTES:
            break
        kept.append(word)
    return kept


def _matters(kind: str, op: str, payload: bytes | None) -> bool:
    """Whether an entry can change the words of its ticket."""
    if kind == "message":
        return op == "insert" or payload is None or b'"text"' in payload
    return kind == "ticket" and (op == "insert" or payload is None or b'"subject"' in payload)
