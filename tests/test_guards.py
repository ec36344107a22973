# SPDX-License-Identifier: Apache-2.0
"""The guards that hold for every test do hold."""

import asyncio
import logging
import socket
from collections.abc import Iterator

import pytest
import pytestqt.plugin
import qasync
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.support.log_guard import ExpectedLogs, LogGuard
from tests.support.loopback import LeftTheMachine, is_local

# Set aside for documentation, so that no machine has it.
ELSEWHERE = ("192.0.2.1", 9)


@pytest.fixture
def expected() -> ExpectedLogs:
    return ExpectedLogs()


@pytest.fixture
def logger(expected: ExpectedLogs) -> Iterator[logging.Logger]:
    logger = logging.getLogger("desk.batch")
    guard = LogGuard(expected)
    logger.addHandler(guard)
    logger.propagate = False
    yield logger
    logger.propagate = True
    logger.removeHandler(guard)


def test_a_warning_nobody_announced_is_a_complaint(expected, logger):
    logger.warning("The disk is %s", "full")
    assert expected.complaints() == ["unexpected WARNING from desk.batch: The disk is full"]


def test_an_announced_warning_is_none(expected, logger):
    expected.expect("desk", "disk")
    logger.warning("The disk is full")
    assert expected.complaints() == []
    assert expected.unfulfilled() == []


def test_a_warning_is_announced_for_its_logger_and_below_only(expected, logger):
    expected.expect("des", "disk")
    expected.expect("desk.batch.inner", "disk")
    logger.warning("The disk is full")
    assert len(expected.complaints()) == 1


def test_an_announcement_without_its_warning_is_a_complaint(expected, logger):
    expected.expect("desk", "disk")
    assert expected.unfulfilled() == ["expected but never logged: desk: 'disk'"]


def test_what_is_below_a_warning_needs_no_announcement(expected, logger):
    logger.info("Opened")
    assert expected.complaints() == []


def test_the_log_of_every_test_is_watched(expected_logs):
    expected_logs.expect("anywhere", "at all")
    logging.getLogger("anywhere").warning("Nothing at all")


@pytest.mark.parametrize("host", [None, "", "localhost", "127.0.0.1", "127.9.9.9", "::1", b"::1"])
def test_this_machine_is_local(host):
    assert is_local(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "host.invalid", "localhost.invalid"])
def test_other_machines_are_not_local(host):
    assert not is_local(host)


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as sock, pytest.raises(LeftTheMachine):
        sock.connect(ELSEWHERE)


def test_a_datagram_to_another_machine_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(LeftTheMachine):
        sock.sendto(b"", ELSEWHERE)


async def test_a_loop_connects_to_no_other_machine():
    with pytest.raises(LeftTheMachine):
        await asyncio.open_connection(*ELSEWHERE)


async def test_a_loop_looks_up_no_other_machine():
    with pytest.raises(LeftTheMachine):
        await asyncio.open_connection("host.invalid", 9)


async def test_a_loop_connects_to_this_machine():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        assert await reader.read() == b""
        writer.close()
        await writer.wait_closed()


async def test_a_test_that_asks_for_qt_runs_on_its_loop(qapp):
    assert isinstance(asyncio.get_running_loop(), qasync.QEventLoop)
    assert QApplication.instance() is qapp


async def test_callbacks_between_the_phases_of_a_test_have_a_running_loop(qapp):
    loop = asyncio.get_running_loop()
    found = []
    loop.call_soon(lambda: found.append(asyncio.get_running_loop()))
    asyncio._set_running_loop(None)
    qapp.processEvents()
    asyncio._set_running_loop(loop)
    assert found == [loop]


async def test_timers_between_the_phases_of_a_test_have_a_running_loop(qapp):
    loop = asyncio.get_running_loop()
    found = []
    QTimer.singleShot(0, lambda: found.append(asyncio.get_running_loop()))
    asyncio._set_running_loop(None)
    pytestqt.plugin._process_events()
    asyncio._set_running_loop(loop)
    assert found == [loop]


async def test_any_other_test_runs_on_the_loop_of_asyncio():
    assert isinstance(asyncio.get_running_loop(), asyncio.SelectorEventLoop)
