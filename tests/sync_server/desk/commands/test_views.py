# SPDX-License-Identifier: Apache-2.0
"""Commands on saved views."""

import pytest

from sync_server.contract.entities import SavedView
from sync_server.contract.refusals import Code
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


def view(name="new", **more):
    return c.SaveView(**{"view": name, "name": "View", "conditions": {"status": "open"}, **more})


async def test_a_view_is_private_and_replaced_as_a_whole(standard):
    await standard.do("ann", view(order="oldest", position=3))
    assert (await standard.row(SavedView, "new")).owner == "ann"
    await standard.do("ann", view(conditions={"any": []}))
    saved = await standard.row(SavedView, "new")
    assert (saved.order, saved.position, saved.conditions) == ("newest", 0, {"any": []})


@pytest.mark.parametrize("actor", ["ada", "lea", OPERATOR_ACTOR])
async def test_those_who_lead_share_views(standard, actor):
    await standard.do(actor, view(shared=True), view("everyones", shared=True))
    assert (await standard.row(SavedView, "new")).owner is None
    await standard.do(actor, c.DeleteView(view="everyones"))


@pytest.mark.parametrize(
    "command",
    [view(shared=True), view("everyones"), c.DeleteView(view="everyones")],
)
async def test_shared_views_are_not_for_everybody_to_change(standard, command):
    assert (await standard.ask("ann", command)).refusal.code == Code.FORBIDDEN


async def test_somebody_elses_view_is_not_overwritten(standard):
    assert (await standard.ask("lea", view("anns"))).refusal.code == Code.NOT_FOUND


async def test_27_deleting_somebody_elses_view_is_like_deleting_none(standard):
    answers = [await standard.do("lea", c.DeleteView(view=name)) for name in ("anns", "nowhere")]
    assert [answer.seq for answer in answers] == [None, None]
    assert (await standard.row(SavedView, "anns")).owner == "ann"


async def test_a_view_becomes_shared_and_private_again(standard):
    await standard.do("lea", view(), view(shared=True), view())
    assert (await standard.row(SavedView, "new")).owner == "lea"


async def test_a_view_is_deleted_once(standard):
    await standard.do("ann", c.DeleteView(view="anns"))
    assert (await standard.do("ann", c.DeleteView(view="anns"))).seq is None


async def test_a_machine_has_no_view_of_its_own(standard):
    assert (await standard.ask(OPERATOR_ACTOR, view())).refusal.code == Code.FORBIDDEN


@pytest.mark.parametrize(
    ("conditions", "field"),
    [
        ({"statsu": "open"}, "conditions.statsu"),
        ({"all": [{"field": "status", "isnt": "x"}]}, "conditions.all[0].isnt"),
        ({"x" * 300: 1}, f"conditions.{'x' * 189}"),
    ],
)
async def test_conditions_that_nobody_understands_are_refused_where_they_are(
    standard, conditions, field
):
    answer = await standard.ask("ann", view(conditions=conditions))
    assert (answer.refusal.code, answer.refusal.field) == (Code.BAD_VALUE, field)


async def test_conditions_too_deep_are_refused(standard):
    conditions: dict = {"status": "open"}
    for _ in range(11):
        conditions = {"all": [conditions]}
    answer = await standard.ask("ann", view(conditions=conditions))
    assert answer.refusal.code == Code.BAD_VALUE
