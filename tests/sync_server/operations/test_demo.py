# SPDX-License-Identifier: Apache-2.0
"""The demo says what is missing, ends what it started, and leaves nothing behind."""

import asyncio
import os
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from sync_server.operations import demo
from sync_server.operations.failed import Failed


def arguments(*words: str) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("--data", type=Path)
    demo.configure(parser)
    return parser.parse_args(words)


def test_without_any_display_the_demo_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failed, match="apt-get install xvfb"):
        demo.run(arguments())


def test_a_desk_of_too_few_tickets_is_refused_in_a_sentence():
    with pytest.raises(Failed, match="50 tickets or more"):
        demo.run(arguments("--tickets", "3"))


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
