# SPDX-License-Identifier: Apache-2.0
from ui.widgets.bulk_bar import BulkBar


def test_it_offers_the_actions_and_names_them(theme, qtbot):
    bar = BulkBar(theme)
    qtbot.addWidget(bar)
    bar.show_count(1400)
    assert bar.text() == "1,400 selected"
    assert bar.labels() == ["Assign", "Priority", "Solve", "More"]


def test_while_it_asks_it_offers_two_answers(theme, qtbot):
    bar = BulkBar(theme)
    qtbot.addWidget(bar)
    pressed: list[str] = []
    bar.action_requested.connect(pressed.append)
    bar.ask("Change 201 tickets?")
    assert bar.labels() == ["Change all", "Keep"]
    bar.answers["yes"].click()
    assert pressed == ["yes"]
