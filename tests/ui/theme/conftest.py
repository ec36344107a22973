# SPDX-License-Identifier: Apache-2.0
"""Draws off the screen, with a theme of our own for each test."""

import os

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(qapp)
    return theme
