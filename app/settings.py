# SPDX-License-Identifier: Apache-2.0
"""Settings: those of the person, and those that IT manages for the whole computer, which win.

Both are JSON objects of `name: value`. A name or value that this version does not know is kept but
not used, so that an older and a newer version can share a folder.
"""

import logging
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from app.signals import Signal

logger = logging.getLogger(__name__)

Value = bool | int | str


class Setting(Struct, frozen=True, kw_only=True):
    """What can be set. `words` are what a person may search for; numbers have bounds.

    What is not `shown` is kept like a setting, but nobody sets it by hand.
    """

    name: str
    default: Value
    title: str
    words: str = ""
    choices: tuple[Value, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    shown: bool = True

    def takes(self, value: object) -> bool:
        """Whether a value is one for this setting."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        if isinstance(value, int) and not isinstance(value, bool):
            low = self.at_least is None or value >= self.at_least
            return low and (self.at_most is None or value <= self.at_most)
        return True


SCHEMA: Final[dict[str, Setting]] = {
    setting.name: setting
    for setting in (
        Setting(
            name="server",
            default="",
            title="Server",
            words="host port address desk connection",
        ),
        Setting(
            name="appearance",
            default="system",
            title="Appearance",
            words="dark light theme colours",
            choices=("system", "light", "dark"),
        ),
        Setting(
            name="density",
            default="default",
            title="Height of the rows",
            words="compact comfortable list spacing",
            choices=("compact", "default", "comfortable"),
        ),
        Setting(
            name="undo_send_s",
            default=10,
            title="Seconds in which a reply can be taken back",
            words="undo send hold retract",
            at_least=0,
            at_most=120,
        ),
        Setting(
            name="lock_after_days",
            default=14,
            title="Days without contact after which the cache locks",
            words="offline security lock cache",
            at_least=1,
            at_most=90,
        ),
        Setting(
            name="notifications",
            default=True,
            title="Notifications",
            words="alerts sound pop-up",
        ),
        Setting(
            name="notification_text",
            default=False,
            title="Show ticket texts in notifications",
            words="privacy lock screen",
        ),
        Setting(
            name="command_uses",
            default="",
            title="How often each command was run lately",
            shown=False,
        ),
    )
}
"""Everything that can be set, by name."""


class Settings:
    """The values in force. Signals: `changed` with the name of a setting."""

    def __init__(self, path: Path | None, *, managed: Path | None = None) -> None:
        self.changed: Signal[str] = Signal()
        self._path = path
        self._own: dict[str, Any] = _read(path)
        self._managed: Mapping[str, Any] = _read(managed)

    def get(self, name: str) -> Value:
        """The value in force. Raises `LookupError` for a name that is not in the schema."""
        setting = SCHEMA[name]
        for values in (self._managed, self._own):
            if name in values and setting.takes(values[name]):
                value: Value = values[name]
                return value
        return setting.default

    def number(self, name: str) -> int:
        """The value of a setting that is a number."""
        value = self.get(name)
        assert isinstance(value, int)
        return value

    def is_managed(self, name: str) -> bool:
        """Whether IT has decided, so that the person cannot."""
        return name in self._managed and SCHEMA[name].takes(self._managed[name])

    def set(self, name: str, value: Value) -> None:
        """Keep a person's choice. Raises `ValueError` when the setting does not take it."""
        if not SCHEMA[name].takes(value):
            raise ValueError(f"{name} does not take {value!r}")
        self._own[name] = value
        if self._path is not None:
            _write(self._path, self._own)
        self.changed.emit(name)

    def search(self, text: str) -> tuple[Setting, ...]:
        """The settings in whose title or words all words of a text begin a word."""
        wanted = text.casefold().split()
        return tuple(
            setting
            for setting in SCHEMA.values()
            if setting.shown
            and all(any(word.startswith(each) for word in _words_of(setting)) for each in wanted)
        )


def _words_of(setting: Setting) -> list[str]:
    return f"{setting.title} {setting.words} {setting.name}".casefold().split()


def managed_path() -> Path:
    """Where IT puts the settings of the whole computer."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Deskbell" / "settings.json"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Deskbell/settings.json")
    return Path("/etc/deskbell/settings.json")


def _read(path: Path | None) -> dict[str, Any]:
    if path is None or not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError):
        logger.warning("Settings cannot be read", extra={"path": str(path)})
        return {}


def _write(path: Path, values: Mapping[str, Any]) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(values), indent=2))
    fresh.replace(path)
