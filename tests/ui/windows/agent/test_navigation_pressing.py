# SPDX-License-Identifier: Apache-2.0
"""What presses, on the rows of the navigation."""

import pytest
from PySide6.QtCore import Qt

from app.views.pressing import Pressing
from sync_server.contract.ids import MembershipId
from tests.support.client_frames import a_membership, changes, insert
from tests.support.ticket_clocks import started
from tests.support.window_client import T1, T2, T3
from ui.widgets.navigation_delegate import NavigationItem
from ui.widgets.navigation_value import NavigationRow
from ui.windows.agent.navigation_pressing import with_bubble

QUEUE = NavigationRow("my_queue", "My queue", count=11)


@pytest.mark.parametrize(
    ("pressing", "bubble"),
    [
        (Pressing(), None),
        (Pressing(at_risk=3), (3, "amber")),
        (Pressing(late=1, at_risk=3), (1, "red")),
    ],
)
def test_a_bubble_is_red_or_amber_and_never_both(pressing, bubble):
    row = with_bubble(QUEUE, pressing)
    assert (row.bubble and (row.bubble, row.bubble_tone)) == bubble


def items(controller):
    model = controller.window.navigation.views.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return {
        entry.id: (entry, index.data(Qt.ItemDataRole.ToolTipRole))
        for index in indexes
        if isinstance(entry := index.data(NavigationItem.ENTRY), NavigationRow)
    }


async def test_the_rows_count_what_presses_there(client, controller):
    await started(client.bench, 40, T1, spent=50)
    await started(client.bench, 41, T3, spent=61)
    rows = {key: row for key, (row, _) in items(controller).items()}
    shown = {key: (row.bubble, row.bubble_tone) for key, row in rows.items() if row.bubble}
    assert shown == {
        "my_queue": (1, "amber"),
        "at_risk": (1, "amber"),
        "team:platform": (1, "amber"),
        "team:billing": (1, "red"),
    }
    assert (rows["my_queue"].count, rows["at_risk"].count) == (2, None)


async def test_at_risk_counts_mine_and_its_tooltip_adds_the_teams(client, controller):
    place = a_membership(MembershipId("p"), agent="maya", team="billing")
    client.bench.apply(changes(insert(40, place, scope="desk")))
    await started(client.bench, 41, T1, spent=61)
    await started(client.bench, 42, T2, spent=50, status="open")
    await started(client.bench, 43, T3, spent=50)
    row, tip = items(controller)["at_risk"]
    assert (row.bubble, row.bubble_tone, row.count) == (1, "amber", None)
    assert "At risk: 1 mine, 1 in my teams" in tip


async def test_without_anything_at_risk_the_row_says_its_name(controller):
    row, tip = items(controller)["at_risk"]
    assert (row.bubble, row.count, row.tip) == (None, None, "")
    assert "At risk" in tip
