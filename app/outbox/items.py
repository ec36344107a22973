# SPDX-License-Identifier: Apache-2.0
"""The rows of the outbox and every step that they take, each step one durable transaction.

An item is *queued* when it is safe on this computer, *sent* once it has a send counter, and gone
once it is answered; a *refused* one is kept until the person has seen it, a *held* one waits for
the person because a command that it builds on was refused.

Counters are gapless per (epoch, device): a hole would stop everything after it at the server.
"""

from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec import Raw, Struct

from app.cache.engine import File
from app.outbox.kept import keep, note_accepted, note_refused
from app.outbox.uploads import sweep_uploads
from sync_server.contract import codec, frames
from sync_server.contract.commands import KeepDraft, MarkRead, MarkUnread
from sync_server.contract.ids import Base, CommandId, Instant, Seq
from sync_server.contract.refusals import Refusal

QUEUED: Final = "queued"
SENT: Final = "sent"
HELD: Final = "held"
REFUSED: Final = "refused"

FRAME_COMMANDS: Final = 100
FRAME_BYTES: Final = 256 * 1024
_ENVELOPE_BYTES: Final = 160
_FRAME_OVERHEAD: Final = 64
COMMAND_BYTES: Final = FRAME_BYTES - _ENVELOPE_BYTES - _FRAME_OVERHEAD
"""What the largest command may have so that a frame with it alone is accepted."""


_ASIDE: Final = tuple(
    f'{{"type":"{each.__struct_config__.tag}"'.encode()
    for each in (MarkRead, MarkUnread, KeepDraft)
)
"""How the bytes of commands begin that only carry along where a person has read or written."""


class Item(Struct, frozen=True, kw_only=True):
    """A command on its way. `ticket` orders, `base` is the earlier own command it builds on."""

    id: CommandId
    command: bytes
    ticket: str | None = None
    base: str | None = None
    state: str = QUEUED
    counter: int | None = None
    queued_at: Instant = 0
    again: bool = False
    """Whether a restored server gets it once more: then its age is no reason to ask first."""
    refusal: Refusal | None = None

    @property
    def is_aside(self) -> bool:
        """Whether it goes along without a person's having changed anything."""
        return self.command.startswith(_ASIDE)

    @property
    def envelope(self) -> frames.Envelope:
        assert self.counter is not None
        return frames.Envelope(
            id=self.id, counter=self.counter, command=Raw(self.command), again=self.again
        )

    @property
    def size(self) -> int:
        """Its bytes in a frame, rounded up."""
        return len(self.command) + _ENVELOPE_BYTES


_COLUMNS: Final = "id, command, ticket, base, state, counter, queued_at, again, refusal"


def _item(row: tuple[object, ...]) -> Item:
    *plain, refusal = row
    decoded = None if refusal is None else msgspec.json.decode(refusal, type=Refusal)  # type: ignore[call-overload]
    names = ("id", "command", "ticket", "base", "state", "counter", "queued_at", "again")
    values = dict(zip(names, plain, strict=True))
    values["again"] = bool(values["again"])
    return Item(**values, refusal=decoded)  # type: ignore[arg-type]


def read_items(file: File) -> tuple[Item, ...]:
    """All items, in the order of the gestures."""
    return tuple(map(_item, file.rows(f"SELECT {_COLUMNS} FROM item ORDER BY position")))  # noqa: S608


def add_item(file: File, item: Item) -> None:
    """Make an item safe. The same id again changes nothing."""
    file.run(
        "INSERT INTO item (id, command, ticket, base, state, queued_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (item.id, item.command, item.ticket, item.base, QUEUED, item.queued_at),
    )


def begin_session(file: File, epoch: str, next_counter: int) -> tuple[Item, ...]:
    """Fit the counters to what the server expects; the sent items, in the order to send them again.

    In a new epoch, or when this file is older than the server's memory of this device, everything
    unanswered gets new counters. Otherwise what the server has counted keeps its counter, and what
    it has not is numbered without a gap from there. Ids stay, so nothing happens twice.
    """
    with file.transaction():
        known = file.row("SELECT epoch, next_counter FROM sender")
        strange = known is None or known[0] != epoch or known[1] < next_counter
        seen = 0 if strange else next_counter
        order = "position" if strange else "counter"
        waiting = file.rows(
            f"SELECT id FROM item WHERE state = ? AND counter >= ? ORDER BY {order}",  # noqa: S608
            (SENT, seen),
        )
        for number, (id,) in enumerate(waiting, start=next_counter):
            file.run("UPDATE item SET counter = ? WHERE id = ?", (number, id))
        _set_sender(file, epoch, next_counter + len(waiting))
    return tuple(
        map(
            _item,
            file.rows(f"SELECT {_COLUMNS} FROM item WHERE state = ? ORDER BY counter", (SENT,)),  # noqa: S608
        )
    )


