# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtGui import QGuiApplication

from app.errors import AskRefused
from sync_server.contract.entities import Row
from sync_server.contract.ids import TicketId
from sync_server.contract.queries import FetchTicket, WholeTicket
from sync_server.contract.refusals import Refusal
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, insert
from tests.support.window_client import T1


@pytest.mark.parametrize("name", ["t1", "48213"])
async def test_a_ticket_is_opened_by_id_or_number(controller, window, name):
    controller.links.open(f"deskbell://ticket/{name}")
    await settle()
    assert controller.tickets.id == T1
    assert window.notice.isHidden()


@pytest.mark.parametrize(
    ("link", "view"),
    [("deskbell://team/billing", "team:billing"), ("deskbell://unassigned", "unassigned")],
)
async def test_a_view_is_shown(controller, link, view):
    controller.links.open(link)
    assert controller.lists.key == view


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("deskbell://ticket/nowhere", "The ticket of this link is not there, or not yours to see."),
        ("deskbell://view/nowhere", "The view of this link is not there, or not yours to see."),
        ("javascript:alert(1)", "This link names nothing that Deskbell knows."),
    ],
)
async def test_what_is_not_there_is_said(client, controller, window, link, words):
    client.answers[FetchTicket] = AskRefused(Refusal(code="not_found", field="ticket"))
    controller.links.open(link)
    await settle()
    assert words in window.notice.accessibleName()


async def test_a_link_waits_for_what_has_not_come_yet(controller, client, window):
    client.stand("syncing")
    controller.links.open("deskbell://ticket/late")
    assert window.notice.isHidden()
    late = a_ticket("late", number=7, team="platform")
    client.bench.apply(changes(insert(50, late, scope="team:platform")))
    await settle()
    assert controller.tickets.id == "late"


async def test_what_never_came_is_asked_for_once_all_is_there(controller, client, window):
    client.answers[FetchTicket] = AskRefused(Refusal(code="not_found", field="ticket"))
    client.stand("syncing")
    controller.links.open("deskbell://ticket/late")
    await settle()
    assert client.asked == []
    client.stand("live")
    await settle()
    assert client.asked == [FetchTicket(ticket=TicketId("late"))]
    assert "not yours to see" in window.notice.accessibleName()


@pytest.mark.parametrize("kind", ["offline", "live"])
async def test_without_a_connection_it_is_said_that_one_may_try_again(
    controller, client, window, kind
):
    client.stand(kind)  # the second answers as one that is cut off at this moment
    controller.links.open("deskbell://ticket/late")
    await settle()
    assert "once you are online" in window.notice.accessibleName()


async def test_a_ticket_of_the_archive_is_looked_for_where_it_can_be_read(
    controller, client, window
):
    old = a_ticket("old", subject="Pallet labels", archived=True)
    client.answers[FetchTicket] = WholeTicket(ticket=Row(9, old), messages=(), attachments=())
    controller.links.open("deskbell://ticket/old")
    await settle()
    assert window.notice.isHidden()
    assert controller.finder.search.query.words == "Pallet labels"


async def test_the_link_of_a_ticket_is_copied(opened, window):
    opened.do("copy_link")
    assert QGuiApplication.clipboard().text() == "deskbell://ticket/t1"
    assert window.toast.accessibleName() == "Link copied"
