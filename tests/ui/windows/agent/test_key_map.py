# SPDX-License-Identifier: Apache-2.0
import pytest

from app.settings import Settings
from ui.windows.agent.key_layout import latin_letter
from ui.windows.agent.key_map import KeyMap
from ui.windows.agent.keys import BY_TEXT, CHANGEABLE, SEQUENCES


@pytest.fixture
def settings():
    return Settings(None)


@pytest.fixture
def keys(settings):
    return KeyMap(settings)


def test_without_a_choice_the_table_holds(keys):
    assert keys.by_text == BY_TEXT
    assert keys.sequences == SEQUENCES


def test_a_key_is_changed_and_comes_back_with_the_next_start(keys, settings):
    assert keys.change("solve", "y")
    assert KeyMap(settings).by_text["y"].action == "solve"
    assert "e" not in keys.by_text


@pytest.mark.parametrize("taken", ["r", "g"])
def test_a_key_that_does_something_else_is_refused_and_named(keys, taken):
    assert not keys.change("solve", taken)
    assert keys.holder(taken, "solve") is not None
    assert keys.text("solve") == "e"


@pytest.mark.parametrize("text", ["", " ", "abc", "\n", "a ", "Ctrl+Nothing"])
def test_what_is_no_character_is_refused(keys, text):
    assert not keys.change("solve", text)


@pytest.mark.parametrize("preset", ["deskbell", "gmail"])
def test_every_preset_gives_every_action_a_key_of_its_own(keys, settings, preset):
    settings.set("key_preset", preset)
    texts = [keys.text(key.id) for key in CHANGEABLE]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_presets_differ_and_own_changes_win(keys, settings):
    settings.set("key_preset", "gmail")
    assert keys.by_text["v"].action == "menu:status"
    keys.change("menu:status", "9")
    assert keys.by_text["9"].action == "menu:status"
    keys.reset()
    assert keys.by_text["v"].action == "menu:status"


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("solve", "Ctrl+Shift+S"),
        ("solve", "gy"),
        ("chord:palette", "Ctrl+P"),
        ("chord:palette", "F9"),
        ("chord:palette", "y"),
        ("go:my_queue", "hq"),
        ("go:my_queue", "gz"),
        ("team:3", "G"),
        ("chord:zoom:in", "Ctrl+Shift+Up"),
        ("chord:focus:list", "Alt+1"),
        ("chord:undo", "Ctrl+Shift+Y"),
        ("chord:own_state", "F8"),
    ],
)
def test_every_key_may_be_a_character_a_sequence_or_a_chord(keys, id, text):
    assert keys.change(id, text)
    assert keys.text(id) == text
    action = id.removeprefix("chord:")
    assert {**keys.chords, **{each: key.action for each, key in keys.by_text.items()}}[text] == (
        action
    )


@pytest.mark.parametrize(
    ("id", "text", "title"),
    [
        ("chord:palette", "Ctrl+F", "Search"),
        ("chord:palette", "Ctrl+C", "Editing a text"),
        ("chord:palette", "Ctrl+Return", "Send"),
        ("chord:palette", "Ctrl+A", "Select all"),
        ("chord:palette", "Ctrl+=", "Zoom in"),
        ("chord:palette", "Ctrl+B", "Bold"),
        ("chord:palette", "Ctrl+0", "Usual size"),
        ("chord:palette", "Ctrl+3", "Go to the conversation"),
        ("go:my_queue", "gu", "Unassigned"),
        ("go:my_queue", "ex", "Solve"),
        ("go:my_queue", "g5", "Team queue 5"),
        ("solve", "g", "My queue"),
    ],
)
def test_what_a_key_does_already_is_named(keys, id, text, title):
    holder = keys.holder(text, id)
    assert holder is not None
    assert holder.words == title
    assert not keys.change(id, text)


@pytest.mark.parametrize("action", ["send", "mark:bold", "send_with_status"])
def test_keys_of_the_composer_are_changed_like_others_but_to_chords_alone(keys, action):
    assert keys.change(f"chord:{action}", "Ctrl+Shift+S")
    assert keys.inner["Ctrl+Shift+S"] == action
    assert list(keys.inner.values()).count(action) == 1
    assert "Ctrl+Shift+S" not in keys.chords
    assert not keys.change(f"chord:{action}", "b")


def test_a_chord_that_was_changed_is_free_for_another(keys):
    keys.change("chord:search", "Ctrl+Shift+F")
    assert "Ctrl+F" not in keys.chords
    assert keys.change("chord:palette", "Ctrl+F")


def test_a_key_can_be_taken_away_and_given_to_another(keys):
    keys.clear("solve")
    assert (keys.text("solve"), keys.caps_for("solve")) == ("", ())
    assert keys.change("take", "e")
    keys.reset()
    assert keys.by_text["e"].action == "solve"


def test_where_the_single_key_is_gone_the_chord_is_shown(keys):
    assert keys.caps_for("reply") == ("R",)
    keys.clear("reply")
    assert keys.caps_for("reply") == ("Ctrl", "Shift", "R")


def test_single_keys_can_be_off_but_for_the_help(keys, settings):
    settings.set("single_keys", False)
    assert set(keys.by_text) == {"?"}


def test_a_broken_change_counts_as_none(keys, settings):
    settings.set("key_changes", '{"solve": 5}')
    assert keys.text("solve") == "e"


@pytest.mark.parametrize(
    ("text", "code", "platform", "letter"),
    [
        ("к", 27, "linux", "r"),
        ("\u041a", 27, "linux", "R"),
        ("к", 19, "win32", "r"),
        ("к", 15, "darwin", "r"),
        ("ö", 47, "linux", "ö"),
        ("y", 52, "linux", "y"),
        ("ж", 47, "linux", "ж"),
        ("?", 20, "linux", "?"),
    ],
)
def test_letters_go_by_character_and_where_there_is_no_latin_one_by_place(
    text, code, platform, letter
):
    assert latin_letter(text, code, platform=platform) == letter
