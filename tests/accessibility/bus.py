# SPDX-License-Identifier: Apache-2.0
"""The accessibility bus of Linux (AT-SPI), as a screen reader uses it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.accessibility.node import STATES, Node

PATIENCE_S: Final = 20.0
_ROUND_S: Final = 0.2
_ROUNDS: Final = 100
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_ACTION: Final = "org.a11y.atspi.Action"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_NULL: Final = "/org/a11y/atspi/null"


@dataclass(frozen=True)
class Place:
    """Where a node is found: the program on the bus, and the path in it."""

    program: str
    path: str


class AccessibilityBus:
    """A connection to the bus. `programs` finds those that are on it, `node` reads one."""

    def __init__(self) -> None:
        with open_dbus_connection("SESSION") as session:
            address = DBusAddress(
                "/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus"
            )
            address_of_bus = _answer(session, new_method_call(address, "GetAddress"))[0]
        self._connection = open_dbus_connection(address_of_bus)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def programs(self) -> dict[str, Place]:
        """The programs that take part, by name."""
        registry = Place("org.a11y.atspi.Registry", _ROOT)
        return {str(self._get(each, "Name")): each for each in self._children(registry)}

    def find(self, program: str) -> Place:
        """The program of this name. One that sees only now that somebody reads needs a moment."""
        found: dict[str, Place] = {}
        for _ in range(_ROUNDS):
            found = self.programs()
            if program in found:
                return found[program]
            with suppress(TimeoutError):
                self._connection.receive(timeout=_ROUND_S)
        raise LookupError(f"{program} is not on the bus: {', '.join(sorted(found)) or 'nothing'}")

    def tree(self, place: Place, *, most_children: int = 400) -> Node:
        """The node at a place with all below it; of a huge list, its beginning."""
        return self._read(place, index=0, most=most_children)

    def events(self) -> Iterator[str]:
        """What is announced, and what gets the focus, from now on and for ever."""
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        _answer(self._connection, message_bus.AddMatch(rule))
        path, registry = "/org/a11y/atspi/registry", "org.a11y.atspi.Registry"
        address = DBusAddress(path, bus_name=registry, interface=registry)
        for event in ("object:announcement", "object:state-changed:focused"):
            asked = new_method_call(address, "RegisterEvent", "sass", (event, [], ""))
            _answer(self._connection, asked)
        return self._events()

    def _events(self) -> Iterator[str]:
        while True:
            message = self._connection.receive()
            fields = message.header.fields
            kind = str(fields.get(HeaderFields.member, ""))
            sender = str(fields.get(HeaderFields.sender, ""))
            place = Place(sender, str(fields.get(HeaderFields.path, "")))
            if kind == "Announcement":
                yield f"say {message.body[3][1]}"
            elif kind == "StateChanged" and message.body[:2] == ("focused", 1):
                with suppress(LookupError):  # it has gone since
                    role = self._call(place, "GetRoleName")[0]
                    yield f"focus {role}: {self._get(place, 'Name')}"

    def _read(self, place: Place, *, index: int, most: int) -> Node:
        children = self._children(place, most=most)
        states = _states(self._call(place, "GetState")[0])
        return Node(
            role=str(self._call(place, "GetRoleName")[0]),
            name=str(self._get(place, "Name")),
            description=str(self._get(place, "Description")),
            key=str(self._get(place, "AccessibleId")),
            states=states,
            actions=self._actions(place),
            index=index,
            size=int(self._get(place, "ChildCount")),
            children=tuple(
                self._read(child, index=at, most=most) for at, child in enumerate(children)
            ),
        )

    def _actions(self, place: Place) -> int:
        """How much can be done with it; nothing with most."""
        try:
            return int(self._get(place, "NActions", interface=_ACTION))
        except LookupError:
            return 0

    def _children(self, place: Place, *, most: int = 400) -> list[Place]:
        count = int(self._get(place, "ChildCount"))
        if count <= most:
            found = self._call(place, "GetChildren")[0]
        else:
            found = [self._call(place, "GetChildAtIndex", "i", (at,))[0] for at in range(most)]
        return [Place(*each) for each in found if each[1] != _NULL]

    def _call(self, place: Place, method: str, signature: str = "", body: Any = ()) -> Any:
        address = DBusAddress(place.path, bus_name=place.program, interface=_ACCESSIBLE)
        return _answer(self._connection, new_method_call(address, method, signature or None, body))

    def _get(self, place: Place, name: str, *, interface: str = _ACCESSIBLE) -> Any:
        address = DBusAddress(place.path, bus_name=place.program, interface=_PROPERTIES)
        asked = new_method_call(address, "Get", "ss", (interface, name))
        return _answer(self._connection, asked)[0][1]


def _answer(connection: DBusConnection, asked: Any) -> Any:
    answer = connection.send_and_get_reply(asked, timeout=PATIENCE_S)
    if answer.header.message_type is MessageType.error:
        raise LookupError(f"{answer.header.fields}: {answer.body}")
    return answer.body


def _states(words: tuple[int, int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(name for bit, name in STATES.items() if bits >> bit & 1)
