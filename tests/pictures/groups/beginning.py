# SPDX-License-Identifier: Apache-2.0
"""Beginnings: a ticket that is made, and a queue in which none is left."""

from typing import Any, Final

from PySide6.QtCore import Qt

from app import intents
from app.outbox.drafts import Draft
from sync_server.contract.entities import Agent, Ticket
from sync_server.operations.demo import SHOWN
from tests.pictures.groups.main import SUBJECT
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
LAPTOP: Final = (1366, 768)
ABOUT: Final = "Second depot wants its own return address on labels"
TEXT: Final = (
    "Hi Greta, as said on the phone: from 1 December returns go to Bergen, not Oslo.\n"
    "Send me the address list and I enter it for you today."
)


async def _writing(stage: Stage, **settings: Any) -> None:
    """A new ticket for a customer who has others."""
    await stage.open_window(**settings)
    await stage.open_ticket(SUBJECT)
    stage.key(Qt.Key.Key_N, CONTROL, at=stage.window)
    await stage.until(lambda: stage.shows("new_ticket.customer.field"))
    customer = stage.find("new_ticket.customer.field")
    stage.type("Greta", at=customer)
    await stage.calm()
    stage.key(Qt.Key.Key_Return, at=customer)
    await stage.calm()
    stage.type(ABOUT, at=stage.find("new_ticket.subject.field"))
    for name, told in (("team", "Platform"), ("category", "Labels"), ("tags", "returns")):
        stage.click(stage.find(f"new_ticket.{name}.field"))
        await stage.calm()
        menu = stage.find("menu.search.field")
        stage.type(told, at=menu)
        stage.key(Qt.Key.Key_Return, at=menu)
        await stage.calm()
    editor = stage.find("new_ticket.text.editor")
    editor.setFocus()
    stage.type(TEXT, at=editor)
    await stage.calm()


@picture("new-ticket")
async def new_ticket(stage: Stage) -> None:
    """The panel over the window, filled in."""
    await _writing(stage)


@picture("new-ticket-dark")
async def new_ticket_dark(stage: Stage) -> None:
    """The same in dark."""
    await _writing(stage, appearance="dark")


@picture("new-ticket-1366", LAPTOP)
async def new_ticket_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _writing(stage)


async def _clear(stage: Stage, **settings: Any) -> None:
    """Maya began a reply; then Leila gives all of her tickets to Tomas."""
    leila = await stage.signed_in("Leila Haddad")
    named = {agent.name: agent.id for agent in leila.workspace.all(Agent)}
    for ticket in tuple(leila.workspace.all(Ticket)):
        if ticket.assignee == named[SHOWN]:
            intents.assign(leila.workspace, ticket=ticket.id, assignee=named["Tomas Reuter"])
    await stage.until(lambda: leila.state.to_send == 0)
    maya = await stage.signed_in()
    refund = next(
        t.id for t in maya.workspace.all(Ticket) if t.subject.startswith("Refund for dup")
    )
    maya.workspace.drafts.put(refund, "reply", Draft(text="Hello Greta, the second charge"))
    await stage.until(lambda: maya.views.count("my_queue") == 0)
    await stage.open_window(client=maya, **settings)


@picture("empty-queue")
async def empty_queue(stage: Stage) -> None:
    """Nothing is left, and where else something waits."""
    await _clear(stage)


@picture("empty-queue-dark")
async def empty_queue_dark(stage: Stage) -> None:
    """The same in dark."""
    await _clear(stage, appearance="dark")


@picture("empty-queue-1366", LAPTOP)
async def empty_queue_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _clear(stage)
