# SPDX-License-Identifier: Apache-2.0
"""The checklist of a ticket in words: what is done, by whom and when, and what has to be."""

from collections.abc import Iterator

from app.workspace.workspace import Workspace
from sync_server.contract.entities import Tick, Ticket
from sync_server.contract.gates import Gates
from ui.models.people import agent_name
from ui.models.words import time_words, translate
from ui.widgets.checklist import ChecklistLine


def checklist_lines(workspace: Workspace, ticket: Ticket, gates: Gates) -> Iterator[ChecklistLine]:
    """A line for each item, in the order of the list."""
    ticks = {tick.item: tick for tick in ticket.ticks}
    required = frozenset(gates.missing(ticket).items)
    for item in gates.items(ticket):
        tick = ticks.get(item.text)
        if tick is not None:
            yield ChecklistLine(item.text, done=True, told=_told(workspace, tick))
        else:
            must = translate("solving", "Has to be done") if item.text in required else ""
            yield ChecklistLine(item.text, told=must)


def _told(workspace: Workspace, tick: Tick) -> str:
    when = time_words(tick.at, workspace.now_us())
    if tick.by is None:
        return when
    told = translate("solving", "{name}, {time}")
    return told.format(name=agent_name(workspace, tick.by), time=when)
