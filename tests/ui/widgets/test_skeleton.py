# SPDX-License-Identifier: Apache-2.0
from ui.widgets.skeleton import AFTER_MS, Skeleton


def test_it_waits_before_it_shows_and_goes_at_once(theme, qtbot):
    skeleton = Skeleton(theme)
    qtbot.addWidget(skeleton)
    skeleton.set_loading(True)
    assert skeleton.isHidden()
    assert skeleton._timer.interval() == AFTER_MS
    skeleton._timer.timeout.emit()
    assert not skeleton.isHidden()
    skeleton.resize(376, 400)
    assert not skeleton.grab().isNull()
    skeleton.set_loading(False)
    assert skeleton.isHidden()


def test_its_bars_lie_where_the_lines_of_a_row_do(theme, qtbot):
    skeleton = Skeleton(theme)
    qtbot.addWidget(skeleton)
    skeleton.resize(376, 60)
    picture = skeleton.grab().toImage()
    bar = theme.color("hover").name()
    rows = [y for y in range(59) if picture.pixelColor(100, y).name() == bar]
    assert rows == [*range(12, 24), *range(35, 45)]
