# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.cache import apply as cache
from app.cache import reads
from app.cache.apply import Misfit, apply, drop_unready, position, reset
from app.cache.engine import open_file
from app.cache.reads import differing_scopes, read_page, scope_digests
from app.cache.search import search
from app.cache.tables import CACHE
from sync_server.contract import frames
from sync_server.contract.digests import digest_text, row_digest
from tests.support.client_frames import (
    a_contact,
    a_message,
    a_ticket,
    an_agent,
    changes,
    delete,
    insert,
    ready,
    snapshot,
    ticket_snapshot,
    update,
)


def row_of(file, kind, id) -> Any:
    return reads.read_row(file, kind, id)


def thread_of(file, ticket: Any) -> Any:
    return reads.read_thread(file, ticket)


BILLING = "team:billing"
SALES = "team:sales"


@pytest.fixture
def held(file):
    """Two complete scopes; the ticket t1 with two messages is in the first."""
    reset(file, "e1")
    rows = ((3, a_ticket()), (4, a_message("m1")), (5, a_message("m2")))
    apply(file, snapshot(BILLING, *rows, seq=5))
    apply(file, ready(BILLING, through=5))
    apply(file, snapshot(SALES, seq=5))
    apply(file, ready(SALES, through=5))
    apply(file, frames.Changes(through=5))
    return file


def xor(*rows):
    total = 0
    for kind, id, version in rows:
        total ^= row_digest(kind, id, version)
    return digest_text(total)


def test_rows_and_cursor_move_together(held):
    apply(held, changes(insert(6, a_ticket("t2"), scope=BILLING), through=9))
    assert row_of(held, "ticket", "t2").version == 6
    assert position(held).cursor == 9


def test_an_update_changes_only_the_fields_that_it_names(held):
    applied: Any = apply(held, changes(update(6, a_ticket(), scope=BILLING, status="open")))
    assert row_of(held, "ticket", "t1").entity.subject == "Subject of t1"
    assert applied.rows["ticket", "t1"].entity.status == "open"


def test_an_update_without_data_still_moves_the_version(held):
    change = frames.Change(seq=7, scope=BILLING, kind="ticket", id="t1", op="update")
    apply(held, frames.Changes(through=7, changes=(change,)))
    assert row_of(held, "ticket", "t1").version == 7


def test_a_field_of_a_newer_server_survives_an_update(held):
    apply(held, changes(update(6, a_ticket(), scope=BILLING, mood="calm")))
    apply(held, changes(update(7, a_ticket(), scope=BILLING, status="open")))
    assert b'"mood":"calm"' in held.row("SELECT data FROM row WHERE id = 't1'")[0]


def test_an_older_change_than_the_row_is_left_out(held):
    apply(held, changes(update(3, a_ticket(), scope=BILLING, status="solved"), through=6))
    assert row_of(held, "ticket", "t1").entity.status == "new"


def test_the_commands_whose_effects_came_are_named(held):
    applied = apply(held, changes(update(6, a_ticket(), scope=BILLING, command="c", status="open")))
    assert applied.commands == {"c"}


@pytest.mark.parametrize("ticket", [None, "t9"])
def test_promise_70_an_update_of_a_row_that_a_ready_scope_lacks_is_refused(held, ticket):
    with pytest.raises(Misfit) as caught:
        apply(held, changes(update(6, a_ticket("t9"), scope=BILLING, status="open")))
    assert caught.value.scope == BILLING
    assert position(held).cursor == 5


def test_a_row_that_came_and_went_on_the_way_may_be_deleted_without_having_been_here(held):
    apply(held, changes(delete(6, a_ticket("t8"), scope=BILLING)))
    assert position(held).cursor == 6


def test_promise_70_a_row_that_is_not_of_the_contract_stores_nothing(held):
    with pytest.raises(Misfit):
        apply(held, changes(update(6, a_ticket(), scope=BILLING, subject=5)))
    assert row_of(held, "ticket", "t1").version == 3


def test_a_change_of_a_scope_that_is_not_held_is_skipped_and_counted(held):
    applied = apply(held, changes(insert(6, a_ticket("t7", team="other"), scope="team:other")))
    assert applied.foreign == 1
    assert row_of(held, "ticket", "t7") is None


