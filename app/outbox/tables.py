# SPDX-License-Identifier: Apache-2.0
"""The tables of the outbox, the one file of the client that is never thrown away.

`item` keeps the bytes of a command as first encoded, for ever the same. `counter` is given when it
leaves. `kept` are commands that the server has accepted, for a week: a server that came back from a
backup gets them `again`. `upload` is a file in the outbox's care, cut into chunks, as long as a
command or a draft names it.
"""

from typing import Final

from app.cache.engine import Shape

OUTBOX: Final = Shape(
    application_id=0x44424F55,
    durable=True,
    migrations=(
        (
            """CREATE TABLE item (
                position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
                command BLOB NOT NULL, ticket TEXT, base TEXT, state TEXT NOT NULL,
                counter INTEGER, queued_at INTEGER NOT NULL, refusal BLOB
            )""",
            """CREATE INDEX item_counter ON item (counter) WHERE counter IS NOT NULL""",
            """CREATE TABLE sender (epoch TEXT NOT NULL, next_counter INTEGER NOT NULL)""",
            """CREATE TABLE draft (
                ticket TEXT NOT NULL, mode TEXT NOT NULL, content BLOB NOT NULL,
                updated_at INTEGER NOT NULL, PRIMARY KEY (ticket, mode)
            ) WITHOUT ROWID""",
            """CREATE TABLE upload (
                id TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL,
                size INTEGER NOT NULL, sha256 TEXT NOT NULL, complete INTEGER NOT NULL DEFAULT 0
            ) WITHOUT ROWID""",
            """CREATE TABLE chunk (
                upload TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,
                PRIMARY KEY (upload, number)
            )""",
        ),
        (
            """ALTER TABLE item ADD COLUMN again INTEGER NOT NULL DEFAULT 0""",
            """CREATE TABLE kept (
                position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, command BLOB NOT NULL,
                ticket TEXT, base TEXT, queued_at INTEGER NOT NULL, done_at INTEGER NOT NULL,
                files INTEGER NOT NULL
            )""",
            """CREATE INDEX kept_done ON kept (done_at)""",
            """CREATE INDEX kept_files ON kept (id) WHERE files""",
            """CREATE TABLE again (
                id TEXT PRIMARY KEY, position INTEGER NOT NULL, head INTEGER NOT NULL,
                state TEXT NOT NULL, command BLOB NOT NULL, refusal BLOB
            )""",
        ),
    ),
)
