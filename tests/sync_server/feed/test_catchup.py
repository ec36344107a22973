# SPDX-License-Identifier: Apache-2.0
from collections.abc import Mapping

import pytest

from sync_server.contract import codec, frames
from sync_server.contract.frames import FULL, OVERVIEW
from sync_server.feed.catchup import Standing, Step, follow, replay
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


@pytest.fixture
def loading(standard):
    """Takes a step of `lea`, who holds what is hers alone, and to whom the desk is loading."""
    reads = Reads(standard.database)

    def look(after: int) -> list[frames.Change]:
        with reads.glimpse() as glimpse:
            standing = Standing(
                agent="lea",  # type: ignore[arg-type]
                held={"agent:lea": FULL},
                loading={"desk": FULL},
                cursor=glimpse.head.seq,
                fresh={},
                recount=False,
            )
            step = replay(glimpse, standing, "desk", after=after)
        sent = [frame for frame in decoded(step) if isinstance(frame, frames.Changes)]
        return [change for frame in sent for change in frame.changes if change.kind == "view"]

    return look


SHARED = c.SaveView(view="v", name="All", conditions={}, shared=True)
PRIVATE = c.SaveView(view="v", name="Own", conditions={})


async def test_a_view_that_left_the_loading_scope_and_ended_does_not_come_back(standard, loading):
    before = await standard.version("fresh")
    await standard.do("lea", SHARED, PRIVATE, c.DeleteView(view="v"))
    assert [(each.id, each.op) for each in loading(before)] == [("v", "insert"), ("v", "delete")]


async def test_a_view_that_left_the_loading_scope_is_as_it_is_where_it_went(standard, loading):
    before = await standard.version("fresh")
    await standard.do("lea", SHARED, PRIVATE)
    renamed = await standard.do("lea", c.SaveView(view="v", name="Mine", conditions={}))
    last = loading(before)[-1]
    assert (last.id, last.op, last.scope, last.seq) == ("v", "insert", "agent:lea", renamed.seq)
    assert codec.decode_object(last.data)["name"] == "Mine"


async def test_a_view_that_left_the_loading_scope_and_returned_is_there(standard, loading):
    before = await standard.version("fresh")
    await standard.do("lea", SHARED, PRIVATE, SHARED)
    assert [(each.op, each.scope) for each in loading(before)] == [
        ("insert", "desk"),
        ("delete", "desk"),
        ("insert", "desk"),
    ]
