# SPDX-License-Identifier: Apache-2.0
"""Plays the portal of a desktop that tells its settings, in a process of its own.

`python -m tests.support.settings_portal ADDRESS [animations=on|off] [motion=0|1]`: answers on the
bus at this address; each further line of its input changes a setting.
"""

import sys
import threading
from typing import Any, Final

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME: Final = "org.freedesktop.portal.Desktop"
PLACE: Final = DBusAddress(
    "/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings"
)
SETTINGS: Final = {
    "animations": ("org.gnome.desktop.interface", "enable-animations"),
    "motion": ("org.freedesktop.appearance", "reduced-motion"),
}


def variant(name: str, value: str) -> tuple[str, Any]:
    """The value as it goes over the bus."""
    return ("b", value == "on") if name == "animations" else ("u", int(value))


def main() -> None:
    """Runs until it is ended."""
    connection = open_dbus_connection(sys.argv[1])
    told = dict(each.split("=") for each in sys.argv[2:])
    values = {SETTINGS[name]: variant(name, value) for name, value in told.items()}
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    threading.Thread(target=_follow, args=(connection, values), daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        asked = connection.receive()
        fields = asked.header.fields
        if asked.header.message_type is not MessageType.method_call:
            continue
        if fields.get(HeaderFields.member) == "Read" and tuple(asked.body) in values:
            answer = new_method_return(asked, "v", (("v", values[tuple(asked.body)]),))
        else:
            answer = new_error(asked, "org.freedesktop.portal.Error.NotFound")
        connection.send(answer)


def _follow(connection: Any, values: dict[tuple[str, str], Any]) -> None:
    for line in sys.stdin:
        name, _, value = line.strip().partition("=")
        values[SETTINGS[name]] = variant(name, value)
        body = (*SETTINGS[name], values[SETTINGS[name]])
        connection.send(new_signal(PLACE, "SettingChanged", "ssv", body))


if __name__ == "__main__":
    main()
