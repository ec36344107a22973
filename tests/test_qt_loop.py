# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tests.support.qt_loop import QtLoop


def test_a_timer_that_is_due_at_the_end_finds_its_loop(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = QtLoop(qapp)
    found: list[object] = []
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: found.append(asyncio._get_running_loop()))
    monkeypatch.setattr(loop, "_after_run_forever", lambda: timer.start(0))
    loop.run_until_complete(asyncio.sleep(0))
    assert found == [loop]
    assert asyncio._get_running_loop() is None
    loop.close()
