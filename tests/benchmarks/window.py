# SPDX-License-Identifier: Apache-2.0
"""The agent's window with 50,000 and 100,000 tickets, against the budgets of the design.

Each run has a profile of its own. The window is drawn offscreen, by the same painters. The start is
that of the whole program, also measured against a process that opens an empty window; with a
keyring in a file, and with a real secret service.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Final

from tests.benchmarks.measure import Line, interleaved
from tests.benchmarks.window_cache import make_profile
from tests.support.file_keyring import FileKeyring

MOST_ROUNDS: Final = 3
FSYNCS: Final = 2
"""What the disk takes for so many is not counted when an action is kept."""

BUDGET: Final = "the design's budget"
START: Final = "support.first_paint"
SIZES: Final = (50_000, 100_000)
FIGURES: Final = (
    ("action_p99_ms", "own action → repainted row, p99", "ms", 8.0),
    ("kept_p99_ms", "own action → kept, beyond two fsyncs, p99", "ms", 8.0),
    ("remote_p99_ms", "frame received → repainted row, p99", "ms", 10.0),
    ("burst_p95_ms", "turn that took in or drew some of 500 changes, p95", "ms", 16.0),
    ("burst_max_ms", "longest turn during 500 changes", "ms", 16.0),
    ("key_row_p95_ms", "J or K → row marked, p95", "ms", 50.0),
    ("key_next_p95_ms", "J or K → its conversation, p95", "ms", 50.0),
    ("key_open_p95_ms", "Enter → conversation, p95", "ms", 50.0),
    ("key_menu_p95_ms", "S → menu of the status, p95", "ms", 50.0),
    ("key_status_p95_ms", "Enter in it → status set in its field, p95", "ms", 50.0),
    ("key_palette_p95_ms", "Ctrl K → commands, p95", "ms", 50.0),
    ("scroll_list_p95_ms", "frame while the list scrolls, p95", "ms", 16.0),
    ("scroll_timeline_p95_ms", "frame while the conversation scrolls, p95", "ms", 16.0),
    ("open_200_first_ms", "opening a ticket of 200 messages, the first time", "ms", 150.0),
    ("open_200_ms", "opening it again", "ms", 150.0),
    ("open_large_ms", "opening a message of 5 MB", "ms", 150.0),
    ("turns_large_ms", "longest turn of the loop while it comes", "ms", 16.0),
    ("open_5000_ms", "opening a ticket of 5,000 messages", "ms", 150.0),
    ("turns_5000_ms", "longest turn of the loop while they come", "ms", 16.0),
    ("palette_first_p95_ms", "letter in the palette → commands and people, p95", "ms", 50.0),
    ("palette_p95_ms", "letter in the palette → tickets as well, p95", "ms", 50.0),
    ("search_p99_ms", "local search, p99", "ms", 5.0),
    ("search_view_p95_ms", "letter in the search view → local results, p95", "ms", 50.0),
    ("tick_p95_ms", "a second, with every clock in sight counting, p95", "ms", 3.0),
    ("idle_core", "part of a core while nothing happens", "", 0.02),
    ("passing_ms", "turn of the loop in which half a minute passes", "ms", 16.0),
    ("memory_mib", "resident memory, nothing opened yet", "MiB", 450.0),
    ("memory_end_mib", "resident memory after all of this", "MiB", 450.0),
    ("theme_ms", "theme switch", "ms", 200.0),
)


def measure(rounds: int) -> list[Line]:
    """All figures for each size; the start for the larger one."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        for tickets in SIZES:
            [found] = interleaved(min(rounds, MOST_ROUNDS), partial(_window, scratch, tickets))
            found["kept_p99_ms"] -= FSYNCS * found["fsync_p50_ms"]
            lines += [
                Line(f"{title} ({tickets:,})", unit, found[key], budget, BUDGET, goal=1.0)
                for key, title, unit, budget in FIGURES
            ]
        lines += _start(scratch, SIZES[-1], rounds=rounds)
    return lines


def _prepare(folder: Path, tickets: int) -> Path:
    """A profile in the folder; the file with its keyring."""
    desk = asyncio.run(make_profile(folder, tickets))
    keys = folder.with_suffix(".json")
    keyring = FileKeyring(keys)
    for (service, user), password in desk.keyring.passwords.items():
        keyring.set_password(service, user, password)
    return keys


def _run(module: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.{module}", *words],
        env=_environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout


def _environment() -> dict[str, str]:
    """Drawn offscreen, and with bytecode, which a first run writes for all later ones."""
    told = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    told.pop("PYTHONDONTWRITEBYTECODE", None)
    return told


def _window(scratch: Path, tickets: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        profile = Path(folder) / "profile"
        keys = _prepare(profile, tickets)
        found: dict[str, float] = json.loads(
            _run("benchmarks.window_driver", str(profile), str(keys)).splitlines()[-1]
        )
        return found


def _start(scratch: Path, tickets: int, *, rounds: int) -> list[Line]:
    profile = scratch / "start"
    keys = _prepare(profile, tickets)
    _started(START, str(profile), str(keys))  # bytecode is warm from here on
    ours, empty = interleaved(
        rounds,
        partial(_started, START, str(profile), str(keys)),
        partial(_started, "benchmarks.empty_window"),
    )
    name = f"start → rows painted ({tickets:,})"
    real = _with_service(scratch, profile, keys, rounds=rounds)
    return [
        *_lines(name, ours["ms"], empty["ms"]),
        *_lines(f"{name}, with a secret service", real["ours_ms"], real["empty_ms"]),
    ]


def _lines(name: str, ours: float, empty: float) -> list[Line]:
    return [
        Line(name, "ms", ours, empty, "an empty window", goal=6.0),
        Line(f"{name}, beyond an empty window", "ms", ours - empty, 1000.0, BUDGET, goal=1.0),
    ]


def _with_service(scratch: Path, profile: Path, keys: Path, *, rounds: int) -> dict[str, float]:
    """On a bus and in a home of its own."""
    home = scratch / "home"
    home.mkdir(mode=0o700)
    module = "tests.benchmarks.window_service"
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-m", module, profile, keys, str(rounds)],
        env=_environment() | {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _started(*words: str) -> dict[str, float]:
    began = time.perf_counter()
    _run(*words)
    return {"ms": (time.perf_counter() - began) * 1e3}
