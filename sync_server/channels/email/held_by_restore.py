# SPDX-License-Identifier: Apache-2.0
"""Holds what waited in a backup: whoever restores it cannot know what has left since. What clients
send again is held as it comes, by the commands that put it into the queue.

A held message says so in its ticket, where an agent may send it again. It is known by its version,
which is not newer than the backup; so one that was put back into the queue is not held twice.
"""

import logging
from typing import Final

from sync_server.channels.derived_ids import derived_id
from sync_server.contract.commands import RecordDelivery
from sync_server.contract.ids import MessageId
from sync_server.contract.refusals import Code
from sync_server.desk.actor import SYSTEM, Actor
from sync_server.desk.commands.sending import HELD_BY_RESTORE
from sync_server.desk.desk import Desk
from sync_server.environment import Environment
from sync_server.store.origin import read_origin
from sync_server.store.outgoing import Outgoing

_log = logging.getLogger(__name__)

_RESTORE: Final = Actor(kind=SYSTEM, id="restore", via="mail", device="restore")


class NotHeld(Exception):
    """The desk takes no changes now; until what waits is held, nothing may leave."""


async def hold_what_waited(desk: Desk, environment: Environment) -> None:
    """Take what waited in the backup out of the queue. Call it before anything leaves.

    Raises `NotHeld`.
    """
    epoch, waiting = await environment.lane("mail of a backup").run(_waiting, desk)
    for id_ in waiting:
        command = RecordDelivery(message=id_, delivery="failed", note=HELD_BY_RESTORE)
        answer = await desk.execute(command, _RESTORE, id=derived_id("held", epoch, id_))
        if not answer.ok and answer.refusal is not None and answer.refusal.code != Code.ID_CONFLICT:
            raise NotHeld(str(answer.refusal.code))
    if waiting:
        _log.info("Held %d messages of a backup", len(waiting), extra={"action": "restore"})


def _waiting(desk: Desk) -> tuple[str, list[MessageId]]:
    with desk.database.read() as reader:
        origin = read_origin(desk.database, reader)
        if origin is None:
            return "", []
        return str(origin.at), Outgoing(desk.database).waiting(reader, upto=origin.seq)
