# SPDX-License-Identifier: Apache-2.0
"""Every change of a ticket has its words; the desk's own bookkeeping has none."""

import pytest
from msgspec import structs, to_builtins

from sync_server.contract.entities import Contact
from sync_server.contract.queries import HistoryEntry
from sync_server.contract.routes import ROUTING
from tests.support.ticket_clocks import MINUTE, a_clock
from ui.windows.agent.history_words import (
    ROUTED,
    actor_words,
    as_it_was,
    changes_of,
    events_of,
)


def _entry(seq=1, *, actor="tomas", via="socket", kind="ticket", op="update", **values):
    return HistoryEntry(
        seq=seq, at=seq, actor=actor, via=via, kind=kind, id="x", op=op, values=values
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"status": ("pending", "open")}, "moved Pending to Open"),
        ({"team": (None, "platform")}, "set Team to Platform"),
        ({"assignee": ("tomas", None)}, "set Assignee to Nobody"),
        ({"subject": ("a", "b")}, "changed the subject to \u201cb\u201d"),
        ({"tags": (["a", "b"], ["b", "c"])}, "added tag c, removed tag a"),
        (
            {"status": ("new", "open"), "assignee": (None, "maya")},
            "moved New to Open, set Assignee to Maya Okafor",
        ),
        (
            {"status": ("open", "merged"), "merged_into": (None, "t2")},
            "merged this into #48214",
        ),
        (
            {"status": ("merged", "open"), "merged_into": ("t2", None)},
            "took this out of #48214 again",
        ),
        ({"links": ([], [{"kind": "merged", "ticket": "t2"}])}, "merged #48214 into this one"),
        ({"links": ([{"kind": "merged", "ticket": "t2"}], [])}, "took #48214 out again"),
        ({"links": ([], [{"kind": "parent", "ticket": "t2"}])}, "linked #48214: Parent"),
        (
            {"links": ([{"kind": "related", "ticket": "gone"}], [])},
            "unlinked a ticket of others: Related",
        ),
    ],
)
async def test_a_change_is_told_between_the_messages(client, values, words):
    ((at, event),) = events_of(client.workspace, (_entry(7, **values),))
    assert (at, event.author, event.text, event.kind) == (7, "Tomas Reuter", words, "event")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"status": ("pending", "open"), "woken_from": (None, "pending")},
            "heard no answer in time and moved Pending to Open",
        ),
        (
            {"status": ("on_hold", "open"), "woken_from": (None, "on_hold")},
            "waited long enough and moved On hold to Open",
        ),
        (
            {"status": ("solved", "closed"), "closed_at": (None, 7)},
            "heard nothing since it was solved and moved Solved to Closed",
        ),
    ],
)
async def test_what_the_desk_does_by_itself_has_its_reason(client, values, words):
    entry = _entry(7, actor="timekeeper", via="timekeeper", **values)
    ((_, event),) = events_of(client.workspace, (entry,))
    assert (event.author, event.text) == ("Deskbell", words)


async def test_what_happens_to_clocks_is_told_in_the_history_alone(client):
    runs = a_clock(1, metric="first_reply")
    met = structs.replace(runs, state="met", spent=13 * MINUTE)
    entry = _entry(7, clocks=(to_builtins((runs,)), to_builtins((met,))))
    (change,) = changes_of(client.workspace, entry)
    assert (change.title, change.before, change.after) == (
        "First reply",
        "",
        "met in 13\N{NO-BREAK SPACE}min",
    )
    assert events_of(client.workspace, (entry,)) == ()


async def test_a_ticket_that_sleeps_says_until_when(client):
    entry = _entry(status=("open", "pending"), wake_at=(None, 1_795_438_668_000_000))
    ((_, event),) = events_of(client.workspace, (entry,))
    assert (event.text, event.icon) == ("moved Open to Pending until Mon 23 Nov", "clock")


@pytest.mark.parametrize(
    "entry",
    [
        _entry(updated_at=(1, 2), messages=(1, 2), last_message_at=(1, 2)),
        _entry(opened_at=(None, 1), status=(None, "new"), op="insert"),
        _entry(followers=([], ["maya"])),
        _entry(kind="message", type=(None, "reply")),
    ],
)
async def test_what_the_message_says_is_not_told_twice(client, entry):
    assert events_of(client.workspace, (entry,)) == ()


async def test_events_are_in_the_order_of_time(client):
    entries = (_entry(9, status=("open", "solved")), _entry(4, status=("new", "open")))
    assert [at for at, _ in events_of(client.workspace, entries)] == [4, 9]


