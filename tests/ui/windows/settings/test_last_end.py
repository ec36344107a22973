# SPDX-License-Identifier: Apache-2.0
import asyncio

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtNetwork import QLocalSocket

from ui.windows.settings.first_window import FirstWindow, ask_first_window
from ui.windows.settings.language import chosen
from ui.windows.settings.last_end import UNSEEN, RunMark


def test_a_run_that_ended_well_leaves_nothing(tmp_path):
    mark = RunMark(tmp_path)
    assert mark.begin() == ""
    mark.end()
    assert RunMark(tmp_path).begin() == ""


def test_a_run_that_broke_off_is_told_with_its_last_error(tmp_path):
    RunMark(tmp_path).begin()
    mark = RunMark(tmp_path)
    assert mark.begin() == UNSEEN
    mark.note("ValueError: no")
    assert RunMark(tmp_path).begin() == "ValueError: no"


def test_a_folder_that_takes_no_mark_stops_nothing(tmp_path):
    mark = RunMark(tmp_path / "nowhere")
    assert mark.begin() == ""
    mark.note("x")
    mark.end()


def test_a_second_start_is_heard_by_the_first(tmp_path, qtbot):
    first = FirstWindow(tmp_path)
    with qtbot.waitSignal(first.asked):
        assert ask_first_window(tmp_path)
    first.close()


async def test_a_second_start_hands_its_link_over(tmp_path, qtbot):
    first = FirstWindow(tmp_path)
    loop = asyncio.get_running_loop()
    with qtbot.waitSignal(first.linked) as told:
        asked = loop.run_in_executor(None, ask_first_window, tmp_path, "deskbell://ticket/1")
    assert await asked
    assert told.args == ["deskbell://ticket/1"]
    first.close()


@pytest.mark.parametrize("said", [b"no line", b"x" * 5000, b"\xff\xfe\n", b"\n"])
async def test_nonsense_from_a_neighbour_is_cut_off(tmp_path, qtbot, said):
    first = FirstWindow(tmp_path)
    heard: list[str] = []
    first.linked.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(first._server.serverName())
    assert socket.waitForConnected(1000)
    socket.write(said)
    socket.flush()
    with qtbot.waitSignal(socket.disconnected):
        pass
    assert all("\n" not in line for line in heard)
    first.close()


def test_without_a_first_window_nobody_hears(tmp_path, qapp):
    assert not ask_first_window(tmp_path)


def test_what_a_crash_left_behind_is_cleared_away(tmp_path, qtbot):
    left = FirstWindow(tmp_path)
    again = FirstWindow(tmp_path)
    assert ask_first_window(tmp_path)
    left.close()
    again.close()


@pytest.mark.parametrize(
    ("setting", "system", "spoken"),
    [
        ("system", "de_AT", "de"),
        ("system", "fr_FR", "en"),
        ("en", "de_DE", "en"),
        ("de", "en_US", "de"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_systems(setting, system, spoken):
    assert chosen(setting, QLocale(system)) == spoken
