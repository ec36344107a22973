# SPDX-License-Identifier: Apache-2.0
"""Where Tab stops: at widgets that come later where they stand, and at one of several."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def tab_before(place: QWidget, widgets: Sequence[QWidget]) -> None:
    """Tab goes through `widgets` and then to `place`, which stays where it is in the order.

    Qt appends a new widget to the end of the window's order, and moves the second of two that are
    ordered: so they are ordered after what comes before `place`.
    """
    before = place.previousInFocusChain()
    while before is not None and before is not place and _is_passed(before, widgets):
        before = before.previousInFocusChain()
    if before is None or before is place:
        return
    for widget in widgets:
        QWidget.setTabOrder(before, widget)
        before = widget


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Tab goes from one to the next: what was made, or got its place, in another order."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def in_focus_order(start: QWidget, widgets: Iterable[QWidget]) -> list[QWidget]:
    """`widgets` in the order in which Tab goes through them, counted from `start`."""
    wanted, found = set(widgets), []
    each = start.nextInFocusChain()
    while each is not None and each is not start:
        if each in wanted:
            found.append(each)
        each = each.nextInFocusChain()
    return found


def stop_at(chosen: QAbstractButton, buttons: Iterable[QAbstractButton]) -> None:
    """Of `buttons` of which one is chosen, Tab stops at that one, and arrows go on from there.

    Qt stops at the one that had the focus last, and before that at the first.
    """
    for button in buttons:
        policy = button.focusPolicy()
        tab = Qt.FocusPolicy.TabFocus
        button.setFocusPolicy(policy | tab if button is chosen else policy & ~tab)


def _is_passed(widget: QWidget, widgets: Sequence[QWidget]) -> bool:
    return widget in widgets or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
