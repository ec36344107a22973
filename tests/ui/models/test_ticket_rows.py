# SPDX-License-Identifier: Apache-2.0
import pytest

from app import intents
from sync_server.contract.clocks import Clock
from sync_server.contract.entities import Ticket
from sync_server.contract.frames import Presence, Somebody
from tests.support.client_environment import settle
from tests.support.client_frames import a_contact, a_ticket, changes, update
from tests.support.window_client import MAYA, MINUTE, T1, TOMAS
from ui.models.wake_times import wake_words
from ui.widgets.ticket_row import spoken_text


async def test_a_row_says_who_and_what(rows):
    row = rows.value("t1")
    assert (row.number, row.customer, row.priority) == ("#48213", "Hana Ito", "urgent")
    assert (row.age, row.unread, row.unassigned) == ("25 min", True, False)
    assert rows.value("t3").vip
    assert rows.value("t3").unassigned
    assert spoken_text(row, rows.now) == (
        "Unread. Webhooks return 401 after rotation. Hana Ito. Urgent. Open. Last message: 25 min."
    )


async def test_values_are_made_once_until_something_of_them_changes(client, rows):
    first = rows.value("t1")
    assert rows.value("t1") is first
    renamed = update(20, a_contact("hana"), scope="directory", name="Hana Sato")
    client.bench.apply(changes(renamed))
    await settle()
    assert rows.take(client.bench.changes[-1]) == {"t1"}
    assert rows.value("t1").customer == "Hana Sato"


async def test_reading_a_ticket_changes_its_row(client, rows):
    assert rows.value("t1").unread
    intents.mark_read(client.workspace, ticket=T1)
    await settle()
    stale = frozenset().union(*(rows.take(each) for each in client.bench.changes))
    assert stale == {"t1"}
    assert not rows.value("t1").unread


async def test_colleagues_show_and_oneself_does_not(client, rows):
    client.workspace.apply_presence(
        Presence(
            people=(
                Somebody(agent=MAYA, session="s1", ticket=T1),
                Somebody(agent=TOMAS, session="s2", ticket=T1, mode="replying", typing=True),
                Somebody(agent=TOMAS, session="s3", ticket=T1, mode="open"),
            )
        )
    )
    row = rows.value("t1")
    assert [(person.name, person.level) for person in row.presence] == [("Tomas", "replying")]
    assert row.typing


async def test_a_ticket_that_is_gone_says_so_and_no_more(rows):
    gone = rows.value("nowhere")
    assert (gone.subject, gone.customer) == ("No longer available to you", "")


async def test_a_mode_of_a_newer_version_counts_as_viewing(client, rows):
    somebody = Somebody(agent=TOMAS, session="s2", ticket=T1, mode="dictating")
    client.workspace.apply_presence(Presence(people=(somebody,)))
    assert rows.value("t1").presence[0].level == "viewing"


async def test_a_contact_without_a_name_shows_its_address(client, rows):
    told = update(20, a_contact("hana"), scope="directory", name="")
    client.bench.apply(changes(told))
    assert client.workspace.get(Ticket, "t1").requester == "hana"
    assert rows.value("t1").customer == "hana@kestrel.example"


async def test_what_is_put_off_says_until_when(client, rows):
    wakes = client.workspace.now_us() + 3_600_000_000
    intents.set_status(client.workspace, ticket=T1, status="on_hold", wake_at=wakes)
    await settle()
    row = rows.value(T1)
    assert row.wakes == wake_words(wakes, client.workspace.now_us())
    assert spoken_text(row, rows.now).endswith(f"Put off until {row.wakes}.")
    client.bench.environment.advance(seconds=3600)
    rows.forget_all()
    assert rows.value(T1).wakes == ""


async def promise_a_reply(client, rows):
    """Within half an hour from now."""
    clock = Clock("next_reply", 1, "running", rows.now, 0, 30 * MINUTE)
    ticket = client.workspace.get(Ticket, T1)
    client.bench.apply(changes(update(20, ticket, scope="team:platform", clocks=(clock,))))
    await settle()


async def test_a_row_has_the_clocks_of_its_ticket_until_they_change(client, rows):
    assert rows.value(T1).clock is None
    await promise_a_reply(client, rows)
    assert rows.take(client.bench.changes[-1]) == {T1}
    row = rows.value(T1)
    assert row.clock.face(rows.now).text == "30\N{NO-BREAK SPACE}min"
    assert " Open. Reply due in 30 minutes. " in spoken_text(row, rows.now)


async def test_a_ticket_that_is_only_still_shown_has_no_clock(client, rows):
    await promise_a_reply(client, rows)
    rows.left_words = lambda _: "Moved to Billing"
    assert rows.value(T1).clock is None


@pytest.mark.parametrize(
    ("came", "words"), [("pending", "No answer"), ("on_hold", "Due again"), (None, "Due again")]
)
async def test_what_came_back_by_itself_says_why_until_somebody_writes(client, rows, came, words):
    back = update(20, a_ticket("t1"), scope="team:platform", woken_at=1, woken_from=came)
    client.bench.apply(changes(back))
    await settle()
    rows.forget_all()
    assert rows.value("t1").woken == words
    assert f"{words}." in spoken_text(rows.value("t1"), rows.now)
    intents.reply(client.workspace, ticket=T1, text="Are you there?")
    await settle()
    rows.forget_all()
    assert rows.value("t1").woken == ""
