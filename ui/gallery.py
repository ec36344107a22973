# SPDX-License-Identifier: Apache-2.0
"""The gallery of components: each in its states, schemes, sizes and directions of writing."""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.galleries.component import Component
from ui.galleries.controls import CONTROLS
from ui.galleries.rows import ROWS
from ui.galleries.sheet import Sheet, as_is, longer
from ui.galleries.signs import SIGNS
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.widgets.check_box import CheckBox
from ui.widgets.segmented import Segmented

COMPONENTS: Final[tuple[Component, ...]] = (*CONTROLS, *SIGNS, *ROWS)
_SCHEMES: Final[tuple[Scheme, ...]] = ("light", "dark")
_ZOOMS: Final = (80, 100, 125, 150, 200)


class GalleryWindow(QWidget):
    """The components at the left, the states of the chosen one at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("deskbell_window")
        self.setWindowTitle("Deskbell gallery")
        self._theme = theme
        self._schemes = Segmented(
            theme,
            (("light", "Light", "monitor"), ("dark", "Dark", "moon")),
            name="gallery.scheme.choice",
            parent=self,
        )
        self.zoom = QComboBox(self)
        self.zoom.setObjectName("gallery.zoom.choice")
        self.zoom.setAccessibleName("Zoom")
        self.zoom.addItems([f"{percent} %" for percent in _ZOOMS])
        self.zoom.setCurrentIndex(_ZOOMS.index(100))
        self.contrast = CheckBox(theme, "High contrast", parent=self)
        self.right_to_left = CheckBox(theme, "Right to left", parent=self)
        self.long_texts = CheckBox(theme, "Longer texts", parent=self)
        self.list = QListWidget(self)
        self.list.setObjectName("gallery.components.list")
        self.list.setAccessibleName("Components")
        self.list.addItems([component.key for component in COMPONENTS])
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._lay_out()
        self._schemes.chosen.connect(self._set_scheme)
        self.zoom.currentIndexChanged.connect(self._set_zoom)
        self.contrast.toggled.connect(theme.set_more_contrast)
        self.right_to_left.toggled.connect(self.show_sheet)
        self.long_texts.toggled.connect(self.show_sheet)
        self.list.currentRowChanged.connect(self.show_sheet)
        self.list.setCurrentRow(0)

    def sheet(self) -> Sheet:
        """What is shown now."""
        sheet = self._area.widget()
        assert isinstance(sheet, Sheet)
        return sheet

    def show_sheet(self) -> None:
        """Build the states of the chosen component anew."""
        words = longer if self.long_texts.isChecked() else as_is
        sheet = Sheet(self._theme, COMPONENTS[self.list.currentRow()], words)
        way = Qt.LayoutDirection
        turned = self.right_to_left.isChecked()
        sheet.setLayoutDirection(way.RightToLeft if turned else way.LeftToRight)
        self._area.setWidget(sheet)
        sheet.act()

    def _lay_out(self) -> None:
        switches = QHBoxLayout()
        for switch in (self._schemes, self.zoom, self.contrast, self.right_to_left):
            switches.addWidget(switch)
        switches.addWidget(self.long_texts)
        switches.addStretch(1)
        panes = QHBoxLayout()
        panes.addWidget(self.list)
        panes.addWidget(self._area, 1)
        column = QVBoxLayout(self)
        column.addLayout(switches)
        column.addLayout(panes, 1)

    def _set_scheme(self, key: str) -> None:
        self._theme.set_scheme("dark" if key == "dark" else "light")

    def _set_zoom(self, index: int) -> None:
        self._theme.set_zoom(_ZOOMS[index] / 100)
        self.show_sheet()


def save_all(theme: Theme, folder: Path) -> None:
    """One picture for each component and scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in _SCHEMES:
        theme.set_scheme(scheme)
        for component in COMPONENTS:
            sheet = Sheet(theme, component)
            sheet.show()
            sheet.activateWindow()
            QApplication.processEvents()
            sheet.act()
            sheet.grab().save(str(folder / f"{component.key}-{scheme}.png"))
            sheet.close()


def main() -> int:
    """Show the gallery, or save its pictures."""
    parser = argparse.ArgumentParser(prog="python -m ui.gallery")
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="save pictures there")
    options = parser.parse_args()
    if options.into is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication(sys.argv[:1])
    theme = Theme("light")
    theme.apply(application)
    if options.into is not None:
        save_all(theme, options.into)
        return 0
    window = GalleryWindow(theme)
    window.resize(1100, 760)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
