# SPDX-License-Identifier: Apache-2.0
"""The editor of a rule: form and text are one document, and what is wrong is told in place."""

import pytest
from PySide6.QtCore import Qt

from app.errors import AskRefused
from sync_server.contract.entities import AutomationRule, Team
from sync_server.contract.queries import CheckRule, RuleCheck, RuleProblem
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.window_client import pending
from tests.ui.windows.agent.admin.conftest import CHAT, OUTAGE, OUTAGES
from ui.models.json_layout import laid_out


@pytest.fixture
async def page(ruled):
    ruled._page.rules.list.go_to(OUTAGE)
    await settle()
    return ruled._page.rules.editor


def draft(client, id=OUTAGE):
    return client.workspace.get(AutomationRule, id).draft


def lines(part):
    return [line.value for line in part.lines.values()]


def line(part, name):
    return next(each for each in part.lines.values() if each.value.name == name)


def choose(control, *keys):
    for key in keys:
        control.menu.chosen.emit(key)


def type_into(control, text):
    control.setText(text)
    control.editingFinished.emit()


def write(page, text):
    page.text.editor.setPlainText(text)


def test_the_form_shows_what_is_drafted(page):
    assert page.name.text() == "Outage"
    assert [each.name for each in lines(page.triggers)] == [
        "Ticket is created, or conditions become true"
    ]
    assert [each.name for each in lines(page.conditions.lines)] == ["Priority", "Subject"]
    (inner,) = page.conditions.groups.values()
    assert (inner.mode.key, [each.name for each in lines(inner.lines)]) == (
        "any",
        ["Customer: VIP", "Plan"],
    )
    assert [each.name for each in lines(page.effects)] == ["Assign team", "Notify", "Set SLA"]
    assert page.stop.isChecked()
    assert page.text.state.text() == "Valid, same as the form"


def test_names_are_shown_as_the_desk_has_them(page):
    team = line(page.effects, "Assign team").controls["value"]
    assert team.accessibleName() == "Assign team: Billing"
    told = line(page.effects, "Notify").controls["value"]
    assert told.accessibleName() == "Notify: Team lead, Maya Okafor"


async def test_what_changes_in_the_form_changes_in_the_text(client, page):
    values = line(page.conditions.lines, "Priority").controls["values"]
    choose(values, "normal")
    await settle()
    assert draft(client)["conditions"]["all"][0]["in"] == ["high", "urgent", "normal"]
    assert '"in": ["high", "urgent", "normal"]' in page.text.editor.toPlainText()


async def test_spacing_and_order_in_the_text_survive(client, page):
    write(page, '{"actions":  {"priority":"high"},\n\n "rule": "Outage"}')
    await settle()
    choose(line(page.effects, "Set priority").controls["value"], "urgent")
    await settle()
    text = page.text.editor.toPlainText()
    assert text == '{"actions":  {"priority":"urgent"},\n\n "rule": "Outage"}'
    assert draft(client) == {"actions": {"priority": "urgent"}, "rule": "Outage"}


async def test_the_text_changes_the_form(client, page):
    write(page, '{"rule": "Other", "triggers": {"on": "manual"}, "actions": {"status": "open"}}')
    await settle()
    assert page.name.text() == "Other"
    assert [each.name for each in lines(page.triggers)] == ["A person asks (macro)"]
    assert [each.name for each in lines(page.effects)] == ["Set status"]
    assert draft(client)["rule"] == "Other"


async def test_lines_that_differ_from_what_is_in_force_are_marked(page):
    editor = page.text.editor
    text = editor.toPlainText().split("\n")
    marked = [text[at].strip() for at in range(len(text)) if editor.color_of(at) == "accent"]
    assert marked == ['"stop": true']


async def test_what_is_no_json_is_told_with_its_place_and_the_form_stays(client, page):
    write(page, '{"rule": "Outage",\n "actions": }')
    await settle()
    assert page.text.state.text() == (
        "Line 2, column 13: this is no JSON. The form shows the last rule that was."
    )
    assert page.text.editor.color_of(1) == "red"
    assert [each.name for each in lines(page.effects)] == ["Assign team", "Notify", "Set SLA"]
    write(page, "[]")
    assert page.text.state.text() == "A rule is an object in { }"
    assert pending(client) == []


