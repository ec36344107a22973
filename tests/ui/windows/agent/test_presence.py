# SPDX-License-Identifier: Apache-2.0
"""Colleagues are told where a person stays, not what they stepped over."""

from tests.support.window_client import T1, T2, T3


def stay(opened):
    """A second goes by."""
    opened.tickets.writing.presence._stay.stop()
    opened.tickets.writing.presence._tell()


async def test_who_stays_is_told_of_and_what_was_stepped_over_is_not(client, opened):
    opened.tickets.open(T2)
    opened.tickets.open(T3)
    assert client.places == []
    stay(opened)
    assert client.places == [(T3, "viewing", False)]


async def test_who_writes_is_there_at_once(client, opened):
    opened.tickets.open(T2)
    opened.tickets.writing.presence.write("reply")
    assert client.places == [(T2, "replying", True)]


async def test_a_ticket_that_is_left_is_left_at_once(client, opened):
    stay(opened)
    opened.tickets.open(T2)
    assert client.places == [(T1, "viewing", False), (None, "viewing", False)]


async def test_only_where_one_stays_is_offered_as_lately_open(client, opened):
    finder = opened.finder
    opened.tickets.open(T2)
    finder._stay.stop()
    finder._on_stayed()
    opened.tickets.open(T3)
    opened.tickets.open(T1)
    opened.do("palette")
    assert finder._commands._recent == (T1, T2)
