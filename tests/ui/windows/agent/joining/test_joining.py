# SPDX-License-Identifier: Apache-2.0
"""Merging, splitting and linking in the window: shown before it is done, with one way back."""

import pytest
from PySide6.QtCore import Qt

from app import intents
from sync_server.contract.entities import Link, Ticket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_message, a_ticket, changes, delete, insert, update
from tests.support.plain import c
from tests.support.window_client import T1, T2
from ui.widgets.property_row import PropertyRow

TWIN = "twin"


def ticket(client, id):
    return client.workspace.get(Ticket, id)


def lines(panel):
    return {line.what: line.how for line in panel.lines.lines}


def linked(opened):
    rows = opened.window.properties.findChildren(PropertyRow)
    return next(row.value for row in rows if row.value.field == "links")


def toast(opened):
    return opened.window.toast.accessibleName()


@pytest.fixture
async def twin(client, opened):
    """Another ticket of Hana's, and one of somebody else's."""
    now = client.workspace.now_us()
    rows = (
        a_ticket(
            TWIN,
            team="billing",
            number=48300,
            subject="RE: Webhooks return 401",
            requester="hana",
            organisation=ticket(client, T1).organisation,
            opened_at=now,
            messages=2,
            last_message_at=now,
        ),
        a_message("twin-1", ticket=TWIN, type="customer", contact="hana", text="Still so", at=now),
    )
    client.bench.apply(
        changes(*(insert(40 + n, row, scope="team:billing") for n, row in enumerate(rows)))
    )
    await settle()
    return TWIN


async def test_what_may_be_meant_is_offered_and_found_by_number(client, opened, twin, qtbot):
    opened.do("join:merge")
    menu = opened.tickets.joining.merging.menu
    assert menu.labels()[0].startswith("#48300 ")
    menu.write("48214")
    assert [label.split()[0] for label in menu.labels()] == ["#48214"]
    menu.write("nothing like it")
    assert menu.labels() == ()


async def test_a_merge_is_shown_before_it_is_done(client, opened, twin, qtbot):
    opened.do("join:merge")
    merging = opened.tickets.joining.merging
    merging.menu.chosen.emit(TWIN)
    panel = merging.panel
    assert panel.accessibleName() == "Merge #48213 into #48300"
    assert lines(panel.stays)["Customer"].startswith("Hana Ito")
    assert lines(panel)["Outside"] == "Nobody is told anything."
    assert lines(panel)["Clocks"] == (
        "Those of #48213 stop and warn of nothing. Those of #48300 run on."
    )
    assert "Customer" not in lines(panel)
    assert ticket(client, T1).status != "merged"
    qtbot.mouseClick(panel.turn, Qt.MouseButton.LeftButton)
    assert panel.accessibleName() == "Merge #48300 into #48213"
    qtbot.mouseClick(panel.turn, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.merge, Qt.MouseButton.LeftButton)
    await settle()
    assert panel.isHidden()
    assert ticket(client, T1).merged_into == TWIN
    assert opened.tickets.id == TWIN
    assert toast(opened) == "Merged into #48300"
    opened.do("undo")
    assert ticket(client, T1).merged_into is None


async def test_another_customer_is_warned_of(client, opened, qtbot):
    opened.do("join:merge")
    merging = opened.tickets.joining.merging
    merging.menu.chosen.emit(T2)
    warned = [line for line in merging.panel.lines.lines if line.warns]
    assert [line.what for line in warned] == ["Customer"]
    assert merging.panel.merge.text() == "Merge all the same"


async def test_esc_leaves_both_as_they_are(client, opened, twin, qtbot):
    opened.do("join:merge")
    merging = opened.tickets.joining.merging
    merging.menu.chosen.emit(TWIN)
    qtbot.keyClick(merging.panel.merge, Qt.Key.Key_Escape)
    assert merging.panel.isHidden()
    assert ticket(client, T1).merged_into is None


async def merged(client, opened):
    opened.do("join:merge")
    merging = opened.tickets.joining.merging
    merging.menu.chosen.emit(TWIN)
    merging.panel.accepted.emit()
    await settle()
    return merging


