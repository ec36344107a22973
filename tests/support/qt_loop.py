# SPDX-License-Identifier: Apache-2.0
"""The loop of tests that ask for Qt."""

import asyncio
from collections.abc import Callable
from contextvars import Context
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication


class QtLoop(qasync.QEventLoop):  # type: ignore[misc]
    """Qt's loop, which counts as running whenever one of its callbacks runs.

    Between the phases of a test pytest-qt lets Qt handle what is pending, and no coroutine runs
    then. Code of the program may rely on the running loop, because in the program there always is
    one.
    """

    def call_later(
        self,
        delay: float,
        callback: Callable[..., Any],
        *arguments: Any,
        context: Context | None = None,
    ) -> Any:
        return super().call_later(delay, self._run, callback, *arguments, context=context)

    def _run(self, callback: Callable[..., Any], *arguments: Any) -> None:
        before = asyncio._get_running_loop()
        asyncio._set_running_loop(self)
        try:
            callback(*arguments)
        finally:
            asyncio._set_running_loop(before)


def qt_loop() -> asyncio.AbstractEventLoop:
    """A loop on the application that there is, or on a new one."""
    loop: asyncio.AbstractEventLoop = QtLoop(QApplication.instance() or QApplication([]))
    return loop
