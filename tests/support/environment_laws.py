# SPDX-License-Identifier: Apache-2.0
"""What holds for every environment, real or simulated, of the server or of the client."""

import asyncio
import threading
import uuid
from datetime import UTC, timedelta
from typing import Any

import pytest


class EnvironmentLaws:
    """Tests of the fixture `environment`; a subclass in a test module provides it."""

    def test_now_is_aware_and_agrees_with_its_microseconds(self, environment: Any):
        before, now, after = environment.now_us(), environment.now(), environment.now_us()
        assert now.tzinfo is UTC
        assert before <= round(now.timestamp() * 1_000_000) <= after

    def test_the_monotonic_clock_never_runs_back(self, environment: Any):
        readings = [environment.monotonic() for _ in range(100)]
        assert readings == sorted(readings)

    def test_random_bytes_have_the_wanted_length_and_do_not_repeat(self, environment: Any):
        assert [len(environment.random_bytes(size)) for size in (0, 1, 32)] == [0, 1, 32]
        assert len({environment.random_bytes(16) for _ in range(100)}) == 100

    def test_jitter_is_at_least_zero_and_below_one(self, environment: Any):
        assert all(0 <= environment.jitter() < 1 for _ in range(1_000))

    def test_ids_are_canonical_uuids_of_version_7(self, environment: Any):
        text = environment.new_id()
        parsed = uuid.UUID(text)
        assert (str(parsed), parsed.version, parsed.variant) == (text, 7, uuid.RFC_4122)

    def test_ids_carry_the_time_at_which_they_were_made(self, environment: Any):
        first = uuid.UUID(environment.new_id()).int >> 80
        assert timedelta(milliseconds=abs(first - environment.now_us() // 1_000)) < timedelta(
            minutes=1
        )

    def test_ids_increase_in_the_order_in_which_they_were_made(self, environment: Any):
        made = [environment.new_id() for _ in range(10_000)]
        assert made == sorted(set(made))

    def test_ids_made_by_several_threads_are_distinct(self, environment: Any):
        made: list[str] = []
        threads = [
            threading.Thread(target=lambda: made.extend(environment.new_id() for _ in range(2_000)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(set(made)) == 8_000

    async def test_a_sleep_of_nothing_lets_others_run(self, environment: Any):
        ran: list[bool] = []
        asyncio.get_running_loop().call_soon(ran.append, True)
        await environment.sleep(0)
        assert ran == [True]

    async def test_a_lane_gives_what_its_work_gives(self, environment: Any):
        assert await environment.lane("sums").run(sum, (1, 2, 3)) == 6

    async def test_a_lane_raises_what_its_work_raises(self, environment: Any):
        with pytest.raises(ZeroDivisionError):
            await environment.lane("sums").run(divmod, 1, 0)

    async def test_a_lane_goes_on_after_work_that_failed(self, environment: Any):
        lane = environment.lane("sums")
        await asyncio.gather(lane.run(divmod, 1, 0), return_exceptions=True)
        assert await lane.run(divmod, 7, 2) == (3, 1)

    async def test_a_lane_of_one_worker_keeps_the_order(self, environment: Any):
        lane, done = environment.lane("writer"), list[int]()
        await asyncio.gather(*(lane.run(done.append, number) for number in range(200)))
        assert done == list(range(200))

    async def test_a_lane_is_found_by_its_name(self, environment: Any):
        assert environment.lane("writer") is environment.lane("writer")
        assert environment.lane("writer") is not environment.lane("reader")

    async def test_work_accepted_before_the_lane_closed_is_done(self, environment: Any):
        lane, done = environment.lane("writer"), list[int]()
        accepted = asyncio.gather(*(lane.run(done.append, number) for number in range(3)))
        await asyncio.sleep(0)
        lane.close()
        await accepted
        assert done == [0, 1, 2]

    async def test_a_closed_lane_takes_no_more_work(self, environment: Any):
        lane = environment.lane("writer")
        lane.close()
        with pytest.raises(RuntimeError):
            await lane.run(sum, ())

    async def test_after_a_lane_was_closed_a_new_one_takes_its_name(self, environment: Any):
        environment.lane("writer").close()
        assert await environment.lane("writer").run(sum, (1, 2)) == 3

    async def test_a_closed_environment_has_closed_its_lanes(self, environment: Any):
        lane = environment.lane("writer")
        environment.close()
        with pytest.raises(RuntimeError):
            await lane.run(sum, ())
