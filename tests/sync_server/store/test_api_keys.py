# SPDX-License-Identifier: Apache-2.0
"""Keys of programs are found by their digest, on either database."""

from sync_server.store.api_keys import every_key, key_by_digest
from tests.support.plain import c
from tests.support.standard_desk import OPERATOR_ACTOR


async def enter(standard, name, digest):
    until = standard.environment.now_us() + 1_000_000
    command = c.CreateApiKey(
        key=name, name=name.title(), rights=("changes:read",), digest=digest, expires_at=until
    )
    await standard.do(OPERATOR_ACTOR, command)


async def test_a_key_is_found_by_its_digest_also_when_it_has_ended(standard):
    await enter(standard, "bank", "ee" * 32)
    await standard.do(OPERATOR_ACTOR, c.RevokeApiKey(key="bank"))
    with standard.database.read() as reader:
        found = key_by_digest(reader, "ee" * 32)
        assert key_by_digest(reader, "ff" * 32) is None
    assert found is not None
    assert (found.id, found.rights, found.team) == ("bank", ("changes:read",), None)
    assert found.revoked_at is not None


async def test_all_keys_come_by_name(standard):
    await enter(standard, "zebra", "ee" * 32)
    await enter(standard, "bank", "cd" * 32)
    with standard.database.read() as reader:
        assert [key.id for key in every_key(reader)] == ["bank", "key", "zebra"]
