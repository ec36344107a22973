# SPDX-License-Identifier: Apache-2.0
"""A progress bar on a terminal; silence elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

Progress = Callable[[int, int], None]
"""Takes how much is done, and of how much."""

_WIDTH: Final = 30
_EVERY_S: Final = 0.1


@contextmanager
def progress_on(stream: TextIO, monotonic: Callable[[], float]) -> Iterator[Progress]:
    """Show a bar for as long as the block lasts, drawn at most ten times a second."""
    if not stream.isatty():
        yield lambda _done, _total: None
        return
    drawn_at = float("-inf")

    def draw(done: int, total: int) -> None:
        nonlocal drawn_at
        now = monotonic()
        if now - drawn_at < _EVERY_S:
            return
        drawn_at = now
        share = min(1.0, done / total) if total else 1.0
        filled = int(share * _WIDTH)
        stream.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {share:4.0%}")
        stream.flush()

    try:
        yield draw
    finally:
        stream.write(f"\r{' ' * (_WIDTH + 8)}\r")
        stream.flush()
