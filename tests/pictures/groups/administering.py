# SPDX-License-Identifier: Apache-2.0
"""An administrator looks at what is promised, and how the clock ran on a ticket."""

from typing import Any

from PySide6.QtCore import Qt

from app import intents
from app.client import Client
from sync_server.contract.entities import Agent, SlaPolicy, Team
from sync_server.contract.ids import RuleId
from tests.pictures.registry import picture
from tests.pictures.stage import Stage
from ui.windows.agent.admin.controller import AdminController

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
    admin.show_entry("policies")
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


def _rule(name: str, actions: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"rule": name, **parts, "actions": actions}


RULES = (
    _rule("Chat to the chat pod", {"priority": "high"}, conditions={"channel": "chat"}),
    _rule(
        "Japanese to Tokyo desk",
        {"tags": "japanese"},
        triggers={"on": "created"},
        conditions={"customer.language": "ja"},
    ),
    _rule(
        "High Priority Assignment",
        {"assign_team": "platform", "notify": ["team-lead", "system-admin"], "sla": "2-hours"},
        conditions={"priority": ["high", "urgent"], "custom.plan": ["gold", "platinum"]},
    ),
    _rule(
        "Reopen on customer reply",
        {"status": "open"},
        triggers={"on": "message", "types": "customer"},
        conditions={"status": ["pending", "solved"]},
        repeats=True,
    ),
    _rule(
        "Close after 7 quiet days",
        {"status": "closed"},
        triggers={"on": "time", "after": "7d", "of": "solved_at", "hours": "calendar"},
        conditions={"status": "solved"},
    ),
    _rule("Black Friday overflow", {"priority": "low"}, triggers={"on": "created"}),
)


REFUND = {"text": "Hello {{customer.first_name}}, your refund is on its way.", "draft": True}


async def _ruled(stage: Stage, **settings: Any) -> None:
    """Rules in force, one of which is being changed."""
    dana = await stage.invited(DANA, email=EMAIL)
    workspace = dana.workspace
    ids = [
        intents.create_rule(workspace, document=document, position=place)
        for place, document in enumerate(RULES)
    ]
    for id in ids:
        intents.publish_rule(workspace, rule=id)
    intents.save_rule(workspace, rule=ids[-1], disabled=True)
    changed = {**RULES[2], "actions": {**RULES[2]["actions"], "stop": True}}
    intents.save_rule(workspace, rule=ids[2], document=changed)
    await stage.until(lambda: not workspace.pending)
    await stage.open_window(client=dana, **settings)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.rules.choose(ids[2])
    await stage.until(lambda: bool(admin.rules.editing.form.vocabulary.fields))
    stage.window.setFocus()
    await stage.calm()


@picture("rule-editor")
async def rule_editor(stage: Stage) -> None:
    """The rules in their order, and one of them as form and as text."""
    await _ruled(stage)


@picture("rule-editor-dark")
async def rule_editor_dark(stage: Stage) -> None:
    """The same in dark."""
    await _ruled(stage, appearance="dark")


@picture("admin-checklists")
async def admin_checklists(stage: Stage) -> None:
    """What the first team asks for, and an item that is begun."""
    dana = await stage.invited(DANA, email=EMAIL)
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("gates")
    admin._page.gates.add.click()
    await stage.calm()


@picture("admin-categories")
async def admin_categories(stage: Stage) -> None:
    """What tickets are about, and one more that is begun."""
    dana = await stage.invited(DANA, email=EMAIL)
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("categories")
    admin._page.categories.add.click()
    await stage.calm()


@picture("admin-assignment")
async def admin_assignment(stage: Stage) -> None:
    """How a team shares out, what waits and why, and who would get a ticket."""
    dana = await stage.invited(DANA, email=EMAIL)
    platform = next(each for each in dana.workspace.all(Team) if each.name == "Platform")
    intents.change_team(dana.workspace, team=platform.id, routing="balanced")
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("assignment")
    page = admin._page.assignment
    page.team.menu.chosen.emit(platform.id)
    stage.type("48213", at=page.number)
    stage.key(Qt.Key.Key_Return, at=page.number)
    await stage.until(lambda: bool(page.trial.steps))
    await stage.calm()


@picture("admin-teams")
async def admin_teams(stage: Stage) -> None:
    """Who of a team may get its tickets, and a limit for one of them."""
    dana = await stage.invited(DANA, email=EMAIL)
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("teams")
    page = admin._page.teams
    platform = next(each for each in dana.workspace.all(Team) if each.name == "Platform")
    page.team.menu.chosen.emit(platform.id)
    await stage.until(lambda: page.matrix.value is not None and page.agent_card.isVisible())
    page.give_out.click()
    page.add_absence.click()
    await stage.calm()


@picture("admin-macros")
async def admin_macros(stage: Stage) -> None:
    """A macro with its reply, whom it is for, and what it would do now."""
    dana = await stage.invited(DANA, email=EMAIL)
    workspace, rules = dana.workspace, list[RuleId]()
    for name, audience, actions in (
        ("Refund on its way", "billing", {"status": "pending", "tags": "refund", "reply": REFUND}),
        ("Ask for the invoice number", None, {"status": "pending"}),
        ("Hand to on-call", ["team-lead", "platform"], {"priority": "urgent"}),
    ):
        document = _rule(name, actions, triggers={"on": "manual"})
        if audience is not None:
            document = {**document, "for": audience}
        rules.append(intents.create_rule(workspace, document=document, position=0))
        intents.publish_rule(workspace, rule=rules[-1])
    await stage.until(lambda: not workspace.pending)
    await stage.open_window(client=dana)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry("macros")
    admin.macros.choose(rules[0])
    await stage.until(lambda: bool(admin.macros.editing.form.vocabulary.fields))
    await stage.until(lambda: not admin._page.macros.editor.tried.isHidden())
    stage.window.setFocus()
    await stage.calm()


@picture("admin-members")
async def admin_members(stage: Stage) -> None:
    """The teams, with who works in each."""
    dana = await stage.invited(DANA, email=EMAIL)
    await _entered(stage, dana, "staffing")


@picture("admin-people-dark")
async def admin_people_dark(stage: Stage) -> None:
    """Who may do what, and what becomes of the tickets of somebody who loses access."""
    dana = await stage.invited(DANA, email=EMAIL)
    maya = next(each for each in dana.workspace.all(Agent) if each.name == "Maya Okafor")
    admin = await _entered(stage, dana, "people", appearance="dark")
    access: Any = admin._page.people.lines.lines[maya.id].controls["access"]
    access.click()
    await stage.calm()


async def _entered(stage: Stage, dana: Client, entry: str, **settings: Any) -> AdminController:
    """One of the pages, as Dana sees it."""
    await stage.open_window(client=dana, **settings)
    stage.agent.do("go:admin")
    await stage.until(lambda: stage.shows("admin.page"))
    admin = stage.agent.pages.admin
    assert admin is not None
    admin.show_entry(entry)
    stage.window.setFocus()
    await stage.calm()
    return admin
