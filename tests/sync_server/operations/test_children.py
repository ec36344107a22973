# SPDX-License-Identifier: Apache-2.0
"""What a command starts is ended again, whatever happens."""

import sys
from pathlib import Path

import pytest

from sync_server.operations.children import Child, Children
from sync_server.operations.failed import Failed


async def test_a_process_ends_when_its_input_is_closed(tmp_path):
    heard: list[str] = []
    program = "import sys; print(sys.stdin.readline().strip()); sys.stdin.read(); print('end')"
    async with Children() as children:
        child = await children.start(
            "echo",
            [sys.executable, "-u", "-c", program],
            log=tmp_path / "log",
            say="hello\n",
            hear=heard.append,
        )
    assert child.process.returncode == 0
    assert heard == ["hello", "end"]


async def start_two_and_fail(log: Path, started: list[Child]) -> None:
    program = "import time; time.sleep(600)"
    async with Children() as children:
        for number in range(2):
            command = [sys.executable, "-c", program]
            started.append(await children.start(str(number), command, log=log))
        raise Failed("Something went wrong")


async def test_processes_are_ended_also_when_something_fails(tmp_path):
    started: list[Child] = []
    with pytest.raises(Failed):
        await start_two_and_fail(tmp_path / "log", started)
    assert [child.process.returncode in (None, 0) for child in started] == [False, False]


async def test_what_a_process_complains_about_is_in_its_log(tmp_path):
    async with Children() as children:
        child = await children.start(
            "failing", [sys.executable, "-c", "raise SystemExit('no')"], log=tmp_path / "log"
        )
        assert await child.wait() == 1
    assert (tmp_path / "log").read_text() == "no\n"
