# SPDX-License-Identifier: Apache-2.0
"""What is said of a place in a document."""

from sync_server.contract.documents import DocumentError, nearest_of


class LetterError(DocumentError):
    whole = "the letter"


def test_it_says_where_what_and_what_may_have_been_meant():
    error = LetterError("head.to", "is not known here", "head.too")
    assert str(error) == "head.to: is not known here; did you mean 'head.too'?"
    assert (error.path, error.problem, error.nearest) == (
        "head.to",
        "is not known here",
        "head.too",
    )


def test_the_whole_has_a_name():
    assert str(LetterError("", "must be an object")) == "the letter: must be an object"


def test_only_a_near_name_is_offered():
    assert nearest_of("prioritty", ("priority", "status")) == "priority"
    assert nearest_of("colour", ("priority", "status")) is None


def test_one_in_a_field_of_another_is_said_with_the_field():
    inside = LetterError("head.to", "is not known here", "head.too").inside("letters[2]")
    assert str(inside).startswith("letters[2].head.to: ")
    assert inside.nearest == "head.too"
    assert LetterError("", "must be an object").inside("letters[2]").path == "letters[2]"
