# SPDX-License-Identifier: Apache-2.0
"""The limit of a start: a process that shows an empty window and ends once it has painted."""

import os
import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class Empty(QWidget):
    """Ends the process after its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        super().paintEvent(event)
        os._exit(0)


if __name__ == "__main__":
    application = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1440, 900)
    window.show()
    application.exec()
