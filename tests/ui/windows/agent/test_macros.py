# SPDX-License-Identifier: Apache-2.0
"""Macros are offered with what they change, and run on the ticket that is open."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract import commands as c
from sync_server.contract.entities import AutomationRule, Done, Left
from sync_server.contract.queries import PreviewMacro, TriedTicket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert
from tests.support.window_client import T1, pending
from ui.widgets.choice import ChoiceRole
from ui.windows.agent.canned import field_values
from ui.windows.agent.macros import MACRO, effects_words, macro_choices, macro_gesture

REFUND: Any = {
    "rule": "Refund on its way",
    "triggers": {"on": "manual"},
    "actions": {
        "status": "pending",
        "assign_team": "billing",
        "tags": ["refund"],
        "fields": {"severity": 1},
        "reply": {"text": "Hello {{customer.first_name}}, it is on its way.", "draft": True},
        "notify": [{"role": "team-lead"}],
        "sla": {"first_reply": "2h"},
        "snooze": "3 business days",
        "stop": True,
    },
}
NOTED: Any = {**REFUND, "rule": "Reboot", "actions": {"note": "Rebooted", "priority": "low"}}


def a_rule(id, document, **fields):
    return AutomationRule(id=id, name=document["rule"], number=1, document=document, **fields)


@pytest.fixture
async def macros(client, opened):
    rules = (
        a_rule("m1", REFUND),
        a_rule("m2", NOTED),
        a_rule("off", {**REFUND, "rule": "Refund of old"}, disabled=True),
        a_rule("own", {"rule": "Refund by itself", "actions": {"priority": "low"}}),
        AutomationRule(id="new", name="Refund to be", draft=REFUND),  # type: ignore[arg-type]
    )
    client.bench.apply(changes(*(insert(80 + n, row, scope="desk") for n, row in enumerate(rules))))
    await settle()
    return opened.window.composer.composer


def offered(client, beginning=""):
    return macro_choices(client.workspace, field_values(client.workspace, T1), beginning)


async def test_rules_in_force_that_people_may_ask_for_are_offered(client, macros):
    assert [each.label for each in offered(client)] == ["Reboot", "Refund on its way"]
    assert [each.label for each in offered(client, "refu")] == ["Refund on its way"]


async def test_what_a_macro_changes_is_listed_before_it_runs(client, macros):
    (refund,) = offered(client, "refund")
    assert refund.below == (
        "Status Pending, team Billing, tags refund, fields severity, reply to look over, "
        "notify Team lead, reply in 2h, snooze 3 business days"
    )
    assert refund.preview == "Hello Hana, it is on its way."
    assert [refund.preview[start:end] for start, end in refund.places] == ["Hana"]
    (noted,) = offered(client, "reboot")
    assert (noted.below, noted.preview) == ("Note, priority Low", "Rebooted")


async def test_a_reply_that_leaves_at_once_says_so(client, macros):
    rule = a_rule("x", {**REFUND, "actions": {"reply": "Thanks"}})
    assert effects_words(rule) == "Reply, sent at once"


async def test_it_is_offered_to_those_alone_whom_it_is_for(client, macros):
    others: Any = {**NOTED, "rule": "Reset", "for": [{"person": "kai"}, {"role": "supervisor"}]}
    mine: Any = {**NOTED, "rule": "Rent", "for": [{"person": "maya"}]}
    rows = [a_rule(each["rule"].casefold(), each, bound=each) for each in (others, mine)]
    client.bench.apply(changes(*(insert(90 + n, row, scope="desk") for n, row in enumerate(rows))))
    await settle()
    assert [each.label for each in offered(client, "re")] == [
        "Reboot",
        "Refund on its way",
        "Rent",
    ]


async def test_what_it_would_do_with_this_ticket_takes_the_place_of_what_it_does(
    client, opened, macros, qtbot
):
    done = (Done(action="status", value="pending", was="open"),)
    left = (Left(action="tags", name="refund", value=True, why="same"),)
    client.answers[PreviewMacro] = TriedTicket(
        ticket=T1, number=1, subject="", at=0, done=done, left=left
    )
    opened.do("reply")
    qtbot.keyClicks(macros.editor, "/refund")
    await settle()
    choice = macros.completer.list._list.currentIndex().data(ChoiceRole.CHOICE)
    assert choice.below == "Open to Pending. Left: Add tags refund is so already"


async def test_it_runs_on_the_open_ticket_and_its_reply_waits_to_be_looked_over(
    client, opened, macros, qtbot
):
    opened.do("reply")
    qtbot.keyClicks(macros.editor, "/refund")
    assert macros.completer.list.is_open
    qtbot.keyClick(macros.editor, Qt.Key.Key_Return)
    await settle()
    assert macros.draft().text == "Hello Hana, it is on its way."
    ran = [each for each in pending(client) if isinstance(each, c.RunMacro)]
    assert [(each.rule, each.tickets) for each in ran] == [("m1", (T1,))]


async def test_in_a_note_no_reply_is_put(client, opened, macros, qtbot):
    opened.do("note")
    qtbot.keyClicks(macros.editor, "/refund")
    qtbot.keyClick(macros.editor, Qt.Key.Key_Return)
    await settle()
    assert macros.draft().text == ""
    assert any(isinstance(each, c.RunMacro) for each in pending(client))


async def test_what_it_set_is_taken_back(client, macros):
    gesture = macro_gesture(client.workspace, T1, f"{MACRO}m2")
    assert gesture is not None
    assert gesture.words == "Reboot"
    assert gesture.undo is not None
    gesture.undo()
    (command,) = pending(client)
    assert isinstance(command, c.UndoRule)
    assert (command.ticket, command.rule) == (T1, "m2")


async def test_one_that_is_gone_does_nothing(client, opened, macros):
    opened.window.composer.macro_requested.emit(f"{MACRO}gone")
    await settle()
    assert not any(isinstance(each, c.RunMacro) for each in pending(client))
