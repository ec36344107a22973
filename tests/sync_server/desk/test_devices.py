# SPDX-License-Identifier: Apache-2.0
"""Devices after a restore: what the backup does not know of their tokens does not sign them out."""

import pytest

from sync_server.config import Limits
from sync_server.contract.ids import DeviceId
from sync_server.desk.devices import Devices
from sync_server.security.tokens import Accepted, Reused, Unknown, enrol
from sync_server.store.accounts import Accounts, Device
from sync_server.store.origin import Origin, put_origin

LAPTOP = DeviceId("d1")


class Restoring:
    """One device, whose row can be put back to what a backup had."""

    def __init__(self, standard):
        self.standard = standard
        self.accounts = Accounts(standard.database)
        self.devices = self.fresh()
        self.made_at = 0

    def fresh(self):
        """The devices of a server that has just started."""
        return Devices(self.standard.desk, self.standard.environment, Limits())

    async def enrol(self):
        environment = self.standard.environment
        finish = await self.devices.stamper(LAPTOP)
        fresh = enrol(environment.random_bytes, finish=finish)
        now = environment.now_us()
        device = Device(
            id=LAPTOP,
            agent="ann",  # type: ignore[arg-type]
            name="laptop",
            token=fresh.tokens.current,
            enrolled_at=now,
            seen_at=now,
        )
        await self.put(device)
        return fresh.token

    async def put(self, device):
        await self.standard.desk.transact(lambda writer: self.accounts.put_device(writer, device))

    async def use(self, token):
        """Come with a token, a minute later; the next one."""
        self.standard.environment.advance(minutes=1)
        rotation = await self.devices.rotate(LAPTOP, token)
        assert isinstance(rotation.verdict, Accepted)
        return rotation.verdict.token

    async def come(self, token):
        return (await self.devices.rotate(LAPTOP, token)).verdict

    async def back_up(self):
        self.made_at = self.standard.environment.now_us()
        return await self.devices.find(LAPTOP)

    async def restore(self, device):
        """The server starts with the device as it was, and knows that it was restored."""
        self.standard.environment.advance(minutes=1)
        origin = Origin(at=self.standard.environment.now_us(), made_at=self.made_at, seq=1)
        database = self.standard.database
        await self.put(device)
        await self.standard.desk.transact(lambda writer: put_origin(database, writer, origin))
        self.standard.environment.advance(minutes=1)
        self.devices = self.fresh()


@pytest.fixture
def restoring(standard):
    return Restoring(standard)


@pytest.fixture
async def lost(restoring):
    """Tokens of the time that a restore took back, the oldest first."""
    token = await restoring.use(await restoring.enrol())
    saved = await restoring.back_up()
    tokens = []
    for _ in range(4):
        token = await restoring.use(token)
        tokens.append(token)
    await restoring.restore(saved)
    return tokens


async def test_p10_a_restored_server_lets_a_device_in_with_its_newest_token(restoring, lost):
    token = await restoring.use(lost[-1])
    await restoring.use(token)


async def test_a_lost_answer_locks_nobody_out(restoring, lost):
    await restoring.use(lost[-1])
    await restoring.use(lost[-1])


async def test_a_second_token_of_that_time_is_a_copy(restoring, lost):
    """Whoever came first: both are out, and the person signs in again."""
    await restoring.use(lost[1])
    assert isinstance(await restoring.come(lost[-1]), Reused)
    found = await restoring.devices.find(LAPTOP)
    assert found.revoked_at is not None


async def test_the_token_of_the_backup_is_as_good_as_before(restoring):
    token = await restoring.use(await restoring.enrol())
    await restoring.restore(await restoring.back_up())
    await restoring.use(token)


async def test_without_a_restore_an_unknown_token_opens_nothing(restoring):
    token = await restoring.use(await restoring.enrol())
    saved = await restoring.back_up()
    newer = await restoring.use(token)
    newest = await restoring.use(newer)
    await restoring.put(saved)
    assert isinstance(await restoring.come(newest), Unknown)


async def test_a_token_of_another_time_opens_nothing(restoring, lost):
    restored = restoring.standard.environment.now_us()
    await restoring.standard.desk.transact(
        lambda writer: put_origin(
            restoring.standard.database,
            writer,
            Origin(at=restored, made_at=restored - 1, seq=1),
        )
    )
    assert isinstance(await restoring.come(lost[-1]), Unknown)


async def test_a_token_of_another_device_or_nobody_opens_nothing(restoring, lost):
    head, _, tail = lost[-1].partition(".")
    assert isinstance(await restoring.come(f"x{head[1:]}.{tail}"), Unknown)
    assert isinstance(await restoring.come(head), Unknown)
    assert (await restoring.devices.rotate(DeviceId("d2"), lost[-1])).device is None