async def test_an_unknown_key_is_told_at_its_line_and_is_not_kept(client, page):
    write(page, '{"rule": "Outage",\n "actions": {"slaa": "2h"}}')
    await settle()
    told = "actions.slaa: is not known here; did you mean sla?"
    assert page.text.state.text() == told
    assert page.text.editor.color_of(1) == "red"
    assert line(page.effects, "Slaa").value.problem == "is not known here; did you mean sla?"
    assert pending(client) == []
    page.bar.publish.click()
    assert page.bar.problem.text() == "Put right what is wrong first."


async def test_a_wrong_condition_is_told_at_its_line_in_the_form(client, page):
    field = line(page.conditions.lines, "Subject").controls["values"]
    type_into(field, "(outage")
    await settle()
    problem = line(page.conditions.lines, "Subject").value.problem
    assert problem.startswith("'(outage' is no pattern")
    assert draft(client) == OUTAGES
    type_into(field, "outage")
    await settle()
    assert line(page.conditions.lines, "Subject").value.problem == ""
    assert draft(client)["conditions"]["all"][1] == {"field": "subject", "matches": "outage"}


async def test_a_name_that_nothing_has_is_told_where_it_stands(client, page):
    problem = RuleProblem(
        path="conditions.priority[0]",
        problem="there is no priority 'hihg'",
        nearest=("high", "low"),
        unknown="priority",
    )
    client.answers[CheckRule] = RuleCheck(problems=(problem,))
    write(page, '{"rule": "O",\n "conditions": {"all": [\n{"field": "priority", "in": ["hihg"]}]},'
          '\n "actions": {"stop": true}}')  # fmt: skip
    await settle()
    assert page.text.editor.color_of(2) == "red"
    assert line(page.conditions.lines, "Priority").value.problem == (
        "there is no priority 'hihg'; did you mean high, low?"
    )


LEAST = {"rule": "Bad", "actions": {"stop": True}}
MANY = {"all": [{"field": "priority", "is": "high"}] * 10_000}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"actions": {"note": "{{ secrets }}"}}, "actions.note: '{{ secrets }}' cannot be filled"),
        ({"conditions": {"field": "subject", "matches": "(a+"}}, "conditions.matches: '(a+' is no"),
        ({"actions": {}}, "actions: does nothing"),
        ({"actions": {"sla": "2 parsecs"}}, "actions.sla: '2 parsecs'"),
        ({"triggers": {"on": "moon"}}, "triggers.on: 'moon' is not known here"),
        ({"conditions": MANY}, "This has 4"),
        (
            {"conditions": {"all": [{"priority": "high"}] * 300}},
            "conditions.all[99].priority: more",
        ),
    ],
)
async def test_bad_input_is_told_and_nothing_of_it_is_sent_to_be_kept(client, page, part, told):
    """Each with its place, and what was typed stays."""
    text = laid_out({**LEAST, **part})
    write(page, text)
    await settle()
    assert page.text.state.text().startswith(told)
    assert page.text.editor.toPlainText() == text
    assert pending(client) == []


async def test_what_is_nested_without_end_is_no_rule(client, page):
    write(page, '{"a":' * 500 + "1" + "}" * 500)
    await settle()
    assert "column" in page.text.state.text()
    assert [each for each in client.asked if isinstance(each, CheckRule)][-1].document == OUTAGES


async def test_a_rule_that_a_server_does_not_read_is_not_kept(client, page):
    client.answers[CheckRule] = AskRefused(Refusal(code="bad_frame"))
    write(page, laid_out(LEAST))
    await settle()
    told = "The server does not take this rule: it has too many parts."
    assert page.text.state.text() == told
    assert pending(client) == []


