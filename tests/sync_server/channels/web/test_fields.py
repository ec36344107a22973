# SPDX-License-Identifier: Apache-2.0
"""What may be entered into a form. Numbers are those of the bad inputs."""

import pytest

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
    assert entered == fields.Entered(**GOOD)


def test_a_name_may_be_left_out():
    assert check(name="")[1] == {}


@pytest.mark.parametrize("field", ["address", "subject", "text"])
@pytest.mark.parametrize("nothing", ["", "  \r\n ", "\x00"])
def test_what_is_needed_is_asked_for(field, nothing):
    assert list(check(**{field: nothing})[1]) == [field]


@pytest.mark.parametrize(
    "address",
    [
        "hana",
        "hana@",
        "@kestrel.example",
        "hana@kestrel.example, x@evil.example",
        "hana@kestrel.example;x@evil.example",
        '"boss@ours.example" <x@evil.example>',
        "hana@kestrel.example\r\nBcc: x@evil.example",
        "hana@kestrel.example\nx",
        "ha na@kestrel.example",
        "hana@kest\u200brel.example",
        "hana\u202e@kestrel.example",
        "=?utf-8?q?x?=@kestrel.example",
        f"{'a' * 65}@kestrel.example",
        f"hana@{'k' * 250}.example",
        "hana@@kestrel.example",
    ],
)
def test_36_one_plain_address_and_nothing_else_is_an_address(address):
    entered, errors = check(address=address)
    assert list(errors) == ["address"]
    assert entered.address == ""


def test_an_address_is_kept_in_the_form_in_which_contacts_have_theirs():
    assert check(address=" Hana.Ito@Kestrel.EXAMPLE ")[0].address == "Hana.Ito@kestrel.example"


@pytest.mark.parametrize("field", ["name", "subject"])
def test_36_a_line_stays_one_line(field):
    entered, _ = check(**{field: "Offer\r\nBcc: x@evil.example\nX-Loop: yes\x00"})
    assert getattr(entered, field) == "Offer Bcc: x@evil.example X-Loop: yes"


def test_40_a_name_has_no_character_that_turns_it_round():
    assert check(name="Ha\u202ena\u200b")[0].name == "Hana"


def test_a_text_keeps_its_lines():
    assert check(text=" one\r\n\r\ntwo\x00 ")[0].text == "one\n\ntwo"


@pytest.mark.parametrize(
    ("field", "most"),
    [("name", fields.MAX_NAME), ("subject", fields.MAX_SUBJECT), ("text", fields.MAX_TEXT)],
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


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (47_000, "46 KB"), (1_572_864, "1.5 MB"), (26_214_400, "25 MB")],
)
def test_sizes_are_readable(size, words):
    assert fields.readable(size) == words
