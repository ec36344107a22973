# SPDX-License-Identifier: Apache-2.0
"""What comes before a ticket is solved, in the window: its list, the question, who is stopped."""

from typing import Any

import pytest
from msgspec import UNSET
from PySide6.QtCore import Qt

from app import intents
from app.errors import NotReady
from sync_server.contract import commands as c
from sync_server.contract.entities import AutomationRule, Category, Gate, Tick, Ticket
from tests.support.client_environment import settle
from tests.support.client_frames import changes, insert, update
from tests.support.window_client import T1, T2, T3, pending
from ui.windows.agent.macros import MACRO, macro_gesture

API: Any = "api"
MACRO_ID: Any = "m1"
PLATFORM: Any = Gate(
    id="team.platform",  # type: ignore[arg-type]
    number=1,
    document={"require": ["solution", "category"]},
)
LISTED: Any = Gate(
    id="category.api",  # type: ignore[arg-type]
    number=1,
    document={"checklist": [{"text": "Log read", "required": True}, {"text": "Thank them"}]},
)
FINISH: Any = {"rule": "Finish", "triggers": {"on": "manual"}, "actions": {"status": "solved"}}


@pytest.fixture
async def gated(client, opened):
    """The team asks for a solution and a category, and that for one item of two."""
    macro = AutomationRule(id=MACRO_ID, name="Finish", number=1, document=FINISH)
    rows = (Category(id=API, name="API"), PLATFORM, LISTED, macro)
    client.bench.apply(changes(*(insert(80 + n, row, scope="desk") for n, row in enumerate(rows))))
    await settle()
    return opened


@pytest.fixture
def form(gated):
    gated.tickets.set_field("status", "solved")
    return gated.tickets.solving.form


def sent(client):
    return [
        (type(each).__name__, getattr(each, "item", getattr(each, "status", None)))
        for each in pending(client)
    ]


async def test_solve_asks_for_exactly_what_is_missing(client, gated, form, qtbot):
    assert form.isVisible()
    assert not form.solution.isHidden()
    assert form.article.isHidden()
    assert form.checklist.isHidden()
    form.solution.input.setPlainText("Rotated the key")
    qtbot.mouseClick(form.solve, Qt.MouseButton.LeftButton)
    assert form.isVisible()  # nothing was sent, and the text is kept
    assert pending(client) == []
    assert form.solution.text() == "Rotated the key"
    form.category.set_keys((API,))
    qtbot.mouseClick(form.solve, Qt.MouseButton.LeftButton)
    await settle()
    assert form.isVisible()  # the category has a list of its own
    assert [box.accessibleName() for box in form.checklist.boxes] == ["Log read", "Thank them"]
    qtbot.keyClick(form.checklist.boxes[0], Qt.Key.Key_Space)
    qtbot.keyClick(form.solve, Qt.Key.Key_Space)
    await settle()
    assert form.isHidden()
    assert sent(client) == [
        ("SetCategory", None),
        ("SetSolution", None),
        ("TickItem", "Log read"),
        ("SetStatus", "solved"),
    ]
    gated.gestures.undo()
    assert sent(client)[4:] == [("SetStatus", "open"), ("TickItem", "Log read")]


async def test_the_list_stands_beside_the_fields_with_who_and_when(client, gated):
    row = client.workspace.get(Ticket, T1)
    tick = Tick("Log read", "tomas", 0)  # type: ignore[arg-type]
    client.bench.apply(changes(update(90, row, scope="team:platform", category=API, ticks=(tick,))))
    await settle()
    shown = gated.window.properties.checklist
    assert [box.isChecked() for box in shown.boxes] == [True, False]
    assert shown.boxes[0].accessibleDescription().startswith("Tomas Reuter, ")
    shown.boxes[1].click()
    await settle()
    (command,) = pending(client)
    assert command == c.TickItem(ticket=T1, item="Thank them")
    gated.gestures.undo()
    assert pending(client)[-1] == c.TickItem(ticket=T1, item="Thank them", done=False)


async def test_of_many_those_are_solved_that_are_ready(client, gated):
    told: list[Any] = []
    gated.gestures.refused.connect(told.append)
    gated.gestures.set_many((T1, T3, T2), "status", "solved")
    await settle()
    assert sent(client) == [("SetStatus", "solved")]
    assert told[0].numbers == (48213, 48214)


@pytest.mark.parametrize(
    "solve",
    [
        lambda opened, client: opened.gestures.set_field(T1, "status", "solved"),
        lambda opened, client: opened.gestures.perform(
            macro_gesture(client.workspace, T1, f"{MACRO}m1")
        ),
    ],
)
async def test_nothing_that_is_not_ready_is_sent(client, gated, solve):
    told: list[Any] = []
    gated.gestures.refused.connect(told.append)
    solve(gated, client)
    assert isinstance(told[0], NotReady)
    assert pending(client) == []


async def test_a_reply_that_would_solve_too_early_stays_written(client, gated):
    with pytest.raises(NotReady):
        intents.reply(client.workspace, ticket=T1, text="Done", status="solved")
    assert pending(client) == []


async def test_what_solved_it_can_be_written_down_before(client, gated):
    gated.window.properties.menu_requested.emit("solution")
    form = gated.tickets.solving.form
    form.solution.input.setPlainText("Rotated the key")
    form.solve.click()
    await settle()
    (command,) = pending(client)
    assert (command.solution, command.article) == ("Rotated the key", UNSET)
