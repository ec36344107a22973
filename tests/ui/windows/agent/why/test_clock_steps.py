# SPDX-License-Identifier: Apache-2.0
"""Promises, alerts and the ledger of the clocks, as steps."""

import msgspec
import pytest
from msgspec.structs import replace

from sync_server.contract.entities import Ticket
from tests.support.ticket_clocks import HOUR, a_clock
from tests.support.window_client import T1
from tests.ui.windows.agent.why.conftest import MINUTE, an_entry
from ui.windows.agent.why.clock_steps import clock_step, ledger_steps


@pytest.fixture
def runs(now):
    return a_clock(now - 90 * MINUTE, policy="gold")


def _entry(at, before, after, seq=8):
    halves = tuple(msgspec.to_builtins(tuple(clocks)) for clocks in (before, after))
    return an_entry(seq, at, clocks=halves)


async def test_a_promise_names_its_policy_and_targets(client, now, runs):
    step = clock_step(client.workspace, _entry(now, [], [runs]))
    assert step is not None
    assert step.title == "Policy gold applies, around the clock"
    assert [line.replace("\N{NO-BREAK SPACE}", " ") for line in step.lines] == ["Next reply 1 h"]


async def test_an_alert_is_amber_and_a_breach_is_red(client, now, runs):
    alerted, late = replace(runs, fired=(75,)), replace(runs, fired=(75, 100))
    amber = clock_step(client.workspace, _entry(now, [runs], [alerted]))
    red = clock_step(client.workspace, _entry(now, [alerted], [late]))
    assert amber is not None
    assert red is not None
    assert (amber.title, amber.tone) == ("Next reply: 75 % of the target used", "amber")
    assert (red.title, red.tone) == ("Next reply: breached", "red")


async def test_that_a_clock_ends_is_told_by_its_ledger_alone(client, now, runs):
    met = replace(runs, state="met", spent=13 * MINUTE)
    assert clock_step(client.workspace, _entry(now, [runs], [met])) is None
    assert clock_step(client.workspace, an_entry(8, now, status=("new", "open"))) is None


async def test_clocks_of_a_newer_version_are_left_out(client, now):
    entry = an_entry(8, now, clocks=([{"kind": "sundial"}], [{"kind": "sundial"}]))
    assert clock_step(client.workspace, entry) is None


@pytest.fixture
def ledger(client):
    def ledger(*entries):
        ticket = client.workspace.get(Ticket, T1)
        found = ledger_steps(client.workspace, client.clocks.hours, ticket, entries)
        return list(found)

    return ledger


def _rows(step):
    return [
        (row.cells[0], row.cells[3].replace("\N{NO-BREAK SPACE}", " ")) for row in step.table.rows
    ]


async def test_the_ledger_tells_each_stretch(ledger, now, runs):
    rests = replace(runs, state="paused", why="pending", since=now - 60 * MINUTE, spent=30 * MINUTE)
    goes_on = replace(runs, since=now - 20 * MINUTE, spent=30 * MINUTE)
    (step,) = ledger(
        _entry(now - 20 * MINUTE, [rests], [goes_on], seq=9),
        _entry(now - 60 * MINUTE, [runs], [rests]),
        _entry(now - 90 * MINUTE, [], [runs], seq=7),
    )
    assert step.title == "How the clock ran: Next reply"
    assert _rows(step) == [("Ran", "30 min"), ("Paused, Pending", ""), ("Ran", "20 min")]
    assert step.table.rows[2].cells[2] == "still"


async def test_what_comes_next_is_told_ahead(ledger, now):
    (step,) = ledger(_entry(now - MINUTE, [], [a_clock(now - 5 * MINUTE)]))
    assert step.note.startswith("Next alert: 75 % at ")


async def test_instances_are_told_apart(ledger, now, runs):
    met = replace(runs, state="met", spent=13 * MINUTE, since=now - 77 * MINUTE)
    second = a_clock(now - 30 * MINUTE, instance=2)
    (step,) = ledger(
        _entry(now - 30 * MINUTE, [met], [met, second], seq=9),
        _entry(now - 77 * MINUTE, [runs], [met]),
        _entry(now - 90 * MINUTE, [], [runs], seq=7),
    )
    assert _rows(step) == [("1. Ran, met", "13 min"), ("2. Ran", "30 min")]


async def test_metrics_stand_in_their_usual_order(ledger, now):
    clocks = [a_clock(now, metric=metric, target=HOUR) for metric in ("sundial", "first_reply")]
    titles = [step.title for step in ledger(_entry(now, [], clocks))]
    assert titles == ["How the clock ran: First reply", "How the clock ran: sundial"]


async def test_a_ticket_without_clocks_has_no_ledger(ledger):
    assert ledger() == []