def test_a_moved_ticket_takes_the_digests_of_its_children_along(held):
    apply(held, changes(update(6, a_ticket(), scope=SALES, team="sales")))
    assert scope_digests(held) == {
        BILLING: {},
        SALES: {
            "ticket": xor(("ticket", "t1", 6)),
            "message": xor(("message", "m1", 4), ("message", "m2", 5)),
        },
    }


def test_a_message_goes_to_another_ticket_with_its_digest(held):
    apply(held, changes(insert(6, a_ticket("t2", team="sales"), scope=SALES)))
    gone, came = a_message("m1"), a_message("m1", ticket="t2")
    apply(held, changes(delete(7, gone, scope=BILLING), insert(8, came, scope=SALES)))
    assert [row.entity.id for row in thread_of(held, "t1").messages] == ["m2"]
    assert [row.entity.id for row in thread_of(held, "t2").messages] == ["m1"]
    assert scope_digests(held)[SALES]["message"] == xor(("message", "m1", 8))
    assert scope_digests(held)[BILLING]["message"] == xor(("message", "m2", 5))


def test_a_message_that_came_whole_with_another_ticket_does_not_leave_with_the_first(held):
    """What is sent whole precedes the changes, by which the message leaves the ticket it was in."""
    rows = ((6, a_ticket("t2", team="sales")), (8, a_message("m1", ticket="t2")))
    apply(held, ticket_snapshot(a_ticket("t2"), *rows, scope=SALES, seq=8))
    apply(held, changes(delete(7, a_message("m1"), scope=BILLING)))
    assert [row.entity.id for row in thread_of(held, "t2").messages] == ["m1"]
    assert scope_digests(held)[SALES]["message"] == xor(("message", "m1", 8))
    assert scope_digests(held)[BILLING]["message"] == xor(("message", "m2", 5))


def test_an_archived_ticket_leaves_with_its_children(held):
    apply(held, changes(update(6, a_ticket(), scope=BILLING, archived=True)))
    assert scope_digests(held)[BILLING] == {}
    assert thread_of(held, "t1").messages == ()
    assert held.row("SELECT count(*) FROM words")[0] == 0


def test_a_ticket_that_moves_out_of_sight_of_all_but_its_guest_stays(held):
    apply(held, changes(update(6, a_ticket(), scope="team:other", team="other", assignee="me")))
    assert "ticket:t1" in position(held).scopes
    assert scope_digests(held)["ticket:t1"] == {
        "ticket": xor(("ticket", "t1", 6)),
        "message": xor(("message", "m1", 4), ("message", "m2", 5)),
    }


def test_a_forgotten_scope_leaves_what_a_guest_scope_shows(held):
    other = a_ticket("t2", assignee="me")
    apply(held, changes(insert(6, other, scope=BILLING)))
    rows = ((6, other), (7, a_message("m3", ticket="t2")))
    apply(held, ticket_snapshot(other, *rows, scope="ticket:t2", seq=7))
    apply(held, frames.Forget(scopes=(BILLING,)))
    assert row_of(held, "ticket", "t1") is None
    assert row_of(held, "message", "m1") is None
    assert row_of(held, "message", "m3") is not None
    assert set(position(held).scopes) == {SALES, "ticket:t2"}


def test_a_forgotten_ticket_goes_with_its_children_and_guest_scope(held):
    apply(held, changes(update(6, a_ticket(), scope="team:other", team="other", assignee="me")))
    applied = apply(held, frames.Forget(tickets=(a_ticket("t1").id,)))
    assert applied.rows["ticket", "t1"] is None
    assert held.row("SELECT count(*) FROM row") == (0,)
    assert "ticket:t1" not in position(held).scopes


