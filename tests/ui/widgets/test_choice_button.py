# SPDX-License-Identifier: Apache-2.0
"""A button that shows what is chosen out of a few."""

import pytest

from ui.widgets.choice import Choice
from ui.widgets.choice_button import ChoiceButton
from ui.widgets.sign import Sign

DOT = Choice("pending", "Pending until Thu 26 Nov", Sign("dot", "accent"))


@pytest.mark.parametrize(("width", "signed"), [(300, True), (190, False)])
def test_the_sign_gives_way_before_the_words(theme, qtbot, width, signed):
    button = ChoiceButton(theme, "Next", name="test.next.field")
    qtbot.addWidget(button)
    button.set_choices((DOT,))
    button.set_keys(("pending",))
    button.resize(width, 30)
    picture = button.grab().toImage()
    accent = theme.color("accent").name()
    seen = {picture.pixelColor(x, 15).name() for x in range(4, 40)}
    assert (accent in seen) is signed
