# SPDX-License-Identifier: Apache-2.0
"""What the composer says itself, and its translation."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.widgets import plural
from ui.widgets.composer_value import ComposerMode

translate = QCoreApplication.translate


def hint_words(mode: ComposerMode) -> str:
    """What stands in the empty composer."""
    if mode == "note":
        return translate("composer", "Write a note for your team")
    if mode == "forward":
        return translate("composer", "Write to somebody who is not the customer")
    return translate("composer", "Write a reply, or type / for a prepared one")


def spoken_name(mode: ComposerMode, to: Sequence[str]) -> str:
    """Who hears what is written, as a screen reader says it."""
    if mode == "note":
        return translate("composer", "Internal note")
    if mode == "forward":
        told = translate("composer", "Forward to {name}")
        return told.format(name=to[0]) if to else translate("composer", "Forward")
    if not to:
        return translate("composer", "Reply")
    return translate("composer", "Reply to {name}").format(name=to[0])


def send_words(mode: ComposerMode, *, unread: int, online: bool) -> str:
    """What the button does at this moment."""
    if mode == "note":
        return translate("composer", "Add internal note")
    if mode == "forward":
        unread = 0  # it answers nobody
    if unread:
        return plural.tr("Read %n new messages", "Read 1 new message", unread)
    return translate("composer", "Send") if online else translate("composer", "Send when online")