def test_losing_a_guest_scope_in_an_overview_keeps_the_row_and_drops_the_bodies(file):
    reset(file, "e1")
    ticket = a_ticket(assignee="me")
    apply(file, snapshot(BILLING, (3, ticket), projection=frames.OVERVIEW))
    apply(file, ready(BILLING, projection=frames.OVERVIEW))
    apply(file, ticket_snapshot(ticket, (3, ticket), (4, a_message()), scope="ticket:t1", seq=4))
    assert len(thread_of(file, "t1").messages) == 1
    apply(file, frames.Forget(scopes=("ticket:t1",)))
    assert row_of(file, "ticket", "t1") is not None
    assert thread_of(file, "t1").messages == ()
    assert scope_digests(file) == {BILLING: {"ticket": xor(("ticket", "t1", 3))}}


def test_a_guest_ticket_of_several_pages_is_held_from_its_last_page_on(held):
    guest = a_ticket("t9", team="other", assignee="me")
    page = ticket_snapshot(guest, (6, guest), scope="ticket:t9", seq=7, last=False)
    apply(held, page)
    assert "ticket:t9" not in position(held).scopes
    apply(held, ticket_snapshot(guest, scope="ticket:t9", seq=7, first=False))
    assert position(held).scopes["ticket:t9"] == frames.FULL


def test_a_ticket_that_comes_before_its_home_is_no_guest_and_goes_if_the_home_never_comes(held):
    moved = a_ticket("t5", team=None)
    apply(held, ticket_snapshot(moved, (6, moved), scope="triage", seq=6))
    assert set(position(held).scopes) == {BILLING, SALES}
    assert drop_unready(held).rows["ticket", "t5"] is None


def test_a_ticket_snapshot_replaces_what_was_held(held):
    apply(
        held, ticket_snapshot(a_ticket(), (3, a_ticket()), (4, a_message()), scope=BILLING, seq=9)
    )
    assert [row.entity.id for row in thread_of(held, "t1").messages] == ["m1"]


def test_the_first_page_of_a_snapshot_drops_what_was_held_of_the_scope(held):
    apply(held, snapshot(BILLING, (6, a_ticket("t2")), seq=6))
    assert row_of(held, "ticket", "t1") is None
    assert BILLING not in position(held).scopes


def test_only_a_ready_scope_counts_as_held_and_the_rest_is_dropped(held):
    apply(held, snapshot("triage", (6, a_ticket("t5", team=None))))
    assert "triage" not in position(held).scopes
    applied = drop_unready(held)
    assert applied.rows == {("ticket", "t5"): None}


def test_a_scope_that_becomes_ready_moves_the_cursor_to_where_it_is_complete(held):
    apply(held, snapshot("triage", (6, a_ticket("t5", team=None)), seq=9))
    apply(held, ready("triage", through=9))
    assert position(held).cursor == 9


def test_a_change_of_a_loading_scope_may_be_for_a_row_that_left(held):
    apply(held, snapshot("triage", seq=6))
    gone = a_ticket("t5", team=None)
    apply(held, changes(update(6, gone, scope="triage", status="open")))
    assert row_of(held, "ticket", "t5") is None


def test_a_reset_leaves_nothing_but_the_new_epoch(held):
    reset(held, "e2")
    assert position(held) == cache.Position(epoch="e2")
    assert read_page(held, after=0, limit=10).rows == ()


def test_pages_give_every_row_that_lives_in_memory_and_no_other(held):
    apply(held, snapshot("desk", (6, an_agent(id="a1", name="Ana"))))
    page = read_page(held, after=0, limit=1)
    rest = read_page(held, after=page.next or 0, limit=5)
    assert [row.entity.id for row in (*page.rows, *rest.rows)] == ["t1", "a1"]


def test_a_differing_scope_is_found_and_unknown_kinds_are_not_compared(held):
    theirs = scope_digests(held)
    theirs[BILLING]["hologram"] = "00000000000000ff"
    assert differing_scopes(held, theirs) == ()
    theirs[SALES]["ticket"] = "00000000000000ff"
    assert differing_scopes(held, theirs) == (SALES,)


def test_contacts_are_rows_of_the_directory(held):
    apply(held, snapshot("directory", (6, a_contact(id="c1", name="Hana"))))
    apply(held, ready("directory"))
    apply(held, changes(delete(8, a_contact(id="c1"), scope="directory")))
    assert scope_digests(held)["directory"] == {}


