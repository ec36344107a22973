# SPDX-License-Identifier: Apache-2.0
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from ui.widgets.composer_keys import USUAL
from ui.windows.agent.keys import (
    BY_TEXT,
    CHANGEABLE,
    CHORDS,
    INNER,
    KEYS,
    PLACES,
    SEQUENCES,
    TEAMS,
)


def test_no_character_has_two_meanings():
    texts = Counter(key.text for key in (*KEYS, *TEAMS) if key.text)
    assert [text for text, count in texts.items() if count > 1] == []


def test_a_character_that_begins_a_sequence_does_nothing_itself():
    assert not SEQUENCES & BY_TEXT.keys()


def test_every_key_has_a_place_and_a_title():
    assert {key.place for key in KEYS} <= PLACES.keys()
    assert all(key.words for key in KEYS)


@pytest.mark.parametrize("chord", CHORDS)
def test_chords_are_keys_that_qt_knows(chord):
    assert not QKeySequence(chord).isEmpty()


async def test_every_action_of_the_table_is_one_of_the_window(controller):
    told = {key.action.partition(":")[0] for key in KEYS} | {
        action.partition(":")[0] for action in CHORDS.values()
    }
    elsewhere = {"open", "send", "leave", "close"}
    assert told - elsewhere <= controller._actions.names


def test_only_what_lists_and_texts_do_everywhere_keeps_its_key():
    fixed = {key.keys for key in (*KEYS, *TEAMS) if key not in CHANGEABLE}
    assert fixed == {"Enter", "Shift Enter", "Ctrl A", "Esc"}


def test_the_composer_alone_has_the_keys_of_the_table():
    assert {key.usual: key.action for key in CHANGEABLE if key.action in INNER} == USUAL