def _imported(seq, logged_at, **values):
    entry = _entry(seq, actor="import", via="import", op="insert", **values)
    return structs.replace(entry, at=logged_at)


async def test_what_was_imported_stands_where_and_by_whom_it_happened(client):
    entries = (
        _entry(13, status=("pending", "open")),
        _imported(12, 20, kind="attachment", message=(None, "x"), name=(None, "a.log")),
        _imported(11, 20, kind="message", type=(None, "reply"), at=(None, 9), agent=(None, "maya")),
        _imported(10, 20, opened_at=(None, 7), status=(None, "pending")),
    )
    told = as_it_was(entries)
    assert [(each.seq, each.at) for each in told] == [(13, 13), (12, 9), (11, 9), (10, 7)]
    by = [actor_words(client.workspace, each) for each in told]
    assert by == ["Tomas Reuter", "Import", "Maya Okafor", "Import"]


async def test_a_customer_whose_message_was_imported_is_named(client):
    hana = next(each for each in client.workspace.all(Contact) if each.name == "Hana Ito")
    entry = _imported(
        2, 20, kind="message", type=(None, "customer"), at=(None, 9), contact=(None, hana.id)
    )
    (told,) = as_it_was((entry,))
    assert actor_words(client.workspace, told) == "Hana Ito"


async def test_what_was_not_imported_keeps_its_order(client):
    entries = (_entry(9, kind="message", at=(None, 2)), _entry(4, opened_at=(None, 1)))
    assert as_it_was(entries) == entries


async def test_a_new_ticket_lists_what_it_was_given(client):
    entry = _entry(
        opened_at=(None, 1), status=(None, "new"), team=(None, "billing"), assignee=(None, None)
    )
    told = [(each.title, each.before, each.after) for each in changes_of(client.workspace, entry)]
    assert told == [("Ticket", "", "opened"), ("Status", "", "New"), ("Team", "", "Billing")]


async def test_messages_and_files_are_in_the_history(client):
    changes = [
        *changes_of(client.workspace, _entry(kind="message", type=(None, "note"))),
        *changes_of(client.workspace, _entry(kind="message", retracted=(False, True))),
        *changes_of(client.workspace, _entry(kind="attachment", name=(None, "a.log"))),
        *changes_of(client.workspace, _entry(kind="whisper", name=(None, "a.log"))),
    ]
    told = [(each.title, each.before, each.after) for each in changes]
    assert told == [
        ("Message", "", "Internal note"),
        ("Message", "Reply", "taken back"),
        ("File", "", "a.log"),
    ]


@pytest.mark.parametrize(
    ("actor", "via", "words"),
    [
        ("maya", "socket", "Maya Okafor"),
        ("mail:support", "mail", "Mail"),
        ("operator", "console", "The server's console"),
        ("rules", "rule", "rules"),
        ("", "", "Somebody"),
    ],
)
async def test_the_actor_has_a_name(client, actor, via, words):
    assert actor_words(client.workspace, _entry(actor=actor, via=via)) == words


async def test_what_the_router_did_was_done_by_nobody(client):
    assert ROUTED == ROUTING
    entry = structs.replace(
        _entry(7, status=("new", "open"), assignee=(None, "maya")), causes={ROUTING: {}}
    )
    ((_, event),) = events_of(client.workspace, (entry,))
    assert (event.author, event.text) == ("Deskbell", "moved New to Open, routed it to Maya Okafor")


async def test_what_somebody_did_beside_the_router_stays_theirs(client):
    entry = structs.replace(
        _entry(7, team=(None, "platform"), assignee=(None, "maya")), causes={ROUTING: {}}
    )
    assert actor_words(client.workspace, entry) == "Tomas Reuter"


async def test_what_went_to_another_ticket_or_came_from_there_says_so(client):
    gone = _entry(5, kind="message", op="delete", type=("reply", None), at=(3, None))
    come = _entry(5, kind="message", op="insert", type=(None, "customer"), at=(None, 3))
    new = _entry(5, kind="message", op="insert", type=(None, "note"), at=(None, 5))
    (left,), (came,), (written,) = (
        tuple(changes_of(client.workspace, each)) for each in (gone, come, new)
    )
    assert (left.before, left.after) == ("Reply", "in another ticket")
    assert came.after == "Customer message, from another ticket"
    assert written.after == "Internal note"
