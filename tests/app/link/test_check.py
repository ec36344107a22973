# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest

from app.link.check import check_connection
from app.link.server import Server
from sync_server.security.tls import AUTHORITY_FILE, make_authority, server_context
from tests.support.scripted_server import ScriptedServer
from tests.support.tls_desk import http_answer, tls_desk

HOST = "127.0.0.1"
NOW = datetime.now(UTC)


async def check(server):
    async def find():
        return server

    return await check_connection(
        HOST, server.port, find, now_us=lambda: 1_000_000, monotonic=iter((1.0, 1.002)).__next__
    )


@pytest.fixture
def authorities(tmp_path):
    """Fingerprint and PEM of two authorities."""
    made = []
    for name in ("own", "other"):
        fingerprint = make_authority(tmp_path / name, now=NOW)
        made.append((fingerprint, (tmp_path / name / AUTHORITY_FILE).read_text()))
    return made


async def test_promise_66_another_authority_fails_at_the_certificate_with_both_fingerprints(
    authorities, tmp_path
):
    (joined, pem), (shown, other) = authorities
    context = server_context(tmp_path / "other", (HOST,), now=NOW)
    async with tls_desk(context, http_answer(other.encode())) as port:
        checks = await check(Server(host=HOST, port=port, authority=pem))
    assert [each.ok for each in checks] == [True, True, False, None]
    assert (checks[2].expected, checks[2].found) == (joined, shown)


async def test_a_service_that_does_not_answer_fails_at_the_greeting(authorities, tmp_path):
    context = server_context(tmp_path / "own", (HOST,), now=NOW)
    async with tls_desk(context, b"") as port:
        checks = await check(Server(host=HOST, port=port, authority=authorities[0][1]))
    assert [each.ok for each in checks] == [True, True, True, False]


async def test_a_server_tells_its_time():
    async with ScriptedServer() as server:
        checks = await check(Server(host=HOST, port=server.port, plain=True))
    apart_s = checks[-1].apart_s
    assert apart_s is not None
    assert apart_s > 1_700_000_000


async def test_a_port_without_a_server_fails_at_the_port():
    async with ScriptedServer() as server:
        port = server.port
    checks = await check(Server(host=HOST, port=port, plain=True))
    assert [each.ok for each in checks] == [True, False, None, None]


async def test_it_tells_how_long_the_name_took_and_that_a_port_said_no():
    async with ScriptedServer() as server:
        port = server.port
    name, closed, *_ = await check(Server(host=HOST, port=port, plain=True))
    assert name.took_ms == pytest.approx(2.0)
    assert closed.refused
