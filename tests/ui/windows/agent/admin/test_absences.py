# SPDX-License-Identifier: Apache-2.0
"""Absences are planned by days, with a substitute; what is wrong is said and stays."""

from datetime import timedelta
from typing import Any

import pytest

from sync_server.contract.entities import Absence
from sync_server.contract.queries import AgentPlace, Matrix, TeamMatrix
from tests.support.client_environment import settle
from tests.support.window_client import PRIYA, TOMAS, pending
from ui.models.local_time import instant, local
from ui.windows.agent.admin.absences import moment_of, typed_as
from ui.windows.agent.admin.page import TEAMS

PLACES = (AgentPlace(agent=TOMAS, state="available", capacity=12),)


@pytest.fixture
async def page(client, admin):
    client.answers[TeamMatrix] = Matrix(places=PLACES)
    admin.show_entry(TEAMS)
    await settle()
    page = admin._page.teams
    page.add_absence.click()
    return page


def typed(page, part, text, id="new"):
    control = page.absences.lines[id].controls[part]
    control.setText(text)
    control.editingFinished.emit()


def day(client, days):
    moment = local(client.workspace.now_us()) + timedelta(days=days)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


async def test_days_are_whole_and_read_back_as_they_were_typed():
    begins: Any = moment_of("2026-12-24", last=False)
    ends: Any = moment_of("2026-12-26", last=True)
    known = typed_as(Absence(begins, ends, PRIYA))
    assert (known.begins, known.ends, known.substitute) == ("2026-12-24", "2026-12-26", PRIYA)
    assert moment_of("24.12.", last=False) is None
    until: Any = moment_of("2026-12-24 12:30", last=True)
    assert local(until).minute == 30


async def test_an_absence_is_planned_with_a_substitute(client, page):
    page.absences.lines["new"].controls["substitute"].menu.chosen.emit(PRIYA)
    first, last = day(client, 1), day(client, 3)
    typed(page, "begins", f"{first:%Y-%m-%d}")
    typed(page, "ends", f"{last:%Y-%m-%d}")
    (sent,) = pending(client)
    planned = Absence(instant(first), instant(last + timedelta(days=1)), PRIYA)
    assert (sent.agent, sent.absences) == (TOMAS, (planned,))
    id = str(planned.from_at)
    page.absences.lines[id].remove.click()
    assert pending(client)[-1].absences == ()


async def test_what_is_wrong_is_said_and_stays(client, page):
    line = page.absences.lines["new"]
    told = []
    for first, last in (("soon", ""), ("2020-01-02", "2020-01-03"), ("2099-01-02", "2099-01-01")):
        typed(page, "begins", first)
        typed(page, "ends", last)
        told.append(line.value.problem)
    assert told == [
        "Type a day as year, month, day: 2026-12-24",
        "This is over already: type a day that comes",
        "The last day is before the first one",
    ]
    assert line.controls["ends"].text() == "2099-01-01"
    assert pending(client) == []
