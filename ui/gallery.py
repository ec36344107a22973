# SPDX-License-Identifier: Apache-2.0
"""The gallery of components: each in its states, schemes, sizes and directions of writing."""

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.galleries.catalogue import COMPONENTS, GROUPS
from ui.galleries.component import Component
from ui.galleries.longer_words import LongerWords, as_is, longer
from ui.galleries.sheet import Sheet
from ui.theme.theme import Theme
from ui.theme.tokens import NAV_WIDTH, Scheme
from ui.widgets.check_box import CheckBox
from ui.widgets.label import Hairline, Surface
from ui.widgets.navigation import NavigationList
from ui.widgets.navigation_value import NavigationRow, NavigationSection
from ui.widgets.overlay_scroll_bar import OverlayScrollBar
from ui.widgets.segmented import Segmented

_ZOOMS: Final = (80, 100, 125, 150, 200)
_LEFT, _RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
_BY_KEY: Final[dict[str, Component]] = {each.key: each for each in COMPONENTS}


@dataclass(frozen=True, slots=True)
class Look:
    """One way to show all of them; its pictures have a folder of this name."""

    folder: str
    scheme: Scheme = "light"
    zoom: float = 1.0
    more_contrast: bool = False
    way: Qt.LayoutDirection = _LEFT


LOOKS: Final = (
    Look("light"),
    Look("dark", "dark"),
    Look("high-contrast-light", more_contrast=True),
    Look("high-contrast-dark", "dark", more_contrast=True),
    Look("zoom-200", zoom=2.0),
    Look("right-to-left", way=_RIGHT),
)
"""What is saved."""


class GalleryWindow(QWidget):
    """The components at the left, the states of the chosen one at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("deskbell_window")
        self.setWindowTitle("Deskbell gallery")
        self._theme = theme
        self._own = Theme(theme.scheme, parent=self)  # what is around the sheet stays as large
        self._longer = LongerWords(parent=self)
        self._has_acted = False
        self.components = NavigationList(self._own, self)
        self.components.setObjectName("gallery.components.list")
        self.components.setAccessibleName("Components")
        self.components.set_sections(_sections())
        self.schemes = Segmented(
            self._own,
            (("light", "Light", ""), ("dark", "Dark", "")),
            name="gallery.scheme.choice",
            parent=self,
        )
        zooms = tuple((str(percent), f"{percent} %", "") for percent in _ZOOMS)
        self.zooms = Segmented(self._own, zooms, name="gallery.zoom.choice", parent=self)
        self.zooms.set_key("100")
        self.contrast = self._switch("High contrast", "gallery.contrast.toggle")
        self.right_to_left = self._switch("Right to left", "gallery.direction.toggle")
        self.long_words = self._switch("Longer words", "gallery.words.toggle")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll_bar = OverlayScrollBar(self._area)
        self._lay_out()
        self._listen()
        self.choose(COMPONENTS[0].key)

    def choose(self, key: str) -> None:
        """Show the component that is called so."""
        self.components.set_current(key)
        self.show_sheet()

    def sheet(self) -> Sheet:
        """What is shown now."""
        sheet = self._area.widget()
        assert isinstance(sheet, Sheet)
        return sheet

    def show_sheet(self) -> None:
        """Build the states of the chosen component anew."""
        words = longer if self.long_words.isChecked() else as_is
        way = _RIGHT if self.right_to_left.isChecked() else _LEFT
        component = _BY_KEY[self.components.current_row()]
        sheet = Sheet(self._theme, component, words, way=way)
        self._area.setWidget(sheet)
        self._has_acted = self.isVisible() and self.isActiveWindow()
        if self.isVisible():
            sheet.act()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_sheet()

    def changeEvent(self, event: QEvent) -> None:
        """Act again once the window is active: before, nothing can have the focus."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self._has_acted:
            self.show_sheet()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        QCoreApplication.removeTranslator(self._longer)

    def _switch(self, words: str, name: str) -> CheckBox:
        switch = CheckBox(self._own, words, parent=self)
        switch.setObjectName(name)
        return switch

    def _lay_out(self) -> None:
        px = self._own.px
        bar = Surface("surface", self)
        switches = QHBoxLayout(bar)
        switches.setContentsMargins(px(24), px(10), px(24), px(10))
        switches.setSpacing(px(16))
        for switch in (self.schemes, self.zooms, self.contrast, self.right_to_left):
            switches.addWidget(switch)
        switches.addWidget(self.long_words)
        switches.addStretch(1)
        side = Surface("nav", self)
        side.setFixedWidth(px(NAV_WIDTH))
        names = QVBoxLayout(side)
        names.setContentsMargins(0, px(12), 0, px(12))
        names.addWidget(self.components)
        column = QVBoxLayout()
        for widget in (bar, Hairline(self)):
            column.addWidget(widget)
        column.addWidget(self._area, 1)
        column.setSpacing(0)
        panes = QHBoxLayout(self)
        panes.setContentsMargins(0, 0, 0, 0)
        panes.setSpacing(0)
        panes.addWidget(side)
        panes.addWidget(Hairline(self, vertical=True))
        panes.addLayout(column, 1)

    def _listen(self) -> None:
        self.components.view_chosen.connect(self.show_sheet)
        self.schemes.chosen.connect(self.set_scheme)
        self.zooms.chosen.connect(self._set_zoom)
        self.contrast.toggled.connect(self._set_contrast)
        self.right_to_left.toggled.connect(self.show_sheet)
        self.long_words.toggled.connect(self._set_long_words)

    def set_scheme(self, key: str) -> None:
        for theme in (self._own, self._theme):
            theme.set_scheme("dark" if key == "dark" else "light")
        self.show_sheet()

    def _set_zoom(self, percent: str) -> None:
        self._theme.set_zoom(int(percent) / 100)
        self.show_sheet()

    def _set_long_words(self, more: bool) -> None:
        """In what the components are given, and in what they say by themselves."""
        if more:
            QCoreApplication.installTranslator(self._longer)
        else:
            QCoreApplication.removeTranslator(self._longer)
        self.show_sheet()

    def _set_contrast(self, more: bool) -> None:
        for theme in (self._own, self._theme):
            theme.set_more_contrast(more)
        self.show_sheet()


def _sections() -> list[NavigationSection]:
    """One for each group; a component counts its states."""
    return [
        NavigationSection(
            group.title,
            tuple(
                NavigationRow(each.key, each.title, series=place, count=len(each.states))
                for each in group.components
            ),
        )
        for place, group in enumerate(GROUPS)
    ]


def save_all(theme: Theme, folder: Path, components: tuple[Component, ...] = COMPONENTS) -> None:
    """One picture for each component and look, in a folder for each look."""
    for look in LOOKS:
        place = folder / look.folder
        place.mkdir(parents=True, exist_ok=True)
        theme.set_look(look.scheme, look.zoom, more_contrast=look.more_contrast)
        for component in components:
            sheet = Sheet(theme, component, way=look.way)
            sheet.show()
            sheet.activateWindow()
            QApplication.processEvents()
            sheet.act()
            sheet.grab().save(str(place / f"{component.key}.png"))
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
    window.resize(1200, 800)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
