# SPDX-License-Identifier: Apache-2.0
import pytest

from app import intents
from app.clocks.desk_clocks import DeskClocks
from app.views.views import Views
from sync_server.contract.entities import Membership
from sync_server.contract.ids import MembershipId, TeamId, TicketId, ViewId
from tests.support.client_environment import settle
from tests.support.client_frames import a_team, a_ticket, changes, insert, update

T1 = TicketId("t1")


@pytest.fixture
def views(bench):
    views = Views(bench.workspace, DeskClocks(bench.workspace))
    yield views
    views.close()


def keys(views):
    return [info.key for info in views.all]


async def test_the_built_in_views_and_the_teams_are_listed(views):
    assert keys(views) == [
        "my_queue", "at_risk", "mentions", "snoozed", "promised", "team:billing",
        "unassigned", "all_open", "recently_solved", "deleted",
    ]  # fmt: skip


async def test_counts_follow_a_gesture(bench, views):
    counted: list[frozenset[str]] = []
    assert (views.count("my_queue"), views.count("unassigned")) == (1, 1)
    views.counted.connect(counted.append)
    intents.take(bench.workspace, ticket=T1)
    await settle()
    assert (views.count("my_queue"), views.count("unassigned")) == (2, 0)
    assert counted == [{"my_queue", "unassigned"}]


async def test_a_team_counts_what_is_our_turn(bench, views):
    assert (views.count("team:billing"), len(views.open("team:billing"))) == (2, 2)
    counted: list[frozenset[str]] = []
    views.counted.connect(counted.append)
    bench.apply(changes(update(9, a_ticket("t2"), scope="team:billing", status="pending")))
    await settle()
    assert (views.count("team:billing"), len(views.open("team:billing"))) == (1, 2)
    assert {"team:billing"} in counted
    bench.apply(changes(update(10, a_ticket("t1"), scope="team:billing", status="solved")))
    await settle()
    assert (views.count("team:billing"), len(views.open("team:billing"))) == (0, 1)


async def test_a_view_follows_the_server(bench, views):
    view = views.open("all_open")
    bench.apply(changes(insert(9, a_ticket("t3", last_message_at=99), scope="team:billing")))
    bench.apply(changes(update(10, a_ticket("t2"), scope="team:billing", status="solved")))
    await settle()
    assert list(view) == ["t3", "t1"]
    assert views.open("all_open") is view


async def test_the_teams_one_works_in_come_first(bench, views):
    level = {"sales": "read", "zoo": "work"}
    rows = [a_team(name, name=name.title()) for name in level]
    bench.apply(changes(*(insert(9 + n, row, scope="desk") for n, row in enumerate(rows))))
    places = [
        Membership(
            id=MembershipId(f"m{team}"), agent=bench.workspace.me, team=TeamId(team), level=how
        )
        for team, how in level.items()
    ]
    bench.apply(changes(*(insert(19 + n, row, scope="desk") for n, row in enumerate(places))))
    await settle()
    assert [key for key in keys(views) if key.startswith("team:")] == [
        "team:zoo", "team:sales", "team:billing",
    ]  # fmt: skip


async def test_a_new_team_is_a_new_view(bench, views):
    bench.apply(changes(insert(9, a_team("sales", name="Sales"), scope="desk")))
    await settle()
    assert "team:sales" in keys(views)


async def test_a_saved_view_is_there_at_once_and_can_be_changed(bench, views):
    id = intents.save_view(bench.workspace, name="Mine", conditions={"assignee": "@me"})
    await settle()
    view = views.open(f"view:{id}")
    assert list(view) == ["t2"]
    intents.save_view(bench.workspace, name="All", conditions={"status": ["new"]}, view=id)
    await settle()
    assert list(view) == ["t1"]
    intents.delete_view(bench.workspace, view=ViewId(id))
    await settle()
    assert f"view:{id}" not in keys(views)


async def test_a_view_of_a_newer_version_is_listed_and_empty(bench, views):
    id = intents.save_view(bench.workspace, name="?", conditions={"mood": "calm"})
    await settle()
    assert views.count(f"view:{id}") == 0
    assert not views.info(f"view:{id}").readable


async def test_time_alone_moves_tickets_out_of_a_view(bench, views):
    solved = bench.environment.now_us()
    bench.apply(
        changes(update(9, a_ticket("t1"), scope="team:billing", status="solved", solved_at=solved))
    )
    await settle()
    assert views.count("recently_solved") == 1
    bench.environment.advance(days=8)
    views.tick()
    assert views.count("recently_solved") == 0


async def test_passing_time_looks_only_at_whom_it_concerns(bench, views, monkeypatch):
    solved = bench.environment.now_us()
    bench.apply(
        changes(update(9, a_ticket("t1"), scope="team:billing", status="solved", solved_at=solved))
    )
    await settle()
    views.open("recently_solved")
    asked: list[str] = []
    get = bench.workspace.get

    def watched(type_, id):
        asked.append(id)
        return get(type_, id)

    monkeypatch.setattr(bench.workspace, "get", watched)
    bench.environment.advance(days=1)
    views.tick()
    assert asked == []
    bench.environment.advance(days=7)
    views.tick()
    assert asked == ["t1"]


async def test_a_clock_that_is_set_back_undoes_what_had_come(bench, views):
    solved = bench.environment.now_us()
    bench.apply(
        changes(update(9, a_ticket("t1"), scope="team:billing", status="solved", solved_at=solved))
    )
    await settle()
    view = views.open("recently_solved")
    bench.environment.advance(days=8)
    views.tick()
    assert list(view) == []
    bench.environment.advance(days=-8)
    views.tick()
    assert list(view) == ["t1"]


async def test_a_preview_is_current_until_it_is_closed(bench, views):
    preview = views.preview({"status": "new"})
    intents.set_status(bench.workspace, ticket=T1, status="open")
    await settle()
    assert list(preview.view) == []
    preview.close()
    assert views._previews == {}


async def test_a_cleared_workspace_empties_every_view(bench, views):
    view = views.open("all_open")
    bench.workspace.clear()
    await settle()
    assert list(view) == []


async def test_spam_and_deleted_tickets_count_in_no_view_but_their_own(bench, views):
    conditions: dict[str, object] = {"priority": "normal"}
    intents.save_view(bench.workspace, name="Normal", conditions=conditions)
    await settle()
    saved = next(info.key for info in views.all if info.section == "saved")
    before = views.count(saved)
    intents.mark_spam(bench.workspace, ticket=T1)
    await settle()
    assert before - views.count(saved) == 1
    assert list(views.open("deleted")) == [T1]
    preview = views.preview({"any": [{"status": "spam"}, {"priority": "normal"}]})
    assert T1 not in preview.view
    preview.close()


async def test_what_we_promised_to_look_at_is_there_until_somebody_writes(bench, views):
    assert views.count("promised") == 0
    intents.take(bench.workspace, ticket=T1)
    back = update(9, a_ticket("t1"), scope="team:billing", woken_at=1, woken_from="pending")
    bench.apply(changes(back))
    await settle()
    assert [*views.open("promised")] == [T1]
    intents.reply(bench.workspace, ticket=T1, text="Sorry for the wait")
    await settle()
    assert views.count("promised") == 0
