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
