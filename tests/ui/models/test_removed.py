# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.support.client_frames import a_ticket
from ui.models.removed import is_removed, removed_words, was_answered


@pytest.mark.parametrize(
    ("fields", "answered"),
    [
        ({"last_message_by": "reply"}, True),
        ({"last_message_by": "customer", "opened_at": 5, "waiting_since": 5}, False),
        ({"last_message_by": "customer", "opened_at": 5, "waiting_since": 9}, True),
        ({"last_message_by": "customer", "opened_at": 5, "waiting_since": None}, True),
        ({"last_message_by": None}, False),
    ],
)
def test_the_row_tells_whether_we_have_answered(fields, answered):
    assert was_answered(a_ticket(**fields)) is answered


@pytest.mark.parametrize(("status", "removed"), [("spam", True), ("deleted", True), ("new", False)])
def test_only_spam_and_deleted_tickets_are_gone(status, removed):
    assert is_removed(a_ticket(status=status)) is removed


async def test_words_say_who_and_when(client):
    now = client.workspace.now_us()
    gone = a_ticket(status="spam", removed_by="tomas", removed_at=now)
    assert removed_words(client.workspace, gone).startswith("Marked as spam by Tomas Reuter, ")
    gone = a_ticket(status="deleted", removed_by=None, removed_at=now)
    assert removed_words(client.workspace, gone).startswith("Deleted by Somebody, ")
    assert removed_words(client.workspace, a_ticket()) == ""
