# SPDX-License-Identifier: Apache-2.0
"""The administration in the window: who comes there, and what its pages show."""

import pytest

from sync_server.contract.entities import Ticket
from sync_server.contract.queries import History, TicketHistory
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert
from tests.support.window_client import T1, T3


async def become(client, role):
    client.bench.apply(changes(insert(70, an_agent("maya", name="Maya", role=role), scope="desk")))
    await settle()


@pytest.mark.parametrize(
    ("role", "there"), [("administrator", True), ("supervisor", True), ("agent", False)]
)
async def test_administrators_and_supervisors_find_it(client, controller, role, there):
    await become(client, role)
    rows = controller.window.navigation._workspace_rows()
    assert any(row.id == "admin" for row in rows) == there
    controller.do("go:admin")
    assert (controller.pages.shown == "admin") == there


async def test_a_supervisor_reads_only(client, controller, promised):
    await become(client, "supervisor")
    controller.do("go:admin")
    controller.pages.admin.show_entry("policies")
    page = controller.pages.admin._page.policies
    assert page.new.isHidden()
    assert not page.table.rows.can_move


async def test_escape_leads_back_to_the_list(controller, admin):
    assert controller.pages.shown == "admin"
    controller.do("up")
    assert controller.pages.shown == ""


async def test_the_first_policy_is_shown_with_a_ticket_of_it(admin):
    page = admin._page.policies
    assert page.table.rows.current == "gold"
    course = page.course.course.value
    assert [row.title for row in course.rows] == ["First reply", "Next reply", "Resolution"]
    assert page.course._title.text() == "Gold: how the clock ran on #48213"
    assert page.course._aside.text() == "Berlin time, Mon 2 Mar"
    assert [bar.tone for bar in course.rows[2].bars] == ["runs", "paused", "runs"]


async def test_a_policy_without_a_ticket_says_so(admin):
    page = admin._page.policies
    page.table.rows.go_to("standard")
    assert page.course.message == "No ticket here has a clock of this policy."


async def test_a_ticket_is_chosen_by_its_number(admin):
    course = admin._page.policies.course
    course.number_entered.emit("99")
    assert course.message == "There is no ticket 99 here."
    course.number_entered.emit("#48213")
    await settle()
    assert course.message == ""
    course.number_entered.emit("48215")
    await settle()
    assert course._title.text() == "No policy: how the clock ran on #48215"


async def test_offline_it_shows_what_the_ticket_itself_says(client, controller, promised):
    del client.answers[TicketHistory]
    await become(client, "administrator")
    controller.do("go:admin")
    controller.pages.admin.show_entry("policies")
    await settle()
    course = controller.pages.admin._page.policies.course
    row = course.course.value.rows[0]
    assert [bar.tone for bar in row.bars] == ["at_risk", "ahead_at_risk"]
    assert client.workspace.get(Ticket, T3).clocks == ()
    course.number_entered.emit("48215")
    await settle()
    assert course.message == "How the clock ran needs the connection."


async def test_a_long_history_is_read_to_its_beginning(client, controller, promised):
    whole = client.answers[TicketHistory].entries

    def page(query):
        rest = [each for each in whole if query.before is None or each.seq < query.before]
        return History(entries=tuple(rest[:1]), more=len(rest) > 1)

    client.answers[TicketHistory] = page
    await become(client, "administrator")
    controller.do("go:admin")
    controller.pages.admin.show_entry("policies")
    await settle()
    course = controller.pages.admin._page.policies.course.course.value
    assert len(course.rows) == 3
    asked = [each.before for each in client.asked if isinstance(each, TicketHistory)]
    assert asked == [None, 3, 2]
    assert {each.ticket for each in client.asked if isinstance(each, TicketHistory)} == {T1}


async def test_time_goes_on_while_somebody_looks(admin, controller):
    run = admin.policies.run
    assert run._second.isActive()
    controller.do("up")
    assert not run._second.isActive()
