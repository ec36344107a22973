# SPDX-License-Identifier: Apache-2.0
"""Drafts follow their author. The frames of a colleague's device are applied by hand."""

import pytest
from msgspec import structs

from app.outbox.drafts import Draft
from app.sync.draft_courier import LATEST_S, PAUSE_S, DraftCourier
from sync_server.contract import entities
from sync_server.contract.commands import File, KeepDraft
from sync_server.contract.ids import AgentId, AttachmentId, TicketId
from tests.support.client_environment import settle
from tests.support.client_frames import a_ticket, changes, delete, insert, update
from tests.support.client_workspace import Bench

T1 = TicketId("t1")
MINE = "agent:maya"


def a_draft(text="", mode="reply"):
    id = f"maya.t1.{mode}"
    return entities.Draft(id=id, agent=AgentId("maya"), ticket=T1, mode=mode, text=text)


@pytest.fixture
async def bench():
    bench = Bench()
    bench.workspace.sign_in(AgentId("maya"))
    bench.hold(MINE)
    bench.hold("team:billing", (1, a_ticket("t1", team="billing")))
    yield bench
    await bench.close()


@pytest.fixture
async def courier(bench):
    courier = DraftCourier(bench.workspace, bench.environment)
    bench.workspace.loaded()
    await settle()
    courier.set_live(live=True)
    await settle()
    yield courier
    await courier.close()


def sent(bench):
    commands = [each.command for each in bench.workspace.pending]
    assert all(isinstance(each, KeepDraft) for each in commands)
    return [(each.mode, each.text) for each in commands]


async def local(bench, mode="reply"):
    found = await bench.drafts.get(T1, mode)
    return None if found is None else found.text


async def arrive(bench, change):
    bench.apply(changes(change))
    await settle()


async def test_what_is_written_goes_out_after_a_pause_and_once(bench, courier):
    bench.drafts.put(T1, "reply", Draft(text="Dear"))
    bench.drafts.put(T1, "reply", Draft(text="Dear Hana", cc=("ken@kestrel.example",)))
    await settle()
    assert bench.environment.slept[-1] == PAUSE_S
    assert sent(bench) == [("reply", "Dear Hana")]


async def test_who_types_without_a_pause_is_carried_all_the_same(bench, courier):
    for second in range(5):
        bench.drafts.put(T1, "reply", Draft(text="Dear Hana"[: second + 1]))
        bench.environment.advance(seconds=1)
    await settle()
    assert bench.environment.slept == [PAUSE_S, PAUSE_S, PAUSE_S, PAUSE_S, LATEST_S - 4]
    assert sent(bench) == [("reply", "Dear ")]
    bench.drafts.put(T1, "reply", Draft(text="Dear Hana"))
    await settle()
    assert bench.environment.slept[-1] == PAUSE_S


async def test_without_a_connection_nothing_waits_and_all_goes_out_with_it(bench, courier):
    courier.set_live(live=False)
    bench.drafts.put(T1, "note", Draft(text="For us"))
    await settle()
    assert sent(bench) == []
    courier.set_live(live=True)
    await settle()
    assert sent(bench) == [("note", "For us")]


async def test_what_was_sent_or_given_up_is_dropped_everywhere(bench, courier):
    await arrive(bench, insert(10, a_draft("Dear"), scope=MINE))
    bench.drafts.drop(T1, "reply")
    await settle()
    assert sent(bench) == [("reply", "")]


async def test_a_draft_of_a_ticket_that_is_not_there_stays_here(bench, courier):
    bench.drafts.put(TicketId("new"), "reply", Draft(text="Dear", details={"subject": "x"}))
    await settle()
    assert sent(bench) == []


async def test_a_draft_from_elsewhere_is_here_and_is_not_sent_back(bench, courier):
    heard: list[object] = []
    bench.drafts.changed.connect(heard.append)
    await arrive(bench, insert(10, a_draft("Dear Hana"), scope=MINE))
    assert (await local(bench), sent(bench)) == ("Dear Hana", [])
    assert len(heard) == 1


async def test_what_came_after_a_draft_was_written_elsewhere_is_still_to_be_read(bench, courier):
    await arrive(bench, insert(10, structs.replace(a_draft("Dear"), at=7), scope=MINE))
    first = await bench.drafts.get(T1, "reply")
    bench.drafts.put(T1, "reply", structs.replace(first, seen_at=5))
    await arrive(bench, update(11, a_draft(), scope=MINE, text="Dear Hana", at=9))
    second = await bench.drafts.get(T1, "reply")
    assert (first.seen_at, second.text, second.seen_at) == (7, "Dear Hana", 5)


async def test_what_was_dropped_elsewhere_goes_here_too(bench, courier):
    await arrive(bench, insert(10, a_draft("Dear Hana"), scope=MINE))
    await arrive(bench, delete(11, a_draft(), scope=MINE))
    assert (await local(bench), sent(bench)) == (None, [])


async def test_what_was_written_on_here_outlives_a_drop_elsewhere(bench, courier):
    await arrive(bench, insert(10, a_draft("Dear Hana"), scope=MINE))
    courier.set_live(live=False)
    bench.drafts.put(T1, "reply", Draft(text="Dear Hana, and more"))
    await arrive(bench, delete(11, a_draft(), scope=MINE))
    courier.set_live(live=True)
    await settle()
    assert await local(bench) == "Dear Hana, and more"
    assert sent(bench) == [("reply", "Dear Hana, and more")]


