# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping

import pytest

from sync_server.contract import codec, frames
from sync_server.contract.frames import FULL, OVERVIEW
from sync_server.feed.catchup import Standing, Step, follow
from sync_server.store.reads import Reads
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


@pytest.fixture
def ahead(standard):
    """Takes a step of `ola`, who has an overview of support and is to load it."""
    reads = Reads(standard.database)

    def look(cursor: int, *, held: Mapping[str, str]) -> Step:
        standing = Standing(
            agent="ola",  # type: ignore[arg-type]
            held=held,
            loading={"team:support": OVERVIEW},
            cursor=cursor,
            fresh={},
            recount=False,
        )
        with reads.glimpse() as glimpse:
            return follow(glimpse, standing)

    return look


def decoded(step: Step) -> list[frames.Down]:
    return [codec.decode_down(frame) for frame in step.frames]


async def test_a_guest_who_is_one_no_longer_gets_the_overview_while_the_home_loads(standard, ahead):
    given = await standard.do(OPERATOR_ACTOR, c.SetAssignee(ticket="fresh", assignee="ola"))
    await standard.do(OPERATOR_ACTOR, c.SetAssignee(ticket="fresh", assignee=None))
    step = ahead(given.seq, held={"ticket:fresh": FULL})
    whole = [frame for frame in decoded(step) if isinstance(frame, frames.TicketSnapshot)]
    assert [(frame.scope, frame.projection) for frame in whole] == [("team:support", OVERVIEW)]
    assert {table.kind for frame in whole for table in frame.tables} == {"ticket"}
    assert frames.Forget(scopes=("ticket:fresh",)) in decoded(step)
    assert step.held == {}
    assert step.cursor > given.seq


async def test_a_guest_stays_one_while_the_home_loads(standard, ahead):
    given = await standard.do(OPERATOR_ACTOR, c.SetAssignee(ticket="fresh", assignee="ola"))
    await standard.do(OPERATOR_ACTOR, c.SetPriority(ticket="fresh", priority="urgent"))
    step = ahead(given.seq, held={"ticket:fresh": FULL})
    assert step.held == {"ticket:fresh": FULL}
    (sent,) = decoded(step)
    assert isinstance(sent, frames.Changes)
    assert [change.id for change in sent.changes] == ["fresh"]


async def test_a_view_that_came_and_went_is_not_changed_on_the_way(standard, ahead):
    private = c.SaveView(view="v", name="Own", conditions={})
    made = await standard.do("lea", private)
    await standard.do("lea", c.SaveView(view="v", name="All", conditions={}, shared=True))
    await standard.do("lea", c.SaveView(view="v", name="Ours", conditions={}, shared=True))
    await standard.do("lea", private)
    step = ahead(made.seq, held={"desk": FULL})
    (sent,) = decoded(step)
    assert isinstance(sent, frames.Changes)
    assert [(change.id, change.op) for change in sent.changes] == [("v", "delete")]
