# SPDX-License-Identifier: Apache-2.0
"""Which of a mail's dates is believed."""

from datetime import UTC, datetime

import pytest

from sync_server.channels.email.mail import MailRefused, Reason, sent_at
from sync_server.channels.email.parse import parse_mail
from tests.support.mail_corpus import mail_with

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
RECEIVED = b"Received: from a by b; Mon, 2 Feb 2026 10:00:00 +0000"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (b"Mon, 2 Feb 2026 09:00:00 +0000", datetime(2026, 2, 2, 9, tzinfo=UTC)),
        (b"Wed, 1 Jan 1969 00:00:00 +0000", datetime(2026, 2, 2, 10, tzinfo=UTC)),
        (b"Thu, 1 Jan 2099 00:00:00 +0000", datetime(2026, 2, 2, 10, tzinfo=UTC)),
        (b"no date", datetime(2026, 2, 2, 10, tzinfo=UTC)),
    ],
)
def test_promise_45_an_impossible_date_gives_way_to_the_time_of_receipt(
    date: bytes, expected: datetime
) -> None:
    assert sent_at(parse_mail(mail_with(RECEIVED, b"Date: " + date)), NOW) == expected


def test_without_any_believable_date_the_mail_counts_as_sent_now() -> None:
    assert sent_at(parse_mail(mail_with(b"Date: Thu, 1 Jan 2099 00:00:00 +0000")), NOW) == NOW


def test_a_refusal_says_why() -> None:
    assert str(MailRefused(Reason.TOO_DEEP, "deeper than 20")) == "too_deep: deeper than 20"
    assert str(MailRefused(Reason.EMPTY)) == "empty"
