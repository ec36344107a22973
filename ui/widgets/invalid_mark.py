# SPDX-License-Identifier: Apache-2.0
"""The red outline of an input of which something is wrong."""

from PySide6.QtWidgets import QWidget


def mark_invalid(field: QWidget, *, invalid: bool) -> None:
    """Draw it, or take it away."""
    wanted = "true" if invalid else "false"
    if field.property("invalid") != wanted:
        field.setProperty("invalid", wanted)
        field.style().unpolish(field)
        field.style().polish(field)
