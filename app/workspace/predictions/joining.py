# SPDX-License-Identifier: Apache-2.0
"""Predictions of the commands that merge, split and link tickets.

Messages stay where they are shown until the server has moved them.
"""

from collections.abc import Iterator

from app.workspace.predictions.registry import Edit, Scene, predicts
from app.workspace.predictions.tickets import changed, removal, restored
from sync_server.contract import commands as c
from sync_server.contract.entities import LINKS, MERGED, Link, Ticket
from sync_server.contract.ids import TicketId


@predicts(c.MergeTicket)
def predict_merge_ticket(command: c.MergeTicket, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.merged_into is None:
        gone = removal(ticket, "merged", scene)
        yield from changed(scene, ticket.id, merged_into=command.into, **gone)
        yield from _linked(scene, command.into, Link(kind=MERGED, ticket=ticket.id))


@predicts(c.UnmergeTicket)
def predict_unmerge_ticket(command: c.UnmergeTicket, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is not None and ticket.merged_into is not None:
        back = restored(ticket.removed_from or "open")
        yield from changed(scene, ticket.id, merged_into=None, merge=None, **back)
        yield from _unlinked(scene, ticket.merged_into, Link(kind=MERGED, ticket=ticket.id))


@predicts(c.SplitTicket)
def predict_split_ticket(command: c.SplitTicket, scene: Scene) -> Iterator[Edit]:
    ticket = scene.get(Ticket, command.ticket)
    if ticket is None:
        return
    yield Ticket(
        id=command.into,
        subject=command.subject,
        status="new" if ticket.assignee is None else "open",
        priority=ticket.priority,
        channel=ticket.channel,
        requester=ticket.requester,
        organisation=ticket.organisation,
        team=ticket.team,
        assignee=ticket.assignee,
        category=ticket.category,
        tags=ticket.tags,
        custom=ticket.custom,
        messages=len(command.messages),
        opened_at=scene.at,
        updated_at=scene.at,
        links=(Link(kind="related", ticket=ticket.id),),
    )
    yield from _linked(scene, ticket.id, Link(kind="related", ticket=command.into))


@predicts(c.LinkTickets)
def predict_link_tickets(command: c.LinkTickets, scene: Scene) -> Iterator[Edit]:
    for end, link in _ends(command):
        yield from _linked(scene, end, link)


@predicts(c.UnlinkTickets)
def predict_unlink_tickets(command: c.UnlinkTickets, scene: Scene) -> Iterator[Edit]:
    for end, link in _ends(command):
        yield from _unlinked(scene, end, link)


def _linked(scene: Scene, end: TicketId, link: Link) -> Iterator[Edit]:
    ticket = scene.get(Ticket, end)
    if ticket is not None and link not in ticket.links:
        yield from changed(scene, end, links=(*ticket.links, link))


def _unlinked(scene: Scene, end: TicketId, link: Link) -> Iterator[Edit]:
    ticket = scene.get(Ticket, end)
    if ticket is not None:
        left = tuple(each for each in ticket.links if each != link)
        yield from changed(scene, end, links=left)


def _ends(command: c.LinkTickets | c.UnlinkTickets) -> tuple[tuple[TicketId, Link], ...]:
    """Each end with the link that it has."""
    return (
        (command.ticket, Link(kind=command.kind, ticket=command.to)),
        (command.to, Link(kind=LINKS[command.kind], ticket=command.ticket)),
    )
