# SPDX-License-Identifier: Apache-2.0
"""What a screen reader finds in a painted conversation: a list with one item for each message."""

import functools
import weakref
from collections.abc import Mapping, Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QColor,
    QWindow,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget

from ui.widgets.link_access import LinkAccess
from ui.widgets.message_hits import PressedLink
from ui.widgets.message_value import MessageKind, MessageValue

_MOST_TEXT: Final = 10_000
"""So much of a message is told at once."""

_MOST_NEWS: Final = 50
"""So many messages at once are told one by one."""

_KINDS: Final[Mapping[MessageKind, str]] = {
    "customer": str(QT_TRANSLATE_NOOP("spoken", "Customer")),
    "reply": str(QT_TRANSLATE_NOOP("spoken", "Reply")),
    "note": str(QT_TRANSLATE_NOOP("spoken", "Internal note, team only")),
    "forward": str(QT_TRANSLATE_NOOP("spoken", "Forwarded, not to the customer")),
    "third_party": str(QT_TRANSLATE_NOOP("spoken", "From somebody else, not the customer")),
    "call": str(QT_TRANSLATE_NOOP("spoken", "Conversation")),
}


class SpokenView(QAbstractScrollArea):
    """What a conversation lets a screen reader ask."""

    access: "ConversationAccess | None" = None
    """Set when somebody asks for it."""

    @property
    def shown(self) -> tuple[MessageValue, ...]:
        """The messages from top to bottom."""
        raise NotImplementedError

    @property
    def stepped_to(self) -> str:
        """The message to which the keys went, or nothing."""
        raise NotImplementedError

    def place_of(self, message: str) -> int:
        """Which of those that are shown it is; -1 for none of them."""
        raise NotImplementedError

    def message_rect(self, message: str) -> QRect:
        """Where it stands in the viewport."""
        raise NotImplementedError

    def links_of(self, message: str) -> tuple[PressedLink, ...]:
        """What can be pressed in it, in the order in which it is read."""
        raise NotImplementedError

    def press(self, message: str, link: PressedLink) -> None:
        """Do what a press on it does."""
        raise NotImplementedError


def spoken_message(message: MessageValue) -> str:
    """What is told of a message: the kind, who, when, the text, files, state, what to do."""
    if message.kind == "event":
        offered = ", ".join(action.label for action in message.actions)
        return _sentences((f"{message.author} {message.text}".strip(), message.time, offered))
    files = ", ".join(
        f"{file.name} {file.size}".strip() for file in message.attachments if file.name
    )
    delivery = message.delivery
    offers = [action.label for action in message.actions]
    if delivery is not None and delivery.action:
        offers.insert(0, delivery.action)
    actions = ", ".join(offers)
    listed = QCoreApplication.translate("spoken", "Files: {names}")
    offered = QCoreApplication.translate("spoken", "Enter for: {actions}")
    return _sentences(
        (
            QCoreApplication.translate("spoken", _KINDS[message.kind]),
            ", ".join(
                part
                for part in (message.author, message.role, message.copies, message.time)
                if part
            ),
            message.text[:_MOST_TEXT].strip(),
            listed.format(names=files) if files else "",
            "" if delivery is None else delivery.text,
            message.mark_text,
            offered.format(actions=actions) if actions else "",
        )
    )


def _sentences(parts: Sequence[str]) -> str:
    ended = (part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)
    return " ".join(ended)


