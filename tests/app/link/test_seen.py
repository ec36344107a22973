# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime

import pytest

from app.link.seen import Seen, fingerprint_of, look_at
from app.link.server import Server
from sync_server.security.tls import AUTHORITY_FILE, make_authority, server_context
from tests.support.tls_desk import http_answer, tls_desk

HOST = "127.0.0.1"
NOW = datetime.now(UTC)


@pytest.fixture
def authorities(tmp_path):
    """The fingerprint and the PEM of two authorities, and the context of the first."""
    made = []
    for name in ("own", "other"):
        fingerprint = make_authority(tmp_path / name, now=NOW)
        made.append((fingerprint, (tmp_path / name / AUTHORITY_FILE).read_text()))
    return made, server_context(tmp_path / "own", (HOST,), now=NOW)


@pytest.mark.parametrize("shown", [0, 1])
async def test_both_fingerprints_are_told(authorities, shown):
    made, context = authorities
    async with tls_desk(context, http_answer(made[shown][1].encode())) as port:
        seen = await look_at(Server(host=HOST, port=port, authority=made[0][1]))
    assert seen == Seen(expected=made[0][0], found=made[shown][0])


async def test_a_server_that_does_not_answer_shows_nothing(authorities):
    made, context = authorities
    async with tls_desk(context, b"") as port:
        pass
    seen = await look_at(Server(host=HOST, port=port, authority=made[0][1]))
    assert seen == Seen(expected=made[0][0], found="")


def test_what_is_no_certificate_has_no_fingerprint():
    assert fingerprint_of("nonsense") == ""
