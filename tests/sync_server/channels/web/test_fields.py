# SPDX-License-Identifier: Apache-2.0
"""What may be entered into a form. Numbers are those of the bad inputs."""

import pytest

from sync_server.channels.entered import MAX_NAME, Entered
from sync_server.channels.web import fields
from sync_server.channels.web.form_data import FormData, Upload

GOOD = {
    "name": "Hana Ito",
    "address": "hana@kestrel.example",
    "subject": "The invoice",
    "text": "It is wrong",
}


def form(files=(), **changes):
    return FormData({**GOOD, **changes}, tuple(files))


def check(files=(), names=fields.PERSON, **changes):
    return fields.check(form(files, **changes), names)


def file(size=1, *, name="a.txt", data=b""):
    return Upload(name, "text/plain", size, data)


def test_what_is_right_is_taken():
    entered, errors = check()
    assert errors == {}
    assert entered == Entered(**GOOD)


def test_a_name_may_be_left_out():
    assert check(name="")[1] == {}


@pytest.mark.parametrize("field", ["address", "subject", "text"])
@pytest.mark.parametrize("nothing", ["", "  \r\n ", "\x00", "\u200b\u202e"])
def test_what_is_needed_is_asked_for(field, nothing):
    assert list(check(**{field: nothing})[1]) == [field]


def test_36_what_is_no_address_is_asked_for_again():
    entered, errors = check(address="hana@kestrel.example, x@evil.example")
    assert list(errors) == ["address"]
    assert entered.address == ""


@pytest.mark.parametrize(
    ("field", "most"),
    [("name", MAX_NAME), ("subject", fields.MAX_SUBJECT), ("text", fields.MAX_TEXT)],
)
def test_what_is_too_long_is_said_with_how_long_it_may_be(field, most):
    assert check(**{field: "x" * most})[1] == {}
    assert str(most)[:2] in check(**{field: "x" * (most + 1)})[1][field]


def test_files_are_counted_and_weighed():
    assert check([file() for _ in range(fields.MAX_FILES)])[1] == {}
    assert "at most 5" in check([file() for _ in range(6)])[1]["files"]
    error = check([file(), file(30 * 1024 * 1024, name="clip.mov", data=None)])[1]["files"]
    assert "“clip.mov” has 30 MB" in error
    assert "25 MB" in error


def test_a_file_for_which_there_was_no_room_is_asked_for_later():
    assert "in a minute" in check([file(data=None)])[1]["files"]


def test_a_field_that_people_do_not_see_stays_empty():
    assert list(check(website="https://spam.example")[1]) == ["website"]


@pytest.mark.parametrize("name", ["cc", "links", "owner", "created_at", "internal", "team"])
def test_28_a_field_that_the_form_does_not_have_is_named(name):
    assert fields.unknown_field(form(**{name: "x"}), fields.PERSON) == name


def test_28_an_answer_has_no_sender_of_its_own():
    assert fields.unknown_field(form(), fields.ANSWER) == "name"
    assert fields.unknown_field(form(token="x", website=""), fields.PERSON) is None


def test_what_was_typed_is_given_back_as_it_was():
    assert fields.typed({"text": "\u202eA", "cc": "x"})["text"] == "\u202eA"
    assert "cc" not in fields.typed({"cc": "x"})
