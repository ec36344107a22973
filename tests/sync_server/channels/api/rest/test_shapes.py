# SPDX-License-Identifier: Apache-2.0
"""What programs see of rows: chosen field by field, so that a new field is hidden at first."""

import pytest
from msgspec import structs

from sync_server.channels.api.rest.shapes import (
    VIEWS,
    TicketView,
    is_held,
    is_shown,
    may_see,
    moment,
    shown,
    shown_fields,
)
from sync_server.contract.entities import KINDS
from sync_server.contract.ids import TeamId
from tests.support.plain import e

SUPPORT = TeamId("support")
HIDDEN_FIELDS = {
    "ticket": {
        "followers",
        "mentioned",
        "last_message_by",
        "messages",
        "wake_at",
        "mailbox",
        "cc",
        "removed_by",
        "removed_at",
        "removed_from",
        "clocks",
        "woken_at",
        "woken_from",
        "reminded_at",
        "excluded",
        "needs",
        "queued_at",
        "unrouted",
        "route_at",
        "last_owner",
        "asked",
        "offered_to",
        "merged_into",
        "merge",
        "marks",
        "by_hand",
        "promised",
        "round_over_at",
        "pinned",
        "kept_back",
        "solution",
        "article",
        "ticks",
        "checklist",
    },
    "message": {
        "to",
        "cc",
        "bcc",
        "message_id",
        "release_at",
        "retracted",
        "mailbox",
        "quote",
        "delivery",
        "delivery_note",
        "delivered_at",
        "refused",
        "reasons",
        "about",
        "sender",
        "sender_name",
        "enclosed",
        "direction",
        "outcome",
        "minutes",
    },
    "attachment": {"content_id"},
}


@pytest.mark.parametrize("kind", VIEWS)
def test_every_field_is_shown_or_hidden_on_purpose(kind):
    names = {field.name for field in structs.fields(KINDS[kind])}
    view = {field.name for field in structs.fields(VIEWS[kind])}
    assert names - view == HIDDEN_FIELDS[kind]
    assert view <= names


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (0, "1970-01-01T00:00:00.000000Z"),
        (-1, "1969-12-31T23:59:59.999999Z"),
        (1_700_000_000_123_456, "2023-11-14T22:13:20.123456Z"),
        (2**53, "2255-06-05T23:47:34.740992Z"),
        (-(2**53), "1684-07-28T00:12:25.259008Z"),
    ],
)
def test_instants_are_texts_to_the_microsecond(instant, text):
    assert moment(instant) == text


def test_instants_of_a_row_are_texts_and_what_is_not_there_stays_away():
    view = shown(TicketView, e.Ticket(id="t", opened_at=0))
    assert (view.opened_at, view.solved_at) == ("1970-01-01T00:00:00.000000Z", None)
    assert shown_fields(VIEWS["ticket"], {"solved_at": 0, "cc": ["x"]}) == {
        "solved_at": "1970-01-01T00:00:00.000000Z"
    }


@pytest.mark.parametrize("kind", ["note", "forward", "third_party", "call", "of the future"])
def test_only_what_passes_between_customer_and_desk_is_shown(kind):
    assert not is_shown(e.Message(id="m", ticket="t", type=kind))
    assert is_shown(e.Message(id="m", ticket="t", type="reply"))
    assert not is_shown(e.Message(id="m", ticket="t", type="reply", retracted=True))


def test_a_reply_is_held_until_its_release():
    reply = e.Message(id="m", ticket="t", type="reply", release_at=5)
    assert (is_held(reply, 4), is_held(reply, 5)) == (True, False)


@pytest.mark.parametrize("status", ["merged", "spam", "deleted"])
def test_nobody_sees_what_was_removed(status):
    assert not may_see(None, e.Ticket(id="t", status=status))
    assert may_see(None, e.Ticket(id="t", status="closed"))


def test_a_team_sees_its_own():
    assert may_see(SUPPORT, e.Ticket(id="t", team="support"))
    assert not may_see(SUPPORT, e.Ticket(id="t", team="billing"))
    assert not may_see(SUPPORT, e.Ticket(id="t"))
