# SPDX-License-Identifier: Apache-2.0
"""Puts widgets that come later into the order of Tab where they stand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


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


def _is_passed(widget: QWidget, widgets: Sequence[QWidget]) -> bool:
    return widget in widgets or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
