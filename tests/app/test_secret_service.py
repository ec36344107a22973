# SPDX-License-Identifier: Apache-2.0
from functools import partial

import pytest
from secretstorage import LockedException, SecretServiceNotAvailableException

from app import secret_service
from app.secret_service import PROMPT_S, REPLY_S, SecretService, is_available


class Connection:
    def __init__(self):
        self.open = True

    def send_and_get_reply(self, message, *, timeout=None):
        return timeout

    def recv_until_filtered(self, queue, *, timeout=None):
        return timeout

    def close(self):
        self.open = False


class Item:
    def __init__(self, collection, attributes, secret):
        self._collection = collection
        self.attributes, self._secret = attributes, secret
        self.locked = False

    def get_secret(self):
        if self.locked:
            raise LockedException
        return self._secret

    def unlock(self):
        self._collection.service.asked += 1
        self.locked = False

    def delete(self):
        self._collection.service.items.remove(self)


class Collection:
    session = None

    def __init__(self, service, connection):
        self.service, self.connection = service, connection

    def _check(self):
        if not self.connection.open or self.service.failing:
            raise ConnectionResetError

    def is_locked(self):
        return self.service.locked

    def unlock(self):
        self.service.asked += 1
        self.service.locked = self.service.declines
        return self.service.declines

    def search_items(self, attributes):
        self._check()
        return [
            item for item in self.service.items if attributes.items() <= item.attributes.items()
        ]

    def create_item(self, label, attributes, secret, *, replace):
        self._check()
        assert replace
        for item in self.search_items(attributes):
            item.delete()
        self.service.items.append(Item(self, attributes, secret))


class Service:
    """What stands on the session's bus."""

    def __init__(self):
        self.items = []
        self.connections = []
        self.sessions = 0
        self.asked = 0
        self.locked = self.declines = self.failing = False
        self.present = True

    def connect(self):
        if not self.present:
            raise SecretServiceNotAvailableException
        self.connections.append(Connection())
        return self.connections[-1]

    def open_session(self, connection):
        self.sessions += 1
        return f"session {self.sessions}"


@pytest.fixture
def bus(monkeypatch):
    service = Service()
    monkeypatch.setattr(secret_service, "dbus_init", service.connect)
    monkeypatch.setattr(secret_service, "get_default_collection", partial(Collection, service))
    monkeypatch.setattr(secret_service, "open_session", service.open_session)
    monkeypatch.setattr(secret_service, "check_service_availability", lambda _: service.present)
    return service


def test_all_questions_share_one_connection_and_one_key(bus):
    keyring = SecretService()
    keyring.set_password("Deskbell", "p token", "t1")
    keyring.set_password("Deskbell", "p device", "d1")
    assert keyring.get_password("Deskbell", "p token") == "t1"
    assert keyring.get_password("Deskbell", "p other") is None
    keyring.delete_password("Deskbell", "p token")
    assert keyring.get_password("Deskbell", "p token") is None
    assert (len(bus.connections), bus.sessions) == (1, 1)


def test_things_are_kept_as_the_keyring_package_keeps_them(bus):
    SecretService().set_password("Deskbell", "p token", "t1")
    [item] = bus.items
    assert item.attributes == {
        "service": "Deskbell",
        "username": "p token",
        "application": "Python keyring library",
    }


def test_a_service_that_was_started_anew_is_asked_once_more(bus):
    keyring = SecretService()
    keyring.set_password("Deskbell", "p token", "t1")
    bus.connections[0].open = False
    assert keyring.get_password("Deskbell", "p token") == "t1"
    assert len(bus.connections) == 2


def test_a_service_that_fails_twice_says_so_and_is_tried_anew_later(bus):
    keyring = SecretService()
    keyring.set_password("Deskbell", "p token", "t1")
    bus.failing = True
    with pytest.raises(ConnectionResetError):
        keyring.get_password("Deskbell", "p token")
    assert [each.open for each in bus.connections] == [False, False]
    bus.failing = False
    assert keyring.get_password("Deskbell", "p token") == "t1"


def test_no_answer_is_waited_for_without_end(bus):
    SecretService().get_password("Deskbell", "p token")
    connection = bus.connections[0]
    assert connection.send_and_get_reply("message") == REPLY_S
    assert connection.send_and_get_reply("message", timeout=1) == 1
    assert connection.recv_until_filtered("queue", timeout=None) == PROMPT_S


def test_the_person_is_asked_to_unlock_it(bus):
    bus.locked = True
    keyring = SecretService()
    keyring.set_password("Deskbell", "p token", "t1")
    bus.items[0].locked = True
    assert keyring.get_password("Deskbell", "p token") == "t1"
    assert bus.asked == 2


def test_who_does_not_unlock_it_is_not_asked_twice(bus):
    bus.locked = bus.declines = True
    with pytest.raises(LockedException):
        SecretService().get_password("Deskbell", "p token")
    assert (bus.asked, bus.connections[0].open) == (1, False)


def test_connections_end_with_their_user(bus):
    SecretService().get_password("Deskbell", "p token")
    assert not bus.connections[0].open


def test_it_is_looked_for_without_leaving_a_connection_behind(bus):
    assert is_available()
    assert not bus.connections[0].open
    bus.present = False
    assert not is_available()