@pytest.fixture
async def nowhere(client, page):
    """A team that there is not, in the shorthand's word for it."""
    problem = RuleProblem(
        path="actions.team",
        problem="there is no team 'night-shift'",
        nearest=("Billing",),
        unknown="team",
        creatable=True,
    )

    def check(query):
        known = query.document["actions"]["assign_team"] != "night-shift" or any(
            team.name == "Night shift" for team in client.workspace.all(Team)
        )
        return RuleCheck() if known else RuleCheck(problems=(problem,))

    client.answers[CheckRule] = check
    write(page, '{"rule": "O",\n "actions": {"assign_team": "night-shift"}}')
    await settle()
    return page


async def test_a_near_name_is_taken_with_one_press(client, nowhere):
    assert line(nowhere.effects, "Assign team").value.problem.endswith("did you mean Billing?")
    assert nowhere.text.editor.color_of(1) == "red"
    (near,) = [button for button in nowhere.remedies.near if button.isVisible()]
    assert near.text() == "Use Billing"
    near.click()
    await settle()
    text = '{"rule": "O",\n "actions": {"assign_team": "Billing"}}'
    assert nowhere.text.editor.toPlainText() == text
    assert draft(client)["actions"] == {"assign_team": "Billing"}
    assert not nowhere.remedies.isVisible()


async def test_a_team_that_there_is_not_is_created_and_the_draft_kept(client, nowhere):
    assert nowhere.remedies.create_button.text() == "Create the team Night shift"
    nowhere.remedies.create_button.click()
    await settle()
    assert [team.name for team in client.workspace.all(Team)].count("Night shift") == 1
    assert draft(client)["actions"] == {"assign_team": "night-shift"}
    assert nowhere.text.state.text() == "Valid, same as the form"


async def test_a_condition_is_begun_and_asks_for_nothing_until_it_is_complete(client, page):
    page.conditions.add.click()
    new = [*page.conditions.lines.lines.values()][-1]
    choose(new.controls["field"], "status")
    assert new.controls["operator"].key == "in"
    await settle()
    assert pending(client) == []
    choose(new.controls["values"], "open")
    await settle()
    assert draft(client)["conditions"]["all"][-1] == {"field": "status", "in": ["open"]}
    assert [*page.conditions.lines.lines.values()][-1] is new


async def test_a_field_of_the_desk_is_named_as_people_say_it(client, page):
    page.conditions.add.click()
    new = [*page.conditions.lines.lines.values()][-1]
    new.controls["field"].named.emit("Order number")
    choose(new.controls["operator"], "is")
    type_into(new.controls["values"], "17")
    await settle()
    assert draft(client)["conditions"]["all"][-1] == {"field": "custom.order_number", "is": "17"}


async def test_a_group_is_added_filled_and_goes(client, page):
    page.conditions.add_group.click()
    group = [*page.conditions.groups.values()][-1]
    (new,) = group.lines.lines.values()
    choose(new.controls["field"], "tags")
    choose(new.controls["operator"], "has")
    type_into(new.controls["values"], "vip")
    await settle()
    assert draft(client)["conditions"]["all"][-1] == {"any": [{"field": "tags", "has": "vip"}]}
    choose(group.mode, "none")
    await settle()
    assert draft(client)["conditions"]["all"][-1] == {"none": [{"field": "tags", "has": "vip"}]}
    group.remove.click()
    await settle()
    assert draft(client)["conditions"] == OUTAGES["conditions"]


async def test_actions_are_added_changed_and_removed(client, page):
    page.add_action.click()
    new = [*page.effects.lines.values()][-1]
    choose(new.controls["action"], "reply")
    new.controls["value"].setPlainText("We are on it.")
    new.controls["value"].editingFinished.emit()
    new.controls["draft"].click()
    await settle()
    assert draft(client)["actions"]["reply"] == {"text": "We are on it.", "draft": True}
    assert [*page.effects.lines.values()][-1] is new
    line(page.effects, "Notify").remove.click()
    type_into(line(page.effects, "Set SLA").controls["value"], "30m")
    page.stop.click()
    await settle()
    assert draft(client)["actions"] == {
        "assign_team": "billing",
        "sla": "30m",
        "reply": {"text": "We are on it.", "draft": True},
    }


