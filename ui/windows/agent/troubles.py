# SPDX-License-Identifier: Apache-2.0
"""Why a gesture could not be done, in words for the person who made it."""

from app.errors import ClientError, NoRoom, NotConnected, QueueFull, TooLarge
from ui.models.words import size_words, translate


def trouble_words(error: ClientError) -> str:
    """One sentence, or two where something can be done about it."""
    if isinstance(error, TooLarge):
        told = translate("ticket", "This is {size}, the limit is {limit}. Attach it as a file.")
        return told.format(size=size_words(error.size), limit=size_words(error.limit))
    if isinstance(error, QueueFull):
        told = translate("ticket", "{count} changes wait to be sent. Connect before you go on.")
        return told.format(count=error.limit)
    if isinstance(error, NotConnected):
        return translate("ticket", "This needs the server. You are offline.")
    if isinstance(error, NoRoom):
        return translate(
            "ticket", "This disk is full. What you type is kept, nothing new can be stored."
        )
    return translate("ticket", "This could not be done: {why}.").format(why=error)
