# SPDX-License-Identifier: Apache-2.0
"""The network of this computer goes and comes; the system is played by hand."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from ui.windows.agent import network_return
from ui.windows.agent.network_return import NetworkReturn

Reachability = QNetworkInformation.Reachability


class System(QObject):
    """What Qt hears from the system."""

    reachabilityChanged = Signal(object)  # noqa: N815 - as Qt calls it

    def __init__(self):
        super().__init__()
        self.now = Reachability.Online

    def reachability(self):
        return self.now

    def say(self, now):
        self.now = now
        self.reachabilityChanged.emit(now)


@pytest.fixture
def system(qapp, monkeypatch):
    system = System()
    monkeypatch.setattr(network_return, "_information", lambda: system)
    return system


@pytest.fixture
def watch(system):
    return NetworkReturn()


@pytest.fixture
def returns(watch):
    """How often the network came back."""
    told: list[bool] = []
    watch.returned.connect(lambda: told.append(True))
    return told


def test_a_network_that_comes_back_is_told_once(watch, system, returns):
    watch.watch()
    for now in (Reachability.Disconnected, Reachability.Local, Reachability.Online):
        system.say(now)
    assert len(returns) == 1


def test_a_network_that_was_gone_before_anybody_looked_is_told_too(watch, system, returns):
    system.now = Reachability.Disconnected
    watch.watch()
    watch.watch()
    system.say(Reachability.Online)
    assert len(returns) == 1


def test_a_system_that_does_not_know_says_nothing(watch, system, returns):
    watch.watch()
    system.say(Reachability.Unknown)
    system.say(Reachability.Online)
    assert len(returns) == 0


def test_without_a_system_that_tells_nothing_happens(qapp, monkeypatch):
    monkeypatch.setattr(network_return, "_information", lambda: None)
    NetworkReturn().watch()


def test_qt_itself_is_asked(qapp):
    watch = NetworkReturn()
    watch.watch()
    watch.look(Reachability.Online)
