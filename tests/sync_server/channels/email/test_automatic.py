# SPDX-License-Identifier: Apache-2.0
"""Which mails count as written by a machine."""

import pytest

from sync_server.channels.email.parse import parse_mail
from tests.support.mail_corpus import mail_with


@pytest.mark.parametrize(
    ("header", "because"),
    [
        (b"Auto-Submitted: auto-replied", "auto-submitted"),
        (b"Auto-Submitted: auto-generated; owner-email=x", "auto-submitted"),
        (b"Precedence: bulk", "precedence"),
        (b"Precedence: List", "precedence"),
        (b"Precedence: auto_reply", "precedence"),
        (b"X-Loop: yes", "x-loop"),
        (b"X-Autoreply: yes", "x-autoreply"),
        (b"X-Autorespond:", "x-autorespond"),
        (b"List-Id: <news.example>", "list-id"),
        (b"List-Unsubscribe: <mailto:x@y.example>", "list-unsubscribe"),
        (b"X-Auto-Response-Suppress: All", "x-auto-response-suppress"),
        (b"X-Auto-Response-Suppress: RN, OOF", "x-auto-response-suppress"),
        (b"Return-Path: <>", "return-path"),
        (b"Content-Type: multipart/report; boundary=x", "multipart/report"),
        (b"From: Mail Delivery <MAILER-DAEMON@mx.example>", "from"),
        (b"From: postmaster@mx.example", "from"),
        (b"From: <>", "from"),
    ],
)
def test_each_mark_of_a_machine_is_named(header: bytes, because: str) -> None:
    mail = parse_mail(mail_with(header))
    assert mail.automatic
    assert mail.automatic_because == because


@pytest.mark.parametrize(
    "header",
    [
        b"Auto-Submitted: no",
        b"Auto-Submitted: No; because=a-person",
        b"Precedence: first-class",
        b"X-Auto-Response-Suppress: RN, NRN",
        b"Return-Path: <ada@brightpier.example>",
        b"Subject: auto-replied",
    ],
)
def test_a_person_is_no_machine(header: bytes) -> None:
    mail = parse_mail(mail_with(header))
    assert not mail.automatic
    assert mail.automatic_because is None
