# SPDX-License-Identifier: Apache-2.0
"""The rules of header fields: folding, encoded words, parameters, ids and dates."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.channels.email.headers import (
    decode_base64,
    decode_words,
    parse_date,
    parse_message_ids,
    parse_params,
    read_headers,
)


def test_fields_are_unfolded_and_the_body_begins_after_the_empty_line() -> None:
    raw = b"Subject: one\r\n two\nX-Empty:\r\nsubject: ignored\n\r\nbody"
    headers, body = read_headers(raw, 0, len(raw))
    assert headers.first("subject") == b"one two"
    assert headers.all("subject") == [b"one two", b"ignored"]
    assert "x-empty" in headers
    assert raw[body:] == b"body"


def test_a_line_that_is_no_field_begins_the_body() -> None:
    raw = b"From x Mon Jan  5\nSubject: one\nno field here\n\nmore"
    headers, body = read_headers(raw, 0, len(raw))
    assert headers.names() == {"subject"}
    assert raw[body:].startswith(b"no field here")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"plain", "plain"),
        (b"=?utf-8?q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        (b"=?UTF-8?B?R3LDtsOfZQ==?=", "Größe"),
        (b"=?utf-8?B?R3LDtsOfZQ?=", "Größe"),
        (b"=?iso-8859-1*de?q?Gr=F6=DFe?= one", "Größe one"),
        (b"=?utf-8?q?Gr=C3?= =?utf-8?q?=B6=C3=9Fe?=", "Größe"),
        (b"=?utf-8?q?a?=  =?iso-8859-1?q?=E4?= b", "aä b"),
        (b"a =?utf-8?q?b_c?= d", "a b c d"),
        (b"=?utf-7?q?+ADw-b+AD4-?=", "+ADw-b+AD4-"),
        (b"=?no-such?q?ok?=", "ok"),
        (b"=?utf-8?x?ok?=", "=?utf-8?x?ok?="),
        (b"=?utf-8?q?unfinished", "=?utf-8?q?unfinished"),
        ("Größe".encode("latin-1"), "Größe"),
        ("Größe".encode(), "Größe"),
    ],
)
def test_encoded_words_are_decoded_also_when_a_character_is_split(
    value: bytes, expected: str
) -> None:
    assert decode_words(value) == expected


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (b'text/plain; charset="utf-8"', "charset", "utf-8"),
        (b"text/plain;charset=utf-8 ; x=y", "charset", "utf-8"),
        (b'x/y; name="a;b\\"c.txt"', "name", 'a;b"c.txt'),
        (b"x/y; name=a b.txt", "name", "a b.txt"),
        (b'x/y; name="=?utf-8?q?Gr=C3=B6=C3=9Fe.txt?="', "name", "Größe.txt"),
        (b"x; filename*=utf-8'de'Gr%C3%B6%C3%9Fe.txt", "filename", "Größe.txt"),
        (b"x; filename*1*=%9Fe.txt; filename*0*=iso-8859-1''Gr%F6", "filename", "GröŸe.txt"),
        (b'x; filename*0="long "; filename*1="name.txt"', "filename", "long name.txt"),
        (b"x; filename*0*=utf-8''%C3; filename*1*=%B6.txt", "filename", "ö.txt"),
        (b"x; filename=plain.txt; filename*=utf-8''better.txt", "filename", "better.txt"),
        (b"x; filename*=utf-7''+ADw-.txt", "filename", "+ADw-.txt"),
        (b"x; filename*=missing-quotes.txt", "filename", "missing-quotes.txt"),
        (b'x; filename="never closed', "filename", "never closed"),
        (b"x; filename**=odd; filename=even", "filename", "even"),
    ],
)
def test_parameters_are_read_as_written_and_as_rfc_2231(
    value: bytes, name: str, expected: str
) -> None:
    assert parse_params(value)[name] == expected


def test_message_ids_lose_their_brackets() -> None:
    assert list(parse_message_ids(b"<a@x> junk <b@y>\r\n <c d@z>")) == ["a@x", "b@y"]
    assert list(parse_message_ids(b"bare@x")) == ["bare@x"]
    assert list(parse_message_ids(b"not an id")) == []
    assert list(parse_message_ids(None)) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"Mon, 05 Jan 2026 09:00:00 +0100", datetime(2026, 1, 5, 8, tzinfo=UTC)),
        (b"Mon, 05 Jan 2026 09:00:00 -0000", datetime(2026, 1, 5, 9, tzinfo=UTC)),
        (b"5 Jan 2026 09:00 (an hour ago)", datetime(2026, 1, 5, 9, tzinfo=UTC)),
        (b"Thu, 01 Jan 1969 00:00:00 +0000", datetime(1969, 1, 1, tzinfo=UTC)),
        (b"yesterday", None),
        (b"Mon, 99 Jan 2026 09:00:00 +0100", None),
        (b"Mon, 05 Jan 2026 09:00:00 +99999999", None),
        (b"Fri, 31 Dec 9999 23:59:59 -2300", None),
        (b"1" * 5000, None),
        (b"", None),
        (None, None),
    ],
)
def test_a_date_is_utc_or_nothing(value: bytes | None, expected: datetime | None) -> None:
    assert parse_date(value) == expected


@given(st.binary(max_size=300))
def test_broken_base64_gives_what_it_can(data: bytes) -> None:
    assert isinstance(decode_base64(data), bytes)


@given(st.binary(max_size=300))
def test_no_header_fails_to_be_read(value: bytes) -> None:
    assert isinstance(decode_words(b"=?utf-8?q?" + value + b"?="), str)
    assert isinstance(parse_params(b"x; a*0*=" + value + b"; b=" + value), Mapping)
    assert all(parse_message_ids(value))
    assert isinstance(parse_date(value), datetime | None)
    assert read_headers(value, 0, len(value))[1] <= len(value)