steps = st.lists(
    st.tuples(
        st.sampled_from(
            ["ticket", "move", "message", "merge", "whole", "change", "archive", "forget", "guest"]
        ),
        st.integers(0, 3),
        st.sampled_from(["billing", "sales"]),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_the_incremental_digests_are_those_of_the_rows(script):
    file = open_file(None, bytes(32), shape=CACHE)
    reset(file, "e")
    for scope in (BILLING, SALES):
        apply(file, snapshot(scope))
        apply(file, ready(scope))
    for seq, (step, number, team) in enumerate(script, start=1):
        _play(file, seq, step=step, ticket=a_ticket(f"t{number}", team=team))
    assert scope_digests(file) == _digests_from_rows(file)
    file.close()


def _play(file, seq, *, step, ticket):
    frame: frames.Changes | frames.Forget
    held: Any = row_of(file, "ticket", ticket.id)
    home = f"team:{held.entity.team}" if held else f"team:{ticket.team}"
    match step, held:
        case ("ticket", None):
            frame = changes(insert(seq, ticket, scope=home))
        case ("move", row) if row:
            frame = changes(update(seq, ticket, scope=f"team:{ticket.team}", team=ticket.team))
        case ("message", row) if row:
            frame = changes(insert(seq, a_message(f"m{seq}", ticket=ticket.id), scope=home))
        case ("merge", row) if row:
            # Messages of any ticket come to this one; their leaving may be told later, or never.
            frame = changes(insert(seq, a_message(f"m{seq // 2}", ticket=ticket.id), scope=home))
        case ("whole", row) if row:
            message = (seq, a_message(f"m{seq // 2}", ticket=ticket.id))
            now = replace(ticket, team=home.removeprefix("team:"))
            frame = ticket_snapshot(ticket, (seq, now), message, scope=home, seq=seq)
        case ("change", row) if row:
            frame = changes(update(seq, ticket, scope=home, status="open"))
        case ("archive", row) if row:
            frame = changes(update(seq, ticket, scope=home, archived=True))
        case ("forget", _):
            frame = frames.Forget(tickets=(ticket.id,))
        case _:
            frame = frames.Changes(through=seq)
    apply(file, frame)


def _digests_from_rows(file):
    totals: dict[str, dict[str, int]] = {BILLING: {}, SALES: {}}
    for kind, id, home, version in file.rows(
        "SELECT row.kind, row.id, coalesce(row.home, parent.home), row.version FROM row"
        " LEFT JOIN row AS parent ON parent.kind = 'ticket' AND parent.id = row.ticket"
    ):
        totals[home][kind] = totals[home].get(kind, 0) ^ row_digest(kind, id, version)
    return {
        scope: {kind: digest_text(value) for kind, value in kinds.items()}
        for scope, kinds in totals.items()
    }


def test_what_was_wiped_is_in_no_file_any_more(held, tmp_path):
    cache.wipe(held)
    assert (tmp_path / "cache.db-wal").stat().st_size == 0
    assert position(held) == cache.Position()
    assert read_page(held, after=0, limit=10).rows == ()


def test_the_log_waits_for_a_calm_moment_and_what_is_in_it_for_nothing(held, tmp_path):
    for seq in range(100, 400):
        cache.set_meta(held, "cursor", str(seq))
    log = tmp_path / "cache.db-wal"
    grown = log.stat().st_size
    assert grown > 300 * 4096
    cache.tidy(held)
    cache.set_meta(held, "cursor", "400")  # the log begins anew, in the same place
    assert log.stat().st_size == grown
    assert position(held).cursor == 400


def _pieces(file):
    return file.row("SELECT count(DISTINCT segid) FROM words_idx")[0]


def test_the_index_of_words_is_merged_in_a_calm_moment_and_finds_the_same(held):
    for seq in range(10, 22):
        subject = f"Barrel {seq}"
        apply(held, changes(update(seq, a_ticket(), scope=BILLING, subject=subject), through=seq))
    before, found = _pieces(held), search(held, "barrel", limit=5)
    assert before > 4
    cache.tidy(held)
    assert _pieces(held) < before
    assert search(held, "barrel", limit=5) == found
    assert [hit.ticket for hit in found] == ["t1"]
