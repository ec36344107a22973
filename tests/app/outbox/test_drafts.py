# SPDX-License-Identifier: Apache-2.0
import pytest

from app.outbox.drafts import Draft, Drafts


@pytest.fixture
def drafts(file, worker, environment):
    return Drafts(file, worker, environment.now_us)


async def test_a_draft_is_kept_per_ticket_and_mode(drafts):
    drafts.put("t1", "reply", Draft(text="Dear", to=("a@b.example",)))
    drafts.put("t1", "note", Draft(text="psst"))
    assert (await drafts.get("t1", "reply")).text == "Dear"
    assert (await drafts.get("t1", "note")).text == "psst"
    assert await drafts.get("t2", "reply") is None


async def test_the_last_write_wins(drafts):
    for text in ("D", "De", "Dear"):
        drafts.put("t1", "reply", Draft(text=text))
    assert (await drafts.get("t1", "reply")).text == "Dear"


async def test_an_empty_draft_is_none(drafts):
    drafts.put("t1", "reply", Draft(text="Dear"))
    drafts.put("t1", "reply", Draft(text=""))
    assert await drafts.get("t1", "reply") is None


async def test_the_newest_draft_is_listed_first(drafts, environment):
    drafts.put("t1", "reply", Draft(text="one"))
    environment.advance(seconds=1)
    drafts.put("t2", "note", Draft(text="two"))
    assert [ticket for ticket, _, _ in await drafts.list()] == ["t2", "t1"]
