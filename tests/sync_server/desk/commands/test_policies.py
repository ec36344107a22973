# SPDX-License-Identifier: Apache-2.0
"""Service level policies: drafts, versions, and calendars that they cannot do without."""

from datetime import UTC, datetime

import pytest

from sync_server.contract.entities import Published, SlaPolicy
from sync_server.contract.refusals import Code
from sync_server.domain.sla.reach import NEVER_OVER
from tests.support.asking import ask
from tests.support.plain import c, q
from tests.support.standard_desk import GOLD

PLAIN = {"targets": {"first_reply": "4h"}}


async def test_a_policy_promises_nothing_before_it_is_published(standard):
    await standard.do(
        "ada", c.SavePolicy(policy="all", name="All", document=PLAIN, position=9), plain("before")
    )
    assert (await standard.ticket("before")).clocks == ()
    await standard.do("ada", c.PublishPolicy(policy="all"), plain("after"))
    (clock,) = (await standard.ticket("after")).clocks
    assert (clock.metric, clock.policy) == ("first_reply", "all")


async def test_the_first_that_fits_counts_and_the_order_can_change(standard):
    await standard.do(
        "ada",
        c.SavePolicy(policy="b", document=PLAIN, position=2),
        c.SavePolicy(policy="a", document=PLAIN, position=2),
        c.PublishPolicy(policy="b"),
        c.PublishPolicy(policy="a"),
        plain("one"),
        c.SavePolicy(policy="b", position=1),
        plain("two"),
        c.SavePolicy(policy="b", disabled=True),
        plain("three"),
    )
    found = [(await standard.ticket(name)).clocks[0].policy for name in ("one", "two", "three")]
    assert found == ["a", "b", "a"]


async def test_a_former_version_comes_back(standard):
    await standard.do(
        "ada", c.PublishPolicy(policy="gold"), c.PublishPolicy(policy="gold", number=1, note="No")
    )
    kept = await standard.row(SlaPolicy, "gold")
    assert (kept.number, kept.document) == (3, GOLD)
    assert (await standard.row(Published, "sla_policy.gold.3")).note == "No"


async def test_a_condition_may_be_on_a_team_on_no_team_and_on_part_of_a_text(standard):
    conditions = {
        "all": [{"field": "team", "in": ["support", None]}, {"field": "status", "contains": "pen"}]
    }
    document = {**PLAIN, "conditions": conditions}
    await standard.do("ada", c.SavePolicy(policy="new", document=document))
    assert (await standard.row(SlaPolicy, "new")).draft == document


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({}, "document.targets"),
        ({"targets": {"first_replay": "4h"}}, "document.targets.first_replay"),
        ({**PLAIN, "conditions": {"colour": "red"}}, "document.conditions.colour"),
        ({**PLAIN, "conditions": {"priority": "urgnt"}}, "document.conditions.priority"),
        ({**PLAIN, "conditions": {"status": ["new", 5]}}, "document.conditions.status"),
        ({**PLAIN, "conditions": {"team": "nobody"}}, "document.conditions.team"),
        (
            {**PLAIN, "conditions": {"none": [{"field": "assignee", "is": "nobody"}]}},
            "document.conditions.assignee",
        ),
        ({"targets": {"resolution": "2 busness days"}}, "document.targets.resolution"),
    ],
)
async def test_what_is_no_policy_is_refused_with_the_place(standard, document, path):
    answer = await standard.ask("ada", c.SavePolicy(policy="new", document=document))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, path)


@pytest.mark.parametrize(
    ("calendar", "code"),
    [("nowhere", Code.NOT_FOUND), ("drafted", Code.NOT_FOUND), ("shut", Code.BAD_VALUE)],
)
async def test_a_policy_comes_into_force_with_its_calendar_only(standard, calendar, code):
    always = {"timezone": "UTC", "24x7": True}
    await standard.do(
        "ada",
        c.SaveCalendar(calendar="drafted", document=always),
        c.SaveCalendar(calendar="shut", document=always),
        c.PublishCalendar(calendar="shut"),
        c.SaveCalendar(calendar="shut", disabled=True),
        c.SavePolicy(policy="new", document={**PLAIN, "calendar": calendar}),
    )
    answer = await standard.ask("ada", c.PublishPolicy(policy="new"))
    assert (answer.refusal.code, answer.refusal.field) == (code, "document.calendar")


async def test_a_promise_for_which_its_calendar_is_never_open_is_refused_with_its_place(standard):
    soon = datetime.fromtimestamp(standard.environment.now_us() / 10**6 + 20 * 86_400, UTC)
    fair = {"timezone": "UTC", "overrides": {f"{soon:%Y-%m-%d}": [["08:00", "12:00"]]}}
    promised = {"resolution": {"high": "3h", "normal": "8h"}, "first_reply": "4h"}
    document = {"targets": promised, "calendar": "fair"}
    await standard.do(
        "ada",
        c.SaveCalendar(calendar="fair", document=fair),
        c.SavePolicy(policy="new", document=document),
    )
    assert ask(standard, "ada", q.CheckPolicy(document=document)) == q.DocumentCheck()
    await standard.do("ada", c.PublishCalendar(calendar="fair"))
    found = ask(standard, "ada", q.CheckPolicy(document=document))
    assert (found.path, found.problem) == ("targets.resolution.normal", NEVER_OVER)
    answer = await standard.ask("ada", c.PublishPolicy(policy="new"))
    assert answer.refusal.field == "document.targets.resolution.normal"


async def test_a_policy_is_not_switched_on_without_its_calendar(standard):
    await standard.do(
        "ada",
        c.SavePolicy(policy="gold", disabled=True),
        c.SaveCalendar(calendar="office", disabled=True),
    )
    answer = await standard.ask("ada", c.SavePolicy(policy="gold", disabled=False))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, "document.calendar")


def plain(name):
    return c.OpenTicket(
        ticket=name, message=f"{name}-1", subject="About it", text="Help", requester="kim"
    )
