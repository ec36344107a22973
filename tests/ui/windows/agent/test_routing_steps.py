# SPDX-License-Identifier: Apache-2.0
"""What the router decided, as it was then."""

import pytest

from sync_server.contract.routes import Passed, Ranked, TakenBack
from tests.support.window_client import MAYA, PRIYA, TOMAS
from tests.ui.windows.agent.why.conftest import MINUTE, a_route, an_entry, now
from ui.windows.agent.routing_steps import routing_step, taken_step

__all__ = ["now"]


@pytest.fixture
def step(client, now):
    def step(at=0, **fields):
        entry = an_entry(8, now - at * MINUTE, causes={"routing": a_route(**fields)})
        return routing_step(client.workspace, entry)

    return step


def _rows(step):
    return [row.cells for row in step.table.rows]


async def test_everybody_who_was_looked_at_is_named_with_what_decided(step, now):
    found = step(ranked=(Ranked(MAYA, by="load", load=667, assigned_at=now - 14 * MINUTE),
                         Ranked(TOMAS, by="load", load=900)))  # fmt: skip
    assert found.title == "Routed to Maya Okafor in Platform"
    assert found.lines == ("They have the lower load.",)
    assert found.table.heads == ("Agent", "Load", "Last ticket", "Result")
    assert _rows(found) == [
        ("Maya Okafor", "67 %", "14 min", "Chosen"),
        ("Tomas Reuter", "90 %", "none", "Higher load"),
        ("Priya Nair", "", "", "Busy"),
    ]
    assert [row.tone for row in found.table.rows] == ["chosen", "plain", "muted"]
    assert found.note.endswith("Balanced, by version 7 of the team.")


async def test_skills_have_a_column_where_somebody_lacks_one(step):
    found = step()
    assert found.table.heads[1] == "Extra skills"
    assert [cells[1] for cells in _rows(found)] == ["all", "1 missing", ""]


async def test_where_turns_are_taken_the_load_is_not_told(step):
    assert "Load" not in step(mode="round_robin").table.heads


async def test_an_offer_says_until_when(step, now):
    found = step(offered_until=now + MINUTE)
    assert found.title == "Offered to Maya Okafor in Platform"
    assert found.lines[1].startswith("They were asked first, and had until ")


async def test_where_nobody_fits_it_says_who_came_closest_and_when_it_looks_again(step, now):
    found = step(
        winner=None,
        reason="full",
        again_at=now + MINUTE,
        alert=True,
        ranked=(),
        passed=(Passed(TOMAS, "full"), Passed(PRIYA, "outside_hours", until=now + MINUTE)),
    )
    assert (found.title, found.tone) == ("Nobody in Platform could take it", "amber")
    assert found.lines[0] == "Tomas Reuter came closest: At the limit."
    assert found.lines[1].startswith("Next try at ")
    assert found.lines[2] == "Everybody who could be asked has been."
    assert _rows(found)[1][-1].startswith("Outside hours until ")


async def test_a_team_without_agents_has_no_table(step):
    found = step(winner=None, reason="no_agents", ranked=(), passed=())
    assert (found.table, found.lines[0]) == (None, "Nobody in the team takes tickets.")


async def test_a_decision_of_a_newer_form_is_left_out(client, now):
    entry = an_entry(8, now, causes={"routing": {"oracle": True}})
    assert routing_step(client.workspace, entry) is None


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"assignee": (None, "maya")}, "Given to Maya Okafor by Tomas Reuter"),
        ({"team": ("billing", "platform")}, "Moved to Platform by Tomas Reuter"),
        (
            {"team": (None, "platform"), "assignee": (None, "maya")},
            "Moved to Platform and given to Maya Okafor by Tomas Reuter",
        ),
    ],
)
async def test_what_people_did_by_hand_is_told_beside_it(client, now, values, title):
    step = routing_step(client.workspace, an_entry(8, now, **values))
    assert step is not None
    assert step.title == title


@pytest.mark.parametrize(
    "entry",
    [
        {"op": "insert", "team": (None, "platform")},
        {"status": ("new", "open")},
        {"assignee": ("maya", None)},
    ],
)
async def test_all_else_is_no_step(client, now, entry):
    assert routing_step(client.workspace, an_entry(8, now, **entry)) is None


async def test_what_was_pulled_says_who_asked(step):
    found = step(pulled=True, ranked=(), passed=(Passed(TOMAS, "lacks_skill", "de"),))
    assert found.title == "Taken by Maya Okafor, who asked for the next in Platform"
    assert found.lines == ()


async def test_whose_ticket_was_taken_is_told_with_the_reason(client, now):
    causes = {"taken_back": TakenBack(TOMAS, "off_shift")}
    entry = an_entry(8, now, causes=causes, assignee=("tomas", None))
    found = taken_step(client.workspace, entry)
    assert found is not None
    assert found.title == "Taken from Tomas Reuter, who went off shift"
    assert taken_step(client.workspace, an_entry(8, now)) is None
