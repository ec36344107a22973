# SPDX-License-Identifier: Apache-2.0
"""The messages of a long ticket as a list to jump in: author and first words."""

from collections.abc import Iterable
from typing import Final

from ui.models.words import translate
from ui.widgets.choice import Choice
from ui.widgets.message_value import MessageValue
from ui.widgets.plain_text import first_words, harmless
from ui.widgets.sign import Sign

JUMP_FROM: Final = 30
"""A ticket with more items than this has a jump list."""

_WORDS: Final = 90


def jump_choices(messages: Iterable[MessageValue]) -> tuple[Choice, ...]:
    """One line for each message, in the order of the conversation; events have none."""
    return tuple(_line(message) for message in messages if message.kind != "event")


def _line(message: MessageValue) -> Choice:
    words = first_words(message.text, _WORDS)
    told = translate("conversation", "{author}: {words}")
    sign = Sign("avatar", message.initials, message.pair)
    if message.kind == "note" or message.sign:
        sign = Sign("icon", message.sign or "lock")
    return Choice(
        message.id,
        told.format(author=harmless(message.author), words=words),
        sign,
        message.time,
    )