async def test_an_action_gives_its_place_to_another(client, page):
    choose(line(page.effects, "Set SLA").controls["action"], "snooze")
    await settle()
    assert "sla" not in draft(client)["actions"]
    type_into(line(page.effects, "Snooze").controls["value"], "1d")
    await settle()
    assert draft(client)["actions"]["snooze"] == "1d"


async def test_triggers_are_chosen_added_and_removed(client, page):
    (usual,) = page.triggers.lines.values()
    choose(usual.controls["on"], "clock")
    await settle()
    assert draft(client)["triggers"] == {"on": "clock", "of": "first_reply", "percent": 75}
    type_into(usual.controls["percent"], "90")
    page.add_trigger.click()
    await settle()
    assert draft(client)["triggers"] == [
        {"on": "clock", "of": "first_reply", "percent": 90},
        {"on": "changed"},
    ]
    line(page.triggers, "Clock runs down").remove.click()
    await settle()
    (changed,) = page.triggers.lines.values()
    choose(changed.controls["fields"], "team")
    await settle()
    assert draft(client)["triggers"] == [{"on": "changed", "fields": "team"}]
    choose(changed.controls["on"], "usual")
    await settle()
    assert "triggers" not in draft(client)
    assert [*draft(client)] == ["rule", "conditions", "actions"]


async def test_a_second_trigger_stands_beside_the_usual_ones(client, page):
    page.add_trigger.click()
    await settle()
    assert [each["on"] for each in draft(client)["triggers"]] == [
        "created",
        "becomes_true",
        "changed",
    ]


async def test_it_is_published_with_a_note(client, page):
    assert page.bar.publish.text() == "Publish v2"
    page.bar.note.set_text("stops now")
    page.bar.publish.click()
    await settle()
    (command,) = pending(client)
    assert (command.rule, command.number, command.note) == (OUTAGE, None, "stops now")


async def test_what_was_not_accepted_waits_at_its_rule(client, controller, page):
    page.bar.publish.click()
    await settle()
    (waiting,) = client.workspace.pending
    controller.do("up")
    await client.bench.refuse(waiting.id, Refusal(code="conflict", field="draft"))
    await settle()
    assert controller.window.notice.accessibleName().startswith("Your change to Outage was not")
    controller.window.notice.action_requested.emit()
    await settle()
    assert page.isVisible()
    assert page.bar.refused.isVisible()
    page.bar.drop.click()
    await settle()
    assert not page.bar.refused.isVisible()
    assert client.workspace.pending == ()


async def test_what_was_begun_in_one_rule_does_not_show_in_another(ruled, page):
    page.add_action.click()
    page.conditions.add.click()
    ruled._page.rules.list.go_to(CHAT)
    await settle()
    assert [each.name for each in lines(page.effects)] == ["Set priority"]
    assert lines(page.conditions.lines) == []


async def test_names_are_completed_in_the_text(qtbot, page):
    editor = page.text.editor
    qtbot.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    page.text.menu.write("customer.v")
    assert page.text.menu.labels() == ("customer.vip",)
    page.text.menu.write("billing")
    assert "billing" in page.text.menu.labels()


async def test_form_and_text_can_stand_alone(page):
    page.views.chosen.emit("form")
    assert (page.form.isVisible(), page.text.isVisible()) == (True, False)
    page.show_view("text")
    assert (page.form.isVisible(), page.text.isVisible()) == (False, True)


async def test_without_the_server_conditions_are_told_and_the_text_is_kept(client, admin):
    """Nobody has said yet what a rule is made of."""
    rule = AutomationRule(id=OUTAGE, name="Outage", number=1, document=OUTAGES)
    client.bench.hold("rules", (90, rule))
    admin.show_entry("rules")
    await settle()
    editor = admin._page.rules.editor
    assert editor.deep.isVisible()
    write(editor, '{"rule": "Other", "actions": {"stop": true}}')
    await settle()
    assert draft(client)["rule"] == "Other"
