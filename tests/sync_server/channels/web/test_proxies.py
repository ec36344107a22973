# SPDX-License-Identifier: Apache-2.0
"""A header that anybody may write is believed from proxies of ours alone, and from the right."""

import pytest

from sync_server.channels.web.proxies import BehindProxies

OURS = ("10.0.0.7", "192.0.2.0/24", "2001:db8:1::/48")


async def source(peer, *forwarded, trusted=OURS):
    """Whom an application takes a request to be from."""
    seen = []

    async def application(scope, receive, send):
        seen.append(scope["client"])

    headers = [(b"host", b"desk.example"), *((b"x-forwarded-for", each) for each in forwarded)]
    scope = {"type": "http", "client": None if peer is None else (peer, 4711), "headers": headers}
    await BehindProxies(application, trusted=trusted)(scope, None, None)  # type: ignore[arg-type]
    return seen[0] and seen[0][0]


async def test_nobody_is_believed_unless_named():
    assert await source("10.0.0.7", b"203.0.113.9", trusted=()) == "10.0.0.7"
    assert await source("198.51.100.1", b"203.0.113.9") == "198.51.100.1"


async def test_a_proxy_of_ours_says_who_called_it():
    assert await source("10.0.0.7", b"203.0.113.9") == "203.0.113.9"
    assert await source("192.0.2.200", b"2001:db8:9::1") == "2001:db8:9::1"
    assert await source("2001:db8:1::5", b"203.0.113.9") == "203.0.113.9"


async def test_what_a_customer_wrote_there_themselves_does_not_count():
    assert await source("10.0.0.7", b"1.1.1.1, 203.0.113.9") == "203.0.113.9"
    assert await source("10.0.0.7", b"1.1.1.1", b"203.0.113.9") == "203.0.113.9"
    assert await source("10.0.0.7", b"10.0.0.7, 203.0.113.9") == "203.0.113.9"


async def test_several_proxies_of_ours_are_gone_through():
    assert await source("10.0.0.7", b"1.1.1.1, 203.0.113.9, 192.0.2.4") == "203.0.113.9"
    assert await source("10.0.0.7", b"192.0.2.3, 192.0.2.4") == "192.0.2.3"


@pytest.mark.parametrize("written", [b"", b"unknown", b"<b>1.1.1.1</b>", b"203.0.113.9, ", b"\xff"])
async def test_where_a_proxy_of_ours_wrote_no_address_it_is_the_source(written):
    assert await source("10.0.0.7", written) == "10.0.0.7"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"203.0.113.9:5000", "203.0.113.9"),
        (b"[2001:db8:9::1]:5000", "2001:db8:9::1"),
        (b"[2001:db8:9::1]", "2001:db8:9::1"),
    ],
)
async def test_a_port_beside_the_address_is_left_out(written, expected):
    assert await source("10.0.0.7", written) == expected


async def test_a_socket_for_both_kinds_of_address_knows_our_proxies():
    assert await source("::ffff:10.0.0.7", b"203.0.113.9") == "203.0.113.9"


async def test_a_peer_without_an_address_stays_one():
    assert await source(None, b"203.0.113.9") is None
