# SPDX-License-Identifier: Apache-2.0
"""What is known of a message on its way out by mail: never more than the mail server said."""

from typing import Final

from sync_server.contract.entities import Message
from sync_server.contract.ids import Instant
from ui.models.server_words import server_words
from ui.models.words import listed_words, time_words, translate
from ui.widgets.message_delivery import DeliveryTone, DeliveryValue

SEND_AGAIN: Final = "send_again"
_NAMED: Final = 5


def delivery_of(message: Message, now: Instant) -> DeliveryValue | None:
    """The line at the foot of a message; none for what does not leave by mail."""
    if message.delivery == "waiting":
        return DeliveryValue(_waiting(message), "waits")
    if message.delivery == "accepted" and not message.refused:
        return DeliveryValue(_accepted(message, now))
    if message.delivery not in ("accepted", "refused", "failed"):
        return None
    tone: DeliveryTone = "partly" if message.refused else "failed"
    told = _partly(message, now) if message.refused else _not_delivered(message)
    return DeliveryValue(told, tone, SEND_AGAIN, translate("conversation", "Send again"))


def copies_words(message: Message) -> str:
    """How many others have what we wrote: "Cc 2 · Bcc 1"."""
    counted = (
        (translate("conversation", "Cc {count}"), len(message.cc)),
        (translate("conversation", "Bcc {count}"), len(message.bcc)),
    )
    return " · ".join(told.format(count=count) for told, count in counted if count)


def _waiting(message: Message) -> str:
    told = translate("conversation", "Waiting to send")
    if message.refused:
        told = translate("conversation", "Waiting to send to {addresses}")
        told = told.format(addresses=listed_words(message.refused, _NAMED))
    if not message.delivery_note:
        return told
    again = translate("conversation", "{waiting}, it is tried again. {reason}")
    return again.format(waiting=told, reason=server_words(message.delivery_note))


def _accepted(message: Message, now: Instant) -> str:
    time = time_words(message.delivered_at or message.at, now)
    if message.delivery != "accepted" or not message.delivery_note:
        return translate("conversation", "Accepted {time}").format(time=time)
    told = translate("conversation", "Accepted by {server} {time}")
    return told.format(server=message.delivery_note, time=time)


def _partly(message: Message, now: Instant) -> str:
    """Some have it. The note is the server's name, or why another try for the rest has failed."""
    lacking = listed_words(message.refused, _NAMED)
    reason = "" if message.delivery == "accepted" else _reason(message)
    reasons = dict(zip(message.refused, map(server_words, message.reasons), strict=False))
    if len(set(reasons.values())) == 1:
        reason = reason or next(iter(reasons.values()))
    elif not reason:
        said = [
            f"{each}: {reasons[each]}" if reasons.get(each) else each for each in message.refused
        ]
        lacking = listed_words(said, _NAMED)
    if not reason:
        told = translate("conversation", "{accepted}. Not delivered to {addresses}")
    else:
        told = translate("conversation", "{accepted}. Not delivered to {addresses}: {reason}")
    return told.format(accepted=_accepted(message, now), addresses=lacking, reason=reason)


def _not_delivered(message: Message) -> str:
    reason = _reason(message)
    if not reason:
        return translate("conversation", "Not delivered.")
    return translate("conversation", "Not delivered: {reason}.").format(reason=reason)


def _reason(message: Message) -> str:
    return server_words((message.delivery_note or "").rstrip(". "))
