# SPDX-License-Identifier: Apache-2.0
"""The tables of the cache.

`row` holds every row as JSON, so that a field of a newer server survives. A child has the home of
its ticket and stores none. `ticket` holds what moves with a ticket at once (the digests of its
children, as SQLite's signed integers) and what lists of a contact's tickets need. `scope` says what
is held: `ready` 0 while its snapshot is under way. `row.place` is higher for what is newer; below
zero it is the rowid of a row's `words`. `term` shows the words of that index, and holds nothing
itself.
"""

from typing import Final

from app.cache.engine import Shape
from app.cache.seen import seen

CACHE: Final = Shape(
    application_id=0x44424341,
    durable=False,
    functions=(("seen", seen),),
    migrations=(
        (
            """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
            """CREATE TABLE scope (
                scope TEXT PRIMARY KEY, projection TEXT NOT NULL, ready INTEGER NOT NULL
            ) WITHOUT ROWID""",
            """CREATE TABLE row (
                number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, home TEXT,
                ticket TEXT, version INTEGER NOT NULL, data BLOB NOT NULL, UNIQUE (kind, id)
            )""",
            """CREATE INDEX row_home ON row (home, kind) WHERE home IS NOT NULL""",
            """CREATE INDEX row_ticket ON row (ticket, kind) WHERE ticket IS NOT NULL""",
            """CREATE TABLE ticket (
                id TEXT PRIMARY KEY, requester TEXT, organisation TEXT, updated_at INTEGER NOT NULL,
                message INTEGER NOT NULL DEFAULT 0, attachment INTEGER NOT NULL DEFAULT 0
            ) WITHOUT ROWID""",
            """CREATE INDEX ticket_requester ON ticket (requester, updated_at DESC)""",
            """CREATE TABLE digest (
                scope TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER NOT NULL,
                PRIMARY KEY (scope, kind)
            ) WITHOUT ROWID""",
            """CREATE VIRTUAL TABLE words USING fts5 (
                text, content='', contentless_delete=1,
                tokenize="unicode61 remove_diacritics 2", prefix='2 3'
            )""",
            """INSERT INTO words (words, rank) VALUES ('secure-delete', 1)""",
        ),
        (
            """ALTER TABLE row ADD COLUMN place INTEGER""",
            """UPDATE row SET place = number
                WHERE kind IN ('ticket', 'message', 'contact', 'organisation')""",
            """CREATE UNIQUE INDEX row_place ON row (place) WHERE place IS NOT NULL""",
        ),
        ("""CREATE VIRTUAL TABLE term USING fts5vocab (words, instance)""",),
        # Of itself the index merges in the commit of every thirtieth change, for 20 ms and more.
        ("""INSERT INTO words (words, rank) VALUES ('automerge', 0)""",),
        # The newest first, as the index reads by itself. Where in a text a word stands is not kept:
        # nobody asks. Leaves fit on a page, of which the encryption takes 80 bytes.
        (
            """DROP TABLE term""",
            """DROP TABLE words""",
            """CREATE VIRTUAL TABLE words USING fts5 (
                text, content='', contentless_delete=1, detail=none,
                tokenize="unicode61 remove_diacritics 2", prefix='2 3'
            )""",
            """CREATE VIRTUAL TABLE term USING fts5vocab (words, instance)""",
            """INSERT INTO words (words, rank) VALUES ('secure-delete', 1)""",
            """INSERT INTO words (words, rank) VALUES ('automerge', 0)""",
            """INSERT INTO words (words, rank) VALUES ('pgsz', 3900)""",
            """INSERT INTO words (rowid, text) SELECT -place, seen(coalesce(CASE kind
                WHEN 'ticket' THEN data ->> '$.subject' || ' ' || coalesce(data ->> '$.number', '')
                WHEN 'message' THEN data ->> '$.text'
                WHEN 'contact' THEN concat_ws(' ', data ->> '$.name',
                    (SELECT group_concat(value, ' ') FROM json_each(data, '$.emails')),
                    (SELECT group_concat(value, ' ') FROM json_each(data, '$.phones')))
                ELSE concat_ws(' ', data ->> '$.name',
                    (SELECT group_concat(value, ' ') FROM json_each(data, '$.domains')))
                END, '')) FROM row WHERE place IS NOT NULL ORDER BY place DESC""",
        ),
    ),
)
