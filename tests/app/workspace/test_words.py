# SPDX-License-Identifier: Apache-2.0
import pytest
from msgspec import UNSET, Raw

from app.workspace.words import refusal_words
from sync_server.contract.refusals import Code, Refusal


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_code_has_words_of_its_own(code):
    assert f"({code})" not in refusal_words(Refusal(code=code))


def test_a_code_of_a_newer_server_is_shown_as_it_is():
    assert refusal_words(Refusal(code="later")) == "The server refused this (later)."


@pytest.mark.parametrize(
    ("code", "field", "words"),
    [
        (Code.BAD_VALUE, "into", "A ticket cannot be merged into itself."),
        (Code.BAD_MOVE, "into", "The other ticket is closed, deleted or merged itself."),
        (Code.BAD_MOVE, "merged_into", "This ticket was merged into another one meanwhile."),
        (
            Code.BAD_VALUE,
            "confirmed",
            "They are of different customers. Confirm that they belong together.",
        ),
        (
            Code.BAD_MOVE,
            "merge",
            "Messages of the merge were erased or moved on: it cannot be undone exactly.",
        ),
        (
            Code.BAD_MOVE,
            "children",
            "Child tickets are still open. Solve them first, or solve it anyway.",
        ),
        (Code.BAD_VALUE, "circle", "The links would lead in a circle."),
        (Code.BAD_MOVE, "status", "The ticket's status does not allow this now."),
    ],
)
def test_a_field_of_which_there_is_more_to_say_has_its_own_sentence(code, field, words):
    assert refusal_words(Refusal(code=code, field=field)) == words


def test_a_ticket_that_is_not_ready_names_all_that_is_missing():
    missing = Raw(b'{"solution":true,"category":true,"items":["Pay","Thank"]}')
    refusal = Refusal(code=Code.BAD_MOVE, field="solving.solution", theirs=missing)
    assert refusal_words(refusal) == (
        "It cannot be solved yet. Missing: what solved it, a category, \u201cPay\u201d, "
        "\u201cThank\u201d."
    )


@pytest.mark.parametrize("theirs", [UNSET, Raw(b"[]"), Raw(b"{}")])
def test_what_a_newer_server_misses_is_named_as_far_as_it_is_known(theirs):
    known = Refusal(code=Code.BAD_MOVE, field="solving.article", theirs=theirs)
    new = Refusal(code=Code.BAD_MOVE, field="solving.song", theirs=theirs)
    assert refusal_words(known).endswith("Missing: the address of an article.")
    assert refusal_words(new).endswith("Missing: song.")
