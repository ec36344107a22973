# SPDX-License-Identifier: Apache-2.0
"""The tickets that every sample desk has are those of the pictures."""

from datetime import datetime, timedelta

from resources.sample.model import SampleDesk, SampleTicket

WEBHOOK_TEXTS = """
Since we rotated our API key this morning every webhook call returns 401. \
We have 1,240 labels waiting for the 15:00 pickup.
Thanks Hana. The signature header still carries key id `…7f2c`, so our gateway rejects the call. \
Did you rotate in the console or through the API?
@Maya the gateway caches key ids per region for 60 min. \
Purge is safe, I can run it once we have the account id.
It was done through the API at 08:47 UTC. The account is `kst-2291`. \
Please hurry, pickup is at 15:00.
""".strip().splitlines()


def named(desk: SampleDesk, subject: str) -> SampleTicket:
    found = [ticket for ticket in desk.tickets if ticket.subject == subject]
    assert len(found) == 1
    return found[0]


def test_the_webhook_ticket_has_its_whole_conversation(desk: SampleDesk, as_of: datetime) -> None:
    ticket = named(desk, "Webhooks return 401 after rotation")
    assert (ticket.status, ticket.priority, ticket.team) == ("open", "urgent", "Platform")
    assert ticket.requester == "hana.ito@kestrel.example"
    assert ticket.assignee == "maya.okafor@brightwater.example"
    assert ticket.category == ("Integrations", "Webhooks")
    hana, maya = "hana.ito@kestrel.example", "maya.okafor@brightwater.example"
    tomas = "tomas.reuter@brightwater.example"
    said = [(message.kind, message.author) for message in ticket.messages]
    assert said == [("customer", hana), ("reply", maya), ("note", tomas), ("customer", hana)]
    assert [message.text for message in ticket.messages] == WEBHOOK_TEXTS
    assert as_of - ticket.opened_at == timedelta(minutes=99, seconds=30)


def test_the_webhook_ticket_has_its_files_and_people(desk: SampleDesk) -> None:
    first, _, note, _ = named(desk, "Webhooks return 401 after rotation").messages
    assert [file.name for file in first.attachments] == ["webhook-401.log", "console.png"]
    assert len(first.cc) == 2
    assert note.mentions == ("maya.okafor@brightwater.example",)


def test_mayas_queue_is_the_one_of_the_picture(desk: SampleDesk) -> None:
    hers = [
        ticket
        for ticket in desk.tickets
        if ticket.assignee == "maya.okafor@brightwater.example" and ticket.status == "open"
    ]
    assert len(hers) == 9
    assert {ticket.subject for ticket in hers} >= {
        "Invoice shows VAT twice for March",
        "Cannot add a second warehouse address",
        "Label printer offline after firmware 5.2",
        "SSO sign-in loops back to the first page",
        "Bulk import stops at row 5,000",
        "How do I export the audit trail?",
        "Rate limit increase for Black Friday",
    }


def test_two_of_the_unassigned_tickets_ask_for_japanese(desk: SampleDesk) -> None:
    waiting = [ticket for ticket in desk.tickets if ticket.assignee is None]
    assert sorted(ticket.language for ticket in waiting) == ["en", "ja", "ja"]


def test_what_is_known_step_by_step_ends_as_it_stands(desk: SampleDesk) -> None:
    known = [ticket for ticket in desk.tickets if ticket.stepwise]
    assert named(desk, "Webhooks return 401 after rotation") in known
    for ticket in known:
        start = "new" if ticket.status == "new" else "open"
        moves = [message.moves_to for message in ticket.messages[1:] if message.moves_to]
        assert [start, *moves][-1] == ticket.status, ticket.subject
        assert ticket.messages[0].moves_to is None
