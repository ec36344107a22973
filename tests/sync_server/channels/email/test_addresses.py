# SPDX-License-Identifier: Apache-2.0
"""The rules of addresses: what is in brackets counts, and a name is only a name."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sync_server.channels.email.addresses import parse_addresses
from sync_server.channels.email.mail import MailAddress


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"ada@x.example", [("", "ada@x.example")]),
        (b"Ada <ada@X.EXAMPLE>", [("Ada", "ada@x.example")]),
        (b'"Whitfield, Ada" <ada@x.example>, bob@y.example',
         [("Whitfield, Ada", "ada@x.example"), ("", "bob@y.example")]),
        (b"ada@x.example (Ada W.)", [("Ada W.", "ada@x.example")]),
        (b"=?utf-8?q?J=C3=B6rg?= <j@x.example>", [("Jörg", "j@x.example")]),
        (b'"=?utf-8?q?J=C3=B6rg?=" <j@x.example>', [("Jörg", "j@x.example")]),
        (b'"=?utf-8?q?M=C3=BCller=2C_J?=" <j@x.example>', [("Müller, J", "j@x.example")]),
        (b"Team: a@x.example, B <b@x.example>;, c@x.example",
         [("", "a@x.example"), ("B", "b@x.example"), ("", "c@x.example")]),
        (b"undisclosed-recipients:;", []),
        (b"<@relay.example:a@x.example>", [("", "a@x.example")]),
        (b'"a b"@x.example', [("", '"a b"@x.example')]),
        (b"nobody, <>, @, a@, @x", []),
        (b"a@x.example b@y.example", []),
        (b"Ada <ada@x.example", [("Ada", "ada@x.example")]),
        (b'"Ada \\"the\\" W" <ada@x.example>', [('Ada "the" W', "ada@x.example")]),
    ],
)  # fmt: skip
def test_lists_are_read_in_order(value: bytes, expected: list[tuple[str, str]]) -> None:
    assert list(parse_addresses(value)) == [MailAddress(*pair) for pair in expected]


@pytest.mark.parametrize(
    "value",
    [
        b'"a@trusted.example" <x@evil.example>',
        b"a@trusted.example <x@evil.example>",
        b"(a@trusted.example) x@evil.example",
        b"=?utf-8?q?a=40trusted=2Eexample=3E?= <x@evil.example>",
        b'"a@trusted.example\r\nBcc: v@victim.example" <x@evil.example>',
        b"<a@trusted.example> <x@evil.example>",
    ],
)
def test_promise_36_the_real_address_is_shown(value: bytes) -> None:
    (found,) = parse_addresses(value)
    assert found.address == "x@evil.example"
    assert "\n" not in found.name


@pytest.mark.parametrize(
    "value",
    [
        b"=?utf-8?q?a=40trusted=2Eexample?=@evil.example",
        b"<=?utf-8?q?a=40trusted=2Eexample=2C?= x>",
        "ada\u202e@x.example\u200b".encode().replace(b"@", b"@@"),
        b"<a@x.example\nBcc: b@y.example>",
    ],
)
def test_an_encoded_or_broken_address_is_none_at_all(value: bytes) -> None:
    assert [found for found in parse_addresses(value) if "trusted" in found.address] == []
    assert all(" " not in found.address for found in parse_addresses(value))


@example(b'"\t"@>')
@given(st.binary(max_size=300) | st.text('<>()@,;:"\\ a.\r\n').map(str.encode))
def test_every_address_found_is_a_plain_one(value: bytes) -> None:
    for found in parse_addresses(value):
        assert found.address.count("@") >= 1
        assert not set(found.address) & set("<>(),;\r\n\x00")
