# SPDX-License-Identifier: Apache-2.0
"""The translation of what the composer says itself."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
