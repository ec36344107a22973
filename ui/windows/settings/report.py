# SPDX-License-Identifier: Apache-2.0
"""One block of text for whoever looks after the program: no ticket, no name, no secret."""

import platform
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion

from ui.windows.settings.connection_log import Line
from ui.windows.settings.slow_turns import Turn

_LATEST = 40


def program_version() -> str:
    """The version of Deskbell."""
    try:
        return version("deskbell")
    except PackageNotFoundError:
        return "not installed"


def short_version() -> str:
    """The version as a person says it: "1.0"; empty for a program that is not installed."""
    said = program_version().split(".")
    return ".".join(said[:2]) if len(said) > 1 else ""


def versions() -> str:
    """Everything whose version can matter, in a line."""
    python = ".".join(map(str, sys.version_info[:3]))
    # `platform.platform` would start another program to ask what the processor is called
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"Deskbell {program_version()}, Qt {qVersion()}, Python {python}, {system}"


def report_text(
    *,
    folder: str,
    lines: Iterable[Line],
    slow: Iterable[Turn] = (),
    fault: str = "",
) -> str:
    """Versions, where the data is, the connection's last lines, slow turns, and the last error."""
    told = ["Deskbell report", versions(), f"Data: {folder}", "", "Connection:"]
    told += [f"  {line}" for line in list(lines)[-_LATEST:]] or ["  nothing yet"]
    turns = list(slow)[-_LATEST:]
    if turns:
        told += ["", "Slow turns:"]
        told += [f"  {turn.ms} ms {turn.handler}" for turn in turns]
    if fault:
        told += ["", "Last error:", fault.rstrip()]
    return "\n".join(told) + "\n"
