# SPDX-License-Identifier: Apache-2.0
"""Quotes and signatures are folded; what the sender wrote is not."""

import pytest

from ui.widgets.message_fold import MOST_SHOWN, SHOWN_AT_ONCE, body_of
from ui.widgets.message_value import MessageValue


def _message(text: str, html: str | None = None) -> MessageValue:
    return MessageValue("m1", "customer", "Hana Ito", "12:18", text, html=html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It works.\n\nOn 12 Nov 2026 Maya wrote:\n> Try again\n> please", "It works."),
        ("Geht.\n\nAm 12. Nov. schrieb Maya:\n> Noch einmal", "Geht."),
        ("Fine.\n-- \nHana Ito\nKestrel", "Fine."),
        ("Ok\n-----Original Message-----\nFrom: x\nHello", "Ok"),
        ("> what about this\nIt is fine.", "> what about this\nIt is fine."),
        ("> only\n> a quote", "> only\n> a quote"),
        ("Plain.\n\nTwo paragraphs.", "Plain.\n\nTwo paragraphs."),
    ],
)
def test_what_stands_below_the_own_words_is_folded(text: str, shown: str) -> None:
    body = body_of(_message(text), whole=False)
    assert (body.text, body.folds) == (shown, shown != text)
    assert body_of(_message(text), whole=True).text == text


def test_a_quote_up_to_the_end_of_html_is_folded() -> None:
    html = "<p>Yes</p><blockquote><p>Old</p></blockquote><p>&nbsp;</p>"
    assert body_of(_message("", html), whole=False).html == "<p>Yes</p>"
    assert body_of(_message("", html), whole=True).html == html


def test_an_answer_below_a_quote_is_shown_with_it() -> None:
    html = "<blockquote>Old</blockquote><p>New</p>"
    assert body_of(_message("", html), whole=False).html == html


def test_a_huge_text_is_folded_and_never_shown_to_its_end() -> None:
    message = _message("word " * 1_000_000, html="<p>" + "word " * 1_000_000)
    assert len(body_of(message, whole=False).text) <= SHOWN_AT_ONCE
    assert len(body_of(message, whole=True).text) <= MOST_SHOWN + 2
    assert body_of(message, whole=True).html is None


def test_override_characters_do_not_reach_the_document() -> None:
    assert "\u202e" not in body_of(_message("a\u202eb"), whole=True).text
    assert "\u202e" not in str(body_of(_message("", "<b>a\u202eb</b>"), whole=False).html)
