# SPDX-License-Identifier: Apache-2.0
"""The server's own log: one JSON object a line on standard error, control characters escaped."""

import logging
import sys
from datetime import UTC, datetime
from typing import Final

import msgspec

_KEPT: Final = ("action", "incident")
"""Extra fields of a record that are worth a key of their own."""


class JsonLines(logging.Formatter):
    """Formats a record as JSON: `at`, `level`, `logger`, `message`, and what went wrong."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, str] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in _KEPT:
            value = getattr(record, name, None)
            if value is not None:
                line[name] = str(value)
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def write_logs(level: int = logging.INFO) -> None:
    """Send the log of this process to standard error. Libraries speak up from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("sync_server").setLevel(level)
