# SPDX-License-Identifier: Apache-2.0
from typing import Any

import pytest

from tests.support.client_frames import a_message
from ui.widgets.message_delivery import DeliveryValue
from ui.windows.agent.delivery_words import copies_words, delivery_of

NOW = 1_795_000_000_000_000
DAY = 86_400_000_000


def told(now=NOW, **fields: Any):
    return delivery_of(a_message("m1", type="reply", agent="maya", at=NOW, **fields), now)


def test_what_does_not_leave_by_mail_has_no_line():
    assert told() is None


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (None, "Waiting to send"),
        ("mail.a.example does not answer", "{} {}"),
    ],
)
def test_what_waits_says_why_once_a_try_has_failed(note, words):
    found = told(delivery="waiting", delivery_note=note)
    expected = words.format("Waiting to send, it is tried again.", note)
    assert found == DeliveryValue(expected, "waits")


def test_acceptance_names_the_server_and_the_time_and_never_says_delivered_or_read():
    found = told(delivery="accepted", delivery_note="mail.kestrel.example", delivered_at=NOW)
    assert found.text.startswith("Accepted by mail.kestrel.example ")
    assert found.tone == "accepted"
    assert not found.action
    assert told(delivery="accepted").text.startswith("Accepted ")


def test_the_day_stands_there_when_it_was_another():
    today = told(delivery="accepted", delivered_at=NOW)
    later = told(NOW + DAY, delivery="accepted", delivered_at=NOW)
    assert len(later.text) > len(today.text)


def test_a_partial_refusal_names_who_has_not_got_it():
    some = tuple(f"p{number}@a.example" for number in range(7))
    found = told(delivery="accepted", delivery_note="mx", refused=some[:2])
    assert found.text.endswith("Not delivered to p0@a.example and p1@a.example")
    assert (found.tone, found.key, found.action) == ("partly", "send_again", "Send again")
    assert told(delivery="accepted", refused=some).text.endswith("p4@a.example and 2 more")


def test_a_partial_refusal_says_why():
    two = ("p0@a.example", "p1@a.example")
    same = told(delivery="accepted", refused=two, reasons=("No such user (550)",) * 2)
    assert same.text.endswith(f"Not delivered to {two[0]} and {two[1]}: No such user (550)")
    other = told(delivery="accepted", refused=two, reasons=("No such user", "Full"))
    assert other.text.endswith(f"Not delivered to {two[0]}: No such user and {two[1]}: Full")
    assert told(delivery="accepted", refused=two, reasons=("", "")).text.endswith(two[1])


def test_what_goes_again_to_some_says_to_whom_and_why_it_failed():
    refused = {"refused": ("p0@a.example",), "delivered_at": NOW}
    assert told(delivery="waiting", **refused).text == "Waiting to send to p0@a.example"
    found = told(delivery="waiting", delivery_note="mx: full", **refused)
    assert found.text == "Waiting to send to p0@a.example, it is tried again. mx: full"
    found = told(delivery="refused", delivery_note="mx: full", **refused)
    assert found.text.startswith("Accepted ")
    assert found.text.endswith(". Not delivered to p0@a.example: mx: full")
    assert (found.tone, found.action) == ("partly", "Send again")
    assert "mx" not in found.text.partition(". ")[0]


@pytest.mark.parametrize("delivery", ["refused", "failed"])
def test_what_was_not_delivered_says_why_and_can_be_sent_again(delivery):
    found = told(delivery=delivery, delivery_note="mailbox full.")
    assert (found.text, found.action) == ("Not delivered: mailbox full.", "Send again")
    assert found.tone == "failed"
    assert told(delivery=delivery).text == "Not delivered."


def test_copies_are_counted():
    message = a_message("m1", cc=("a@a.example", "b@a.example"), bcc=("c@a.example",))
    assert copies_words(message) == "Cc 2 · Bcc 1"
    assert copies_words(a_message("m1", bcc=("c@a.example",))) == "Bcc 1"
    assert copies_words(a_message("m1")) == ""
