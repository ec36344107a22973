# SPDX-License-Identifier: Apache-2.0
"""What the composer says itself, and its translation."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def hint_words(*, is_note: bool) -> str:
    """What stands in the empty composer."""
    if is_note:
        return translate("composer", "Write a note for your team")
    return translate("composer", "Write a reply")


def spoken_name(to: Sequence[str], *, is_note: bool) -> str:
    """Who hears what is written, as a screen reader says it."""
    if is_note:
        return translate("composer", "Internal note")
    if not to:
        return translate("composer", "Reply")
    return translate("composer", "Reply to {name}").format(name=to[0])


def send_words(*, is_note: bool, unread: int, online: bool) -> str:
    """What the button does at this moment."""
    if is_note:
        return translate("composer", "Add internal note")
    if unread == 1:
        return translate("composer", "Read 1 new message")
    if unread:
        return translate("composer", "Read {count} new messages").format(count=unread)
    return translate("composer", "Send") if online else translate("composer", "Send when online")