def take_frame(file: File, *, room: int) -> tuple[Item, ...]:
    """The next queued items that fit into one frame, each with its counter, durably.

    An item waits for the files that its command names. `room` bounds the number.
    """
    queued = file.rows(
        f"SELECT {_COLUMNS} FROM item WHERE state = ? ORDER BY position LIMIT ?",  # noqa: S608
        (QUEUED, min(room, FRAME_COMMANDS)),
    )
    chosen = _fitting(tuple(map(_item, queued)), _missing_files(file))
    if not chosen:
        return ()
    with file.transaction():
        sender = file.row("SELECT epoch, next_counter FROM sender")
        assert sender is not None
        sent = tuple(
            msgspec.structs.replace(item, state=SENT, counter=number)
            for number, item in enumerate(chosen, start=sender[1])
        )
        for item in sent:
            file.run(
                "UPDATE item SET state = ?, counter = ? WHERE id = ?", (SENT, item.counter, item.id)
            )
        _set_sender(file, sender[0], sender[1] + len(sent))
    return sent


def _fitting(items: tuple[Item, ...], missing: frozenset[bytes]) -> list[Item]:
    """As many as fit, leaving out those whose files are not there yet and what follows on them.

    Order is promised per ticket: once one of a ticket waits, its later ones wait too.
    """
    size = _FRAME_OVERHEAD
    chosen: list[Item] = []
    waiting: set[str | None] = set()
    for item in items:
        if item.ticket is not None and item.ticket in waiting:
            continue
        if any(id in item.command for id in missing):
            waiting.add(item.ticket)
            continue
        size += item.size
        if size > FRAME_BYTES:
            break
        chosen.append(item)
    return chosen


def _missing_files(file: File) -> frozenset[bytes]:
    rows = file.rows("SELECT id FROM upload WHERE complete = 0")
    return frozenset(f'"{id}"'.encode() for (id,) in rows)


def _set_sender(file: File, epoch: str, next_counter: int) -> None:
    file.run("DELETE FROM sender")
    file.run("INSERT INTO sender VALUES (?, ?)", (epoch, next_counter))


def accept_items(
    file: File,
    ids: tuple[CommandId, ...],
    *,
    seqs: Mapping[CommandId, Seq | None] | None = None,
    at: Instant = 0,
) -> None:
    """Answered with ok: the items are done, and kept for a while, with the files that went along.

    `seqs` are those of the answers.
    """
    with file.transaction():
        keep(file, ids, at)
        note_accepted(file, seqs or {})
        file.run_many("DELETE FROM item WHERE id = ?", [(id,) for id in ids])
        sweep_uploads(file)


def refuse_item(file: File, id: CommandId, refusal: Refusal) -> tuple[Item, ...]:
    """Answered with a final refusal. Later queued commands that build on it are held: returned.

    What has left already stays: the server decides about it, and taking it out would leave a hole.
    """
    with file.transaction():
        file.run(
            "UPDATE item SET state = ?, counter = NULL, refusal = ? WHERE id = ?",
            (REFUSED, codec.encode(refusal), id),
        )
        held: list[Item] = []
        lost = {str(id)}
        for row in file.rows(
            f"SELECT {_COLUMNS} FROM item WHERE state = ? AND base IS NOT NULL ORDER BY position",  # noqa: S608
            (QUEUED,),
        ):
            item = _item(row)
            if item.base in lost:
                lost.add(item.id)
                held.append(msgspec.structs.replace(item, state=HELD))
                file.run("UPDATE item SET state = ? WHERE id = ?", (HELD, item.id))
        note_refused(file, id, refusal, held=[item.id for item in held])
    return tuple(held)


def drop_item(file: File, id: CommandId) -> None:
    """The person gives the command up."""
    file.run("DELETE FROM item WHERE id = ? AND state IN (?, ?)", (id, REFUSED, HELD))


def withdraw_item(file: File, id: CommandId) -> tuple[Item, ...] | None:
    """The person takes back what has not left. Later items that build on it build on what it built
    on itself: returned as they are now. None where it has left already, or is not there.
    """
    with file.transaction():
        row = file.row(f"SELECT {_COLUMNS} FROM item WHERE id = ? AND state = ?", (id, QUEUED))  # noqa: S608
        if row is None:
            return None
        ground = _ground(_item(row))
        rebased = []
        following = file.rows(
            f"SELECT {_COLUMNS} FROM item WHERE state = ? AND base = ? ORDER BY position",  # noqa: S608
            (QUEUED, id),
        )
        for each in map(_item, following):
            item = _on_ground(each, ground)
            file.run(
                "UPDATE item SET command = ?, base = ? WHERE id = ?",
                (item.command, item.base, item.id),
            )
            rebased.append(item)
        file.run("DELETE FROM item WHERE id = ?", (id,))
    return tuple(rebased)


def _ground(item: Item) -> Base | None:
    """What a command builds on."""
    command = codec.decode_command(item.command)
    ground: Base | None = getattr(command, "base", None) or getattr(command, "seen", None)
    return ground


def _on_ground(item: Item, ground: Base | None) -> Item:
    command = codec.decode_command(item.command)
    field = "base" if hasattr(command, "base") else "seen"
    return msgspec.structs.replace(
        item,
        command=codec.encode(msgspec.structs.replace(command, **{field: ground})),
        base=ground if isinstance(ground, str) else None,
    )


def release_item(file: File, id: CommandId) -> None:
    """The person wants a held command sent all the same."""
    file.run(
        "UPDATE item SET state = ?, refusal = NULL WHERE id = ? AND state = ?", (QUEUED, id, HELD)
    )


def count_waiting(file: File) -> int:
    """Commands that are not yet answered."""
    found = file.row("SELECT count(*) FROM item WHERE state IN (?, ?)", (QUEUED, SENT))
    return 0 if found is None else int(found[0])
