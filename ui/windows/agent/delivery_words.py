# SPDX-License-Identifier: Apache-2.0
"""What is known of a message on its way out by mail: never more than the mail server said."""

from typing import Final

from sync_server.contract.entities import Message
from sync_server.contract.ids import Instant
from ui.models.words import listed_words, time_words, translate
from ui.widgets.message_delivery import DeliveryTone, DeliveryValue

SEND_AGAIN: Final = "send_again"
_NAMED: Final = 5


def delivery_of(message: Message, now: Instant) -> DeliveryValue | None:
    """The line at the foot of a message; none for what does not leave by mail."""
    if message.delivery == "waiting":
        return DeliveryValue(_waiting(message), "waits")
    if message.delivery == "accepted":
        tone: DeliveryTone = "partly" if message.refused else "accepted"
        return DeliveryValue(_accepted(message, now), tone)
    if message.delivery in ("refused", "failed"):
        again = translate("conversation", "Send again")
        return DeliveryValue(_not_delivered(message), "failed", SEND_AGAIN, again)
    return None


def copies_words(message: Message) -> str:
    """How many others have what we wrote: "Cc 2 · Bcc 1"."""
    counted = (
        (translate("conversation", "Cc {count}"), len(message.cc)),
        (translate("conversation", "Bcc {count}"), len(message.bcc)),
    )
    return " · ".join(told.format(count=count) for told, count in counted if count)


def _waiting(message: Message) -> str:
    if not message.delivery_note:
        return translate("conversation", "Waiting to send")
    told = translate("conversation", "Waiting to send, it is tried again. {reason}")
    return told.format(reason=message.delivery_note)


def _accepted(message: Message, now: Instant) -> str:
    time = time_words(message.delivered_at or message.at, now)
    told = translate("conversation", "Accepted {time}").format(time=time)
    if message.delivery_note:
        told = translate("conversation", "Accepted by {server} {time}")
        told = told.format(server=message.delivery_note, time=time)
    if not message.refused:
        return told
    without = translate("conversation", "{accepted}. Not delivered to {addresses}")
    return without.format(accepted=told, addresses=listed_words(message.refused, _NAMED))


def _not_delivered(message: Message) -> str:
    reason = (message.delivery_note or "").rstrip(". ")
    told = translate("conversation", "Not delivered.")
    if reason:
        told = translate("conversation", "Not delivered: {reason}.").format(reason=reason)
    return told
