# SPDX-License-Identifier: Apache-2.0
"""The wish for less motion, asked over a real bus of a portal that a test plays."""

import subprocess
import sys

import pytest
from PySide6.QtDBus import QDBusConnection

from ui.theme.system_motion import SystemMotion, system_motion

GNOME = ("org.gnome.desktop.interface", "enable-animations")
NEWER = ("org.freedesktop.appearance", "reduced-motion")


@pytest.fixture
def address():
    """Where a session bus of the test's own is."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=quiet, text=True) as bus:
        assert bus.stdout is not None
        yield bus.stdout.readline().strip()
        bus.kill()


@pytest.fixture
def desktop(address):
    """Plays the portal: `desktop(values)` answers with them, and takes a change as a line."""
    running = []

    def play(**values):
        told = [f"{name}={value}" for name, value in values.items()]
        command = [sys.executable, "-m", "tests.support.settings_portal", address, *told]
        portal = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        running.append(portal)
        assert portal.stdout is not None
        assert portal.stdout.readline() == "ready\n"
        return portal

    yield play
    for portal in running:
        portal.kill()
        portal.communicate()


@pytest.fixture
def bus(qapp, address):
    bus = QDBusConnection.connectToBus(address, "motion")
    assert bus.isConnected()
    yield bus
    QDBusConnection.disconnectFromBus("motion")


@pytest.mark.parametrize(
    "values", [{"animations": "off"}, {"motion": "1"}, {"animations": "on", "motion": "1"}]
)
def test_the_wish_for_less_motion_is_heard(bus, desktop, qtbot, values):
    desktop(**values)
    motion = SystemMotion(bus)
    qtbot.waitSignal(motion.changed).wait()
    assert motion.is_reduced


def test_a_change_is_followed(bus, desktop, qtbot):
    portal = desktop(animations="on")
    motion = SystemMotion(bus)
    qtbot.waitUntil(lambda: not motion._asked)
    assert not motion.is_reduced
    with qtbot.waitSignal(motion.changed):
        portal.stdin.write("animations=off\n")
    assert motion.is_reduced
    with qtbot.waitSignal(motion.changed):
        portal.stdin.write("animations=on\n")
    assert not motion.is_reduced


def test_a_desktop_without_a_portal_wishes_nothing(bus, qtbot):
    motion = SystemMotion(bus)
    qtbot.waitUntil(lambda: not motion._asked)
    assert not motion.is_reduced


def test_without_a_session_nobody_is_asked(qapp, monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert system_motion() is None
