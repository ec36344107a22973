# SPDX-License-Identifier: Apache-2.0
"""Settings: those of the person, and those that IT manages for the whole computer, which win.

Both are JSON objects of `name: value`. A name or value that this version does not know is kept but
not used, so that an older and a newer version can share a folder.
"""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from app.signals import Signal

logger = logging.getLogger(__name__)

Value = bool | int | str

LONGEST: Final = 20_000
"""Characters of a text."""

PAGES: Final = (
    "appearance",
    "alerts",
    "keyboard",
    "composer",
    "language",
    "account",
    "offline",
    "diagnostics",
)
"""Where settings stand, in this order."""


TIMES: Final = tuple(f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48))
"""When work can begin and end."""


def _breaks() -> Iterator[str]:
    yield ""
    for begins in range(11 * 60, 15 * 60, 30):
        for minutes in (30, 45, 60):
            ends = begins + minutes
            yield f"{begins // 60:02}:{begins % 60:02}-{ends // 60:02}:{ends % 60:02}"


BREAKS: Final = tuple(_breaks())
"""The breaks that are offered; an empty one is none."""


class Setting(Struct, frozen=True, kw_only=True):
    """What can be set. `words` are what a person may search for; numbers have bounds.

    What is not `shown` is kept like a setting, but nobody sets it by hand. Texts have a length.
    `page` is where it stands, `steps` are the numbers that are offered.
    """

    name: str
    default: Value
    title: str
    page: str = ""
    words: str = ""
    choices: tuple[Value, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    steps: tuple[int, ...] = ()
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
        return not isinstance(value, str) or len(value) <= LONGEST


SCHEMA: Final[dict[str, Setting]] = {
    setting.name: setting
    for setting in (
        Setting(
            name="server",
            default="",
            title="Server",
            page="account",
            words="host port address desk connection",
            shown=False,
        ),
        Setting(
            name="appearance",
            default="system",
            title="Appearance",
            page="appearance",
            words="dark light theme colours",
            choices=("system", "light", "dark"),
        ),
        Setting(
            name="contrast",
            default="system",
            title="Contrast",
            page="appearance",
            words="high accessibility outlines",
            choices=("system", "normal", "more"),
        ),
        Setting(
            name="motion",
            default="system",
            title="Motion",
            page="appearance",
            words="animation fade accessibility reduced still",
            choices=("system", "normal", "reduced"),
        ),
        Setting(
            name="zoom",
            default=100,
            title="Zoom",
            page="appearance",
            words="text size percent larger smaller",
            at_least=80,
            at_most=200,
            steps=(80, 90, 100, 110, 125, 150, 175, 200),
        ),
        Setting(
            name="density",
            default="default",
            title="Height of the rows",
            page="appearance",
            words="compact comfortable list spacing",
            choices=("compact", "default", "comfortable"),
        ),
        Setting(
            name="single_keys",
            default=True,
            title="Single keys",
            page="keyboard",
            words="shortcuts letters off",
        ),
        Setting(
            name="key_preset",
            default="deskbell",
            title="Preset",
            page="keyboard",
            words="shortcuts gmail",
            choices=("deskbell", "gmail"),
        ),
        Setting(
            name="stray_ms",
            default=500,
            title="Time in which three letters are a text",
            page="keyboard",
            words="typing mistake guard milliseconds",
            at_least=0,
            at_most=1000,
            steps=(0, 250, 500, 750, 1000),
        ),
        Setting(name="key_changes", default="", title="Changed keys", shown=False),
        Setting(
            name="undo_send_s",
            default=8,
            title="Seconds in which a reply can be taken back",
            page="composer",
            words="undo send hold retract",
            at_least=0,
            at_most=120,
            steps=(0, 5, 8, 10, 20, 30, 60, 120),
        ),
        Setting(
            name="signature",
            default="",
            title="Signature",
            page="composer",
            words="name reply end sign",
        ),
        Setting(
            name="language",
            default="system",
            title="Language",
            page="language",
            words="english german deutsch translation",
            choices=("system", "en", "de"),
        ),
        Setting(
            name="lock_after_days",
            default=14,
            title="Days without contact after which the cache locks",
            page="offline",
            words="offline security lock cache",
            at_least=1,
            at_most=90,
            steps=(1, 3, 7, 14, 30, 60, 90),
        ),
        Setting(
            name="time_zone",
            default="",
            title="Time zone",
            page="language",
            words="clock place city hours summer",
        ),
        Setting(
            name="working_days",
            default="1111100",
            title="Working days",
            page="language",
            words="hours week monday snooze calendar",
        ),
        Setting(
            name="working_from",
            default="09:00",
            title="Working hours from",
            page="language",
            words="time begin start morning snooze",
            choices=TIMES,
        ),
        Setting(
            name="working_to",
            default="18:00",
            title="Working hours to",
            page="language",
            words="time end evening snooze",
            choices=TIMES,
        ),
        Setting(
            name="working_break",
            default="12:30-13:15",
            title="Break",
            page="language",
            words="working hours lunch pause snooze",
            choices=BREAKS,
        ),
        Setting(name="first_run_done", default=False, title="First run done", shown=False),
        Setting(name="setup_offered", default=False, title="Set-up offered", shown=False),
        Setting(
            name="notifications",
            default=True,
            title="Notifications",
            words="alerts sound pop-up",
            shown=False,
        ),
        Setting(
            name="notification_text",
            default=False,
            title="Show ticket texts in notifications",
            words="privacy lock screen",
            shown=False,
        ),
        Setting(name="hidden_views", default="", title="Hidden views", shown=False),
        Setting(name="team_order", default="", title="Order of the team queues", shown=False),
        Setting(name="list_layouts", default="", title="Order of each list", shown=False),
        Setting(name="workplace", default="", title="Where the window was left", shown=False),
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
        """Keep a person's choice. Raises `ValueError` when the setting does not take it.

        On a full disk the choice is in force until the program ends.
        """
        if not SCHEMA[name].takes(value):
            raise ValueError(f"{name} does not take {value!r}")
        self._own[name] = value
        if self._path is not None:
            try:
                _write(self._path, self._own)
            except OSError:
                logger.warning("Settings cannot be kept", extra={"path": str(self._path)})
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
