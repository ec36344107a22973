# SPDX-License-Identifier: Apache-2.0
"""A light theme for each test; a warning of Qt fails the test (pytest-qt)."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("light")
    theme.apply(qapp)
    return theme
