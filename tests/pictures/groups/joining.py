# SPDX-License-Identifier: Apache-2.0
"""Tickets are merged, split and linked."""

from typing import Any

from app import intents
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TicketId
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

MAIN = 48213


def _numbered(stage: Stage, number: int) -> Ticket:
    workspace = stage.agent.workspace
    return next(each for each in workspace.all(Ticket) if each.number == number)


async def _main(stage: Stage, **settings: Any) -> TicketId:
    """The ticket of most pictures is open; another one of the same desk."""
    await stage.open_window(**settings)
    main = _numbered(stage, MAIN)
    stage.agent.tickets.open(main.id)
    await stage.calm()
    others = (
        each
        for each in stage.agent.workspace.all(Ticket)
        if each.status in ("new", "open") and each.id != main.id and each.requester is not None
    )
    return min(others, key=lambda each: each.number).id


@picture("merge")
async def merge(stage: Stage) -> None:
    """Two tickets side by side, and what happens when one goes into the other."""
    other = await _main(stage)
    stage.agent.do("join:merge")
    stage.agent.tickets.joining.merging.menu.hide()
    stage.agent.tickets.joining.merging.menu.chosen.emit(other)
    await stage.calm()


@picture("merged")
async def merged(stage: Stage) -> None:
    """A ticket that went into another one."""
    other = await _main(stage)
    main = stage.agent.tickets.id
    assert main is not None
    workspace = stage.agent.workspace
    intents.merge_ticket(workspace, ticket=main, into=other, confirmed=True)
    await stage.until(lambda: not stage.agent.tickets.open_ticket.entries)
    await stage.calm()


@picture("split")
async def split(stage: Stage) -> None:
    """Messages are chosen that become a ticket of their own."""
    await _main(stage)
    stage.agent.do("join:split")
    panel = stage.agent.tickets.joining.splitting.panel
    panel._rows[-1].box.click()
    await stage.calm()


@picture("linked")
async def linked(stage: Stage) -> None:
    """What a ticket is linked to."""
    other = await _main(stage)
    ticket, workspace = stage.agent.tickets.id, stage.agent.workspace
    assert ticket is not None
    intents.link_tickets(workspace, ticket=ticket, to=other, kind="parent")
    await stage.until(lambda: not workspace.pending)
    stage.agent.do("menu:links")
    await stage.calm()


@picture("open-children")
async def open_children(stage: Stage) -> None:
    """A parent shows its open children before it is solved."""
    other = await _main(stage)
    ticket, workspace = stage.agent.tickets.id, stage.agent.workspace
    assert ticket is not None
    intents.link_tickets(workspace, ticket=ticket, to=other, kind="child")
    await stage.until(lambda: not workspace.pending)
    stage.agent.do("solve")
    await stage.calm()
