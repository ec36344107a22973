# SPDX-License-Identifier: Apache-2.0
"""What a person may look at after the server came back from a backup: what was sent again."""

from collections.abc import Iterable

from msgspec import Struct

from app.outbox.items import Item
from app.outbox.kept import Replayed
from app.workspace.words import refusal_words
from sync_server.contract import codec
from sync_server.contract.commands import Command
from sync_server.contract.ids import CommandId
from sync_server.contract.refusals import Refused


class ReplayedCommand(Struct, frozen=True, kw_only=True):
    """A person's action that was sent again.

    `state`: "waiting"; "done"; "refused", with `words` that say why; or "held", because it builds
    on one that was refused. What was typed in a refused one is in the drafts.
    """

    id: CommandId
    command: Command
    state: str
    words: str = ""


def replayed_commands(entries: Iterable[Replayed]) -> tuple[ReplayedCommand, ...]:
    """What a person did and a restored server did not know, in the order of the gestures."""
    found = []
    for entry in entries:
        if entry.state == "known" or Item(id=entry.id, command=entry.command).is_aside:
            continue
        try:
            command = codec.decode_command(entry.command)
        except Refused:  # of another version
            continue
        words = "" if entry.refusal is None else refusal_words(entry.refusal, command)
        found.append(ReplayedCommand(id=entry.id, command=command, state=entry.state, words=words))
    return tuple(found)
