# SPDX-License-Identifier: Apache-2.0
"""A signed name is read by the desk that made it, for what it was made for, and by no other."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.contract.ids import AgentId, ContactId, TicketId
from sync_server.security.signing import (
    KEY_BYTES,
    MAX_LOCAL_PART,
    OwnMessageId,
    PageLink,
    Signer,
    SubjectToken,
    plain_address,
    subject_tokens,
    without_subject_tokens,
)

OURS = Signer(random.Random(1).randbytes(KEY_BYTES))
THEIRS = Signer(random.Random(2).randbytes(KEY_BYTES))
UUID = "0196b0f2-7d4c-7a11-8c55-1f0e2d3c4b5a"
IDS = [UUID, "ticket-1", "sixteen-letters1", "x"]
MAILBOX = "help@ours.example"

tickets = pytest.mark.parametrize("ticket", IDS)


def flipped(token: str, place: int) -> str:
    """The token with another character at one place."""
    other = "b" if token[place] != "b" else "c"
    return token[:place] + other + token[place + 1 :]


# --- Addresses -----------------------------------------------------------------------------------


@tickets
def test_an_address_says_its_ticket_whatever_becomes_of_its_case(ticket):
    address = OURS.thread_address(MAILBOX, ticket)
    assert address is not None
    for written in (address, address.upper(), address.title()):
        assert OURS.thread_of_address(written) == ticket


def test_an_address_of_another_desk_says_nothing():
    address = THEIRS.thread_address(MAILBOX, TicketId(UUID))
    assert address is not None
    assert OURS.thread_of_address(address) is None


def test_no_character_of_a_token_can_be_changed():
    address = OURS.thread_address(MAILBOX, TicketId(UUID))
    assert address is not None
    local, _, domain = address.partition("@")
    for place in range(len("help+"), len(local)):
        assert OURS.thread_of_address(f"{flipped(local, place)}@{domain}") is None


def test_an_address_without_room_gets_no_token():
    assert OURS.thread_address("a" * 30 + "@ours.example", TicketId(UUID)) is None
    longest = OURS.thread_address("a" * 20 + "@ours.example", TicketId(UUID))
    assert longest is not None
    assert len(longest.partition("@")[0]) == MAX_LOCAL_PART


def test_an_address_that_has_a_part_of_its_own_keeps_it():
    address = OURS.thread_address("help+de@ours.example", TicketId("ticket-1"))
    assert address is not None
    assert OURS.thread_of_address(address) == "ticket-1"
    assert plain_address(address) == "help+de@ours.example"


@tickets
def test_only_the_agent_who_was_told_can_answer_a_notice(ticket):
    address = OURS.notice_address(MAILBOX, ticket, AgentId("ada"))
    assert address is not None
    assert OURS.is_notice_address(address)
    assert OURS.noticed_ticket(address, AgentId("ada")) == ticket
    assert OURS.noticed_ticket(address, AgentId("bob")) is None
    assert OURS.thread_of_address(address) is None


@pytest.mark.parametrize("address", [MAILBOX, "help+news@ours.example", "max+x@else.example", ""])
def test_another_address_is_left_as_it_is(address):
    assert plain_address(address) == address
    assert not OURS.is_notice_address(address)
    assert OURS.thread_of_address(address) is None


@given(st.text())
def test_any_text_may_be_read(text):
    assert OURS.thread_of_address(text) is None
    assert OURS.read_message_id(text) is None
    assert OURS.read_page_token(text, now=0) is None
    assert OURS.noticed_ticket(f"help+{text}@ours.example", AgentId("ada")) is None


# --- Message-IDs ---------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ["reply", "forward", "automatic", "notice"])
@tickets
def test_a_message_id_says_what_it_was_and_of_what(purpose, ticket):
    message_id = OURS.message_id(purpose, ticket, "ours.example")
    assert message_id.startswith("<")
    assert OURS.read_message_id(message_id) == OwnMessageId(purpose, ticket)
    assert OURS.read_message_id(message_id.strip("<>").upper()) == OwnMessageId(purpose, ticket)
    assert OURS.message_id(purpose, ticket, "ours.example") == message_id


def test_a_serial_tells_mails_apart_and_says_the_same():
    one = OURS.message_id("notice", UUID, "ours.example", serial="1a")
    other = OURS.message_id("notice", UUID, "ours.example", serial="2b")
    assert one != other
    assert OURS.read_message_id(one) == OwnMessageId("notice", UUID)
    assert OURS.read_message_id(other) == OwnMessageId("notice", UUID)


def test_a_purpose_cannot_be_exchanged():
    message_id = OURS.message_id("notice", UUID, "ours.example")
    assert OURS.read_message_id(message_id.replace("notice", "reply")) is None


def test_a_message_id_of_another_desk_says_nothing():
    """Bad input 33: a customer who runs the same program lands in no ticket of ours."""
    assert OURS.read_message_id(THEIRS.message_id("reply", UUID, "ours.example")) is None


# --- Subjects ------------------------------------------------------------------------------------


def test_a_subject_names_the_ticket_by_number_and_tag():
    token = OURS.subject_token(1042, TicketId(UUID))
    (found,) = subject_tokens(f"AW: Printer on fire {token.upper()}")
    assert found.number == 1042
    assert OURS.is_subject_of(found, TicketId(UUID))
    assert not OURS.is_subject_of(found, TicketId("ticket-1"))
    assert not THEIRS.is_subject_of(found, TicketId(UUID))
    assert not OURS.is_subject_of(SubjectToken(1043, found.tag), TicketId(UUID))
    assert without_subject_tokens(f"AW: Printer {token} on fire") == "AW: Printer on fire"


@pytest.mark.parametrize("subject", ["#1042", "[#1042]", "[#1042-]", "[#1042-abc]", "Re: 1042"])
def test_a_bare_number_is_no_token(subject):
    """Bad input 30: a number alone says nothing."""
    assert list(subject_tokens(subject)) == []


# --- Pages ---------------------------------------------------------------------------------------

_DAY = 86_400_000_000


@tickets
@pytest.mark.parametrize("contact", IDS)
def test_a_link_opens_one_ticket_for_one_contact_until_it_is_over(ticket, contact):
    token = OURS.page_token(ticket, contact, expires_at=2 * _DAY)
    assert OURS.read_page_token(token, now=_DAY) == PageLink(ticket, contact)
    assert OURS.read_page_token(token, now=3 * _DAY) is None
    assert THEIRS.read_page_token(token, now=_DAY) is None


def test_no_character_of_a_link_can_be_changed():
    token = OURS.page_token(TicketId(UUID), ContactId(UUID), expires_at=2 * _DAY)
    for place in range(len(token)):
        assert OURS.read_page_token(flipped(token, place), now=0) is None


# --- The key -------------------------------------------------------------------------------------


def test_the_key_shows_nowhere():
    assert repr(OURS) == "Signer()"


def test_a_short_key_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Signer(b"short")


def test_a_key_for_something_else_is_the_desks_own_and_no_other_purposes():
    here, elsewhere = Signer(b"k" * 32), Signer(b"j" * 32)
    assert here.key_for("forms") == Signer(b"k" * 32).key_for("forms")
    assert len({here.key_for("forms"), here.key_for("other"), elsewhere.key_for("forms")}) == 3
    assert len(here.key_for("forms")) == 32
