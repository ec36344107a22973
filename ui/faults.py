# SPDX-License-Identifier: Apache-2.0
"""Unexpected errors of the window: logged with their traceback, told in a sentence, survived."""

import asyncio
import logging
import sys
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Signal

logger = logging.getLogger(__name__)


class Faults(QObject):
    """Where every error ends that nobody expected.

    Emits `occurred(doing)` with what was being done, in a few words; `last_report` has the details
    for whoever looks after the program. While `install` is in force,
    errors of slots and of event handlers come here too, instead of ending the program.
    """

    occurred = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._previous = sys.excepthook
        self.last_report = ""

    def report(self, error: BaseException, doing: str) -> None:
        """Log `error` and tell the person that something went wrong."""
        logger.error("%s failed", doing, exc_info=error)
        self.last_report = "".join(traceback.format_exception(error))
        self.occurred.emit(doing)

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over the errors that reach Python's and the loop's last resort."""
        sys.excepthook = self._on_uncaught
        loop.set_exception_handler(self._on_loop_error)

    def remove(self) -> None:
        """Give the last resort back."""
        sys.excepthook = self._previous

    def _on_uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._previous(kind, error, trace)
            return
        self.report(error.with_traceback(trace), "A part of the window")

    def _on_loop_error(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self.report(error, str(context.get("message", "The loop")))
        else:
            logger.error("The loop complains: %s", context.get("message"))
