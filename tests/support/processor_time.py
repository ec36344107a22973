# SPDX-License-Identifier: Apache-2.0
"""A limit of processor time for what a test runs; a busy machine uses nothing of it up."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooMuchWork(Exception):
    """What was run needs more processor time than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooMuchWork` once so much was used, also out of the middle of a pattern's search.

    Windows measures nothing of the kind: there it takes as long as it takes.
    """
    if sys.platform == "win32":
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooMuchWork

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
