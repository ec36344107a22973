# SPDX-License-Identifier: Apache-2.0
"""Commands on drafts."""

import pytest

from sync_server.contract.entities import Draft
from sync_server.contract.refusals import Code
from tests.support.plain import c


def keep(text, **fields):
    return c.KeepDraft(ticket="opened", mode="reply", text=text, **fields)


async def test_the_newest_text_stands(standard):
    await standard.do("ann", keep("Dear"))
    await standard.do("ann", keep("Dear Kim", cc=("sam@acme.test",), status="pending"))
    draft = await standard.row(Draft, "ann.opened.reply")
    assert (draft.agent, draft.ticket, draft.mode) == ("ann", "opened", "reply")
    assert (draft.text, draft.cc, draft.status) == ("Dear Kim", ("sam@acme.test",), "pending")


@pytest.mark.parametrize(
    ("kept", "text", "seen", "stands"),
    [
        ("Dear Kim", "Dear Kim, it is done", "Dear Kim", "Dear Kim, it is done"),
        ("Dear Kim", "Dear", "Dear Kim", "Dear"),
        (
            "Dear Kim, on Friday",
            "Dear Kim, the brake",
            "Dear Kim",
            "Dear Kim, the brake, on Friday",
        ),
        ("On Friday", "The brake", "", "On Friday\n\nThe brake"),
        ("On Friday", "The brake. On Friday", "", "The brake. On Friday"),
        ("The brake. On Friday", "On Friday", "", "The brake. On Friday"),
        ("a" * 65_536, "The brake", "", "The brake"),
        ("On Friday", "The brake", None, "The brake"),
        ("On Friday", "", "Dear Kim", "On Friday"),
    ],
)
async def test_what_another_device_has_written_stays_with_it(standard, kept, text, seen, stands):
    await standard.do("ann", keep(kept))
    await standard.do("ann", keep(text, seen=seen))
    assert (await standard.row(Draft, "ann.opened.reply")).text == stands


async def test_the_same_text_changes_nothing(standard):
    await standard.do("ann", keep("Dear Kim"))
    assert (await standard.do("ann", keep("Dear Kim"))).seq is None


async def test_an_empty_text_drops_the_draft(standard):
    await standard.do("ann", keep("Dear Kim"))
    await standard.do("ann", keep(""))
    with pytest.raises(AssertionError, match="no draft"):
        await standard.row(Draft, "ann.opened.reply")
    assert (await standard.do("ann", keep(""))).seq is None


async def test_each_agent_and_each_mode_has_a_draft_of_its_own(standard):
    await standard.do("ann", keep("Dear Kim"))
    await standard.do("rob", keep("Hello Kim"))
    await standard.do("ann", c.KeepDraft(ticket="opened", mode="note", text="For us"))
    texts = [
        (await standard.row(Draft, id)).text
        for id in ("ann.opened.reply", "rob.opened.reply", "ann.opened.note")
    ]
    assert texts == ["Dear Kim", "Hello Kim", "For us"]


async def test_nobody_writes_about_a_hidden_ticket(standard):
    assert (await standard.ask("ben", keep("Dear Kim"))).refusal.code == Code.NOT_FOUND