class ConversationAccess(QAccessibleWidget):
    """The list: its messages from top to bottom, then what floats above them.

    An item is made when it is asked for and kept under the id of its message, because the bus
    knows it by identity. Qt frees an item in `forget`, never the collector of Python.
    """

    def __init__(self, view: "SpokenView") -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = weakref.ref(view)
        self._items: dict[str, MessageAccess] = {}
        view.destroyed.connect(functools.partial(ConversationAccess.forget_all, self))

    def item(self, message: str) -> "MessageAccess":
        """The item of a message that is shown."""
        found = self._items.get(message)
        if found is None:
            found = self._items[message] = MessageAccess(self, message)
            QAccessible.registerAccessibleInterface(found)
        return found

    def tell(self, message: str, event: QAccessible.Event) -> None:
        """Something happened to a message that is shown."""
        QAccessible.updateAccessibility(QAccessibleEvent(self.item(message), event))
        if event == QAccessible.Event.Focus:
            QTimer.singleShot(0, functools.partial(self._focus_again, message))

    def _focus_again(self, message: str) -> None:
        """Qt says that the list has the focus once it is there: the message has it."""
        if self.view() is not None and self.has_focus(message):
            focus = QAccessibleEvent(self.item(message), QAccessible.Event.Focus)
            QAccessible.updateAccessibility(focus)

    def follow(self, before: frozenset[str]) -> None:
        """Other messages are shown than before: who asked for one that went hears that it went,
        and hears of those that came to a conversation that was there.
        """
        shown = [message.id for message in self.shown()]
        for message in self._items.keys() - shown:
            self.tell(message, QAccessible.Event.ObjectDestroyed)
            item = self._items.pop(message)  # referred to until Qt has freed it
            item.forget_links()
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))
        came = [message for message in shown if message not in before]
        if len(came) < len(shown) and len(came) <= _MOST_NEWS:
            for message in came:
                self.tell(message, QAccessible.Event.ObjectCreated)

    def forget_all(self, _view: QObject | None = None) -> None:
        """The view is gone: nobody is told, the view tells it."""
        items, self._items = self._items, {}
        for item in items.values():
            item.forget_links()
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))

    def shown(self) -> tuple[MessageValue, ...]:
        """The messages from top to bottom."""
        view = self.view()
        return () if view is None else view.shown

    def view(self) -> SpokenView | None:
        """The conversation, while it is there."""
        view = self._view()
        return view if view is not None and shiboken6.isValid(view) else None

    def rect_of(self, message: str) -> QRect:
        """Where a message stands on the screen."""
        view = self.view()
        if view is None or view.place_of(message) < 0:
            return QRect()
        return view.message_rect(message).translated(view.viewport().mapToGlobal(QPoint(0, 0)))

    def place_of(self, message: str) -> int:
        """Which in the list it is; -1 when it is not shown."""
        view = self.view()
        return -1 if view is None else view.place_of(message)

    def has_focus(self, message: str) -> bool:
        """Whether the keys are at this message."""
        view = self.view()
        return view is not None and view.hasFocus() and view.stepped_to == message

    # What Qt asks

    def childCount(self) -> int:
        return len(self.shown()) + len(self._floats())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        shown, floats = self.shown(), self._floats()
        if 0 <= index < len(shown):
            return self.item(shown[index].id)
        if 0 <= index - len(shown) < len(floats):
            return QAccessible.queryAccessibleInterface(floats[index - len(shown)])
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        children = (self.child(place) for place in reversed(range(self.childCount())))
        return next((each for each in children if each and each.rect().contains(x, y)), None)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, MessageAccess):
            return child.place
        floats = self._floats()
        widget = child.object()
        return len(self.shown()) + floats.index(widget) if widget in floats else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view()
        if view is not None and self.has_focus(view.stepped_to) and view.stepped_to:
            return self.item(view.stepped_to)
        return super().focusChild()

    def _floats(self) -> list[QWidget]:
        """The widgets on it that are no part of its scrolling."""
        view = self.view()
        if view is None:
            return []
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        return [
            child
            for child in view.findChildren(QWidget, options=direct)
            if child is not view.viewport() and not child.isHidden() and not _is_scrolling(child)
        ]


class MessageAccess(QAccessibleInterface):
    """One message in the list, with what can be pressed in it."""

    def __init__(self, parent: ConversationAccess, message: str) -> None:
        super().__init__()
        self._list = weakref.ref(parent)
        self._message = message
        self._links: dict[PressedLink, LinkAccess] = {}

    @property
    def place(self) -> int:
        """Which in the list it is, from 0; -1 when it is not shown."""
        parent = self._list()
        return -1 if parent is None else parent.place_of(self._message)

    def links(self) -> tuple[PressedLink, ...]:
        """What it offers."""
        view = self._view()
        return () if view is None or self.place < 0 else view.links_of(self._message)

    def press(self, link: PressedLink) -> None:
        """Do what a press on a link does."""
        view = self._view()
        if view is not None:
            view.press(self._message, link)

    def interface(self) -> QAccessibleInterface:
        return self

    def forget_links(self, kept: tuple[PressedLink, ...] = ()) -> None:
        """Let Qt free those that are not offered any more."""
        for link in self._links.keys() - set(kept):
            item = self._links.pop(link)  # referred to until Qt has freed it
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))

    def _view(self) -> SpokenView | None:
        parent = self._list()
        return None if parent is None else parent.view()

    def isValid(self) -> bool:
        return self._view() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        parent = self._list()
        return None if parent is None else parent.window()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._view()
        return None if view is None else QAccessible.queryAccessibleInterface(view)

    def childCount(self) -> int:
        return len(self.links())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        links, view = self.links(), self._view()
        self.forget_links(links)
        if view is None or not 0 <= index < len(links):
            return None
        found = self._links.get(links[index])
        if found is None:
            found = self._links[links[index]] = LinkAccess(view, self, links[index])
            QAccessible.registerAccessibleInterface(found)
        return found

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.place if isinstance(child, LinkAccess) else -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        parent = self._list()
        return QRect() if parent is None else parent.rect_of(self._message)

    def text(self, kind: QAccessible.Text) -> str:
        parent, place = self._list(), self.place
        if parent is None or place < 0 or kind != QAccessible.Text.Name:
            return ""
        return spoken_message(parent.shown()[place])

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nobody writes here."""

    def state(self) -> QAccessible.State:
        state, parent = QAccessible.State(), self._list()
        state.focusable = state.readOnly = state.multiLine = True
        view = None if parent is None else parent.view()
        if parent is None or view is None:
            state.invalid = True
            return state
        state.focused = parent.has_focus(self._message)
        here = QRect(view.viewport().mapToGlobal(QPoint(0, 0)), view.viewport().size())
        state.offscreen = not self.rect().intersects(here)
        state.invisible = not view.isVisible()
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


@functools.cache
def tell_conversations() -> None:
    """From now on a SpokenView is a list to a screen reader."""
    QAccessible.installFactory(_made)


def _made(_key: str, asked: QObject) -> QAccessibleInterface | None:
    if not isinstance(asked, SpokenView):
        return None
    asked.access = ConversationAccess(asked)
    return asked.access


def _is_scrolling(widget: QWidget) -> bool:
    name = widget.objectName()
    return name.startswith("qt_scrollarea") or widget.inherits("QScrollBar")
