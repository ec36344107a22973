# SPDX-License-Identifier: Apache-2.0
"""The page of automation rules: their order, their switches, and what is wrong among them."""

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands as c
from sync_server.contract.entities import AutomationRule
from sync_server.contract.ids import RuleId
from sync_server.contract.queries import CheckRule, RuleCheck, RuleFinding
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import CHAT, OLD, OUTAGE
from ui.widgets.ordered_list import OrderedRole


@pytest.fixture
def rows(ruled):
    return ruled._page.rules.list


def shown(rows):
    model = rows.model()
    return [model.index(row, 0).data(OrderedRole.ROW) for row in range(model.rowCount())]


def test_the_rules_stand_in_the_order_in_which_they_are_asked(rows):
    assert [(row.number, row.name, row.below, row.mark, row.is_on) for row in shown(rows)] == [
        (1, "Outage", "On create or when true", "draft", True),
        (2, "Chat to the chat pod", "On message, At 75 % of First reply", "", True),
        (3, "Black Friday", "On create", "off", False),
    ]


async def test_a_rule_is_put_in_another_place(client, ruled, rows):
    ruled.rules.move(OLD, 0)
    await settle()
    assert rows.ids == (OLD, OUTAGE, CHAT)
    assert [(each.rule, each.position) for each in pending(client)] == [
        (OLD, 0),
        (OUTAGE, 1),
        (CHAT, 2),
    ]


async def test_space_switches_the_rule(client, qtbot, rows):
    rows.go_to(CHAT)
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    await settle()
    (command,) = pending(client)
    assert (command.rule, command.disabled) == (CHAT, True)
    assert not shown(rows)[1].is_on


async def test_a_rule_that_was_never_published_has_nothing_to_switch(client, ruled, rows):
    draft: dict[str, object] = {"rule": "New"}
    new = AutomationRule(id=RuleId("new"), name="New", position=9, draft=draft)
    client.bench.hold("more", (80, new))
    ruled.rules.refresh()
    rows.switched.emit("new")
    await settle()
    assert pending(client) == []
    assert (shown(rows)[-1].mark, shown(rows)[-1].is_on) == ("not published", False)


async def test_a_new_rule_comes_last_and_is_edited(client, ruled, rows):
    ruled._page.rules.new.click()
    await settle()
    (command,) = pending(client)
    assert isinstance(command, c.SaveRule)
    assert isinstance(command.document, dict)
    assert (command.document["rule"], command.position) == ("New rule", 3)
    assert rows.current == command.rule
    assert ruled._page.rules.editor.name.text() == "New rule"


async def test_what_is_wrong_among_the_rules_is_told_below_them(client, ruled, rows):
    finding = RuleFinding(
        lint="never",
        rules=(CHAT, OUTAGE),
        sentence='"Chat" never runs: "Outage" comes first and stops the others.',
    )
    client.answers[CheckRule] = RuleCheck(findings=(finding,))
    rows.go_to(CHAT)
    await settle()
    notes = ruled._page.rules.notes
    assert [note.text() for note in notes] == [finding.sentence, "", ""]
    client.answers[CheckRule] = RuleCheck()
    rows.go_to(OLD)
    await settle()
    assert [note.text() for note in notes] == ["", "", ""]


async def test_a_rule_is_deleted_after_a_question(client, ruled, rows):
    rows.go_to(CHAT)
    menu = ruled.rules.editing.menu
    ruled._page.rules.editor.delete.click()
    assert menu.labels() == ("Keep it", "Delete it")
    menu.chosen.emit("keep")
    await settle()
    assert rows.ids == (OUTAGE, CHAT, OLD)
    menu.chosen.emit("delete")
    await settle()
    assert rows.ids == (OUTAGE, OLD)
    assert [(type(each), each.rule) for each in pending(client)] == [(c.DeleteRule, CHAT)]
    assert rows.current == ruled.rules.editing.row.id


async def test_a_supervisor_reads_only(client, ruled, rows):
    boss = an_agent("maya", name="Maya Okafor", role="supervisor")
    client.bench.apply(changes(insert(95, boss, scope="desk")))
    await settle()
    ruled.rules.refresh()
    editor = ruled._page.rules.editor
    ruled.rules.editing.refresh()
    assert not rows.can_move
    assert not ruled._page.rules.new.isVisible()
    assert not editor.delete.isVisible()
    assert not editor.add_action.isVisible()
    assert editor.text.editor.isReadOnly()


async def test_where_there_is_little_room_a_rule_covers_the_list(ruled, rows, controller):
    page = ruled._page.rules
    page.setFixedWidth(600)
    page.show_editor(is_editing=False)
    assert page.editor.isHidden()
    rows.opened.emit(CHAT)
    assert (page.side.isHidden(), page.editor.isHidden()) == (True, False)
    controller.do("up")
    assert (page.side.isHidden(), page.editor.isHidden()) == (False, True)
    assert controller.pages.shown == "admin"


def test_without_a_rule_the_page_says_what_one_is(client, admin):
    admin.show_entry("rules")
    page = admin._page.rules
    assert page.none.isVisible()
    assert page.editor.isHidden()
    assert page.list.isHidden()
