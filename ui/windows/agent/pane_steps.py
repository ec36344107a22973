# SPDX-License-Identifier: Apache-2.0
"""Steps that every window has: from pane to pane, and from size to size."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.theme import Theme

ZOOM_STEP: Final = 0.1


def give_focus(pane: QWidget) -> None:
    """To the pane itself, or to the first of its buttons."""
    buttons = (each for each in pane.findChildren(QAbstractButton) if each.isVisible())
    target = pane if pane.focusPolicy() else next(buttons, pane)
    target.setFocus()


def step_pane(window: QWidget, panes: Iterable[tuple[QWidget, QWidget]], by: int) -> None:
    """From anywhere in a pane to where the next one begins.

    A pane is its whole region, and where its focus begins.
    """
    focus: QWidget | None = window.focusWidget()
    shown = [
        (start, focus is not None and (focus is region or region.isAncestorOf(focus)))
        for region, start in panes
        if start.isVisible()
    ]
    here = next((place for place, (_, has_focus) in enumerate(shown) if has_focus), 0)
    give_focus(shown[(here + by) % len(shown)][0])


def zoom(theme: Theme, way: str) -> None:
    """One step "in" or "out", else back to the usual size."""
    step = {"in": ZOOM_STEP, "out": -ZOOM_STEP}.get(way)
    theme.set_zoom(1.0 if step is None else theme.zoom + step)
