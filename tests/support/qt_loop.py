# SPDX-License-Identifier: Apache-2.0
"""The loop of tests that ask for Qt."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any
from weakref import ref

import qasync
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication


class QtLoop(qasync.QEventLoop):  # type: ignore[misc]
    """Qt's loop, which counts as running whenever one of its callbacks runs.

    Between the phases of a test pytest-qt lets Qt handle what is pending, and no coroutine runs
    then. Code of the program may rely on the running loop, because in the program there always is
    one: in a callback of the loop, and in that of a timer of Qt's (`handle_pending`).
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        _newest.append(ref(self))
        del _newest[:-1]

    def call_later(
        self,
        delay: float,
        callback: Callable[..., Any],
        *arguments: Any,
        context: Context | None = None,
    ) -> Any:
        return super().call_later(delay, self._run, callback, *arguments, context=context)

    def run_forever(self) -> Any:
        before = asyncio._get_running_loop()
        try:
            return super().run_forever()
        finally:
            asyncio._set_running_loop(before)

    def run_until_complete(self, future: Any) -> Any:
        """At its end Qt handles what is pending once more: the timers of Qt's that are due."""
        with self.counting():
            return super().run_until_complete(future)

    def _run(self, callback: Callable[..., Any], *arguments: Any) -> None:
        with self.counting():
            callback(*arguments)

    @contextmanager
    def counting(self) -> Iterator[None]:
        """It counts as running until the block ends."""
        before = asyncio._get_running_loop()
        asyncio._set_running_loop(self)
        try:
            yield
        finally:
            asyncio._set_running_loop(before)


_newest: list["ref[QtLoop]"] = []


def handle_pending() -> None:
    """What pytest-qt does between the phases of a test, with the test's loop running."""
    application = QApplication.instance()
    if application is None:
        return
    loop = next((loop for known in _newest if (loop := known()) is not None), None)
    if loop is None or loop.is_closed():
        application.processEvents()
        return
    with loop.counting():
        application.processEvents()


def qt_loop() -> asyncio.AbstractEventLoop:
    """A loop on the application that there is, or on a new one."""
    loop: asyncio.AbstractEventLoop = QtLoop(QApplication.instance() or QApplication([]))
    return loop
