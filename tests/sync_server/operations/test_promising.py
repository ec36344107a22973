# SPDX-License-Identifier: Apache-2.0
"""The sample company promises what its calendars and policies say, and its clocks run by them."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.json import decode

from app.clocks.reading import leading, read
from resources import resource
from resources.sample.desk import generate
from sync_server.channels.attachments import FileKeeper
from sync_server.desk.promises import Promises
from sync_server.operations.import_mail import instant
from sync_server.operations.past import PastEnvironment
from sync_server.operations.seeding import SEEDER, seed
from sync_server.operations.why import read_why
from sync_server.operations.why_wording import describe_why
from sync_server.store.dossier import history_of
from sync_server.store.rows import AllRows
from tests.support.importing import importing_into
from tests.support.still_environment import START, StillEnvironment

MOMENT = datetime(2026, 11, 23, 12, 57, 48, tzinfo=UTC)
"""A Monday, 13:57:48 in Berlin."""

MAYAS = {
    "Invoice shows VAT twice for March": ("breached", "", "-12:40"),
    "Webhooks return 401 after rotation": ("at_risk", "", "4:12"),
    "Cannot add a second warehouse address": ("at_risk", "", "11:48"),
    "Label printer offline after firmware 5.2": ("nearly_late", "", "23:05"),
    "SSO sign-in loops back to the first page": ("comfortable", "", "58:15"),
    "Bulk import stops at row 5,000": ("comfortable", "", "94:15"),
    "Refund for duplicate charge on 13 November": ("comfortable", "", "130:15"),
    "How do I export the audit trail?": ("comfortable", "", "185:15"),
    "Rate limit increase for Black Friday": ("comfortable", "", "340:15"),
}
"""Of the clock that leads: its level, what holds it, and minutes and seconds that are left."""

WAITING = {
    "Tracking page shows the wrong carrier": "80:15",
    "Countersigned DPA request": "228:15",
}


@pytest.fixture
async def monday(sqlite_database, tmp_path):
    """The sample on a desk, at the moment of the pictures."""
    present = StillEnvironment()
    present.advance(seconds=(MOMENT - START).total_seconds())
    past = PastEnvironment(present)
    async with importing_into(sqlite_database, past, tmp_path / "data") as opened:
        keeper = FileKeeper(opened.desk, past, opened.configuration.blobs, owner=SEEDER.device)
        company = generate(1, as_of=MOMENT, tickets=60)
        await seed(opened.desk, company, keeper, lambda _done, _total: None, past=past)
        yield opened


def promises(opened):
    with opened.desk.database.read() as reader:
        return Promises.load(AllRows(opened.desk.database), reader)


def readings(opened):
    """The clock that leads in each of the tickets that go on, by subject."""
    hours_of, now = promises(opened).hours_of, instant(MOMENT)
    clocks = {each.subject: leading(each.clocks, hours_of) for each in opened.tickets}
    return {
        subject: read(clock, hours_of(clock.calendar), now)
        for subject, clock in clocks.items()
        if clock is not None
    }


def minutes(span):
    """A span as minutes and seconds, as a person reads it from a clock."""
    whole = round(abs(span) / 1_000_000)
    return f"{'-' * (span < 0)}{whole // 60}:{whole % 60:02}"


async def test_what_waits_for_maya_is_as_late_as_in_the_pictures(monday):
    said = readings(monday)
    assert {
        subject: (said[subject].level, said[subject].rest, minutes(said[subject].left))
        for subject in MAYAS
    } == MAYAS


async def test_what_waits_for_the_customer_rests(monday):
    said = readings(monday)
    assert {subject: minutes(said[subject].left) for subject in WAITING} == WAITING
    assert {said[subject].rest for subject in WAITING} == {"status"}


async def test_the_webhook_ticket_was_paused_while_it_waited(monday):
    ticket = next(each for each in monday.tickets if each.subject.startswith("Webhooks return"))
    hours_of, now = promises(monday).hours_of, instant(MOMENT)
    said = {each.metric: read(each, hours_of(each.calendar), now) for each in ticket.clocks}
    first, following, whole = (said[name] for name in ("first_reply", "next_reply", "resolution"))
    assert (first.clock.state, minutes(first.clock.spent)) == ("met", "13:00")
    assert following.due == instant(MOMENT + timedelta(minutes=4, seconds=12))
    assert minutes(whole.left) == "441:12"
    assert whole.due == instant(MOMENT + timedelta(minutes=441, seconds=12))


async def test_its_moves_are_of_their_time(monday):
    ticket = next(each for each in monday.tickets if each.subject.startswith("Webhooks return"))
    with monday.desk.database.read() as reader:
        entries = history_of(reader, ticket.id, before=None, children=False, limit=100)
    moves = [(each.at, decode(each.payload or b"{}")["after"].get("status")) for each in entries]
    ago = [((instant(MOMENT) - at) // 1_000_000, status) for at, status in moves if status]
    assert sorted(ago) == [(1548, "open"), (5190, "pending"), (5970, "open")]


async def test_what_was_promised_was_promised_before_the_first_ticket(monday):
    since = {each.name: each.published_at for each in monday.every("sla_policy")}
    assert set(since) == {"Platinum", "Gold", "Internal IT", "Standard"}
    assert max(since.values()) < min(ticket.opened_at for ticket in monday.tickets)


async def test_the_help_shows_what_is_told_of_the_webhook_ticket(monday):
    ticket = next(each for each in monday.tickets if each.subject.startswith("Webhooks return"))
    told = describe_why(read_why(monday.desk.database, ticket.number, now=instant(MOMENT)))
    page = resource("help", "helpdesk", "sla-setup.md").read_text(encoding="utf-8")
    shown = page.partition("```text\n")[2].partition("```")[0]
    parts = told.replace(f"#{ticket.number}", "#48213").split("\n\n")
    of_clocks = [part for part in parts if not part.startswith("Team ")]
    assert len(of_clocks) == len(parts) - 1
    assert shown.splitlines() == "\n\n".join(of_clocks).splitlines()


async def test_what_waits_wakes_later_than_it_is_shown(monday):
    waits = [
        each
        for each in monday.tickets
        if each.subject in {*WAITING, "Webhook retries after rotation"}
    ]
    assert len(waits) == 3
    assert all(each.status == "pending" and each.wake_at > instant(MOMENT) for each in waits)
