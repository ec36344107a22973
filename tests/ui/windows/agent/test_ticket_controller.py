# SPDX-License-Identifier: Apache-2.0
"""Q quotes what is selected, else the message at the keys, else what the customer said last."""

from ui.windows.agent.ticket_controller import quoted


async def test_the_message_at_the_keys_is_quoted_in_a_reply(opened):
    opened.window.conversation.timeline.stand_on("m4")
    opened.do("quote")
    written = opened.window.composer.written
    assert (written.mode, written.text) == ("reply", "> Please hurry.\n")


async def test_a_quote_stands_behind_what_is_written_and_no_note_is_quoted_into(opened):
    opened.do("note")
    opened.window.composer.append("For us")
    opened.window.conversation.timeline.stand_on("m4")
    opened.do("quote")
    written = opened.window.composer.written
    assert (written.mode, written.text) == ("reply", "For us\n> Please hurry.\n")


async def test_without_a_choice_the_last_words_of_the_customer_are_quoted(opened):
    opened.do("quote")
    assert opened.window.composer.written.text == "> Please hurry.\n"


async def test_without_a_ticket_nothing_is_quoted(controller):
    controller.do("quote")
    assert controller.window.composer.written.text == ""


def test_every_line_is_marked():
    assert quoted("one\u2029\u2029two", behind="Hello\n") == "> one\n>\n> two\n"
