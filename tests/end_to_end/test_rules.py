# SPDX-License-Identifier: Apache-2.0
"""A rule is written in a real window, as text and in the form, and routes a ticket there."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.entities import AutomationRule, Category, Team, Ticket
from tests.end_to_end.computers import settled
from tests.end_to_end.windows import open_ticket, shown, window_of
from tests.support.live_client import Desk
from tests.support.rule_documents import SHORT
from tests.support.server_process import ADA, ServerProcess
from tests.support.wire_probe import PASSWORD
from ui.models.json_layout import laid_out


def choose(control, *keys):
    for key in keys:
        control.menu.chosen.emit(key)


def last(lines):
    return [*lines.lines.values()][-1].controls


def says(button, words):
    return button.text() == words


def as_text(editor):
    """The rule as somebody sends it."""
    editor.text.editor.setPlainText(laid_out(SHORT))


def in_the_form(editor):
    """The same, line by line."""
    editor.name.input.setText(SHORT["rule"])
    editor.name.input.editingFinished.emit()
    for field in ("priority", "category"):
        editor.conditions.add.click()
        choose(last(editor.conditions.lines)["field"], field)
        choose(last(editor.conditions.lines)["operator"], "is")
        last(editor.conditions.lines)["values"].named.emit(SHORT["conditions"][field])
    choose(last(editor.effects)["action"], "team")  # instead of the one that a new rule has
    last(editor.effects)["value"].named.emit("urgent-response")
    editor.add_action.click()
    choose(last(editor.effects)["action"], "notify")
    choose(last(editor.effects)["value"], "team-lead", "system-admin")
    editor.add_action.click()
    choose(last(editor.effects)["action"], "sla")
    last(editor.effects)["value"].setText("2-hours")
    last(editor.effects)["value"].editingFinished.emit()


@pytest.mark.parametrize("write", [as_text, pytest.param(in_the_form, marks=pytest.mark.long)])
async def test_the_rule_of_the_house_is_written_and_routes_a_ticket(
    desk_templates, tmp_path, theme, write
):
    console = await desk_templates.copy(tmp_path / "served")
    async with ServerProcess(console) as server, Desk(tmp_path / "ada").client() as client:
        await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
        await settled(client)
        workspace = client.workspace
        async with window_of(client, theme) as controller:
            controller.do("go:admin")
            pages: Any = controller.pages
            page, editing = pages.admin._page.rules, pages.admin.rules.editing
            await shown(client, lambda: editing.form.vocabulary.fields)
            page.new.click()
            await shown(client, lambda: not workspace.pending)
            write(page.editor)
            create = page.editor.remedies.create_button
            for words in ("Create the category System critical", "Create the team Urgent response"):
                await shown(client, partial(says, create, words))
                create.click()
            await shown(client, lambda: page.editor.text.state.text().startswith("Valid"))
            await shown(client, lambda: not workspace.pending)
            page.editor.bar.publish.click()
            await shown(client, lambda: not workspace.pending)
            (rule,) = workspace.all(AutomationRule)
            assert (rule.number, rule.name) == (1, SHORT["rule"])
        critical = next(each for each in workspace.all(Category) if each.name == "System critical")
        ticket = await open_ticket(client, assignee=None, priority="high", category=critical.id)
        await shown(client, lambda: workspace.get(Ticket, ticket).team is not None)
        urgent = next(each for each in workspace.all(Team) if each.name == "Urgent response")
        routed = workspace.get(Ticket, ticket)
        assert routed.team == urgent.id
        targets = {each.metric: each.target for each in routed.clocks}
        assert targets["first_reply"] == 2 * 3600 * 1_000_000


MACRO: Any = {
    "rule": "Hand to Urgent",
    "triggers": {"on": "manual"},
    "actions": {
        "priority": "urgent",
        "tags": "handed",
        "reply": {"text": "We are looking at {{ticket.subject}} now.", "draft": True},
    },
}


async def test_a_macro_runs_on_the_open_ticket_and_is_taken_back(
    desk_templates, tmp_path, theme, qtbot
):
    console = await desk_templates.copy(tmp_path / "served")
    async with ServerProcess(console) as server, Desk(tmp_path / "ada").client() as client:
        await client.sign_in(join_code=await server.invite(), email=ADA, password=PASSWORD)
        await settled(client)
        workspace = client.workspace
        rule = intents.create_rule(workspace, document=MACRO, position=0)
        intents.publish_rule(workspace, rule=rule)
        ticket = await open_ticket(client)
        async with window_of(client, theme) as controller:
            controller.tickets.open(ticket)
            await shown(client, lambda: controller.tickets.writing._draft.is_found)
            composer = controller.window.composer.composer
            controller.do("reply")
            qtbot.keyClicks(composer.editor, "/hand")
            qtbot.keyClick(composer.editor, Qt.Key.Key_Return)
            await shown(client, lambda: workspace.get(Ticket, ticket).priority == "urgent")
            await shown(client, lambda: not workspace.pending)
            assert workspace.get(Ticket, ticket).tags == ("handed",)
            assert composer.editor.toPlainText() == "We are looking at The lift is stuck now."
            controller.do("undo")
            await shown(client, lambda: workspace.get(Ticket, ticket).priority == "normal")
            assert workspace.get(Ticket, ticket).tags == ()
            assert composer.editor.toPlainText() == "We are looking at The lift is stuck now."
