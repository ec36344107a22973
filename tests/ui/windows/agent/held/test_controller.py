# SPDX-License-Identifier: Apache-2.0
"""Held mail in the window: read as text, let in, blocked or dropped, with one way back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync_server.contract.commands import BlockSender, DiscardHeld, ReleaseHeld
from sync_server.contract.entities import Block, Held, Organisation
from sync_server.contract.queries import ReadHeld
from tests.support.client_environment import settle
from tests.support.client_frames import an_agent, changes, insert

KESTREL: Any = "kestrel"
WIN: Any = "win@cash.example"

pytestmark = pytest.mark.usefixtures("waiting")


def commands(client, type_):
    return [p.command for p in client.workspace.pending if isinstance(p.command, type_)]


@pytest.fixture
async def held(controller, waiting):
    """What is behind the page, which is open."""
    controller.do("go:held")
    await settle()
    return controller.pages.held


@pytest.fixture
def page(held):
    return held._page


def labels(held):
    return held.menu.labels()


async def test_it_shows_what_waits_with_its_kinds(held, page):
    assert page.model.ids == ("h1", "h2", "h3", "h4")
    assert page.chips.labels() == (
        "All 4", "Spam 1", "Unverified 1", "Set aside 1", "Quarantined 1",
    )  # fmt: skip
    page.chips.chosen.emit("spam")
    assert page.model.ids == ("h2",)


async def test_the_navigation_counts_what_waits(client, controller):
    rows = controller.window.navigation._workspace_rows()
    assert [(row.id, row.count) for row in rows][-1:] == [("held", 4)]


async def test_light_agents_do_not_see_it(client, controller):
    light = an_agent("maya", name="Maya Okafor", role="light")
    client.bench.apply(changes(insert(60, light, scope="desk")))
    await settle()
    assert controller.window.navigation._workspace_rows() == ()
    controller.do("go:held")
    assert controller.pages.shown == ""


async def test_the_mail_is_text_with_broken_links(page):
    assert page.reading.text.toPlainText() == (
        "Pay here:\nhxxps://kestre1.example/form\n<b>now</b>"
    )
    checks = {each.what: each.result for each in page.reading.checks.checks}
    assert checks["Reason"] == "Names #48213, sender is not on it"
    assert checks["Sender"] == "Nobody whom this desk knows"
    assert checks["Mail so far"] == "3 mails in 90 days"


async def test_without_a_connection_the_text_waits(client, controller, waiting):
    del client.answers[ReadHeld]
    controller.do("go:held")
    await settle()
    problem = controller.pages.held._page.reading._problem
    assert problem.text() == "The text needs the connection."


async def test_y_releases_and_undo_keeps_it_here(client, held, page, controller, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_Y)
    assert page.model.ids == ("h2", "h3", "h4")
    assert commands(client, ReleaseHeld) == []
    controller.do("undo")
    assert page.model.ids == ("h1", "h2", "h3", "h4")
    page.list.setCurrentIndex(page.model.index(0))
    qtbot.keyClick(page.list, Qt.Key.Key_Y)
    held.decisions.settle()
    assert [each.held for each in commands(client, ReleaseHeld)] == ["h1"]
    await settle()


async def test_adding_to_the_ticket_is_one_question_more(client, held, page):
    held.offer_ways()
    assert labels(held)[-1] == "Add to #48213 as an unverified person"
    held._chosen("join")
    assert commands(client, ReleaseHeld) == []
    assert held.menu.accessibleName().startswith("Whoever sent this is not on #48213.")
    held._chosen("join")
    held.decisions.settle()
    assert [(each.held, each.joins) for each in commands(client, ReleaseHeld)] == [("h1", True)]
    held.menu.close()
    await settle()


async def test_b_offers_address_and_domain_with_how_much_it_would_have_held(
    client, held, page, controller, qtbot
):
    qtbot.keyClick(page.list, Qt.Key.Key_B)
    assert labels(held) == ("hana@kestre1.example", "Everybody at kestre1.example")
    assert held.menu._choices[0].detail == "3 mails in 90 days"
    assert held.menu._choices[1].detail == "1 mail in 90 days"
    held._chosen("hana@kestre1.example")
    assert client.workspace.get(Block, "hana@kestre1.example") is not None
    controller.do("undo")
    assert client.workspace.get(Block, "hana@kestre1.example") is None
    assert "h1" in page.model.ids
    held.menu.close()
    await settle()


async def test_a_domain_of_a_customer_is_asked_about_once(client, held, page):
    company = Organisation(id=KESTREL, name="Kestrel Logistics", domains=("kestrel.example",))
    client.bench.apply(changes(insert(61, company, scope="directory")))
    await settle()
    page.list.setCurrentIndex(page.model.index(3))
    held.block()
    held._chosen("@kestrel.example")
    assert held.menu.accessibleName() == (
        "kestrel.example belongs to Kestrel Logistics. Block all of it?"
    )
    assert commands(client, BlockSender) == []
    held._chosen("@kestrel.example")
    assert [each.block for each in commands(client, BlockSender)] == ["@kestrel.example"]
    held.menu.close()
    await settle()


async def test_many_go_at_once_with_one_way_back(client, held, page, controller):
    held.pick_all()
    controller.do("delete")
    assert page.model.ids == ()
    assert controller.window.toast.accessibleName() == "4 mails deleted"
    controller.do("undo")
    assert len(page.model.ids) == 4
    held.pick_all()
    controller.do("delete")
    held.decisions.settle()
    assert len(commands(client, DiscardHeld)) == 4
    assert list(client.workspace.all(Held)) == []
    await settle()


async def test_many_senders_are_blocked_with_one_question(client, held, page):
    for each in ("h1", "h2"):
        held.pick(each)
    held.block()
    held._chosen("sure:")
    assert {each.block for each in commands(client, BlockSender)} == {
        "hana@kestre1.example",
        "win@cash.example",
    }
    held.menu.close()
    await settle()


async def test_who_is_blocked_can_be_let_in_again(client, held):
    client.bench.apply(changes(insert(62, Block(id=WIN), scope="directory")))
    await settle()
    held.show_blocked()
    assert labels(held) == ("win@cash.example",)
    held._chosen("win@cash.example")
    assert client.workspace.get(Block, "win@cash.example") is None
    held.menu.close()
    await settle()


async def test_the_window_does_not_close_before_what_was_decided(client, held, controller):
    controller.do("delete")
    controller.window.close()
    assert [each.held for each in commands(client, DiscardHeld)] == ["h1"]
    await settle()


async def test_esc_and_another_list_lead_away(held, page, controller, qtbot):
    qtbot.keyClick(page.list, Qt.Key.Key_Escape)
    assert controller.pages.shown == ""
    controller.do("go:held")
    controller.do("go:unassigned")
    assert page.isHidden()


async def test_in_a_narrow_window_list_and_mail_take_turns(held, page, controller):
    page.resize(600, 600)
    assert page.side.isVisible()
    page.read(True)
    assert not page.side.isVisible()
    controller.do("up")
    assert page.side.isVisible()
    assert controller.pages.shown == "held"


async def test_at_a_large_zoom_the_chips_take_lines_and_rows_come_before_the_note(
    controller, theme, page
):
    theme.set_zoom(2.0)
    controller.window.resize(900, 600)
    await settle()
    chips = [chip for chip in page.chips._chips.values() if chip.isVisible()]
    assert len({chip.y() for chip in chips}) > 1
    assert all(chip.geometry().right() < page.chips.width() for chip in chips)
    assert all(chip.width() >= chip.sizeHint().width() for chip in chips)
    assert not page._note.isVisible()
    assert "30 days" in page.list.accessibleDescription()


async def test_the_words_over_the_text_keep_their_room_at_another_zoom(theme, page):
    plain = page.reading._plain
    theme.set_zoom(1.5)
    await settle()
    assert plain.x() > 20
    assert plain.height() < plain.parentWidget().height()
