# SPDX-License-Identifier: Apache-2.0
"""The secrets of a Linux desktop, over one connection and under one agreed key.

The `keyring` package keeps things at the same place and under the same attributes: each finds what
the other kept. But it imports every back end there is, and for each question it connects anew and
agrees on a new key, which was a fifth of the time until the window showed anything.
"""

import threading
import weakref
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any, Final, TypeVar

from secretstorage import (
    Collection,
    Item,
    LockedException,
    SecretServiceNotAvailableException,
    check_service_availability,
    dbus_init,
    get_default_collection,
)
from secretstorage.util import open_session

T = TypeVar("T")

REPLY_S: Final = 5.0
"""How long the service may take to answer: no thread waits for ever for one that hangs."""

PROMPT_S: Final = 60.0
"""How long a person may take to unlock it, or the program that asks them may hang."""

APPLICATION: Final = "Python keyring library"
"""Who kept it: the `keyring` package replaces what has the same attributes as its own."""


def is_available() -> bool:
    """Whether it runs or would be started for a question."""
    try:
        with closing(dbus_init()) as connection:
            return check_service_availability(connection)
    except SecretServiceNotAvailableException:
        return False


class SecretService:
    """Passwords in the default collection; the person is asked to unlock it if need be. Any thread.

    What goes wrong is raised as it comes, but not before a second try if the connection is an
    older one: the service may have been started anew.
    """

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._collection: Collection | None = None

    def get_password(self, service: str, username: str, /) -> str | None:
        return self._ask(partial(_get, attributes={"service": service, "username": username}))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        attributes = {"service": service, "username": username, "application": APPLICATION}
        self._ask(partial(_set, attributes=attributes, password=password))

    def delete_password(self, service: str, username: str, /) -> None:
        self._ask(partial(_delete, attributes={"service": service, "username": username}))

    def _ask(self, question: Callable[[Collection], T]) -> T:
        with self._one_at_a_time:
            known, self._collection = self._collection, None
            if known is not None:
                try:
                    answer = question(known)
                except Exception:  # noqa: BLE001 - the second try says what is wrong
                    known.connection.close()
                else:
                    self._collection = known
                    return answer
            collection = _open()
            weakref.finalize(self, collection.connection.close)
            try:
                answer = question(collection)
            except BaseException:
                collection.connection.close()
                raise
            self._collection = collection
            return answer


def _open() -> Collection:
    """The default collection, unlocked, with its key."""
    connection: Any = dbus_init()
    connection.send_and_get_reply = _limited(connection.send_and_get_reply, REPLY_S)
    connection.recv_until_filtered = _limited(connection.recv_until_filtered, PROMPT_S)
    try:
        collection = get_default_collection(connection)
        if collection.is_locked() and collection.unlock():
            raise LockedException("the person declined")
        collection.session = open_session(connection)
    except BaseException:
        connection.close()
        raise
    return collection


def _limited(wait: Callable[..., T], seconds: float) -> Callable[..., T]:
    """The same wait, but for no longer."""

    def wait_so_long(what: object, *, timeout: float | None = None) -> T:
        return wait(what, timeout=seconds if timeout is None else min(timeout, seconds))

    return wait_so_long


def _get(collection: Collection, *, attributes: dict[str, str]) -> str | None:
    for item in collection.search_items(attributes):
        return _secret(item).decode()
    return None


def _secret(item: Item) -> bytes:
    try:
        return item.get_secret()
    except LockedException:  # one that is guarded by itself, in an unlocked collection
        item.unlock()
        return item.get_secret()


def _set(collection: Collection, *, attributes: dict[str, str], password: str) -> None:
    label = f"Password for '{attributes['username']}' on '{attributes['service']}'"
    collection.create_item(label, attributes, password.encode(), replace=True)


def _delete(collection: Collection, *, attributes: dict[str, str]) -> None:
    for item in collection.search_items(attributes):
        item.delete()
