# SPDX-License-Identifier: Apache-2.0
"""What programs are told of the log: all that they may see, in order, and nothing else."""

import asyncio

import pytest

from tests.support.plain import c
from tests.support.rest_api import new_ticket


def brief(changes):
    return [(change["op"], change["kind"], change["id"]) for change in changes]


async def head(api):
    changes = await api.get("/changes", after=0, limit=1)
    page = changes.json()
    while page["more"]:
        page = (await api.get("/changes", after=page["through"], limit=200)).json()
    return page["through"]


async def test_a_new_ticket_is_told_whole(api_on_either):
    api = api_on_either
    after = await head(api)
    opened = (await api.post("/tickets", new_ticket(team="support"))).json()
    changes = await api.every_change(after=after)
    assert ("insert", "ticket", opened["ticket"]) in brief(changes)
    assert ("insert", "message", opened["message"]) in brief(changes)
    page = (await api.get(f"/tickets/{opened['ticket']}")).json()
    told = {change["id"]: change["data"] for change in changes if change["op"] == "insert"}
    assert told[opened["ticket"]] == page["ticket"]
    assert told[opened["message"]] == page["messages"][0]


async def test_an_edit_is_told_by_the_fields_that_changed(api):
    after = await head(api)
    await api.standard.do("ann", c.SetPriority(ticket="opened", priority="urgent"))
    (change,) = await api.every_change(after=after)
    assert change["op"] == "update"
    assert change["data"]["priority"] == "urgent"
    assert set(change["data"]) <= {"priority", "updated_at"}


async def test_what_is_ours_alone_is_not_told(api):
    after = await head(api)
    await api.standard.do(
        "ann",
        c.AddNote(ticket="opened", message="secret-note", text="Secret", mentions=("ben",)),
        c.FollowTicket(ticket="opened"),
        c.KeepDraft(ticket="opened", mode="reply", text="Secret"),
        c.MarkRead(ticket="opened", read_at=0),
        c.CreateContact(contact="new", name="Secret"),
        c.Reply(ticket="opened", message="r1", text="Seen", bcc=("secret@x.test",)),
    )
    changes = await api.every_change(after=after)
    assert "secret" not in str(changes).lower()
    assert [each for each in brief(changes) if each[1] == "message"] == [
        ("insert", "message", "r1")
    ]
    told = {name for change in changes for name in change["data"]}
    assert not told & {"bcc", "to", "cc", "followers", "mentioned", "mailbox", "delivery_note"}


async def test_files_are_told_with_public_messages_only(api):
    after = await head(api)
    note, reply = c.File(id="ann.file6", name="inner.txt"), c.File(id="ann.file7", name="outer.txt")
    await api.standard.do(
        "ann",
        c.AddNote(ticket="opened", message="n1", text="Inner", files=(note,)),
        c.Reply(ticket="opened", message="r1", text="Outer", files=(reply,)),
    )
    found = [each for each in brief(await api.every_change(after=after)) if each[1] == "attachment"]
    assert found == [("insert", "attachment", "ann.file7")]


async def test_a_reply_that_can_be_taken_back_is_not_passed_by(api):
    after = await head(api)
    await api.standard.do("ann", c.Reply(ticket="opened", message="r1", text="Wait", hold_s=20))
    await api.standard.do("ada", c.SetPriority(ticket="billed", priority="urgent"))
    page = (await api.get("/changes", after=after)).json()
    assert "Wait" not in str(page)
    assert not page["more"]
    api.standard.environment.advance(seconds=21)
    assert ("insert", "message", "r1") in brief(await api.every_change(after=page["through"]))


async def test_a_reply_that_was_taken_back_was_never_there(api):
    after = await head(api)
    file = c.File(id="ann.file7", name="outer.txt")
    await api.standard.do(
        "ann",
        c.Reply(ticket="opened", message="r1", text="Wait", hold_s=20, files=(file,)),
        c.RetractReply(message="r1"),
    )
    assert {each[1] for each in brief(await api.every_change(after=after))} <= {"ticket"}


async def test_a_ticket_that_leaves_a_team_is_gone_for_it_and_new_for_the_other(api_on_either):
    api = api_on_either
    after = await head(api)
    support, billing = await api.make_key(team="support"), await api.make_key(team="billing")
    await api.standard.do("ada", c.SetTeam(ticket="opened", team="billing"))
    await api.standard.do("ada", c.SetSubject(ticket="opened", subject="Moved"))
    assert brief(await api.every_change(support, after)) == [("delete", "ticket", "opened")]
    arrived, changed = await api.every_change(billing, after)
    assert brief([arrived, changed]) == [
        ("insert", "ticket", "opened"),
        ("update", "ticket", "opened"),
    ]
    assert arrived["data"]["subject"] == "Moved"
    assert changed["data"]["subject"] == "Moved"