async def test_a_merged_ticket_says_where_it_is_and_comes_out(client, opened, twin):
    await merged(client, opened)
    assert linked(opened).text == "Holds #48213"
    opened.tickets.open(T1)
    await settle()
    banner = opened._actions.removed.banner
    assert banner.accessibleName().startswith("Merged into #48300 by Maya Okafor, ")
    assert opened.window.composer.isHidden()
    assert linked(opened).text == "Merged into #48300"
    banner.action_requested.emit()
    await settle()
    assert ticket(client, T1).merged_into is None
    assert toast(opened) == "#48213 is out of #48300 again"


async def test_what_came_later_is_asked_about(client, opened, twin):
    merging = await merged(client, opened)
    later = a_message(
        "later",
        ticket=TWIN,
        type="customer",
        contact="hana",
        text="And the keys?",
        at=client.workspace.now_us() + 60_000_000,
    )
    client.bench.apply(changes(insert(60, later, scope="team:billing")))
    await settle()
    opened.tickets.joining.linking._on_link_chosen(f"out {T1}")
    await settle()
    panel = merging.later
    assert not panel.isHidden()
    assert panel.accessibleName() == "Take #48213 out of #48300"
    assert lines(panel)["Messages"].startswith("0 messages go back")
    panel._rows[0].box.click()
    assert lines(panel)["Messages"].startswith("1 message goes back")
    panel.accepted.emit()
    await settle()
    commands = [each.command for each in client.workspace.pending]
    assert commands[-1].messages == ("later",)


async def test_messages_are_chosen_that_become_a_ticket(client, opened, qtbot):
    opened.do("join:split")
    panel = opened.tickets.joining.splitting.panel
    assert not panel.accept.isEnabled()
    picks = panel._picks
    assert len(picks) > 1
    panel._rows[0].box.click()
    assert panel.accept.isEnabled()
    assert set(lines(panel)) == {"Messages", "Customer", "Clocks", "Outside"}
    for row in panel._rows[1 : len(picks)]:
        row.box.click()
    assert not panel.accept.isEnabled()
    panel._rows[0].box.click()
    panel.subject.set_text("Another thing")
    panel.subject.submitted.emit()
    await settle()
    made = ticket(client, opened.tickets.id)
    assert (made.subject, made.links) == ("Another thing", (Link(kind="related", ticket=T1),))
    opened.do("undo")
    assert ticket(client, made.id).merged_into == T1


async def test_a_link_is_made_seen_and_taken_away(client, opened, twin):
    assert linked(opened).text == ""
    opened.do("join:link")
    linking = opened.tickets.joining.linking
    linking.targets.chosen.emit(TWIN)
    assert "Parent" in linking.kinds.labels()
    linking.kinds.chosen.emit("parent")
    await settle()
    assert toast(opened) == "Linked to #48300"
    assert linked(opened).text == "Parent #48300"
    assert ticket(client, TWIN).links == (Link(kind="child", ticket=T1),)
    opened.window.properties.open_menu("links")
    labels = linking.links.labels()
    assert labels[0].startswith("Parent: #48300")
    assert labels[1:] == ("Link a ticket\u2026", "Unlink: #48300")
    linking.links.chosen.emit(f"unlink parent {TWIN}")
    await settle()
    assert linked(opened).text == ""
    opened.do("undo")
    assert ticket(client, TWIN).links == (Link(kind="child", ticket=T1),)


async def test_a_link_leads_to_the_other_ticket(client, opened, twin):
    opened.do("join:link")
    linking = opened.tickets.joining.linking
    linking.targets.chosen.emit(TWIN)
    linking.kinds.chosen.emit("related")
    await settle()
    linking.links.chosen.emit(f"open {TWIN}")
    await settle()
    assert opened.tickets.id == TWIN


