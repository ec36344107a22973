# SPDX-License-Identifier: Apache-2.0
"""Runs seeds: each makes a world of its own, plays it to its end, and says what went wrong."""

import asyncio
import logging
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from msgspec import Struct

from tests.simulation.checks import check_end
from tests.simulation.faults import play
from tests.simulation.knobs import Knobs, draw
from tests.simulation.life import LIFE, make_task
from tests.simulation.statements import counted_statements
from tests.simulation.template import found_desk
from tests.simulation.world import Trace, World
from tests.support.virtual_loop import Deadlock, RanTooLong, VirtualLoop

LIMIT_S = 3600.0
"""Virtual time that a run may take."""


class Result(Struct, frozen=True, kw_only=True):
    """How a seed ended. `trace` is a hash of everything that happened."""

    seed: int
    failures: tuple[str, ...]
    trace: str
    entries: int = 0
    virtual_s: float = 0.0

    @property
    def replay(self) -> str:
        """The line that plays it again."""
        return f"python -m tests.simulation --seeds 1 --first {self.seed} -v"


class _Errors(logging.Handler):
    """Errors that the program itself logs: it noticed what must not happen."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.ERROR)
        self._world = world

    def emit(self, record: logging.LogRecord) -> None:
        life = LIFE.get(None)
        if life is None or life.alive:
            text = record.getMessage()
            if record.exc_info:
                text += "\n" + logging.Formatter().formatException(record.exc_info)
            self._world.fail(f"{record.name} logged: {text}")


@cache
def _desk() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.sqlite"
        found_desk(file)
        return file.read_bytes()


def simulate(seed: int, *, tell: Callable[[str], None] | None = None) -> Result:
    """Play one seed."""
    random = Random(seed)
    knobs = draw(random)
    if tell is not None:
        tell(f"seed {seed}: {knobs}")
    with tempfile.TemporaryDirectory(dir=_memory(), prefix="simulation") as folder:
        server = Path(folder) / "server"
        server.mkdir()
        (server / "desk.sqlite").write_bytes(_desk())
        with counted_statements():
            return _play(seed, random, knobs, folder=Path(folder), tell=tell)


def _memory() -> str | None:
    """A folder in memory, where there is one: then nothing waits for a disk."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def _play(
    seed: int, random: Random, knobs: Knobs, *, folder: Path, tell: Callable[[str], None] | None
) -> Result:
    loop = VirtualLoop(limit_s=LIMIT_S)
    loop.set_task_factory(make_task)  # type: ignore[arg-type]
    trace = Trace(tell)
    world = World(random, knobs, folder, trace)
    errors = _Errors(world)
    loop.set_exception_handler(lambda _, context: _on_error(world, context))
    root = logging.getLogger()
    handlers, root.handlers = root.handlers, [errors]
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            try:
                runner.run(_all(world))
            except (Deadlock, RanTooLong) as error:
                world.failures.append(f"{type(error).__name__}: {error}")
            finally:
                loop.set_exception_handler(lambda _, __: None)
    finally:
        root.handlers = handlers
        world.end()
    return Result(
        seed=seed,
        failures=tuple(world.failures),
        trace=trace.value,
        entries=world.committed.seq,
        virtual_s=loop.time(),
    )


async def _all(world: World) -> None:
    try:
        await play(world)
        if not world.failures:
            await check_end(world)
    finally:
        world.kill()


def _on_error(world: World, context: dict[str, Any]) -> None:
    """A callback failed, or an error was never looked at."""
    life = LIFE.get(None)
    handle = context.get("handle")
    if handle is not None:
        life = handle._context.get(LIFE)
    if life is None or life.alive:
        world.fail(f"{context.get('message')}: {context.get('exception')!r}")
