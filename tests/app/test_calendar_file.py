# SPDX-License-Identifier: Apache-2.0
"""Calendar files on their way: what says when and what is sent, the rest is left here."""

import random
from datetime import date
from typing import Any

from app.calendar_file import packed_calendar
from sync_server.contract.packed import unpack
from sync_server.contract.queries import CALENDAR_FILE_BYTES, PACKED_CALENDAR_BYTES
from sync_server.desk.holidays.ical import read_ical

HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Desk//Test//EN\r\n"
TAIL = b"END:VCALENDAR\r\n"


def sent(data):
    return unpack(packed_calendar(data), most=CALENDAR_FILE_BYTES)


def test_what_is_not_read_is_not_sent():
    event = b"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nSUMMARY:Long\r\n  name\r\n"
    unread = (
        b"description;LANGUAGE=en:Of\r\n many\r\n\tlines\r\nX-ID:5\r\nURL:https://desk.test\r\n"
    )
    assert sent(HEAD + event + unread + b"END:VEVENT\r\n" + TAIL) == (
        HEAD + event + b"END:VEVENT\r\n" + TAIL
    )


def test_a_large_calendar_fits_and_is_read_as_it_was():
    chance = random.Random(5)
    events = [
        f"BEGIN:VEVENT\r\nUID:{chance.randbytes(16).hex()}@desk.test\r\n"
        f"DTSTART;VALUE=DATE:2026{1 + number % 12:02}{1 + number % 28:02}\r\n"
        f"SUMMARY:Day {number}\r\nDESCRIPTION:{chance.randbytes(300).hex()}\r\nEND:VEVENT\r\n"
        for number in range(1_000)
    ]
    data = HEAD + "".join(events).encode() + TAIL
    packed = packed_calendar(data)
    assert len(data) > 700_000
    assert len(packed) < PACKED_CALENDAR_BYTES
    asked: Any = {"timezone": "UTC", "first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    assert read_ical(unpack(packed, most=CALENDAR_FILE_BYTES), **asked) == read_ical(data, **asked)
