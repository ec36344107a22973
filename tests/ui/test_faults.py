# SPDX-License-Identifier: Apache-2.0
import asyncio
import sys

import pytest

from tests.support.client_environment import settle
from ui.faults import Faults


@pytest.fixture
async def faults(qapp):
    faults = Faults()
    faults.install(asyncio.get_running_loop())
    yield faults
    faults.remove()


def heard(faults):
    told: list[str] = []
    faults.occurred.connect(told.append)
    return told


async def test_an_error_that_nobody_caught_is_logged_and_told(faults, expected_logs):
    expected_logs.expect("ui.faults", "A part of the window failed")
    told = heard(faults)
    sys.excepthook(ValueError, ValueError("planted"), None)
    assert told == ["A part of the window"]
    assert "planted" in faults.last_report


async def test_an_error_in_a_callback_of_the_loop_is_told(faults, expected_logs):
    expected_logs.expect("ui.faults", "failed")
    told = heard(faults)

    def fail():
        raise ValueError("planted")

    asyncio.get_running_loop().call_soon(fail)
    await settle()
    assert len(told) == 1


async def test_a_complaint_of_the_loop_without_an_error_is_logged(faults, expected_logs):
    expected_logs.expect("ui.faults", "something odd")
    asyncio.get_running_loop().call_exception_handler({"message": "something odd"})
    assert faults.last_report == ""


async def test_ctrl_c_still_ends_the_program(qapp, monkeypatch):
    told: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: told.append(error[0]))
    faults = Faults()
    faults.install(asyncio.get_running_loop())
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    faults.remove()
    assert told == [KeyboardInterrupt]
