# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest

from app.tasks import Tasks


async def test_closing_cancels_what_runs():
    tasks = Tasks()
    task = tasks.spawn(asyncio.Event().wait(), name="for ever")
    await asyncio.sleep(0)
    await tasks.close()
    assert task.cancelled()
    assert len(tasks) == 0


async def test_a_failure_is_logged_with_the_name_of_the_task(expected_logs):
    expected_logs.expect("app.tasks", "the breaking one failed")

    async def fail():
        raise LookupError

    tasks = Tasks()
    task = tasks.spawn(fail(), name="the breaking one")
    await asyncio.wait((task,))
    await tasks.close()


async def test_nothing_starts_after_the_end():
    tasks = Tasks()
    await tasks.close()
    with pytest.raises(RuntimeError):
        tasks.spawn(asyncio.sleep(0), name="late")
