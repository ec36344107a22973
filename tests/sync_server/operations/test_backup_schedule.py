# SPDX-License-Identifier: Apache-2.0

import msgspec
import pytest

from sync_server.operations.backup_making import BackupFailed
from sync_server.operations.backup_schedule import ALARM, EVERY, backup_state, keep_backups

HOUR_S = 3_600


class Enough(Exception):
    """Ends a schedule that has gone through its days."""


class Scripted:
    """Backups as the schedule sees them: each takes no time, unless it fails."""

    def __init__(self, desk):
        self.desk = desk
        self.made = []
        self.failing = 0
        self.pruned = 0

    async def list(self):
        return tuple(reversed(self.made))

    async def make(self, *, by):
        for _ in range(min(1, self.failing)):
            self.failing -= 1
            raise BackupFailed("There is no room")
        listed = self.desk.listed
        now = self.desk.environment.now_us()
        header = msgspec.structs.replace(listed.header, made_at=now, by=by)
        self.made.append(msgspec.structs.replace(listed, header=header))
        return self.made[-1]

    async def prune(self):
        self.pruned += 1


@pytest.fixture
def backups(backed):
    backed.listed = backed.back_up()
    return Scripted(backed)


async def run(backups, *, hours):
    """The schedule of some hours."""
    environment = backups.desk.environment
    sleep, ends = environment.sleep, environment.monotonic() + hours * HOUR_S

    async def sleep_or_stop(seconds):
        await sleep(seconds)
        for _ in range(environment.monotonic() > ends):
            raise Enough

    environment.sleep = sleep_or_stop
    with pytest.raises(Enough):
        await keep_backups(backups, environment)
    environment.sleep = sleep


def hours_of(backups):
    start = backups.made[0].header.made_at
    return [(each.header.made_at - start) // (HOUR_S * 1_000_000) for each in backups.made]


async def test_a_backup_is_made_every_day(backups):
    await run(backups, hours=73)
    assert hours_of(backups) == [0, 24, 48, 72]
    assert backups.pruned == 4
    assert {each.header.by for each in backups.made} == {"schedule"}


async def test_a_server_that_starts_again_makes_none_too_many(backups):
    await run(backups, hours=2)
    await run(backups, hours=2)
    assert len(backups.made) == 1


async def test_one_that_fails_is_tried_again_soon_and_said(backups, expected_logs):
    expected_logs.expect("sync_server.operations.backup_schedule", "There is no room")
    backups.failing = 3
    await run(backups, hours=2)
    assert len(backups.made) == 1
    assert backups.pruned == 1


def test_a_desk_without_backups_says_so():
    state = backup_state("/there", (), now=0)
    assert state.made_at is None
    assert "There is no backup in /there yet" in state.troubles[0]


def test_the_state_tells_the_age_of_the_last_verified_one(backed):
    made = backed.back_up()
    state = backup_state("/there", (made,), now=made.header.made_at + 5 * HOUR_S * 1_000_000)
    assert (state.age_s, state.seq) == (5 * HOUR_S, made.header.snapshot.seq)
    assert ["not sealed" in trouble for trouble in state.troubles] == [True]


def test_an_old_or_incomplete_one_is_a_trouble(backed):
    backed.photo.unlink()
    made = backed.back_up()
    state = backup_state("/there", (made,), now=made.header.made_at + ALARM + 1)
    assert [trouble.split()[0] for trouble in state.troubles] == ["The", "1", "Backups"]
    assert ALARM > EVERY
