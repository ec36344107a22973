# SPDX-License-Identifier: Apache-2.0
"""Fails a test for a warning in the log that it did not announce, or announced in vain."""

import logging
from dataclasses import dataclass, field


@dataclass(slots=True)
class Expectation:
    """A log record that a test provokes: its logger or a parent, and a part of its message."""

    logger: str
    text: str
    seen: int = 0

    def covers(self, record: logging.LogRecord) -> bool:
        inside = record.name == self.logger or record.name.startswith(f"{self.logger}.")
        return inside and self.text in record.getMessage()


@dataclass(slots=True)
class ExpectedLogs:
    """What a test says that the log will hold at WARNING or above.

    Every other such record fails the test, and so does an expectation that nothing fulfilled.
    """

    expectations: list[Expectation] = field(default_factory=list)
    records: list[logging.LogRecord] = field(default_factory=list)

    def expect(self, logger: str, text: str = "") -> None:
        """Announce at least one record; call before what provokes it, or any time after."""
        self.expectations.append(Expectation(logger, text))

    def complaints(self) -> list[str]:
        """One line for each surprise so far, which is then forgotten; empty when all is well."""
        unexpected = []
        for record in self.records:
            covering = [wanted for wanted in self.expectations if wanted.covers(record)]
            for wanted in covering:
                wanted.seen += 1
            if not covering:
                unexpected.append(_describe(record))
        self.records.clear()
        return unexpected

    def unfulfilled(self) -> list[str]:
        return [
            f"expected but never logged: {wanted.logger}: {wanted.text!r}"
            for wanted in self.expectations
            if not wanted.seen
        ]


class LogGuard(logging.Handler):
    """Collects records at WARNING or above while it is attached to the root logger."""

    def __init__(self, expected: ExpectedLogs) -> None:
        super().__init__(logging.WARNING)
        self._expected = expected

    def emit(self, record: logging.LogRecord) -> None:
        self._expected.records.append(record)


def _describe(record: logging.LogRecord) -> str:
    line = f"unexpected {record.levelname} from {record.name}: {record.getMessage()}"
    if record.exc_info:
        line += "\n" + logging.Formatter().formatException(record.exc_info)
    return line