async def test_what_a_ticket_said_before_it_left_is_told_no_more(api):
    support = await api.make_key(team="support")
    await api.standard.do("ada", c.SetTeam(ticket="opened", team="billing"))
    changes = [each for each in brief(await api.every_change(support)) if "opened" in each[2]]
    assert changes == [("delete", "ticket", "opened")]


async def test_spam_is_gone_and_comes_back_whole(api):
    after = await head(api)
    await api.standard.do("ada", c.MarkSpam(ticket="opened"))
    assert brief(await api.every_change(after=after)) == [("delete", "ticket", "opened")]
    await api.standard.do("ada", c.RestoreTicket(ticket="opened"))
    *_, restored = await api.every_change(after=after)
    assert (restored["op"], restored["data"]["id"]) == ("insert", "opened")


async def test_a_key_of_a_team_sees_that_team_alone(api):
    billing = await api.make_key(team="billing")
    tickets = {
        change.get("data", {}).get("ticket", change["id"])
        for change in await api.every_change(billing)
    }
    assert tickets == {"billed", "guested"}


async def test_the_log_comes_in_pages_of_any_size(api):
    whole = await api.every_change()
    for limit in (1, 7, 200):
        found, after, more = [], 0, True
        while more:
            page = (await api.get("/changes", after=after, limit=limit)).json()
            assert len(page["changes"]) <= limit
            found += page["changes"]
            after, more = page["through"], page["more"]
        assert found == whole
    assert [change["seq"] for change in whole] == sorted(change["seq"] for change in whole)


async def test_18_a_position_ahead_of_the_log_or_of_another_one_begins_again(api):
    """Bad input 18."""
    page = (await api.get("/changes")).json()
    ahead = await api.get("/changes", after=2**50)
    assert (ahead.status_code, ahead.json()["field"]) == (409, "after")
    other = await api.get("/changes", after=1, epoch="another")
    assert (other.status_code, other.json()["field"]) == (409, "epoch")
    assert (await api.get("/changes", after=1, epoch=page["epoch"])).status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [
        {"after": "-1"},
        {"after": "1e3"},
        {"after": "9" * 5000},
        {"after": str(2**63)},
        {"after": "NaN"},
        {"after": "-0"},
        {"after": "٣"},
        {"limit": "201"},
        {"wait": "26"},
        {"epoch": "A B"},
        {"offset": "9e9"},
    ],
)
async def test_3_numbers_that_are_none_are_refused_by_name(api, parameters):
    """Bad inputs 3 and 51."""
    answer = await api.get("/changes", **parameters)
    assert (answer.status_code, answer.json()["field"]) == (400, next(iter(parameters)))


async def test_a_parameter_that_comes_twice_is_refused(api):
    answer = await api.get("/changes?after=1&after=2")
    assert (answer.status_code, answer.json()["field"]) == (400, "after")


async def test_who_waits_is_told_at_once(api):
    after = await head(api)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(api.get("/changes", after=after, wait=25))
        await asyncio.sleep(0)
        await api.standard.do("ann", c.SetPriority(ticket="opened", priority="urgent"))
    assert brief(waiting.result().json()["changes"]) == [("update", "ticket", "opened")]


async def test_who_waits_with_a_key_that_ends_gets_nothing(api):
    after = await head(api)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(api.get("/changes", after=after, wait=25))
        await asyncio.sleep(0)
        await api.revoke(api.key)
    assert waiting.result().status_code == 401


async def test_a_ticket_comes_into_sight_only_with_all_that_it_says(api):
    after = await head(api)
    billing = await api.make_key(team="billing")
    await api.standard.do(
        "ada",
        c.Reply(ticket="opened", message="r1", text="Wait", hold_s=20),
        c.SetTeam(ticket="opened", team="billing"),
    )
    assert await api.every_change(billing, after) == []
    api.standard.environment.advance(seconds=21)
    assert brief(await api.every_change(billing, after)) == [("insert", "ticket", "opened")]
    assert "Wait" in (await api.get("/tickets/opened", billing)).text
