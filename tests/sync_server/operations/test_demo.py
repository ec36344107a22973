# SPDX-License-Identifier: Apache-2.0
"""The demo says what is missing, ends what it started, and leaves nothing behind."""

import asyncio
import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from sync_server.operations import demo
from sync_server.operations.administration import Failed
from sync_server.operations.children import Child, Children


def arguments(*words: str) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("--data", type=Path)
    demo.configure(parser)
    return parser.parse_args(words)


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


def test_without_any_display_the_demo_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failed, match="apt-get install xvfb"):
        demo.run(arguments())


async def test_two_free_ports_are_two():
    first, second = await demo.free_ports()
    assert first != second


async def test_a_port_answers_when_somebody_listens():
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        assert await demo.answers("127.0.0.1", port)
    assert not await demo.answers("127.0.0.1", port)


@pytest.mark.window
async def test_the_demo_shows_a_live_desk_and_leaves_only_pictures(tmp_path):
    scratch, pictures = tmp_path / "scratch", tmp_path / "pictures"
    scratch.mkdir()
    words = ("--headless", "--tickets", "60", "--robots", "2", "--seconds", "3")
    process = await asyncio.create_subprocess_exec(
        *demo.python("sync_server.cli"),
        "demo",
        *words,
        *("--screenshots", str(pictures)),
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told = (await process.communicate())[0].decode()
    assert process.returncode == 0, told
    assert "join code  deskbell://127.0.0.1:" in told
    made = sorted(path.name for path in pictures.iterdir())
    assert {"list-light.png", "ticket-light.png", "ticket-dark.png"} <= set(made)
    assert all(not QImage(str(pictures / name)).isNull() for name in made)
    assert list(scratch.iterdir()) == []
    assert [each for each in command_lines() if str(scratch).encode() in each] == []


def command_lines() -> list[bytes]:
    """What every process of this machine was started as."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            lines.append(path.read_bytes())
    return lines