@pytest.mark.parametrize(
    ("here", "there", "both"),
    [
        ("A from here", "B from there", "B from there\n\nA from here"),
        ("Dear Hana, and more", "Dear Hana", "Dear Hana, and more"),
        ("Dear", "Dear Hana", "Dear Hana"),
    ],
)
async def test_where_both_wrote_no_word_is_lost(bench, courier, here, there, both):
    courier.set_live(live=False)
    bench.drafts.put(T1, "reply", Draft(text=here))
    await arrive(bench, insert(10, a_draft(there), scope=MINE))
    courier.set_live(live=True)
    await settle()
    assert await local(bench) == both


async def test_a_newer_text_from_elsewhere_takes_the_place_of_the_old(bench, courier):
    await arrive(bench, insert(10, a_draft("Dear"), scope=MINE))
    await arrive(bench, update(11, a_draft(), scope=MINE, text="Dear Hana"))
    assert await local(bench) == "Dear Hana"


async def test_the_cache_says_what_both_had_before_the_start(bench):
    bench.apply(changes(insert(10, a_draft("Dear"), scope=MINE)))
    await settle()
    courier = DraftCourier(bench.workspace, bench.environment)
    bench.workspace.loaded()
    await settle()
    courier.set_live(live=True)
    await settle()
    assert sent(bench) == [("reply", "")]  # it was sent from here while nobody heard
    await courier.close()


async def test_while_the_cache_is_still_read_nothing_is_news(bench, monkeypatch):
    courier = DraftCourier(bench.workspace, bench.environment)
    monkeypatch.setattr(bench.workspace, "loading", True, raising=False)
    bench.workspace._collector.reloaded()
    await settle()
    bench.apply(changes(insert(10, a_draft("Dear"), scope=MINE)))
    monkeypatch.setattr(bench.workspace, "loading", False, raising=False)
    bench.workspace._collector.reloaded()
    await settle()
    assert await local(bench) is None
    await courier.close()


async def test_drafts_of_others_are_not_looked_at(bench, courier):
    row = entities.Draft(id="tomas.t1.reply", agent=AgentId("tomas"), ticket=T1, text="Mine")
    await arrive(bench, insert(10, row, scope=MINE))
    assert await local(bench) is None


# -- files -----------------------------------------------------------------------------------------


def with_files(*names, text="See attached"):
    return structs.replace(a_draft(text), files=names)


async def test_the_names_of_files_go_along_and_the_files_stay(bench, courier):
    file = File(id=AttachmentId("f1"), name="trace.log")
    bench.drafts.put(T1, "reply", Draft(text="See attached", files=(file,)))
    await settle()
    (kept,) = [each.command for each in bench.workspace.pending]
    assert kept.files == ("trace.log",)


async def test_a_file_of_another_device_is_known_by_its_name(bench, courier):
    await arrive(bench, insert(5, with_files("trace.log"), scope=MINE))
    found = await bench.drafts.get(T1, "reply")
    assert (found.files, found.elsewhere) == ((), ("trace.log",))


async def test_a_file_that_is_here_is_not_elsewhere_and_one_removed_there_goes_here(bench, courier):
    courier.set_live(live=False)
    await arrive(bench, insert(5, with_files("trace.log"), scope=MINE))
    file = File(id=AttachmentId("f1"), name="trace.log")
    bench.drafts.put(T1, "reply", Draft(text="See attached", files=(file,)))
    await settle()
    named = {"files": ("trace.log",)}
    await arrive(bench, update(6, a_draft("See attached"), scope=MINE, text="See it", **named))
    found = await bench.drafts.get(T1, "reply")
    assert (found.text, found.files, found.elsewhere) == ("See it", (file,), ())
    await arrive(bench, update(7, with_files("trace.log"), scope=MINE, text="See", files=()))
    found = await bench.drafts.get(T1, "reply")
    assert (found.text, found.files, found.elsewhere) == ("See", (), ())


async def test_where_both_wrote_no_file_is_forgotten(bench, courier):
    courier.set_live(live=False)
    file = File(id=AttachmentId("f1"), name="mine.log")
    bench.drafts.put(T1, "reply", Draft(text="Mine", files=(file,)))
    await settle()
    await arrive(bench, insert(5, with_files("theirs.log", text="Theirs"), scope=MINE))
    found = await bench.drafts.get(T1, "reply")
    assert (found.files, found.elsewhere) == ((file,), ("theirs.log",))


@pytest.mark.parametrize(
    ("chosen", "travels"),
    [("solved", "solved"), ("pending:5", "pending"), ("as_it_is", None), (None, None)],
)
async def test_of_a_status_with_a_day_the_status_travels(bench, courier, chosen, travels):
    bench.drafts.put(T1, "reply", Draft(text="Hello", status=chosen))
    await bench.environment.sleep(PAUSE_S)
    await settle()
    [command] = [each.command for each in bench.workspace.pending]
    assert command.status == travels
