# SPDX-License-Identifier: Apache-2.0
"""The time zone of this machine, by its IANA name."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UNKNOWN: Final = "UTC"

_MARK: Final = "zoneinfo/"


def local_zone(
    variables: Mapping[str, str] = os.environ,
    *,
    link: Path = Path("/etc/localtime"),
    name_file: Path = Path("/etc/timezone"),
) -> str:
    """The zone that `TZ` names, else the system's; `UTC` where none can be found. Blocks."""
    for name in _candidates(variables, link, name_file):
        if is_zone(name):
            return name
    return UNKNOWN


def _candidates(variables: Mapping[str, str], link: Path, name_file: Path) -> Iterable[str]:
    yield _after_mark(variables.get("TZ", "").removeprefix(":"))
    try:
        yield _after_mark(str(link.resolve(strict=True)))
    except OSError:
        yield ""
    try:
        yield name_file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        yield ""


def _after_mark(path: str) -> str:
    """The name in a path to a zone's file; what is no path is a name already."""
    return path.partition(_MARK)[2] if _MARK in path else path


def is_zone(name: str) -> bool:
    if not name or name.startswith("/"):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
