# SPDX-License-Identifier: Apache-2.0
"""Apart from the others: without a connection, and after somebody else was first."""

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.commands import SetStatus
from sync_server.contract.entities import Ticket
from sync_server.contract.ids import TagId
from tests.pictures.groups.main import ANSWER, SUBJECT, seen_before
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

LAPTOP: Final = (1366, 768)
CONTROL: Final = Qt.KeyboardModifier.ControlModifier
DONE: Final = "Cached key id purged in eu-west at 13:57."
BANNER_S: Final = 10.5
"""After so long the banner is there."""


async def _cut_off(stage: Stage, **settings: Any) -> None:
    """Maya answers and sets Pending while the server is away."""
    client = await stage.signed_in()
    await seen_before(stage, client)
    await stage.open_window(client=client, **settings)
    await stage.open_ticket(SUBJECT)
    await stage.stop_server()
    await stage.until(lambda: client.state.kind == "offline")
    stage.agent.do("reply")
    stage.type(ANSWER, at=stage.window.composer.composer.editor)
    stage.key(Qt.Key.Key_Return, CONTROL, at=stage.window.composer.composer.editor)
    await stage.calm()
    wake_at = client.workspace.now_us() + round(timedelta(days=3).total_seconds() * 1_000_000)
    ticket = _ticket(client)
    intents.set_status(client.workspace, ticket=ticket, status="pending", wake_at=wake_at)
    intents.change_tags(client.workspace, ticket=ticket, add=(TagId("eu-west"),))
    stage.window.list.view.setFocus()  # where it is shown
    await stage.calm(BANNER_S)


def _ticket(client: Any) -> Any:
    return next(each.id for each in client.workspace.all(Ticket) if each.subject == SUBJECT)


@picture("offline")
async def offline(stage: Stage) -> None:
    """What waits, and that it waits."""
    await _cut_off(stage)


@picture("offline-dark")
async def offline_dark(stage: Stage) -> None:
    """The same in dark."""
    await _cut_off(stage, appearance="dark")


@picture("offline-1366", LAPTOP)
async def offline_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _cut_off(stage)


async def _second(stage: Stage, **settings: Any) -> None:
    """Tomas sets Pending; four seconds later Maya, who hears nothing, presses E for Solve."""
    tomas, priya = await stage.signed_in("Tomas Reuter"), await stage.signed_in("Priya Nair")
    cable = await stage.cable()
    maya = await stage.signed_in_through(cable)
    await seen_before(stage, maya)
    ticket = _ticket(maya)
    await stage.open_window(client=maya, **settings)
    await stage.open_ticket(SUBJECT)
    stage.agent.do("reply")
    stage.type(ANSWER, at=stage.window.composer.composer.editor)
    stage.key(Qt.Key.Key_Escape)
    await cable.cut()
    await stage.until(lambda: maya.state.kind == "offline")
    wake_at = tomas.workspace.now_us() + round(timedelta(days=3).total_seconds() * 1_000_000)
    intents.set_status(tomas.workspace, ticket=ticket, status="pending", wake_at=wake_at)
    await stage.until(lambda: tomas.state.to_send == 0)
    stage.environment.pass_seconds(4)
    stage.agent.do("solve")
    await stage.until(lambda: _sets_status(maya))
    intents.add_note(maya.workspace, ticket=ticket, text=DONE)
    intents.change_tags(maya.workspace, ticket=ticket, add=(TagId("eu-west"),))
    await cable.mend()
    maya.retry_now()
    priya.here(ticket=ticket, mode="viewing")
    tomas.here(ticket=ticket, mode="replying", typing=True)
    await stage.until(lambda: stage.shows("conversation.decision.card"))
    stage.window.list.view.setFocus()  # where it is shown
    await stage.calm()


def _sets_status(client: Any) -> bool:
    return any(isinstance(each.command, SetStatus) for each in client.workspace.pending)


@picture("conflict")
async def conflict(stage: Stage) -> None:
    """The card with both values."""
    await _second(stage, appearance="dark")


@picture("conflict-light")
async def conflict_light(stage: Stage) -> None:
    """The same in light."""
    await _second(stage)


@picture("conflict-1366", LAPTOP)
async def conflict_small(stage: Stage) -> None:
    """The same on a small laptop."""
    await _second(stage)
