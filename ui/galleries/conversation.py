# SPDX-License-Identifier: Apache-2.0
"""A conversation: every kind of message, and what strangers may write."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.galleries.component import Act, Build, Component, Group, State, Words, focus, leave
from ui.theme.theme import Theme
from ui.widgets.message_delivery import DeliveryValue
from ui.widgets.message_value import AttachmentValue, MessageAction, MessageValue, NewSince
from ui.widgets.timeline import Timeline
from ui.widgets.timeline_items import ItemFilter

_WIDTH: Final = 556

_CUSTOMER: Final = MessageValue(
    "m1",
    "customer",
    "Hana Ito",
    "12:18",
    "Since we rotated our API key this morning every webhook call returns 401. "
    "We have 1,240 labels waiting for the 15:00 pickup.",
    "HI",
    4,
    "Kestrel Logistics",
)
_REPLY: Final = MessageValue(
    "m2",
    "reply",
    "Maya Okafor",
    "12:31",
    "Thanks Hana. The signature header still carries key id `…7f2c`, so our gateway rejects "
    "the call. Did you rotate in the console or through the API?",
    "MO",
    0,
    "replied to Hana",
)
_NOTE: Final = MessageValue(
    "m3",
    "note",
    "Tomas Reuter",
    "12:52",
    "@Maya Okafor the gateway caches key ids per region for 60 min. Purge is safe, I can run it "
    "once we have the account id.",
    "TR",
    2,
    mentions=("Maya", "Maya Okafor"),
)
_FILES: Final = (
    AttachmentValue("a1", "webhook-401.log", "18 KB"),
    AttachmentValue("a2", "console.png", "212 KB"),
)
_EVENTS: Final = tuple(
    MessageValue(f"e{place}", "event", author, time, text, icon=icon)
    for place, (author, time, text, icon) in enumerate(
        (
            ("High Priority Assignment", "12:18", "set team Platform, reply in 2 h", "zap"),
            ("Priya Nair", "12:20", "set Priority to Urgent", "flag"),
            ("Customer reply", "13:32", "moved Pending to Open", "rotate-cw"),
        )
    )
)
_QUOTING: Final = replace(
    _CUSTOMER,
    text="It was done through the API at 08:47 UTC.\n\nOn Mon, 23 Nov at 12:31 Maya wrote:\n"
    "> Thanks Hana. The signature header still\n> carries key id 7f2c.",
)
_HTML: Final = replace(
    _CUSTOMER,
    html="<p>Two calls of <b>three</b> fail, see <code>kst-2291</code> and "
    '<a href="https://status.kestrel.example/">our status page</a>:</p>'
    "<ul><li>POST /labels</li><li>POST /pickups</li></ul>"
    "<blockquote>Key rotated by the console</blockquote>"
    '<table border="1"><tr><td>eu-west</td><td>401</td></tr>'
    "<tr><td>us-east</td><td>200</td></tr></table><p>Thanks, Hana</p>",
)
_HOSTILE: Final = replace(
    _CUSTOMER,
    author="<b>Hana</b>\u202etxt.exe Ito",
    role='<img src="file:///etc/passwd">',
    text="<script>alert(1)</script> \u202egnp.exe\u200b and \u0000 <h1>not a heading</h1>",
    attachments=(
        AttachmentValue("a1", "../../.htaccess", "1 KB"),
        AttachmentValue("a2", "invoice\u202efdp.exe", "2 KB"),
        AttachmentValue("a3", "CON", ""),
    ),
)
_RIGHT_TO_LEFT: Final = replace(
    _CUSTOMER,
    author="הנה כהן",
    initials="הכ",
    role="קסטרל לוגיסטיקה",
    text="שלום, מאז החלפת המפתח כל קריאה ל-webhook מחזירה 401.\n"
    "مرحبا، لدينا 1,240 ملصقا بانتظار الاستلام.\nPlease answer in English.",
)
_LONG_WORD: Final = replace(
    _CUSTOMER, text=f"See {'Donaudampfschifffahrtsgesellschaft' * 12} and 👩‍🚀🏽 日本語のテキスト."
)
_EDIT_DISCARD: Final = (MessageAction("edit", "Edit"), MessageAction("discard", "Discard"))
_WAITING: Final = replace(
    _REPLY,
    mark="pending",
    mark_text="Waits for the connection, then sends",
    actions=_EDIT_DISCARD,
)
_HELD: Final = replace(
    _REPLY,
    mark_text="Goes out in a few seconds",
    actions=(MessageAction("retract", "Take back"),),
)
_REJECTED: Final = replace(
    _REPLY,
    mark="rejected",
    mark_text="Billing is no longer available to you",
    actions=_EDIT_DISCARD,
)
_STALE: Final = replace(
    _REPLY, mark="held", mark_text="Held: Hana wrote again at 13:32", actions=_EDIT_DISCARD
)

_ACCEPTED: Final = replace(
    _REPLY, delivery=DeliveryValue("Accepted by mail.kestrel.example 12:31"), copies="Cc 2 · Bcc 1"
)
_PARTLY: Final = replace(
    _REPLY,
    delivery=DeliveryValue(
        "Accepted by mail.kestrel.example 12:31. Not delivered to ken.sato@kestrel.example and "
        "ops-night-shift@kestrel.example",
        "partly",
        "send_again",
        "Send again",
    ),
)
_IN_QUEUE: Final = replace(_REPLY, delivery=DeliveryValue("Waiting to send", "waits"))
_FAILED: Final = replace(
    _REPLY,
    delivery=DeliveryValue("Not delivered: mailbox full.", "failed", "send_again", "Send again"),
)
_FAILED_LONG: Final = replace(
    _REPLY,
    delivery=DeliveryValue(
        "Not delivered: mail.kestrel.example: the message is larger than what this server takes, "
        "ask the person in charge of it (552).",
        "failed",
        "send_again",
        "Send again",
    ),
)
_FORWARD: Final = MessageValue(
    "m6",
    "forward",
    "Maya Okafor",
    "12:40",
    "Can you tell us when the carrier's gateway drops old keys?",
    "MO",
    0,
    "forwarded to lea@packwell.example",
    sign="forward",
    attachments=_FILES[:1],
    delivery=DeliveryValue("Accepted by mx.packwell.example 12:40"),
)
_THIRD_PARTY: Final = MessageValue(
    "m7",
    "third_party",
    "Lea Brandt",
    "12:58",
    "After sixty minutes, unless somebody asks us to purge it.",
    "LB",
    3,
    "from packwell.example, not the customer",
    sign="users",
)
_CALL: Final = MessageValue(
    "m8",
    "call",
    "Maya Okafor",
    "13:05",
    "Hana asks for a call back before three. The labels can wait until then.",
    "MO",
    0,
    "Call, 4 min, from the customer",
    sign="phone",
)
_UNVERIFIED: Final = replace(
    _CUSTOMER,
    role="from hana.ito@kestrel.example, not verified",
    sign="triangle-alert",
    warns=True,
)

_CHANGE: Final = replace(
    _EVENTS[1], text="set Status to Pending, waiting to sync", mark="pending", icon="clock"
)


def _conversation(
    *messages: MessageValue, divider: NewSince | None = None, only: ItemFilter = "all"
) -> Build:
    def build(theme: Theme, words: Words, parent: QWidget) -> QWidget:
        timeline = Timeline(theme, parent)
        said = [_said(message, words) for message in messages]
        timeline.show_conversation("t1", said, new_since=divider)
        timeline.set_only(only)
        return timeline

    return build


def _said(message: MessageValue, words: Words) -> MessageValue:
    """Everything that is translated or written as `words` has it."""
    return replace(
        message,
        text=words(message.text),
        role=words(message.role),
        delivery=_delivered(message.delivery, words),
        mark_text=words(message.mark_text),
        actions=tuple(replace(each, label=words(each.label)) for each in message.actions),
    )


def _delivered(delivery: DeliveryValue | None, words: Words) -> DeliveryValue | None:
    if delivery is None:
        return None
    return replace(delivery, text=words(delivery.text), action=words(delivery.action))


def _stand_on_second(widget: QWidget) -> None:
    assert isinstance(widget, Timeline)
    focus(widget)
    widget.stand_on("m2")


def _point_at(x: int, y: int) -> Act:
    """As with the pointer there, counted in a conversation of the usual width."""

    def point(widget: QWidget) -> None:
        assert isinstance(widget, Timeline)
        scale = widget.width() / _WIDTH
        left = widget.width() - x * scale if widget.isRightToLeft() else x * scale
        where, button = QPointF(left, y * scale), Qt.MouseButton.NoButton
        keys = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseMove, where, where, button, button, keys)
        QCoreApplication.sendEvent(widget.viewport(), event)

    return point


def _select_all(widget: QWidget) -> None:
    focus(widget)
    control = Qt.KeyboardModifier.ControlModifier
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, control, "a")
    QCoreApplication.sendEvent(widget, event)


def _unfold(widget: QWidget) -> None:
    assert isinstance(widget, Timeline)
    widget.toggle_events()


def _show_quote(widget: QWidget) -> None:
    assert isinstance(widget, Timeline)
    (fold,) = (link for link in widget.links_of("m1") if link.kind == "fold")
    widget.press("m1", fold)


def _state(
    label: str,
    build: Build,
    height: int,
    *,
    act: Act = leave,
) -> State:
    return State(label, build, act, width=_WIDTH, height=height)


def _kinds() -> Sequence[State]:
    filed = replace(_CUSTOMER, attachments=_FILES)
    divider = NewSince("e2", "New since 13:20")
    return (
        _state("nothing yet", _conversation(), 60),
        _state("customer, files", _conversation(filed), 150),
        _state("file, hover", _conversation(filed), 150, act=_point_at(110, 105)),
        _state("reply", _conversation(_REPLY), 120),
        _state("internal note", _conversation(_NOTE), 118),
        _state("changes, folded", _conversation(*_EVENTS), 46),
        _state("changes, unfolded", _conversation(*_EVENTS), 124, act=_unfold),
        _state("new since", _conversation(_NOTE, _EVENTS[2], _CUSTOMER, divider=divider), 280),
        _state("selected by keys", _conversation(_NOTE), 118, act=_select_all),
        _state("keyboard focus", _conversation(_CUSTOMER, _REPLY), 220, act=_stand_on_second),
    )


def _on_their_way() -> Sequence[State]:
    return (
        _state("sending", _conversation(_HELD), 152),
        _state("sending, hover", _conversation(_HELD), 152, act=_point_at(500, 121)),
        _state("offline", _conversation(_WAITING), 152),
        _state("held back", _conversation(_STALE), 152),
        _state("rejected", _conversation(_REJECTED), 152),
        _state("a change waits", _conversation(_CHANGE), 46),
    )


def _by_mail() -> Sequence[State]:
    return (
        _state("reply, accepted", _conversation(_ACCEPTED), 140),
        _state("copies, hover", _conversation(_ACCEPTED), 140, act=_point_at(430, 36)),
        _state("waiting to send", _conversation(_IN_QUEUE), 140),
        _state("partly refused", _conversation(_PARTLY), 160),
        _state("not delivered", _conversation(_FAILED), 140),
        _state("send again, hover", _conversation(_FAILED), 140, act=_point_at(270, 100)),
        _state("a long reason", _conversation(_FAILED_LONG), 160),
        _state("forward", _conversation(_FORWARD), 150),
        _state("third party", _conversation(_THIRD_PARTY), 98),
        _state("call", _conversation(_CALL), 118),
        _state("not verified", _conversation(_UNVERIFIED), 118),
    )


def _from_strangers() -> Sequence[State]:
    only_files = replace(_CUSTOMER, text="", attachments=_FILES)
    return (
        _state("quote, folded", _conversation(_QUOTING), 124),
        _state("quote, unfolded", _conversation(_QUOTING), 204, act=_show_quote),
        _state("formatted mail", _conversation(_HTML), 270),
        _state("only files", _conversation(only_files), 104),
        _state("nothing at all", _conversation(replace(_CUSTOMER, text="")), 98),
        _state("right to left", _conversation(_RIGHT_TO_LEFT), 140),
        _state("a long word", _conversation(_LONG_WORD), 200),
        _state("hostile", _conversation(_HOSTILE), 160),
    )


GROUP = Group(
    "Conversation",
    (
        Component(
            "timeline", Timeline, (*_kinds(), *_on_their_way(), *_by_mail(), *_from_strangers())
        ),
    ),
)
