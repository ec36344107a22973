# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands on spam, deleted tickets, blocked senders and held mail."""

from collections.abc import Iterator

from msgspec.structs import replace

from app.workspace.predictions.registry import Edit, Gone, Scene, predicts
from app.workspace.predictions.tickets import changed, removal, restored
from sync_server.contract import commands as c
from sync_server.contract.addresses import address_key
from sync_server.contract.entities import Block, Held, Ticket
from sync_server.contract.ids import BlockId


@predicts(c.MarkSpam)
def predict_mark_spam(command: c.MarkSpam, scene: Scene) -> Iterator[Edit]:
    return _removed(scene, command.ticket, "spam")


@predicts(c.DeleteTicket)
def predict_delete_ticket(command: c.DeleteTicket, scene: Scene) -> Iterator[Edit]:
    return _removed(scene, command.ticket, "deleted")


def _removed(scene: Scene, id: str, status: str) -> Iterator[Edit]:
    ticket = scene.get(Ticket, id)
    if ticket is not None and ticket.status != status:
        yield from changed(scene, id, **removal(ticket, status, scene))


@predicts(c.RestoreTicket)
def predict_restore_ticket(command: c.RestoreTicket, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.status in ("spam", "deleted"):
        yield from changed(scene, command.ticket, **restored(ticket.removed_from or "open"))


@predicts(c.ReleaseHeld)
def predict_release_held(command: c.ReleaseHeld, scene: Scene) -> Iterator[Edit]:
    held = scene.get(Held, command.held)
    if held is not None and held.released_by is None:
        yield replace(held, released_by=scene.me, joins=command.joins)


@predicts(c.DiscardHeld)
def predict_discard_held(command: c.DiscardHeld, _scene: Scene) -> Iterator[Edit]:
    yield Gone(Held.kind, command.held)


@predicts(c.BlockSender)
def predict_block_sender(command: c.BlockSender, scene: Scene) -> Iterator[Edit]:
    id = BlockId(address_key(command.block))
    if scene.get(Block, id) is None:
        yield Block(id=id, agent=scene.me, at=scene.at)


@predicts(c.UnblockSender)
def predict_unblock_sender(command: c.UnblockSender, _scene: Scene) -> Iterator[Edit]:
    yield Gone(Block.kind, address_key(command.block))
