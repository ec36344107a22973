# SPDX-License-Identifier: Apache-2.0
"""Searching: what is found, and by whom."""

import pytest

from sync_server.contract.refusals import Code
from tests.support.asking import ask, found, index, refusal_code
from tests.support.plain import c, q


@pytest.fixture
async def indexed(standard):
    """The standard desk with an up-to-date search index."""
    await index(standard)
    return standard


@pytest.mark.parametrize(
    ("agent", "seen"),
    [
        ("ada", {"opened", "billed", "guested", "triaged", "archived"}),
        ("ann", {"opened", "triaged", "archived"}),
        ("rob", {"opened", "triaged", "archived"}),
        ("lux", {"opened", "triaged", "archived"}),
        ("ben", {"billed", "guested", "triaged"}),
        ("eve", {"guested", "triaged"}),
        ("ola", {"triaged"}),
    ],
)
async def test_25_a_search_finds_what_the_asker_may_read_and_nothing_else(indexed, agent, seen):
    """Bad input 25: a phrase in another team's ticket is no hit."""
    interesting = {"opened", "billed", "guested", "triaged", "archived"}
    assert set(found(indexed, agent, "please help", limit=200)) & interesting == seen


async def test_an_overview_member_finds_subjects_but_no_words_of_messages(indexed):
    assert found(indexed, "ola", "about opened") == ["opened"]
    assert found(indexed, "ola", "private remark") == []
    assert found(indexed, "ann", "private remark") == ["opened"]
    [hit] = ask(indexed, "ola", q.SearchTickets(text="opened")).hits
    assert hit.excerpt == ""


async def test_all_the_words_must_be_there_in_any_message_or_the_subject(indexed):
    assert found(indexed, "ann", "opened REMARK look") == ["opened"]
    assert found(indexed, "ann", "opened remark elsewhere") == []


@pytest.mark.parametrize(
    "text",
    ['"opened" OR 1=1', "opened NEAR(", "opene*", "subject:opened", "opened -elsewhere", "'; DROP"],
)
async def test_52_operators_are_words(indexed, text):
    """Bad input 52."""
    assert found(indexed, "ann", text) == []


@pytest.mark.parametrize("text", ['"opened"', "(opened)", "opened*", "^opened", "ópened", "OPENED"])
async def test_signs_accents_and_case_make_no_difference(indexed, text):
    assert found(indexed, "ann", text) == ["opened"]


@pytest.mark.parametrize("text", ["***", '""', " ", "_"])
async def test_a_text_without_words_finds_nothing(indexed, text):
    assert found(indexed, "ann", text) == []


@pytest.mark.parametrize("word", ["crème brûlée", "Straße", "Жалоба", "返金", "ﬁne", "İstanbul"])
async def test_words_of_every_script_are_found_as_written(indexed, word):
    await indexed.do("ann", c.AddNote(ticket="opened", message="n", text=f"It says {word}!"))
    await index(indexed)
    assert found(indexed, "ann", word) == ["opened"]
    assert found(indexed, "ann", word.upper()) == ["opened"]


async def test_the_excerpt_surrounds_the_first_word(indexed):
    [hit] = ask(indexed, "ann", q.SearchTickets(text="Remark")).hits
    assert (hit.ticket, hit.subject, hit.excerpt) == ("opened", "About opened", "A private remark")


async def test_pages_follow_each_other_newest_first(indexed):
    for number, name in enumerate(("opened", "pended", "held")):
        indexed.environment.advance(seconds=number + 1)
        await indexed.do("ann", c.SetPriority(ticket=name, priority="high"))
    first = ask(indexed, "ann", q.SearchTickets(text="please", limit=2))
    assert [hit.ticket for hit in first.hits] == ["held", "pended"]
    assert first.more
    rest = found(indexed, "ann", "please", before=first.hits[-1].updated_at, limit=200)
    assert rest[0] == "opened"
    assert "pended" not in rest


async def test_the_index_follows_new_words_and_forgets_old_ones(indexed):
    await indexed.do("ann", c.SetSubject(ticket="opened", subject="Marmalade"))
    assert found(indexed, "ann", "marmalade") == []
    await index(indexed)
    assert found(indexed, "ann", "marmalade") == ["opened"]
    await indexed.do("ann", c.SetSubject(ticket="opened", subject="Honey"))
    await index(indexed)
    assert found(indexed, "ann", "marmalade") == []


async def test_a_retracted_reply_is_not_found(standard):
    await standard.do("ann", c.Reply(ticket="fresh", message="r", text="Marmalade", hold_s=60))
    await index(standard)
    assert found(standard, "ann", "marmalade") == ["fresh"]
    await standard.do("ann", c.RetractReply(message="r"))
    await index(standard)
    assert found(standard, "ann", "marmalade") == []


async def test_a_moved_ticket_is_found_by_its_new_team_at_once(indexed):
    await indexed.do("ada", c.SetTeam(ticket="opened", team="billing"))
    assert found(indexed, "ann", "private remark") == []
    assert found(indexed, "ben", "private remark") == ["opened"]


async def test_before_the_index_exists_nothing_is_found(standard):
    assert found(standard, "ann", "opened") == []


async def test_a_huge_ticket_is_indexed_up_to_a_bound(indexed):
    words = " ".join(f"word{number:06}" for number in range(5_000))
    for number in range(12):
        note = c.AddNote(
            ticket="opened", message=f"n{number}", text=words.replace("d", f"d{number}")
        )
        await indexed.do("ann", note)
    await index(indexed)
    assert found(indexed, "ann", "about opened remark") == ["opened"]


@pytest.mark.parametrize("agent", ["aud", "dis"])
async def test_auditors_and_displays_search_for_no_tickets(standard, agent):
    assert refusal_code(standard, agent, q.SearchTickets(text="opened")) == Code.FORBIDDEN
