# SPDX-License-Identifier: Apache-2.0
import pytest

from app.errors import BadText, TextTooLong, TooLarge
from app.outbox.texts import check_command
from sync_server.contract.commands import (
    LONGEST_TEXT,
    AddNote,
    ChangeTags,
    OpenTicket,
    SaveView,
    SetCustomField,
)


def a_note(text) -> AddNote:
    ids = {"ticket": "t1", "message": "m1"}
    return AddNote(text=text, **ids)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "position"), [("ab\0c", 2), ("\ud800", 0), ("fine until \udfff here", 11)]
)
def test_promise_4_a_character_that_cannot_be_sent_is_named_with_its_place(text, position):
    with pytest.raises(BadText) as caught:
        check_command(a_note(text))
    assert (caught.value.field, caught.value.position) == ("text", position)


def test_promise_4_free_form_parts_are_checked_in_any_depth():
    view: dict = {"view": "v1", "name": "v", "conditions": {"all": [{"subject": "a\0"}]}}
    with pytest.raises(BadText, match=r"conditions\.all\.subject"):
        check_command(SaveView(**view))


def test_promise_4_a_custom_value_is_checked():
    field: dict = {"ticket": "t1", "name": "x", "value": "\0"}
    with pytest.raises(BadText, match="value"):
        check_command(SetCustomField(**field))


def test_a_text_that_is_too_long_is_named_with_the_place_where_it_has_to_end():
    assert check_command(a_note("a" * LONGEST_TEXT))
    with pytest.raises(TextTooLong) as caught:
        check_command(a_note("a" * (LONGEST_TEXT + 1)))
    assert (caught.value.field, caught.value.position) == ("text", LONGEST_TEXT)


def test_an_empty_text_is_named():
    with pytest.raises(BadText, match="text at character 0: nothing is written"):
        check_command(a_note(""))


def test_a_tag_that_is_none_is_named():
    change: dict = {"ticket": "t1", "add": ("two words",)}
    with pytest.raises(BadText, match="add"):
        check_command(ChangeTags(**change))


def test_promise_7_a_command_over_a_frame_is_named_with_both_sizes():
    custom = {f"f{n}": "x" * 4000 for n in range(90)}
    ticket: dict = {"ticket": "t1", "message": "m1", "subject": "s", "text": "t", "custom": custom}
    with pytest.raises(TooLarge) as caught:
        check_command(OpenTicket(**ticket))
    assert caught.value.size > caught.value.limit > 200_000


def test_any_other_text_is_fine():
    assert "Grüße 🦆".encode() in check_command(a_note("Grüße 🦆\r\n\t"))
