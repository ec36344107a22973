# SPDX-License-Identifier: Apache-2.0
from app.signals import Signal


def test_everybody_hears_in_order_until_they_leave():
    signal: Signal[int] = Signal()
    heard: list[tuple[str, int]] = []
    first = signal.connect(lambda value: heard.append(("a", value)))
    signal.connect(lambda value: heard.append(("b", value)))
    signal.emit(1)
    first.close()
    first.close()
    signal.emit(2)
    assert heard == [("a", 1), ("b", 1), ("b", 2)]
    assert signal.subscribers == 1


def test_a_subscriber_that_fails_keeps_nobody_from_hearing(expected_logs):
    expected_logs.expect("app.signals", "A subscriber failed")
    signal: Signal[int] = Signal()
    heard: list[int] = []
    signal.connect(lambda value: 1 // 0)
    signal.connect(heard.append)
    signal.emit(1)
    assert heard == [1]


def test_who_leaves_while_others_are_told_is_not_called():
    signal: Signal[int] = Signal()
    heard: list[int] = []
    signal.connect(lambda value: late.close())
    late = signal.connect(heard.append)
    signal.emit(1)
    assert heard == []


def test_a_handle_can_be_a_block():
    signal: Signal[int] = Signal()
    with signal.connect(print):
        assert signal.subscribers == 1
    assert signal.subscribers == 0


def test_who_comes_in_place_of_somebody_who_left_meanwhile_is_not_taken_for_them():
    signal: Signal[int] = Signal()
    heard: list[str] = []

    def swap(value: int) -> None:
        late.close()
        signal.connect(lambda value: heard.append("new"))

    signal.connect(swap)
    late = signal.connect(lambda value: heard.append("left"))
    signal.emit(1)
    assert heard == []
