# SPDX-License-Identifier: Apache-2.0
"""A light theme for each test; a warning of Qt fails the test (pytest-qt)."""

import gc

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(qapp)
    return theme


@pytest.fixture
def small_heap() -> None:
    """Who looks for garbage looks at what the test makes. What is left of others is set aside for
    good: at the end of a long run one look through it takes seconds.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def pointer_elsewhere(qapp: QApplication) -> None:
    """Over no window: one that opens beneath the pointer is held still, and shows a hover."""
    QCursor.setPos(9_000, 9_000)
