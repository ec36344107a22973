# SPDX-License-Identifier: Apache-2.0
"""Every component of the gallery is drawn in every state, and states differ."""

import importlib
import pkgutil

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui.widgets
from ui.galleries.catalogue import COMPONENTS
from ui.galleries.component import Component
from ui.galleries.longer_words import as_is, longer
from ui.galleries.sheet import Sheet
from ui.gallery import GalleryWindow, save_all
from ui.theme.theme import Theme

# These are only the base of others, which have their entry; every new widget brings one.
BASES = {"FootWidget", "SpokenView", "TimelineView"}

ALIKE = {("raised", "surface")}  # both are white, where it is light


def _public_widgets() -> set[str]:
    modules = [
        importlib.import_module(f"ui.widgets.{module.name}")
        for module in pkgutil.iter_modules(ui.widgets.__path__)
    ]
    return {
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, QWidget)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def test_every_widget_has_an_entry():
    shown = {component.widget.__name__ for component in COMPONENTS}
    assert _public_widgets() - shown == BASES


def _pictures(theme: Theme, component: Component, qtbot: QtBot) -> list[bytes]:
    sheet = Sheet(theme, component)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    sheet.act()
    sheet.resize(sheet.sizeHint())
    images = [sheet.picture(place).toImage() for place in range(len(sheet.shown))]
    assert all(not image.isNull() for image in images)
    return [
        bytes(image.constBits()) + repr((image.width(), image.height())).encode()
        for image in images
    ]


def _is_off(first: str, second: str) -> bool:
    """Kinds that are disabled have given up their colours and may look alike."""
    return first.endswith(", disabled") and second.endswith(", disabled")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("zoom", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component.key)
def test_no_two_states_look_the_same(component, zoom, scheme, theme, qtbot):
    theme.set_scheme(scheme)
    theme.set_zoom(zoom)
    pictures = _pictures(theme, component, qtbot)
    labels = [state.label for state in component.states]
    same = [
        (labels[a], labels[b])
        for a in range(len(labels))
        for b in range(a)
        if pictures[a] == pictures[b]
    ]
    assert [pair for pair in same if pair not in ALIKE and not _is_off(*pair)] == []


def test_the_window_shows_every_component_either_way_and_with_longer_texts(theme, qtbot):
    window = GalleryWindow(theme)
    qtbot.addWidget(window)
    window.contrast.setChecked(True)
    window.right_to_left.setChecked(True)
    window.long_words.setChecked(True)
    for component in COMPONENTS:
        window.choose(component.key)
        assert len(window.sheet().shown) == len(component.states)


def test_pictures_are_saved_for_each_component_and_scheme(theme, qtbot, tmp_path):
    save_all(theme, tmp_path)
    assert len(list(tmp_path.iterdir())) == 2 * len(COMPONENTS)


def test_longer_texts_are_longer_by_two_fifths():
    assert len(longer("Ten chars.")) == 14
    assert as_is("Ten chars.") == "Ten chars."
