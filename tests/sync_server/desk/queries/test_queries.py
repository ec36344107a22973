# SPDX-License-Identifier: Apache-2.0
"""The queries: what they answer, and to whom."""

import pytest

from sync_server.contract.refusals import Code, Refused
from sync_server.desk.registry import QUERY_REGISTRY
from sync_server.store.search import SearchIndex
from tests.support.plain import c, q
from tests.support.standard_desk import OPERATOR_ACTOR


@pytest.fixture
async def indexed(standard):
    """The standard desk with an up-to-date search index."""
    await _index(standard)
    return standard


async def _index(standard):
    index = SearchIndex(standard.database)
    while await standard.desk.transact(index.catch_up):
        pass


def ask(standard, agent, query):
    entry = QUERY_REGISTRY[type(query)]
    viewer = standard.desk.roster.viewer(agent)
    entry.policy(viewer)
    with standard.database.read() as reader:
        return entry.handler(reader, viewer, query)


def found(standard, agent, text, **more):
    return [hit.ticket for hit in ask(standard, agent, q.SearchTickets(text=text, **more)).hits]


def code(standard, agent, query):
    with pytest.raises(Refused) as refused:
        ask(standard, agent, query)
    return refused.value.refusal.code


def test_every_query_has_a_handler():
    assert set(QUERY_REGISTRY) == set(q.QUERIES.values())


# -- search ------------------------------------------------------------------------------------


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
async def test_a_search_finds_what_the_asker_may_read(indexed, agent, seen):
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
async def test_operators_are_words(indexed, text):
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
    await _index(indexed)
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
    await _index(indexed)
    assert found(indexed, "ann", "marmalade") == ["opened"]
    await indexed.do("ann", c.SetSubject(ticket="opened", subject="Honey"))
    await _index(indexed)
    assert found(indexed, "ann", "marmalade") == []


async def test_a_retracted_reply_is_not_found(standard):
    await standard.do("ann", c.Reply(ticket="fresh", message="r", text="Marmalade", hold_s=60))
    await _index(standard)
    assert found(standard, "ann", "marmalade") == ["fresh"]
    await standard.do("ann", c.RetractReply(message="r"))
    await _index(standard)
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
    await _index(indexed)
    assert found(indexed, "ann", "about opened remark") == ["opened"]


# -- history -----------------------------------------------------------------------------------


async def test_the_history_says_who_changed_what(standard):
    await standard.do("ann", c.SetPriority(ticket="opened", priority="high"))
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    newest = history.entries[0]
    assert (newest.actor, newest.via, newest.kind, newest.op) == (
        "ann",
        "socket",
        "ticket",
        "update",
    )
    assert newest.values["priority"] == ("normal", "high")
    assert [entry.seq for entry in history.entries] == sorted(
        (entry.seq for entry in history.entries), reverse=True
    )
    assert {entry.kind for entry in history.entries} == {"ticket", "message", "attachment"}


async def test_the_history_leaves_bodies_out(standard):
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    assert not any({"text", "html"} & set(entry.values) for entry in history.entries)


async def test_the_history_comes_in_pages(standard):
    first = ask(standard, "ann", q.TicketHistory(ticket="opened", limit=2))
    assert (len(first.entries), first.more) == (2, True)
    seq = first.entries[-1].seq
    rest = ask(standard, "ann", q.TicketHistory(ticket="opened", before=seq, limit=200))
    assert (rest.entries[0].seq < seq, rest.more) == (True, False)


async def test_an_overview_member_sees_changes_of_the_row_alone(standard):
    history = ask(standard, "ola", q.TicketHistory(ticket="opened"))
    assert {entry.kind for entry in history.entries} == {"ticket"}


async def test_a_blanked_entry_still_says_that_something_happened(standard):
    await standard.desk.transact(lambda writer: writer.run("UPDATE log SET payload = NULL"))
    history = ask(standard, "ann", q.TicketHistory(ticket="opened"))
    assert history.entries
    assert not any(entry.values for entry in history.entries)


# -- a ticket whole, files ---------------------------------------------------------------------


async def test_an_archived_ticket_is_fetched_whole(standard):
    whole = ask(standard, "ann", q.FetchTicket(ticket="archived"))
    assert (whole.ticket.entity.id, whole.ticket.version) == (
        "archived",
        await standard.version("archived"),
    )
    assert [message.id for message in whole.messages] == ["archived-1"]


async def test_a_conversation_comes_oldest_first_with_its_files(standard):
    whole = ask(standard, "ann", q.FetchTicket(ticket="opened"))
    assert whole.messages[0].id == "opened-1"
    assert len(whole.messages) == 3
    assert [attachment.id for attachment in whole.attachments] == ["ann.file0"]


async def test_an_overview_member_fetches_the_row_alone(standard):
    whole = ask(standard, "ola", q.FetchTicket(ticket="opened"))
    assert (whole.messages, whole.attachments) == ((), ())


async def test_a_file_is_for_those_who_read_its_ticket(standard):
    assert ask(standard, "lux", q.FileTicket(attachment="ann.file0")) == "ann.file0"


@pytest.mark.parametrize(
    ("agent", "query"),
    [
        ("ben", q.FetchTicket(ticket="opened")),
        ("ben", q.FetchTicket(ticket="nowhere")),
        ("ben", q.TicketHistory(ticket="opened")),
        ("ben", q.TicketHistory(ticket="nowhere")),
        ("ben", q.FileTicket(attachment="ann.file0")),
        ("ben", q.FileTicket(attachment="nowhere")),
        ("ola", q.FileTicket(attachment="ann.file0")),
    ],
)
async def test_what_is_hidden_looks_like_nothing(standard, agent, query):
    """Bad inputs 26 and 27: the same answer as for an id that does not exist."""
    assert code(standard, agent, query) == Code.NOT_FOUND


@pytest.mark.parametrize("agent", ["aud", "dis"])
@pytest.mark.parametrize(
    "query",
    [
        q.SearchTickets(text="opened"),
        q.FetchTicket(ticket="opened"),
        q.TicketHistory(ticket="opened"),
        q.FileTicket(attachment="ann.file0"),
    ],
)
async def test_auditors_and_displays_ask_for_no_tickets(standard, agent, query):
    assert code(standard, agent, query) == Code.FORBIDDEN


async def test_who_loses_the_team_loses_the_answers(standard):
    await standard.do(OPERATOR_ACTOR, c.EndMembership(agent="rob", team="support"))
    assert code(standard, "rob", q.FetchTicket(ticket="opened")) == Code.NOT_FOUND
