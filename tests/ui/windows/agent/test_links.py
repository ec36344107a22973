# SPDX-License-Identifier: Apache-2.0
import pytest
from PySide6.QtGui import QGuiApplication

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
        ("deskbell://ticket/nowhere", "The ticket of this link is not on this computer."),
        ("deskbell://view/nowhere", "The view of this link is not there, or not yours to see."),
        ("javascript:alert(1)", "This link names nothing that Deskbell knows."),
    ],
)
async def test_what_is_not_there_is_said(controller, window, link, words):
    controller.links.open(link)
    assert words in window.notice.accessibleName()


async def test_a_link_waits_for_what_has_not_come_yet(controller, client, window):
    client.stand("syncing")
    controller.links.open("deskbell://ticket/late")
    assert window.notice.isHidden()
    late = a_ticket("late", number=7, team="platform")
    client.bench.apply(changes(insert(50, late, scope="team:platform")))
    await settle()
    assert controller.tickets.id == "late"


async def test_what_never_came_is_said_once_all_is_there(controller, client, window):
    client.stand("syncing")
    controller.links.open("deskbell://ticket/late")
    client.stand("live")
    assert "not on this computer" in window.notice.accessibleName()


async def test_the_link_of_a_ticket_is_copied(opened, window):
    opened.do("copy_link")
    assert QGuiApplication.clipboard().text() == "deskbell://ticket/t1"
    assert window.toast.accessibleName() == "Link copied"
