# SPDX-License-Identifier: Apache-2.0
"""The clocks of the open ticket in the properties, and more time for one of them."""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from sync_server.contract.commands import ExtendClock
from sync_server.contract.entities import SlaPolicy
from sync_server.contract.ids import PolicyId
from tests.support.client_environment import settle
from tests.support.client_frames import a_membership, an_agent, changes, insert, update
from tests.support.ticket_clocks import HOUR, MINUTE, a_clock, run_with, started
from tests.support.window_client import T1, T2, pending

GOLD = PolicyId("gold")


@pytest.fixture
def section(opened):
    return opened.window.properties.time_left


def shown(section):
    return [
        (
            line.title.text(),
            line.chip.face.text.replace("\N{NO-BREAK SPACE}", " "),
            line.told.text(),
        )
        for line in section.lines
    ]


async def become(client, role):
    """Maya has another role from now on."""
    maya = an_agent("maya", name="Maya Okafor")
    client.bench.apply(changes(update(39, maya, scope="desk", role=role)))
    await settle()


async def test_a_ticket_without_clocks_has_no_such_section(section):
    assert section.isHidden()


async def test_all_clocks_stand_in_their_order_with_what_was_promised(client, section):
    policy = SlaPolicy(id=GOLD, name="Gold")
    client.bench.apply(changes(insert(40, policy, scope="desk")))
    now = client.bench.environment.now_us()
    clock = a_clock(now, policy=GOLD)
    await run_with(
        client.bench,
        41,
        T1,
        replace(clock, metric="resolution", target=9 * HOUR),
        replace(clock, spent=50 * MINUTE),
        replace(clock, metric="first_reply", state="met", spent=13 * MINUTE, target=2 * HOUR),
        replace(clock, instance=0, state="met", spent=MINUTE),
        replace(clock, metric="update", state="stopped", why="no_target"),
    )
    first, reply, resolution = shown(section)
    assert first == ("First reply", "13 min of 2 h", "")
    assert reply[:2] == ("Next reply", "10 m 00")
    assert reply[2].startswith("Due ")
    assert reply[2].endswith(", target 1\N{NO-BREAK SPACE}h")
    assert resolution[:2] == ("Resolution", "9 h 00")
    assert resolution[2].endswith(", pauses while Pending or On hold")
    assert section._promise.text() == "Gold"


async def test_a_policy_says_itself_when_its_clocks_rest(client, section):
    policy = SlaPolicy(id=GOLD, name="Gold", document={"pauses": {"next_reply": ["pending"]}})
    client.bench.apply(changes(insert(40, policy, scope="desk")))
    await started(client.bench, 41, T1)
    await run_with(client.bench, 42, T1, a_clock(client.bench.environment.now_us(), policy=GOLD))
    assert shown(section)[0][2].endswith(", pauses while Pending")


async def test_a_clock_that_rests_says_why(client, section):
    clock = a_clock(client.bench.environment.now_us(), state="paused", why="pending")
    await run_with(client.bench, 41, T1, clock, status="pending")
    assert shown(section) == [
        ("Next reply", "1 h 00", "Paused while Pending, target 1\N{NO-BREAK SPACE}h")
    ]


async def test_each_second_counts(client, opened, section):
    await started(client.bench, 41, T1, spent=50)
    client.bench.environment.advance(seconds=61)
    opened.ticks.ticked.emit(client.workspace.now_us())
    assert shown(section)[0][1] == "8 m 59"
    assert section.lines[0].bar._used == pytest.approx((50 * 60 + 61) / 3600)


async def test_the_rail_shows_the_clock_that_ends_first(client, opened):
    clock = opened.window.rail._clock
    assert clock.isHidden()
    await started(client.bench, 41, T1, spent=50)
    assert clock.face.text == "10\N{NO-BREAK SPACE}m"
    assert clock.face.look == "at_risk"
    clock.click()
    assert opened.window.properties.page == "ticket"
    await run_with(client.bench, 42, T1)
    assert clock.isHidden()


async def test_another_ticket_shows_its_own(client, opened, section):
    await started(client.bench, 41, T1, spent=50)
    opened.tickets.open(T2)
    await settle()
    assert section.isHidden()


@pytest.mark.parametrize(
    ("role", "member", "offered"),
    [
        ("agent", True, False),
        ("supervisor", True, True),
        ("supervisor", False, False),
        ("administrator", False, True),
    ],
)
async def test_those_who_lead_the_team_are_offered_more_time(
    client, section, role, member, offered
):
    await become(client, role)
    place = a_membership("p", agent="maya", team="platform" if member else "billing")
    client.bench.apply(changes(insert(40, place, scope="desk")))
    await started(client.bench, 42, T1)
    assert [line.more.isHidden() for line in section.lines] == [not offered]


async def test_a_clock_that_has_ended_gets_no_more(client, section):
    await become(client, "administrator")
    await run_with(client.bench, 42, T1, a_clock(0, state="met", spent=MINUTE))
    assert [line.more.isHidden() for line in section.lines] == [True]


@pytest.fixture
async def asking(client, opened, section):
    """The question how much more time, opened by its link."""
    await become(client, "administrator")
    await started(client.bench, 42, T1)
    section.lines[0].more.click()
    return opened.tickets._time_left.more


async def test_more_time_takes_an_amount_and_a_reason(client, section, asking, qtbot):
    assert asking.accessibleName() == "More time: Next reply"
    asking.amount.set_text("90")
    asking.unit.set_key("minutes")
    asking.reason.set_text("Waits for parts")
    qtbot.keyClick(asking.reason.input, Qt.Key.Key_Return)
    await settle()
    [command] = [each for each in pending(client) if isinstance(each, ExtendClock)]
    assert (command.metric, command.by_s, command.reason) == (
        "next_reply",
        5400,
        "Waits for parts",
    )
    assert asking.isHidden()
    assert shown(section)[0][1] == "2 h 30"


@pytest.mark.parametrize(
    ("amount", "reason", "focus"),
    [("", "Parts", "amount"), ("0", "Parts", "amount"), ("2", " ", "reason")],
)
async def test_without_an_amount_or_a_reason_it_asks_again(
    client, asking, qtbot, amount, reason, focus
):
    asking.amount.set_text(amount)
    asking.reason.set_text(reason)
    qtbot.mouseClick(asking.add, Qt.MouseButton.LeftButton)
    assert not asking.isHidden()
    assert asking.window().focusWidget() is getattr(asking, focus).input
    assert pending(client) == []


async def test_tab_goes_round_in_the_question(asking, qtbot):
    seen = []
    for _ in range(4):
        seen.append(asking.window().focusWidget())
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
    assert len(set(seen)) == 4
    assert asking.window().focusWidget() is seen[0]
    qtbot.keyClick(seen[0], Qt.Key.Key_Escape)
    assert asking.isHidden()