async def test_what_is_closed_says_why_nothing_happens(client, opened, twin):
    merging = await merged(client, opened)
    opened.tickets.open(T1)
    await settle()
    opened.do("join:merge")
    assert toast(opened) == "This ticket is merged already"
    assert not merging.menu.isVisible()
    opened.do("join:split")
    assert toast(opened) == "This ticket is closed for good"


async def test_where_nothing_is_said_any_more_it_says_where_it_is(client, opened, twin):
    moved = [each.message for each in opened.tickets.open_ticket.entries]
    gone = {"status": "merged", "merged_into": TWIN, "messages": 0}
    client.bench.apply(
        changes(
            update(70, ticket(client, T1), scope="team:platform", **gone),
            *(delete(71 + n, each, scope="team:platform") for n, each in enumerate(moved)),
        )
    )
    await settle()
    assert opened.tickets.open_ticket.entries == ()
    shown = [value.text for value in opened.window.conversation.timeline.messages]
    assert shown == ["The messages are in the other ticket now."]


async def child(client, opened):
    """The open ticket is the parent of `TWIN`, which is open."""
    opened.do("join:link")
    linking = opened.tickets.joining.linking
    linking.targets.chosen.emit(TWIN)
    linking.kinds.chosen.emit("child")
    await settle()
    return linking


async def test_a_parent_shows_its_open_children_before_it_is_solved(client, opened, twin):
    linking = await child(client, opened)
    opened.do("solve_next")
    assert ticket(client, T1).status == "open"
    assert opened.tickets.id == T1
    assert linking.unsolved.accessibleName() == "1 child ticket is still open"
    assert linking.unsolved.labels()[-1] == "Solve it all the same"
    linking.unsolved.chosen.emit("anyway")
    await settle()
    assert ticket(client, T1).status == "solved"
    assert client.workspace.pending[-1].command.forced
    opened.do("undo")
    assert ticket(client, T1).status == "open"


async def test_a_parent_of_solved_children_is_solved_at_once(client, opened, twin):
    linking = await child(client, opened)
    opened.gestures.set_field(TWIN, "status", "solved")
    opened.do("solve")
    assert not linking.unsolved.isVisible()
    assert ticket(client, T1).status == "solved"


async def test_what_the_server_knows_of_children_can_be_overridden(client, opened):
    id = intents.set_status(client.workspace, ticket=T1, status="solved")
    await settle()
    await client.bench.refuse(id, Refusal(code="bad_move", field="children"))
    await settle()
    shown = opened.window.conversation.card.card
    assert "Child tickets are still open." in f"{shown.title} {shown.text}"
    opened.tickets._decisions._on_decided(shown.id, "again")
    assert client.workspace.pending[-1].command.forced


@pytest.mark.parametrize(
    ("command", "refusal", "words"),
    [
        (
            c.MergeTicket(ticket=T1, into=T1),
            Refusal(code="bad_value", field="into"),
            "A ticket cannot be merged into itself.",
        ),
        (
            c.MergeTicket(ticket=T1, into=T2),
            Refusal(code="bad_move", field="into"),
            "The other ticket is closed, deleted or merged itself.",
        ),
        (
            c.MergeTicket(ticket=T1, into=T2),
            Refusal(code="bad_move", field="merged_into"),
            "This ticket was merged into another one meanwhile.",
        ),
        (
            c.UnmergeTicket(ticket=T1),
            Refusal(code="bad_move", field="merge"),
            "Messages of the merge were erased or moved on: it cannot be undone exactly.",
        ),
    ],
)
async def test_what_the_server_does_not_do_is_said_in_the_ticket(
    client, opened, command, refusal, words
):
    id = client.workspace.submit(command)
    await settle()
    await client.bench.refuse(id, refusal)
    await settle()
    shown = opened.window.conversation.card.card
    assert words in f"{shown.title} {shown.text}"
    assert ticket(client, T1).merged_into is None


async def test_a_text_that_is_typed_by_mistake_leaves_no_panel(client, opened, qtbot):
    back = opened._standing.remember()
    opened.do("join:split")
    assert not opened.tickets.joining.splitting.panel.isHidden()
    back()
    assert opened.tickets.joining.splitting.panel.isHidden()
