# SPDX-License-Identifier: Apache-2.0
"""Commands that the server has accepted, kept for a week in case it comes back from a backup.

A restored server does not know what it accepted since the backup. Its log has another epoch: then
everything that is kept goes back among what is to be sent, in the order of the gestures and under
the same ids, with the files that went along. What the server still knows it answers as before, so
nothing happens twice. What became of each is written down until the person has seen it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from app.cache.engine import File
from app.outbox.uploads import sweep_uploads
from sync_server.contract import codec
from sync_server.contract.commands import KeepDraft
from sync_server.contract.ids import CommandId, Instant, Seq
from sync_server.contract.refusals import Refusal

KEPT_US: Final = 7 * 24 * 3600 * 1_000_000
MOST_FILE_BYTES: Final = 256 * 1024 * 1024
"""Files are kept with their commands as long as there is room for so much; the newest first."""

WAITING: Final = "waiting"
DONE: Final = "done"
KNOWN: Final = "known"
REFUSED: Final = "refused"
HELD: Final = "held"

_DRAFT: Final = f'{{"type":"{KeepDraft.__struct_config__.tag}"'
"""What a person has not sent lies in the drafts of this file, and is carried from there again."""


class Replayed(Struct, frozen=True, kw_only=True):
    """A command that was sent again to a restored server.

    `state`: "waiting"; "done" again; "known", as it was in the backup; "refused"; or "held": it
    builds on one that was refused. `head` is where the restored log ended.
    """

    id: CommandId
    command: bytes
    head: Seq = 0
    state: str = WAITING
    refusal: Refusal | None = None


def keep(file: File, ids: tuple[CommandId, ...], at: Instant) -> None:
    """Keep accepted items, before they are dropped. Within the caller's transaction."""
    file.run_many(
        "INSERT OR IGNORE INTO kept"
        " (position, id, command, ticket, base, queued_at, done_at, files)"
        " SELECT position, id, command, ticket, base, queued_at, ?, EXISTS"
        " (SELECT 1 FROM upload WHERE instr(item.command, CAST(upload.id AS BLOB)))"
        " FROM item WHERE id = ? AND substr(CAST(command AS TEXT), 1, ?) <> ?",
        [(at, id, len(_DRAFT), _DRAFT) for id in ids],
    )


def note_accepted(file: File, seqs: Mapping[CommandId, Seq | None]) -> None:
    """Write down that commands were done again, or were known. Within the caller's transaction."""
    file.run_many(
        "UPDATE again SET state = CASE WHEN ? > head THEN ? ELSE ? END WHERE id = ?",
        [(seq or 0, DONE, KNOWN, id) for id, seq in seqs.items()],
    )


def note_refused(file: File, id: CommandId, refusal: Refusal, *, held: Iterable[CommandId]) -> None:
    """Write down that a command could not be done again. Within the caller's transaction."""
    file.run_many("UPDATE again SET state = ? WHERE id = ?", [(HELD, each) for each in held])
    file.run(
        "UPDATE again SET state = ?, refusal = ? WHERE id = ?",
        (REFUSED, codec.encode(refusal), id),
    )


def requeue(file: File, epoch: str, next_counter: int, head: Seq) -> bool:
    """In a new epoch, put everything that is kept back among what is to be sent; whether it is one.

    `head` is where the restored log ends now: what is done again gets a later seq.
    """
    with file.transaction():
        known = file.row("SELECT epoch FROM sender")
        if known is None or known[0] == epoch:
            return False
        file.run("DELETE FROM again")
        file.run(
            "INSERT INTO again (id, position, head, state, command)"
            " SELECT id, position, ?, ?, command FROM kept"
            " UNION ALL SELECT id, position, ?, ?, command FROM item WHERE state = 'sent'",
            (head, WAITING, head, WAITING),
        )
        file.run("UPDATE item SET state = 'queued', counter = NULL, again = 1 WHERE state = 'sent'")
        file.run(
            "INSERT INTO item (position, id, command, ticket, base, state, queued_at, again)"
            " SELECT position, id, command, ticket, base, 'queued', queued_at, 1 FROM kept"
        )
        file.run(
            "UPDATE upload SET complete = 0 WHERE EXISTS"
            " (SELECT 1 FROM kept WHERE files AND instr(command, CAST(upload.id AS BLOB)))"
        )
        file.run("DELETE FROM kept")
        file.run("UPDATE sender SET epoch = ?, next_counter = ?", (epoch, next_counter))
    return True


def read_again(file: File) -> tuple[Replayed, ...]:
    """What was sent again to a restored server, in the order of the gestures."""
    rows = file.rows("SELECT id, command, head, state, refusal FROM again ORDER BY position")
    return tuple(
        Replayed(
            id=CommandId(id),
            command=command,
            head=head,
            state=state,
            refusal=None if refusal is None else msgspec.json.decode(refusal, type=Refusal),
        )
        for id, command, head, state, refusal in rows
    )


def dismiss_again(file: File) -> None:
    """The person has seen it."""
    file.run("DELETE FROM again WHERE state <> ?", (WAITING,))


def forget_old(file: File, before: Instant) -> None:
    """Keep nothing longer than a week, and files only while there is room."""
    room = MOST_FILE_BYTES
    full: list[tuple[str]] = []
    for id, size in file.rows(
        "SELECT kept.id, sum(upload.size) FROM kept JOIN upload"
        " ON instr(kept.command, CAST(upload.id AS BLOB))"
        " WHERE kept.files GROUP BY kept.position ORDER BY kept.position DESC"
    ):
        room -= size
        if room < 0:
            full.append((id,))
    with file.transaction():
        file.run("DELETE FROM kept WHERE done_at < ?", (before,))
        file.run_many("UPDATE kept SET files = 0 WHERE id = ?", full)
        sweep_uploads(file)
