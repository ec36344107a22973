# SPDX-License-Identifier: Apache-2.0
"""An administrator looks at what is promised, and how the clock ran on a ticket."""

from typing import Any

from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.entities import SlaPolicy, Team
from tests.pictures.registry import picture
from tests.pictures.stage import Stage

DANA = "Dana Whitfield"
REMINDER = """Hello {{customer.first_name}},

did our answer help? If so, there is nothing to do.

{{ticket.team}}"""
EMAIL = "dana.whitfield@brightwater.example"


async def _promised(stage: Stage, **settings: Any) -> None:
    """The policy Gold is chosen, and the ticket of most pictures."""
    dana = await stage.invited(DANA, email=EMAIL)
    await stage.open_window(client=dana, **settings)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    gold = next(each.id for each in dana.workspace.all(SlaPolicy) if each.name == "Gold")
    admin = stage.agent.pages.admin
    assert admin is not None
    page = admin._page
    page.policies.table.rows.go_to(gold)
    field: Any = stage.find("admin.course.number.field")
    field.selectAll()
    stage.type("48213", at=field)
    stage.key(Qt.Key.Key_Return, at=field)
    await stage.until(lambda: not page.policies.course.message)
    stage.window.setFocus()
    await stage.calm()


@picture("sla-calendars")
async def sla_calendars(stage: Stage) -> None:
    """The policies, and how the clock ran."""
    await _promised(stage)


@picture("sla-calendars-dark")
async def sla_calendars_dark(stage: Stage) -> None:
    """The same in dark."""
    await _promised(stage, appearance="dark")


@picture("admin-waiting")
async def admin_waiting(stage: Stage) -> None:
    """How long the tickets of each team wait."""
    dana = await stage.invited(DANA, email=EMAIL)
    team = min(dana.workspace.all(Team), key=lambda each: each.name)
    intents.change_team(
        dana.workspace, team=team.id, next_status="pending", on_hold_days=5, reminder=REMINDER
    )
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("waiting")
    admin._page.waiting.list.setFocus()
    await stage.calm()
